"""Stories of the cast: a property request brought into any state by the product's own actions, step by step.

The demonstration is filled with them, and the tests begin from them, so that neither can show a state that the
product cannot reach.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Protocol
from uuid import UUID

from reciprocal.access.actor import acting_as
from reciprocal.access.facts import Actor
from reciprocal.circulation import actions as circulation
from reciprocal.circulation.models import Profile
from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.homes import actions as homes
from reciprocal.offers import actions as offers
from reciprocal.offers.sealed import Plan
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import approvals, checking, information, marks
from reciprocal.property_requests.queries import get
from reciprocal.property_requests.questions import LABELS
from reciprocal.property_requests.statistics import keep_equality
from reciprocal.rulebook.move_list import FIREWALL
from reciprocal.workflow.due import day_of


def viewing_plan(at: datetime) -> Plan:
    """A plan of a viewing two days later, with answers that are right."""
    return Plan(
        on=day_of(at) + timedelta(days=2),
        time="2:30pm",
        meeting_point="The ticket hall of the tram stop by the library",
        from_officer="The support worker",
        from_landlord="A lettings officer",
        phone="020 7946 0000",
    )


class Time(Protocol):
    """A clock that a story can move on."""

    @property
    def at(self) -> datetime:
        """Now."""

    def forward(self, **by: int) -> None:
        """Let time pass, in the keywords of a timedelta."""


# A mother with two children who needs two bedrooms: the plain path.
ANSWERS: Final[dict[str, Any]] = {
    "danger_now": "no",
    "safe_tonight": "elsewhere",
    "is_professional": "yes",
    "primary_reason": "DA",
    "other_reasons": ["none"],
    "personal_connection": "yes",
    "tenancy_route": "sole",
    "landlord_id": organisation_id("Alder Council"),
    "home_place": "camden",
    "risk_here": "yes",
    "wants_to_leave": "yes",
    "own_stock": "none_safe",
    "options_explained": ["homelessness", "sanctuary", "refuge"],
    "explained": [
        "not_emergency",
        "no_promise",
        "keep_tenancy",
        "no_name",
        "what_partners_see",
        "offers",
        "can_stop",
    ],
    "consent_apply": True,
    "consent_statistics": True,
    "consent_manner": "face_to_face",
    "interpreter_used": "not_needed",
    "tenancy_type": "SEC_LIFE",
    "tenancy_held": "yes",
    "current_bedrooms": 2,
    "current_floor": "low",
    "current_type": "flat",
    "overcrowded": "no",
    "where_now": "temporary",
    "held_before": "yes",
    "placed_by": "another",
    "arrears": "no",
    "adults": [34],
    "children_moving": "yes",
    "children": [8, {"age": 5, "sex": "male"}],
    "safe_places": ["bromley", "croydon", "ealing", "lewisham", "sutton"],
    "area_assessed_by": "youth_justice",
    "place_reasons": ["school"],
    "bedrooms": 2,
    "fewer_accepted": "no",
    "highest_floor": "any",
    "lift_needed": "no",
    "access_need": "none",
    "outside_space": "no",
    "bedrooms_by": "mine",
    "cannot_take": ["bedsit", "shared", "sheltered"],
    "security_need": ["entry"],
    "practical_points": ["through_officer", "locks"],
    "pregnancy": "no",
    "communication": ["none"],
    "pets": "none",
    "risk_summary": "The person causing harm knows the home and has come back to it twice since January. Threats "
    "were made through a relative who lives nearby.",
    "risk_tool": "dash",
    "risk_basis": ["score", "worse"],
    "marac": "not_known",
    "agencies": ["idva"],
    "since_idva": date(2026, 1, 1),
    "abuse_service": "involved",
    "housing_moves": "cannot",
    "new_area_support": "A worker of the youth justice team in the new area, from the first week.",
    "risk_worker": "A youth justice worker",
    "plan_written": "yes",
    "dash_score": 16,
    "kept_away": "none",
    "officer_role": "Independent domestic violence adviser",
    "officer_phone": "020 7946 0000",
    "officer_email": "nadia@lantern-support.example",
    "agency_shows_area": False,
    "going_without_cover": "later",
    "safe_contact_held": "when_known",
    "finished_sections": list(LABELS),
}
HOME: Final[dict[str, Any]] = {
    "place": "croydon",
    "label": "2-bed flat, Croydon",
    "bedrooms": 2,
    "kind": "flat",
    "floor": 1,
    "lift": False,
    "access": "none",
    "tenancy": "SEC_LIFE",
    "rent": Decimal("142.50"),
}
# Where that home is. No street of London has this name.
ADDRESS: Final = "Flat 3, 18 Larkfall Gardens, Croydon"
_TO_PARTNERS: Final = ("submit", "seek_approval", "approve", "circulate")
_BEFORE: Final = (
    "consent_date",
    "options_explained_on",
    "area_assessed_on",
    "assessed_on",
    "support_confirmed_on",
    "plan_on",
)
# Every state of a request, and the steps that lead there from a draft.
ROADS: Final[dict[str, tuple[str, ...]]] = {
    "draft": (),
    "submitted": ("submit",),
    "information_needed": ("submit", "ask_information"),
    "awaiting_landlord": ("submit", "seek_approval"),
    "decline_proposed": ("submit", "seek_approval", "propose_decline"),
    "approved": ("submit", "seek_approval", "approve"),
    "circulating": _TO_PARTNERS,
    "under_offer": (*_TO_PARTNERS, "send_offer"),
    "ruling_awaited": (*_TO_PARTNERS, "send_offer", "refuse"),
    "moving": (*_TO_PARTNERS, "send_offer", "accept"),
    "on_hold": (*_TO_PARTNERS, "hold"),
    "moved": (*_TO_PARTNERS, "send_offer", "accept", "record_signing", "record_start"),
    "declined": ("submit", "seek_approval", "propose_decline", "decline"),
    "closed": (*_TO_PARTNERS, "close"),
}


@dataclass
class Story:
    """A property request in some state, with the ids of what belongs to it."""

    request_id: UUID
    officer: str = "nadia"
    lead: str = "liam"
    state: str = "draft"
    home_id: UUID | None = None
    offer_id: UUID | None = None
    home_label: str = str(HOME["label"])
    profiles: dict[str, UUID] = field(default_factory=dict)

    @property
    def profile_id(self) -> UUID:
        """The profile of Cedar Council."""
        return self.profiles["Cedar Council"]


def tell(
    state: str,
    time: Time,
    *,
    officer: str = "nadia",
    lead: str = "liam",
    bars: tuple[str, ...] = (),
    pace: int = 0,
    home_label: str = str(HOME["label"]),
    **answers: Any,
) -> Story:
    """Bring a new property request into a state.

    Args:
        state: a state of the request.
        time: the clock; it is moved on where a step needs time to have passed.
        officer, lead: who sends it, and whose landlord decides.
        bars: partners that are kept away from it.
        pace: hours that pass before each step.
        home_label: what Lena calls the home that she offers.
        answers: what differs from the usual household.
    """
    with acting_as(EVERYBODY[officer].membership_id) as actor:
        story = Story(requests.start_request(actor, at=time.at), officer, lead, home_label=home_label)
        yesterday = day_of(time.at) - timedelta(days=1)
        days = dict.fromkeys(_BEFORE, yesterday)
        given = {**ANSWERS, **days, **answers}
        given["adults"] = [_adult(person, number) for number, person in enumerate(given["adults"])]
        given["children"] = [_child(person) for person in given["children"]]
        if not given["children"]:
            given["children_moving"] = "no"
        if bars:
            given |= {"kept_away": "yes", "conflict_partners": [organisation_id(name) for name in bars]}
        requests.save_answers(actor, story.request_id, given, at=time.at, version=1)
    for step in ROADS[state]:
        time.forward(hours=pace)
        if step == "decline":
            time.forward(days=9)
        take(story, step, time.at)
    story.state = state
    return story


def _adult(person: int | dict[str, Any], number: int) -> dict[str, Any]:
    """An adult of a story: an age alone, or what differs from a woman to whom nothing applies."""
    told = person if isinstance(person, dict) else {"age": person}
    return {"sex": "female", "relationship": "relative" if number else "applicant", "applies": ["none"], **told}


def _child(person: int | dict[str, Any]) -> dict[str, Any]:
    """A child of a story: an age alone, or what differs from a girl who lives there all the time."""
    told = person if isinstance(person, dict) else {"age": person}
    return {"sex": "female", "lives_there": "always", "own_room": "no", **told}


def take(story: Story, step: str, at: datetime) -> None:
    """Take one step of the story as whoever takes it there, with answers that are right."""
    who, act = STEPS[step]
    key = {"officer": story.officer, "lead": story.lead}.get(who, who)
    with acting_as(EVERYBODY[key].membership_id) as actor:
        act(actor, story, at)
        if step == "circulate":
            rows = Profile.objects.filter(request_id=story.request_id)
            story.profiles = dict(rows.values_list("organisation__name", "pk"))


def declare(actor: Actor, at: datetime, **differs: Any) -> UUID:
    """Declare a two-bedroom flat of Cedar Council, or one that differs from it. Gives its id."""
    day = day_of(at)
    dates = {"ready_from": day + timedelta(days=6), "hold_until": day + timedelta(days=28)}
    return homes.declare_home(actor, at=at, **{**HOME, **dates, **differs})


def _submit(actor: Actor, story: Story, at: datetime) -> None:
    requests.submit(actor, story.request_id, at=at, declared=True)
    keep_equality(story.request_id, {"age": "25_34", "english_most": "yes"})


def _seek_approval(actor: Actor, story: Story, at: datetime) -> None:
    checking.tick(actor, story.request_id, at=at, complete=LABELS)
    for one in marks.found_in(get(story.request_id)):
        marks.clear(actor, story.request_id, marks.place_of(one), at=at)
    requests.seek_approval(actor, story.request_id, at=at)


def _offer(actor: Actor, story: Story, at: datetime) -> None:
    story.home_id = declare(actor, at, label=story.home_label)
    story.offer_id = offers.send_offer(
        actor,
        story.profile_id,
        story.home_id,
        at=at,
        address=ADDRESS,
        tenancy="SEC_LIFE",
        starts_on=day_of(at) + timedelta(days=14),
        answer_by=day_of(at) + timedelta(days=7),
        home_is_empty=True,
    )


def _offer_id(story: Story) -> UUID:
    if story.offer_id is None:
        raise LookupError("nothing has been offered in this story")
    return story.offer_id


Act = Callable[[Actor, Story, datetime], object]
STEPS: Final[dict[str, tuple[str, Act]]] = {
    "submit": ("officer", _submit),
    "ask_information": (
        "clare",
        lambda a, s, at: information.ask_information(
            a, s.request_id, at=at, messages={"places": "Is there a lift at the place where they stay now?"}
        ),
    ),
    "seek_approval": ("clare", _seek_approval),
    "approve": ("lead", lambda a, s, at: approvals.approve(a, s.request_id, at=at, our_tenant=True)),
    "propose_decline": (
        "lead",
        lambda a, s, at: approvals.propose_decline(
            a,
            s.request_id,
            at=at,
            reason="risk_not_high",
            facts="We were told that the person causing harm has left the area.",
            source="A note of our patch team, last month",
            would_change="A recent view of a specialist service",
        ),
    ),
    "decline": ("lead", lambda a, s, at: approvals.decline(a, s.request_id, at=at)),
    "circulate": ("clare", lambda a, s, at: circulation.circulate(a, s.request_id, at=at)),
    "send_offer": ("lena", _offer),
    "accept": ("officer", lambda a, s, at: offers.accept(a, _offer_id(s), at=at, read_to_applicant=True)),
    "refuse": (
        "officer",
        lambda a, s, at: offers.refuse(a, _offer_id(s), at=at, words="We wanted a garden.", reason="features"),
    ),
    "record_signing": (
        "lena",
        lambda a, s, at: offers.record_signing(a, _offer_id(s), at=at, signed_on=day_of(at)),
    ),
    "record_start": (
        "lena",
        lambda a, s, at: offers.record_start(a, _offer_id(s), at=at, started_on=day_of(at), firewall=FIREWALL.lines),
    ),
    "hold": ("clare", lambda a, s, at: requests.hold(a, s.request_id, at=at, reason="away")),
    "close": ("clare", lambda a, s, at: requests.close(a, s.request_id, at=at, reason="not_needed")),
}
