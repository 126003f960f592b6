"""Why a request rests or ends, and why an offer ends, with what each reason does.

They are the same in every scheme. Why somebody says no is in `reasons.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reciprocal.rulebook.roles import COORDINATOR, NAMED_LEAD, NOMINATING_OFFICER


@dataclass(frozen=True)
class HoldReason:
    """Why a request rests: after how long it comes back, and who is asked then.

    `after` counts in `unit`; 0 days is the same day; None waits for a setting of the scheme, such as a pause.
    """

    code: str
    text: str
    after: int | None
    unit: Literal["days", "working_days"]
    asks: str
    note: str = ""


@dataclass(frozen=True)
class ClosureReason:
    """Why a request ends: the words on the screen, and what the officer is told to read to the applicant.

    `told` is empty where nothing is sent and the coordinator rings; `officer_only`: nothing is read to the
    applicant.
    """

    code: str
    text: str
    told: str
    officer_only: bool = False


@dataclass(frozen=True)
class WithdrawalReason:
    """Why a landlord takes an offer back. It never counts and never touches the ledger.

    `home_opens`: what the home waits for before it is offered again, a key of `reasons.HOME_OPENS`, "" for nothing.
    `look`: the coordinator looks at it.
    """

    code: str
    text: str
    home_opens: str = ""
    look: bool = False
    note: str = ""


@dataclass(frozen=True)
class VoidReason:
    """Why an offer cannot stand. It never counts. The partner is not told why where it is about safety."""

    code: str
    text: str
    about_safety: bool


VOID_FOR_PARTNER: Final = "The offer could not stand"
WITHDRAWAL_NOTE: Final = (
    "If your reason is a local connection rule, ask {coordinator} before you withdraw. The law limits such rules."
)

HOLDS: Final[Mapping[str, HoldReason]] = {
    reason.code: reason
    for reason in (
        HoldReason("away", "The applicant is away", 28, "days", NOMINATING_OFFICER),
        HoldReason(
            "no_contact",
            "The applicant cannot be reached",
            14,
            "days",
            NOMINATING_OFFICER,
            "The coordinator rings.",
        ),
        HoldReason("not_ready", "They cannot move yet", 28, "days", NOMINATING_OFFICER),
        HoldReason("pressure", "Someone may be putting pressure on them", 0, "days", COORDINATOR),
        HoldReason(
            "current_stay",
            "They may stay where they are",
            28,
            "days",
            NOMINATING_OFFICER,
            "Whether to close.",
        ),
        HoldReason("hospital", "In hospital or custody", 28, "days", NOMINATING_OFFICER),
        HoldReason("changing", "The household is changing", 28, "days", NOMINATING_OFFICER),
        HoldReason("risk", "The risk is being looked at again", 14, "days", NOMINATING_OFFICER),
        HoldReason("tenancy", "A question about the tenancy", 10, "working_days", NAMED_LEAD),
        HoldReason("no_officer", "No active nominating officer", 5, "working_days", COORDINATOR),
        HoldReason(
            "support",
            "Support or risk management is not confirmed",
            10,
            "working_days",
            NOMINATING_OFFICER,
        ),
        HoldReason("consent", "Consent is being checked", 5, "working_days", NOMINATING_OFFICER),
        HoldReason(
            "compromised",
            "The record or a viewing may be known to the wrong person",
            0,
            "days",
            COORDINATOR,
        ),
        HoldReason("paused", "The scheme is paused for this reason", None, "days", COORDINATOR),
    )
}

CLOSURES: Final[Mapping[str, ClosureReason]] = {
    reason.code: reason
    for reason in (
        ClosureReason("moved", "Moved by the scheme", "You have moved. This request is finished."),
        ClosureReason(
            "moved_other_scheme",
            "Moved by {other_scheme}",
            "You have moved by another route. This request is finished.",
        ),
        ClosureReason(
            "own_landlord",
            "Rehoused by their own landlord",
            "You have been rehoused by your own landlord. This request is finished.",
        ),
        ClosureReason(
            "homelessness",
            "Rehoused by a council or another way",
            "You have moved by another route. This request is finished.",
        ),
        ClosureReason(
            "not_needed",
            "No longer need to move",
            "You told us that you no longer need to move. If that changes, we can start again.",
        ),
        ClosureReason("consent", "Consent withdrawn", "You asked us to stop, and we have stopped."),
        ClosureReason(
            "no_contact",
            "No contact",
            "We could not reach you through {officer}. Ask any professional to start again.",
        ),
        ClosureReason(
            "cap",
            "Offers used up",
            "The number of offers is used up. You can ask for a second look by {date}.",
        ),
        ClosureReason(
            "tenancy_ended",
            "The tenancy ended",
            "The tenancy has ended, so this scheme cannot go on. {officer} will talk about a homelessness application.",
        ),
        ClosureReason(
            "declined",
            "Landlord declined",
            "Your landlord did not agree. Its reasons are with {officer}, and you can ask for a second look.",
        ),
        ClosureReason("not_partner", "Landlord is not a partner", "Your landlord is not in the scheme."),
        ClosureReason(
            "not_eligible",
            "Not within the scheme's rules",
            "The rules of the scheme do not cover this. Other ways: {list}.",
        ),
        ClosureReason("duplicate", "Another request is open", "", officer_only=True),
        ClosureReason(
            "safety",
            "Closed for safety",
            "We closed this to protect you. {coordinator} will ring {officer} today.",
        ),
        ClosureReason("died", "The applicant has died", ""),
    )
}

WITHDRAWALS: Final[Mapping[str, WithdrawalReason]] = {
    reason.code: reason
    for reason in (
        WithdrawalReason(
            "not_ready",
            "The home is not ready",
            "after_works",
            note="It opens later and keeps the household first.",
        ),
        WithdrawalReason("let_elsewhere", "It was let to someone else", "after_works"),
        WithdrawalReason("works", "Repairs or safety works", "after_works"),
        WithdrawalReason("details_wrong", "The details were wrong", "after_correction"),
        WithdrawalReason("cannot_house", "The household is not who we can house", look=True),
        WithdrawalReason("other_move", "We need it for another move of the scheme"),
    )
}

VOIDS: Final[Mapping[str, VoidReason]] = {
    reason.code: reason
    for reason in (
        VoidReason("unsafe_place", "Unsafe place", True),
        VoidReason("place_not_chosen", "Not a place they chose", True),
        VoidReason("wrong_size", "Wrong size", False),
        VoidReason("not_accessible", "Not accessible", False),
        VoidReason("known_to_wrong_person", "Viewing or address known to the wrong person", True),
        VoidReason("sent_in_error", "Sent in error", False),
        VoidReason("tenancy_not_allowed", "Tenancy not allowed", False),
    )
}
