"""What whoever is late says, rung or by themselves: the ready answers, by whom it waits for.

They are the same in every scheme. An answer lets the clock begin again once; a second one of the same wait is only
written down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reciprocal.rulebook.roles import LANDLORD, OFFERING, OFFICER

NO_ANSWER: Final = "no_answer"


@dataclass(frozen=True)
class Said:
    """One ready answer: its words, and whether a date or a sentence belongs to it.

    `leads` is the step that is meant: whoever says it by themselves takes that step, and nothing else is kept.
    """

    code: str
    text: str
    asks: Literal["", "date", "note"] = ""
    leads: str = ""


_OFFICER: Final = (
    Said("working", "Working on it, by…", "date"),
    Said("applicant", "Waiting for the applicant"),
    Said("agency", "Waiting for another agency"),
    Said("not_needed", "No longer needed", leads="no_longer_needed"),
)
# Relation and state → what is said. Where a state has no list of its own, it is not chased.
READY: Final[Mapping[tuple[str, str], tuple[Said, ...]]] = {
    (LANDLORD, "awaiting_landlord"): (
        Said("panel", "Panel meets on…", "date"),
        Said("name", "Waiting for the tenant's name from the officer"),
        Said("colleague", "Waiting for a colleague's check", "date"),
        Said("not_ours", "Not our tenant", "note"),
        Said("away", "I am away; ask my deputy"),
    ),
    (OFFICER, "information_needed"): _OFFICER,
    (OFFICER, "on_hold"): _OFFICER,
    (OFFICER, "under_offer"): (
        Said("viewing", "Viewing is booked"),
        Said("advice", "Applicant wants advice, until…", "date"),
        Said("no_contact", "I cannot reach them"),
        Said("yes", "They say yes", leads="accept"),
        Said("no", "They say no", leads="refuse"),
    ),
    (OFFICER, "circulating"): (
        Said("safe", "Still needed, safe tonight", leads="review"),
        Said("not_safe", "Still needed, not safe tonight", leads="not_safe_tonight"),
        Said("changed", "Something has changed"),
        Said("not_needed", "No longer needed", leads="no_longer_needed"),
    ),
    (OFFERING, "moving"): (
        Said("repairs", "Repairs until…", "date"),
        Said("documents", "Waiting for documents from the officer"),
        Said("signing", "Signing booked", "date"),
        Said("fallen_through", "The home has fallen through", "note"),
    ),
}
# The landlord that is minded to decline and has to decide now says the same things.
SAME_AS: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    (LANDLORD, "decline_proposed"): (LANDLORD, "awaiting_landlord")
}
STEP_OF: Final[Mapping[str, str]] = {LANDLORD: "ring_landlord", OFFICER: "ring_officer", OFFERING: "ring_partner"}
# The same, said by themselves.
SAYS: Final[Mapping[str, str]] = {LANDLORD: "landlord_says", OFFICER: "officer_says", OFFERING: "partner_says"}
# States whose day moves with an answer. A review and an offer's answer keep theirs: somebody's safety hangs on them.
BEGINS_AGAIN: Final = ("awaiting_landlord", "information_needed")


def ready(relation: str, state: str) -> tuple[Said, ...]:
    """Give the ready answers of whoever a state waits for; nothing where it is not chased."""
    return READY.get(SAME_AS.get((relation, state), (relation, state)), ())


def states(relation: str) -> tuple[str, ...]:
    """List the states in which somebody in this relation is rung."""
    return tuple(dict.fromkeys(state for of, state in (*READY, *SAME_AS) if of == relation))


def in_words(relation: str, state: str, code: str) -> str:
    """Give the words of an answer that was kept."""
    if code == NO_ANSWER:
        return "No answer"
    return next((said.text.rstrip("…") for said in ready(relation, state) if said.code == code), code)
