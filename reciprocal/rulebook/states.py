"""The states that a request, an offer and a home can be in, whom each waits on, and until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from reciprocal.rulebook import reminders
from reciprocal.rulebook.reminders import Reminder
from reciprocal.rulebook.roles import COORDINATOR, LETTINGS_OFFICER, NAMED_LEAD, NOMINATING_OFFICER

Machine = Literal["request", "offer", "home"]
NEW: Final = "new"


@dataclass(frozen=True)
class Waiting:
    """What a person of one role has to do while something is in a state: sentence, step and button."""

    sentence: str
    step: str
    button: str


@dataclass(frozen=True)
class State:
    """One state: label, whose turn it is, until when, and what the other readers learn of it.

    `limit` is the dated setting of the scheme that says how long the state may last.
    `landlord_sees` is the word that the applicant's own landlord reads on its approval view; empty means that
    the state changes nothing there. `partners_see` is what a partner with a profile sees. `reminders` say who is
    reminded when.
    """

    key: str
    label: str
    meaning: str
    waits_on: str | None = None
    limit: str | None = None
    waiting: dict[str, Waiting] = field(default_factory=dict)
    next: str = ""
    landlord_sees: str = ""
    partners_see: Literal["nothing", "profile", "profile, marked"] = "nothing"
    reminders: tuple[Reminder, ...] = ()


def _table(*states: State) -> dict[str, State]:
    return {state.key: state for state in states}


REQUEST_STATES: Final = _table(
    State(
        "draft",
        "Draft",
        "The officer is filling in the request with the applicant.",
        NOMINATING_OFFICER,
        "draft_days",
        {NOMINATING_OFFICER: Waiting("Finish the request. It is deleted on {due}", "submit", "Continue")},
        "Finish and send it. It will be deleted on {due} if nothing changes.",
        reminders=reminders.OF_DRAFT,
    ),
    State(
        "submitted",
        "Sent",
        "The coordinator checks it before the landlord is asked.",
        COORDINATOR,
        "check_days",
        {COORDINATOR: Waiting("Check a new request", "seek_approval", "Check")},
        "{coordinator} checks it by {due}. You do not need to do anything.",
        reminders=reminders.OF_SCHEME,
    ),
    State(
        "information_needed",
        "More needed",
        "The officer answers what the coordinator or the landlord asked; the clock has stopped until then.",
        NOMINATING_OFFICER,
        "information_days",
        {NOMINATING_OFFICER: Waiting("More is needed. Answer what was asked", "answer_information", "Answer")},
        "More is needed. Answer by {due}. The clock has stopped until you do.",
        landlord_sees="asked",
        reminders=reminders.OF_OFFICER,
    ),
    State(
        "awaiting_landlord",
        "With the landlord",
        "The named leads of the applicant's own landlord decide.",
        NAMED_LEAD,
        "approval_days",
        {NAMED_LEAD: Waiting("A request needs your decision", "approve", "Decide")},
        "{landlord} has until {due} to decide.",
        landlord_sees="deciding",
        reminders=reminders.OF_LANDLORD,
    ),
    State(
        "decline_proposed",
        "Decline proposed",
        "The landlord is minded to decline; the officer may correct the facts it relies on.",
        NOMINATING_OFFICER,
        "correction_days",
        {
            NOMINATING_OFFICER: Waiting(
                "The landlord is minded to decline. Correct the facts by {due}",
                "correct_facts",
                "Check the facts",
            ),
            NAMED_LEAD: Waiting("The officer may correct the facts until {due}. Then decide", "decline", "Decide"),
        },
        "{landlord} is minded to decline. You can correct the facts until {due}.",
        landlord_sees="declining",
        reminders=reminders.OF_CORRECTION,
    ),
    State(
        "approved",
        "Approved",
        "The landlord has agreed and the code is given; the coordinator circulates next.",
        COORDINATOR,
        "circulate_days",
        {COORDINATOR: Waiting("Approved. Circulate by {due}", "circulate", "Circulate")},
        "{landlord} has agreed. It goes to partners by {due}.",
        landlord_sees="agreed",
        reminders=reminders.OF_SCHEME,
    ),
    State(
        "circulating",
        "Circulating",
        "Partners with homes in the safe places read the profile and may offer.",
        LETTINGS_OFFICER,
        "review_months",
        {},
        "Partners can see the profile. We ask you on {due} whether it is still needed and whether they are safe.",
        landlord_sees="agreed",
        partners_see="profile",
        reminders=reminders.OF_REVIEW,
    ),
    State(
        "under_offer",
        "Under offer",
        "One partner has offered a home; the applicant's answer is awaited.",
        NOMINATING_OFFICER,
        None,
        {},
        "There is an offer. The applicant's answer is needed by {due}.",
        landlord_sees="agreed",
        partners_see="profile, marked",
    ),
    State(
        "ruling_awaited",
        "Ruling awaited",
        "The applicant refused an offer, and the coordinator rules whether the refusal counts. Partners see nothing.",
        COORDINATOR,
        "ruling_days",
        {COORDINATOR: Waiting("Rule on a refusal", "rule", "Rule")},
        "{coordinator} decides by {due} whether the refusal counts. Without a ruling it does not.",
        landlord_sees="agreed",
        reminders=reminders.OF_SCHEME,
    ),
    State(
        "moving",
        "Moving",
        "The offer was accepted; the tenancy is being signed.",
        LETTINGS_OFFICER,
        None,
        {},
        "The offer was accepted. The landlord of the home signs the tenancy next.",
        landlord_sees="agreed",
    ),
    State(
        "on_hold",
        "On hold",
        "The request rests for a reason and comes back by a date.",
        COORDINATOR,
        "hold_days",
        {
            COORDINATOR: Waiting("On hold until {due}. Take it off hold or close it", "resume", "Look"),
        },
        "It is on hold. We ask you again on {due}.",
        reminders=reminders.OF_SCHEME,
    ),
    State(
        "moved",
        "Moved",
        "The tenancy has started. The pot has noted who owes and who is owed.",
        next="The household has moved. There is nothing more to do here.",
        landlord_sees="moved",
    ),
    State(
        "declined",
        "Declined",
        "The landlord declined after the facts could be corrected.",
        next="{landlord} declined.",
        landlord_sees="declined",
    ),
    State(
        "closed",
        "Closed",
        "The request ended without a move through the scheme.",
        next="This request is closed.",
        landlord_sees="closed",
    ),
)

OFFER_STATES: Final = _table(
    State(
        "sent",
        "Sent",
        "The officer has the offer and reads it to the applicant.",
        NOMINATING_OFFICER,
        None,
        {NOMINATING_OFFICER: Waiting("An offer needs the applicant's answer by {due}", "accept", "See the offer")},
        reminders=reminders.OF_OFFER,
    ),
    State(
        "accepted",
        "Accepted",
        "The applicant said yes; the tenancy is to be signed.",
        LETTINGS_OFFICER,
        None,
        {LETTINGS_OFFICER: Waiting("An offer was accepted. Record signing and start", "record_signing", "Record")},
        reminders=reminders.OF_LETTINGS,
    ),
    State(
        "signed",
        "Signed",
        "The tenancy is signed; the start is to be recorded.",
        LETTINGS_OFFICER,
        None,
        {LETTINGS_OFFICER: Waiting("The tenancy is signed. Record the start", "record_start", "Record")},
        reminders=reminders.OF_LETTINGS,
    ),
    State("started", "Started", "The tenancy started and the household moved."),
    State("refused", "Not accepted", "The applicant said no, in their own words."),
    State("lapsed", "Lapsed", "Nobody answered by the day on which an answer was needed. It does not count."),
    State("withdrawn", "Withdrawn", "The landlord of the home took the offer back. It does not count."),
    State("void", "Could not stand", "The offer could not stand. It never counts."),
)

HOME_STATES: Final = _table(
    State(
        "open",
        "Open",
        "The home is empty, declared, and may be offered.",
        LETTINGS_OFFICER,
        None,
        {LETTINGS_OFFICER: Waiting("See who could live in a home you declared", "take_off", "See who")},
    ),
    State("offered", "Offered", "An offer of this home is live."),
    State("taken", "Taken", "A household of the scheme moved in."),
    State("off_list", "Off the list", "The home left the list without a move."),
)

STATES: Final[dict[Machine, dict[str, State]]] = {
    "request": REQUEST_STATES,
    "offer": OFFER_STATES,
    "home": HOME_STATES,
}

# Named groups, so that nobody types them again.
LIVE_OFFER: Final = ("sent", "accepted", "signed")
# An offer that ended leaves its partner's pages, whatever ended it: if only a bar did that, a bar would show.
OFFER_ITS_PARTNER_READS: Final = (*LIVE_OFFER, "started")
WITH_PROFILE: Final = tuple(s.key for s in REQUEST_STATES.values() if s.partners_see != "nothing")
ENDED: Final = ("moved", "declined", "closed")
OPEN_REQUEST: Final = tuple(key for key in REQUEST_STATES if key not in ENDED)
SENT_REQUEST: Final = tuple(key for key in REQUEST_STATES if key != "draft")
