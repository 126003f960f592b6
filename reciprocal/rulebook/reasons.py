"""Why somebody says no: a landlord to a request, an applicant to an offer, with all that follows from it.

They are the same in every scheme. Why a request rests or ends is in `endings.py`; reasons for moving are the
scheme's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reciprocal.rulebook.answers import OPTIONS

Whose = Literal["safety", "home", "landlord", "both", "household", "nobody", "ruled"]
Counts = Literal["never", "ruled", "counts"]
HomeOpen = Literal["at_once", "after_coordinator", "after_correction", "after_works", "after_due"]


@dataclass(frozen=True)
class DeclineReason:
    """Why a landlord is minded to decline: what is asked as well, and the note that the named lead reads."""

    code: str
    text: str
    asked: str = ""
    note: str = ""


@dataclass(frozen=True)
class RefusalReason:
    """One reason and its consequences.

    `counts`: never, by ruling, or what the coordinator is proposed; `but` says when that is otherwise. `hold`
    is the hold reason that the next page offers, "" for none. `also`: what happens besides.
    """

    code: str
    text: str
    whose: Whose
    counts: Counts
    home_open: HomeOpen = "at_once"
    hold: str = ""
    place_becomes_unsafe: bool = False
    but: str = ""
    also: str = ""

    @property
    def needs_ruling(self) -> bool:
        """Whether the request waits for the coordinator's ruling before it goes back to the partners."""
        return self.counts != "never"


DECLINES: Final[Mapping[str, DeclineReason]] = {
    reason.code: reason
    for reason in (
        DeclineReason(
            "not_our_tenant",
            "They are not our tenant",
            "which check was made",
            "If they hold a tenancy with us and are placed elsewhere, they are still our tenant.",
        ),
        DeclineReason(
            "tenancy_ended",
            "The tenancy has ended",
            "date, how it ended",
            "Can the notice be withdrawn? The officer will be asked too.",
        ),
        DeclineReason(
            "own_home_offered",
            "We will move them ourselves",
            "by when; is it outside the unsafe places",
            "We check the date with you. If it passes, the request comes back.",
        ),
        DeclineReason(
            "risk_not_high",
            "On our facts the risk is not high where they live",
            "the facts; who was asked; when",
            "Lack of a police report is not a fact against. Judgement of a specialist counts.",
        ),
        DeclineReason(
            "facts_unclear",
            "We could not confirm the facts",
            "what, and who was asked",
            'First use "We need to know more".',
        ),
        DeclineReason("tenancy_type", "The tenancy type is outside our agreement", "which clause"),
        DeclineReason(
            "arrears_asb",
            "Arrears or antisocial behaviour",
            "amount or conduct; agreement in place?",
            "This is not a bar under the scheme. It may come from the abuse. The coordinator will look at it.",
        ),
        DeclineReason("support_missing", "Support is not in place", "which support", "youth violence only"),
        DeclineReason(
            "capacity",
            "We cannot take on another home owed",
            "balance",
            "The coordinator will ring you. The household is not told this as a reason against them.",
        ),
        DeclineReason("other", "Another reason", "the reason"),
    )
}

# A refusal never touches the ledger. Whether one counts to the number of offers is the coordinator's ruling,
# never a click of the officer; a reason that never counts needs none and sends the request back to partners.
REFUSALS: Final[Mapping[str, RefusalReason]] = {
    reason.code: reason
    for reason in (
        RefusalReason(
            "unsafe_place",
            "The place is not safe",
            "safety",
            "never",
            place_becomes_unsafe=True,
            also="The place becomes unsafe at once and other live matches are checked again.",
        ),
        RefusalReason(
            "person_near",
            "Someone connected with the risk is near",
            "safety",
            "never",
            also="The spot is sealed.",
        ),
        RefusalReason(
            "viewing_unsafe",
            "The viewing was not safe",
            "safety",
            "never",
            home_open="after_coordinator",
            hold="compromised",
        ),
        RefusalReason(
            "too_small",
            "It is too small for the household",
            "home",
            "ruled",
            but="It never counts where the home is below the need.",
        ),
        RefusalReason("access", "It does not meet an access need", "home", "never"),
        RefusalReason("description", "It was not as described", "landlord", "never", home_open="after_correction"),
        RefusalReason(
            "condition",
            "It is not fit to move into",
            "landlord",
            "never",
            home_open="after_works",
            also="The offer is void if the landlord agrees.",
        ),
        RefusalReason("weaker_tenancy", "The tenancy is weaker than theirs", "landlord", "never"),
        RefusalReason(
            "rent",
            "They cannot afford the rent",
            "both",
            "ruled",
            but="It does not count if benefit would not cover it.",
        ),
        RefusalReason(
            "support_far",
            "It is too far from care, support or a child's needs",
            "household",
            "ruled",
        ),
        RefusalReason(
            "location",
            "They do not want that area",
            "household",
            "counts",
            but="Only if the place was on the safe list and they had been told.",
        ),
        RefusalReason("features", "It lacks something they want", "household", "counts"),
        RefusalReason(
            "stay",
            "They have decided to stay where they are",
            "household",
            "never",
            hold="current_stay",
            also="The officer is asked whether to close.",
        ),
        RefusalReason(
            "changed",
            "Their needs have changed",
            "household",
            "never",
            hold="changing",
            also="On hold until the request is changed.",
        ),
        RefusalReason("not_ready", "They cannot move by then", "household", "never", hold="not_ready"),
        RefusalReason(
            "pressure",
            "Someone is putting pressure on them",
            "safety",
            "never",
            hold="pressure",
            also="The coordinator rings.",
        ),
        RefusalReason(
            "no_answer",
            "I could not reach them",
            "nobody",
            "never",
            home_open="after_due",
            hold="no_contact",
        ),
        RefusalReason("other", "Something else", "ruled", "ruled"),
    )
}
# What the partner reads of a home that is not free again at once. It tells no reason of the household.
HOME_OPENS: Final[Mapping[str, str]] = {
    "after_coordinator": "{coordinator} looks at this home first and will ring you today.",
    "after_correction": "Correct the details of the home first.",
    "after_works": "Say first that the works are done.",
    "after_due": "The home is free again after the day by which an answer was needed.",
}
OWN_STOCK: Final = OPTIONS["own_stock"]
"""How the officer says that the landlord's own homes will not do; the exit asks once more after "Not yet"."""


# A home may be offered although it misses a need, where the coordinator allowed it. Refused for that, it never counts.
# The needs are the rules by which a home fits.
NEVER_COUNTS_WHERE_ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "place_allowed": ("location",),
    "size": ("too_small", "features"),
    "floor_and_lift": ("access", "features"),
    "access": ("access",),
    "type_taken": ("features",),
}


def awaits_ruling(reason: RefusalReason, *, below_need: bool = False, allowed: Iterable[str] = ()) -> bool:
    """Say whether the coordinator rules on a refusal before the request goes on (rules 17 and 19).

    Args: `below_need`: the home has fewer bedrooms than needed; `allowed`: which needs the home was allowed to miss,
    keys of `NEVER_COUNTS_WHERE_ALLOWED`.
    """
    if reason.code == "too_small" and below_need:
        return False
    if any(reason.code in NEVER_COUNTS_WHERE_ALLOWED[need] for need in allowed):
        return False
    return reason.needs_ruling


def counts_to_offers(
    reason: RefusalReason,
    ruled: bool | None,
    *,
    below_need: bool = False,
    allowed: Iterable[str] = (),
    told_of_cap: bool = False,
) -> bool:
    """Say whether a refusal counts to the number of offers (rules 18 and 19).

    Args: `ruled` is the coordinator's ruling, None while there is none; `below_need` and `allowed` as above;
    `told_of_cap`: the applicant had been told how many offers they can have. Without a ruling, or without having been
    told, nothing counts.
    """
    return awaits_ruling(reason, below_need=below_need, allowed=allowed) and told_of_cap and ruled is True
