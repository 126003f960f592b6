"""Homes and households as the matching sees them: facts and needs, and nothing of why anybody moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

# The options of the questions that matching compares, code and label.
KINDS: Final[Mapping[str, str]] = {
    "bedsit": "Bedsit or studio",
    "flat": "Flat or maisonette",
    "house": "House",
    "bungalow": "Bungalow",
    "shared": "Shared facilities",
    "sheltered": "Sheltered or age-restricted",
    "other": "Something else",
}
ACCESS: Final[Mapping[str, str]] = {
    "full": "Fully wheelchair accessible",
    "main_rooms": "Wheelchair access to the main rooms",
    "level": "Level access, no steps",
    "none": "None",
}
"""From most to least: a home with more access than needed meets the need."""
CANNOT_TAKE: Final[Mapping[str, str]] = {
    "bedsit": "Bedsit or studio",
    "shared": "Shared facilities",
    "sheltered": "Sheltered or age-restricted",
    "high_floor": "4th floor or higher",
    "low_floor": "Ground floor or basement",
}
HIGHEST_FLOOR: Final[Mapping[str, str]] = {
    "ground": "Ground only",
    "1": "1st",
    "2": "2nd",
    "3": "3rd",
    "any": "Any",
}
HIGH_FROM: Final = 4


def floor_number(answer: str) -> int | None:
    """Turn the answer about the highest floor into its number; None for any floor, or where nobody answered.

    Raises: ValueError for any other word.
    """
    _known("the household", "the highest floor", answer or "any", HIGHEST_FLOOR)
    return {"ground": 0, "1": 1, "2": 2, "3": 3}.get(answer)


def _known(whose: str, what: str, value: str, words: Iterable[str]) -> None:
    """Refuse a word that no rule knows: a home or a need that nobody can judge must not pass for fitting."""
    if value not in words:
        raise ValueError(f'{whose}: {what} "{value}" is not known; use one of {", ".join(words)}')


@dataclass(frozen=True)
class Home:
    """An empty home that a partner has declared. `floor`: 0 is the ground floor, -1 a basement."""

    id: str
    landlord: str
    place: str
    bedrooms: int
    kind: str
    floor: int
    lift: bool
    access: str
    tenancy: str
    ready_from: date

    def __post_init__(self) -> None:
        _known(f"home {self.id}", "the type", self.kind, KINDS)
        _known(f"home {self.id}", "the access", self.access, ACCESS)


@dataclass(frozen=True)
class Household:
    """What a household needs of a home.

    `landlord` is the applicant's own. `places`: where it may be offered a home; None when the caller has
    looked at that already. `bedrooms`: the size agreed; `rule_bedrooms`: the size by
    the rule set of the landlord that offers. `fewer_accepted`: one fewer would be taken.
    `highest_floor`: without a lift, as `floor_number` gives it. `lift_needed`: a lift is needed above that;
    False: a lift does not help; None: not answered. `tenancy_lifetime`: the tenancy held now is for life;
    None: not known. `people`: how many.
    """

    id: str
    landlord: str
    places: frozenset[str] | None
    bedrooms: int
    fewer_accepted: bool = False
    highest_floor: int | None = None
    lift_needed: bool | None = None
    access_need: str = "none"
    cannot_take: frozenset[str] = frozenset()
    tenancy_lifetime: bool | None = None
    people: int = 1
    rule_bedrooms: int | None = None

    def __post_init__(self) -> None:
        whose = f"household {self.id}"
        _known(whose, "the access", self.access_need, ACCESS)
        for kind in sorted(self.cannot_take):
            _known(whose, "a type of home", kind, CANNOT_TAKE)
