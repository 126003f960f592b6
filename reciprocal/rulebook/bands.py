"""What a partner reads of a household in place of ages and dates: bands, so that it is not known by them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from reciprocal.rulebook.workdays import months_after

# Breaks at 10 and 16, because the rules on bedrooms break there.
CHILDREN: Final = ((0, 4), (5, 9), (10, 15), (16, 17))
ADULTS: Final = ((16, 24), (25, 34), (35, 54), (55, 64), (65, None))
LARGE: Final = 6
WAITING: Final = ((1, "under 1 month"), (3, "1 to 3 months"), (6, "3 to 6 months"), (12, "6 to 12 months"))
WAITING_LONG: Final = "over 12 months"
ASK_FIRST: Final = "Ask before you offer"


@dataclass(frozen=True)
class HouseholdBands:
    """The household as a profile prints it: how many people, and the age groups of adults and children.

    For a large household, which is rare and so easily known, the age groups are left out and `note` asks the
    partner to ask first.
    """

    people: str
    adults: tuple[str, ...]
    children: tuple[str, ...]
    note: str = ""


def _groups(ages: Collection[int], groups: tuple[tuple[int, int | None], ...], one: str, many: str) -> tuple[str, ...]:
    found = []
    for low, high in groups:
        count = sum(low <= age and (high is None or age <= high) for age in ages)
        if count:
            words = f"{low} or over" if high is None else f"{low} to {high}"
            found.append(f"{count} {one if count == 1 else many} ({words})")
    return tuple(found)


def household_bands(adults: Collection[int], children: Collection[int]) -> HouseholdBands:
    """Turn ages into the words of a profile, such as "1 adult (25 to 34)" and "2 children (5 to 9)".

    Args: ages in whole years; an applicant may be 16 or 17 and is an adult then.
    Raises: ValueError for an age that belongs to neither list, since a person left out would make the home
    too small.
    """
    if any(age < 16 for age in adults) or any(not 0 <= age <= 17 for age in children):
        raise ValueError("an adult is 16 or over and a child is 0 to 17")
    people = len(adults) + len(children)
    if people >= LARGE:
        return HouseholdBands(f"{LARGE} or more people", (), (), ASK_FIRST)
    return HouseholdBands(
        "1 person" if people == 1 else f"{people} people",
        _groups(adults, ADULTS, "adult", "adults"),
        _groups(children, CHILDREN, "child", "children"),
    )


def waiting_band(since: date, today: date) -> str:
    """Say how long somebody has waited, in bands that give no date away."""
    for months, words in WAITING:
        if today < months_after(since, months):
            return words
    return WAITING_LONG
