"""The lists that are gone through when a household moves: what each line says, and for which households it is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Section:
    """Several lines under one heading. `inset` is read before them."""

    code: str
    heading: str
    lines: Mapping[str, str]
    inset: str = ""


# The landlord of the home goes through it with the officer. All of it is done before the start can be recorded.
FIREWALL: Final = Section(
    "firewall",
    "New-address firewall",
    {
        "1": "The old landlord has been told only: moved, date, one home owed",
        "2": "No letter, e-mail or final rent statement has the new address on it",
        "3": "The old landlord has a forwarding contact that is not the new home",
        "4": "Housing benefit, council tax and school records are marked sensitive, and the old council cannot see the "
        "new address by default",
        "5": "Utilities, parcel and delivery accounts are changed by the household, not by either landlord",
        "6": "The removal firm does not know both addresses in writing",
        "7": "The old tenancy ends on the right date, so that two rents are not owed without a plan",
        "8": "Nobody has put the name on the door, intercom or a list in the block",
    },
)
UNFINISHED: Final = "Finish the new-address list first: {n} left"

BEFORE_SIGNING: Final = Section(
    "before_signing",
    "Before signing",
    {
        "told_of_reason": "If the new landlord must be satisfied of the reason before it grants the tenancy, I have "
        "told the right person there, by phone or secure e-mail",
        "no_gap": "The old tenancy runs until the new one starts",
    },
    "A gap between the two tenancies can cost the household protection. Ask the old landlord to let them meet.",
)
MARAC: Final = Section(
    "marac",
    "MARAC and risk transfer",
    {
        "marac_asked": "The old MARAC has been asked to pass its minutes and plan to the new one",
        "assessed_again": "The risk assessment has been done again; a move can raise the risk",
        "abuse_service": "The new area's domestic abuse service has accepted the hand-over",
        "police_markers": "Police markers on old and new address are arranged",
    },
)
YOUTH: Final = Section(
    "youth",
    "Hand-over to the new {place}",
    {
        "youth_handover": "The new {place} has been told by the gang-exit service or youth justice, and has taken the "
        "hand-over",
        "school": "School or college is arranged",
    },
)
SUPPORT: Final = Section(
    "support",
    "Support hand-over",
    {
        "furniture": "Furniture and move-in grants asked for",
        "health": "GP, school and medication arranged",
    },
)
OLD_HOME: Final = Section(
    "old_home",
    "Old home",
    {
        "keys": "Keys and goods: collected with someone, or by someone else",
        "handed_back": "The old home is handed back by the landlord; the household does not need to go there",
    },
)
_OF_OFFICER: Final = (BEFORE_SIGNING, MARAC, YOUTH, SUPPORT, OLD_HOME)
LINES: Final = {code: line for section in _OF_OFFICER for code, line in section.lines.items()}


def of_officer(*, marac: bool, youth_violence: bool) -> tuple[Section, ...]:
    """Give what only the officer and the coordinator read: the hand-over lines would tell the reason.

    Args: `marac`: a MARAC has heard the case, or the risk is high; `youth_violence`: that is the reason for moving.
    """
    left_out = (() if marac else (MARAC,)) + (() if youth_violence else (YOUTH,))
    return tuple(section for section in _OF_OFFICER if section not in left_out)


FOLLOW_UP: Final = {
    "settled": "Settled",
    "needs_support": "Needs more support",
    "not_safe": "Not safe",
    "no_touch": "I am no longer in touch",
}
FOLLOW_UP_DAYS: Final = 28
FIRST_WEEK_DAYS: Final = 7
