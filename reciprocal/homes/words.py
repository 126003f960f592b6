"""A home in a few words: its label, and the one line that stands under a heading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from reciprocal.matching.types import ACCESS
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import long_date

HIGHEST: Final = 20
_SHORT: Final[Mapping[str, str]] = {
    "bedsit": "bedsit",
    "flat": "flat",
    "house": "house",
    "bungalow": "bungalow",
    "shared": "shared home",
    "sheltered": "sheltered home",
    "other": "home",
}


class Described(Protocol):
    """What is said of a home; also of an offer, which carries a copy."""

    kind: str
    floor: int
    lift: bool
    access: str
    rent: Decimal
    ready_from: date


def label_for(bedrooms: int, kind: str, place: str) -> str:
    """Make a short label from the answers, e.g. "2-bed flat, Croydon".

    Args: the number of bedrooms, a key of `KINDS`, and the code of the place.
    """
    size = "" if kind == "bedsit" else f"{bedrooms}-bed " if bedrooms else "studio "
    words = f"{size}{_SHORT[kind]}, {current().place(place).name}"
    return words[:1].upper() + words[1:]


def floor_in_words(floor: int) -> str:
    """Write a floor as people say it: "Basement", "Ground floor", "3rd floor"."""
    if floor <= 0:
        return "Ground floor" if floor == 0 else "Basement"
    last = 0 if 10 < floor < 14 else floor % 10
    ending = {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return f"{floor}{ending} floor"


def pounds(amount: Decimal) -> str:
    """Write money, "£142.50", without pence where there are none."""
    return f"£{amount:,.2f}".removesuffix(".00")


def access_in_words(access: str) -> str:
    """Write the access of a home, "No step-free access" where it has none."""
    return ACCESS[access] if access != "none" else "No step-free access"


def line(home: Described) -> str:
    """Say in one line what a home is like: floor, lift, access, rent, and from when it is ready."""
    return " · ".join(
        (
            floor_in_words(home.floor),
            "Lift" if home.lift else "No lift",
            access_in_words(home.access),
            f"{pounds(home.rent)} a week",
            f"Ready from {long_date(home.ready_from)}",
        )
    )


def no_places() -> str:
    """Say that a landlord has told of no place with homes, and who can change that."""
    scheme = current()
    return (
        f"You have told us of no {scheme.place_word} with homes yet, so no home can be declared. Ask your manager to"
        f" add one, or call {scheme.coordinator.organisation} on {scheme.coordinator.phone}."
    )
