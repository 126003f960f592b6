"""The cast as fixtures, and property requests brought into any state by the product's own actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from reciprocal import clock
from reciprocal.access.actor import acting_as
from reciprocal.access.guard import SESSION_POST
from reciprocal.circulation import actions as circulation
from reciprocal.circulation.models import Profile
from reciprocal.demo.cast import EVERYBODY, Player, organisation_id
from reciprocal.homes import actions as homes
from reciprocal.offers import actions as offers
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import approvals
from reciprocal.property_requests.models import PropertyRequest

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)  # a Tuesday
ACTORS = ("nadia", "liam", "lena", "clare", "petra", "max", "anya", "audrey", "bart", "otto", "nobody")
SAFE = ["bromley", "croydon", "ealing", "lewisham", "sutton"]
ANSWERS: dict[str, Any] = {
    "danger_now": "no",
    "safe_tonight": "elsewhere",
    "is_professional": "yes",
    "primary_reason": "DA",
    "tenancy_route": "sole",
    "landlord_id": organisation_id("Alder Council"),
    "home_place": "camden",
    "risk_here": "yes",
    "wants_to_leave": "yes",
    "own_stock": "none_safe",
    "explained": [
        "not_emergency", "no_promise", "keep_tenancy", "no_name", "what_partners_see", "offers", "can_stop",
    ],
    "consent_apply": True,
    "consent_statistics": True,
    "consent_date": date(2026, 3, 2),
    "tenancy_type": "SEC_LIFE",
    "tenancy_held": "yes",
    "adults": [34],
    "children": [8, 5],
    "safe_places": SAFE,
    "bedrooms": 2,
    "fewer_accepted": "no",
    "highest_floor": "any",
    "lift_needed": "no",
    "access_need": "none",
    "risk_basis": ["score", "worse"],
    "dash_score": 16,
    "kept_away": "none",
    "going_without_cover": "later",
    "safe_contact_held": "when_known",
}  # fmt: skip
HOME: dict[str, Any] = {
    "place": "croydon",
    "label": "2-bed flat, Croydon",
    "bedrooms": 2,
    "kind": "flat",
    "floor": 1,
    "lift": False,
    "access": "none",
    "tenancy": "SEC_LIFE",
    "rent": 142.50,
    "ready_from": date(2026, 3, 9),
    "hold_until": date(2026, 3, 31),
}
# Every state of a request, and the steps that lead there from a draft.
ROADS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "submitted": ("submit",),
    "information_needed": ("submit", "ask_information"),
    "awaiting_landlord": ("submit", "seek_approval"),
    "decline_proposed": ("submit", "seek_approval", "propose_decline"),
    "approved": ("submit", "seek_approval", "approve"),
    "circulating": ("submit", "seek_approval", "approve", "circulate"),
    "under_offer": ("submit", "seek_approval", "approve", "circulate", "send_offer"),
    "moving": ("submit", "seek_approval", "approve", "circulate", "send_offer", "accept"),
    "on_hold": ("submit", "seek_approval", "approve", "circulate", "hold"),
    "moved": (
        "submit", "seek_approval", "approve", "circulate", "send_offer", "accept", "record_signing", "record_start",
    ),
    "declined": ("submit", "seek_approval", "propose_decline", "decline"),
    "closed": ("submit", "seek_approval", "approve", "circulate", "close"),
}  # fmt: skip


class Now:
    """The clock of one test, which it can move."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: int) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


@dataclass
class Staged:
    """A property request in some state, with the ids of what belongs to it."""

    request_id: UUID
    state: str = "draft"
    home_id: UUID | None = None
    offer_id: UUID | None = None
    profiles: dict[str, UUID] = field(default_factory=dict)

    @property
    def profile_id(self) -> UUID:
        """The profile of Cedar Council."""
        return self.profiles["Cedar Council"]


def actor_of(key: str) -> Player:
    """One of the cast by key."""
    return EVERYBODY[key]


def as_(key: str) -> Any:
    """Act as one of the cast for the length of a `with` block; yields the actor."""
    return acting_as(EVERYBODY[key].membership_id if key in EVERYBODY else None)


def take(staged: Staged, step: str, at: datetime, **more: Any) -> Any:
    """Take one step of the story as whoever takes it there, with answers that are right."""
    who, act = _STORY[step]
    with as_(who) as actor:
        return act(actor, staged, at, more)


def stage(state: str, now: Now, *, officer: str = "nadia", bars: tuple[str, ...] = (), **answers: Any) -> Staged:
    """Bring a new property request into a state by the product's own actions.

    Args:
        state: a state of the request.
        now: the clock; it is moved where a step needs time to have passed.
        officer: who sends it.
        bars: partners that are kept away before it is circulated.
        answers: what differs from the usual household.
    """
    with as_(officer) as actor:
        staged = Staged(requests.start_request(actor, at=now.at))
        given = {**ANSWERS, **answers}
        if bars:
            given |= {"kept_away": "yes", "conflict_partners": [organisation_id(name) for name in bars]}
        requests.save_answers(actor, staged.request_id, given, at=now.at, version=1)
    for step in ROADS[state]:
        if step == "decline":
            now.forward(days=9)
        take(staged, step, now.at, officer=officer)
        if step == "circulate":
            with as_("clare"):
                rows = Profile.objects.filter(request_id=staged.request_id)
                staged.profiles = dict(rows.values_list("organisation__name", "pk"))
    staged.state = state
    return staged


def _with_officer(act: Any) -> Any:
    def acted(actor: Any, staged: Staged, at: datetime, more: dict[str, Any]) -> Any:
        officer = more.get("officer", "nadia")
        if officer == "nadia":
            return act(actor, staged, at)
        with as_(officer) as other:
            return act(other, staged, at)

    return acted


def _send_offer(actor: Any, staged: Staged, at: datetime, more: dict[str, Any]) -> None:
    staged.home_id = homes.declare_home(actor, at=at, **HOME)
    staged.offer_id = offers.send_offer(
        actor,
        staged.profile_id,
        staged.home_id,
        at=at,
        tenancy="SEC_LIFE",
        starts_on=date(2026, 3, 16),
        answer_by=date(2026, 3, 10),
        home_is_empty=True,
    )


_STORY: dict[str, tuple[str, Any]] = {
    "submit": ("nadia", _with_officer(lambda a, s, at: requests.submit(a, s.request_id, at=at, declared=True))),
    "ask_information": (
        "clare",
        lambda a, s, at, m: requests.ask_information(
            a, s.request_id, at=at, sections=["places"], message="Which boroughs are near the school?"
        ),
    ),
    "seek_approval": ("clare", lambda a, s, at, m: requests.seek_approval(a, s.request_id, at=at)),
    "approve": ("liam", lambda a, s, at, m: approvals.approve(a, s.request_id, at=at, our_tenant=True)),
    "propose_decline": (
        "liam",
        lambda a, s, at, m: approvals.propose_decline(
            a,
            s.request_id,
            at=at,
            reason="risk_not_high",
            facts="The police closed the matter.",
            source="Our records, January 2026",
            would_change="A letter from a specialist service",
        ),
    ),
    "decline": ("liam", lambda a, s, at, m: approvals.decline(a, s.request_id, at=at)),
    "circulate": ("clare", lambda a, s, at, m: circulation.circulate(a, s.request_id, at=at)),
    "send_offer": ("lena", _send_offer),
    "accept": (
        "nadia",
        _with_officer(lambda a, s, at: offers.accept(a, s.offer_id, at=at, read_to_applicant=True)),
    ),
    "record_signing": (
        "lena",
        lambda a, s, at, m: offers.record_signing(a, s.offer_id, at=at, signed_on=clock.today()),
    ),
    "record_start": (
        "lena",
        lambda a, s, at, m: offers.record_start(a, s.offer_id, at=at, started_on=clock.today()),
    ),
    "hold": ("clare", lambda a, s, at, m: requests.hold(a, s.request_id, at=at, reason="away")),
    "close": ("clare", lambda a, s, at, m: requests.close(a, s.request_id, at=at, reason="not_needed")),
}


@pytest.fixture
def now() -> Any:
    """The test's clock: Tuesday 3 March 2026, noon, until the test moves it."""
    moment = Now()
    with clock.use(moment):
        yield moment


@pytest.fixture
def staged(db: Any, now: Now) -> Any:
    """Make property requests in any state: `staged("circulating")`."""

    def make(state: str, **more: Any) -> Staged:
        return stage(state, now, **more)

    return make


@pytest.fixture
def client_of(db: Any, now: Now) -> Any:
    """Give a browser in which one of the cast is signed in: `client_of("nadia")`; "nobody" is signed in as nobody."""

    def make(key: str) -> Client:
        client = Client()
        player = EVERYBODY.get(key)
        if player is not None:
            session = client.session
            session["person"] = str(player.person_id)
            if player.membership_id:
                session[SESSION_POST] = str(player.membership_id)
            session.save()
            client.cookies["session"] = session.session_key
        return client

    return make


def request_row(staged: Staged) -> PropertyRequest:
    """The request as the coordinator, or for a draft its officer, reads it."""
    for reader in ("clare", "nadia"):
        with as_(reader):
            row = PropertyRequest.objects.filter(pk=staged.request_id).first()
            if row:
                return row
    raise LookupError(staged.request_id)
