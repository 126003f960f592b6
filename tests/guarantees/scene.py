"""The staged world of `matrix.py`: request X or Y in one of the moments, with a home and a spare home beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Facts
from reciprocal.circulation import actions as circulation
from reciprocal.circulation.models import Profile
from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.homes import actions as homes
from reciprocal.offers import actions as offers
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import approvals
from reciprocal.rulebook.lifecycle import STEPS
from tests import people
from tests.guarantees.matrix import MOMENTS, may
from tests.people import Now, Staged, as_, stage, take

BARRED = "Dogwood Homes"
# The household of Y: no place of Cedar Council is safe for it.
ANSWERS_OF_Y: dict[str, Any] = {
    "landlord_id": organisation_id("Birch Homes"),
    "home_place": "hackney",
    "safe_places": ["bromley", "ealing", "greenwich", "lewisham", "sutton"],
}


@dataclass(frozen=True)
class Scene:
    """One moment of X or Y. `partner` is who reads its profile, `home_id` the home of the offer if there is one."""

    moment: str
    request_id: UUID
    profile_id: UUID | None
    offer_id: UUID | None
    home_id: UUID
    spare_id: UUID
    partner: str = "lena"

    def thing(self, kind: str) -> UUID | None:
        """The id of the request, profile, offer or home; None where there is none yet."""
        return {
            "request": self.request_id,
            "approval": self.request_id,
            "profile": self.profile_id,
            "offer": self.offer_id,
            "home": self.home_id,
        }[kind]

    def facts(self, step: str) -> Facts | None:
        """The facts by which a step of this scene is decided; None where what it is about does not exist."""
        thing = self.thing(kind_of(step))
        facts = facts_of("request" if kind_of(step) == "approval" else kind_of(step), thing) if thing else None
        if facts is None or step != "send_offer":
            return facts
        home = facts_of("home", self.spare_id)
        assert home is not None
        return facts.with_home(home)


def kind_of(step: str) -> str:
    """What a step is about: request, offer, home, or for a new offer the profile."""
    return "profile" if step == "send_offer" else STEPS[step].machine


def expected(step: str, actor: str, scene: Scene, steps: Any, reads: Any) -> str:
    """Say what the hand-written tables want of one cell: "allowed", "refused" with a sentence, or "hidden"."""
    if may(steps, step, actor, scene.moment):
        return "allowed"
    if step in ("start_request", "declare_home"):
        return "hidden"
    kinds = ("request", "approval") if kind_of(step) == "request" else (kind_of(step),)
    readable = any(may(reads, kind, actor, scene.moment) for kind in kinds)
    return "refused" if readable else "hidden"


def scene_of_x(moment: str, now: Now, **answers: Any) -> Scene:
    """Bring request X into one of the moments, with Dogwood Homes kept away."""
    base, last = _ROADS_OF_X.get(moment, (moment, _nothing))
    staged = stage(base, now, bars=(BARRED,), **answers)
    last(staged, now.at)
    if staged.home_id is None:
        staged.home_id = _declare("lena", now.at)
    if moment == "off_list":
        _off_list(staged, now.at)
    assert MOMENTS[moment].request == people.request_row(staged).state
    profile = staged.profiles.get("Cedar Council")
    return Scene(
        moment, staged.request_id, profile, staged.offer_id, staged.home_id, _declare("lena", now.at)
    )


def scene_of_y(moment: str, now: Now) -> Scene:
    """Bring request Y, of another officer and another landlord, into one of a few moments."""
    staged = stage(
        "submitted" if moment != "draft" else "draft", now, officer="harbour_desk", **ANSWERS_OF_Y
    )
    home = None
    for name, who, act in _ROAD_OF_Y:
        if moment in ("draft", "submitted"):
            break
        with as_(who) as actor:
            act(actor, staged.request_id, at=now.at)
        if moment == name:
            break
    profiles = _profiles(staged.request_id)
    if moment == "under_offer":
        home = _declare("fir_lettings", now.at, place="lewisham", label="2-bed flat, Lewisham")
        _offer("fir_lettings", staged, profiles["Fir Homes"], home, now.at)
    spare = _declare("bart", now.at, place="bromley", label="2-bed flat, Bromley")
    return Scene(
        moment,
        staged.request_id,
        profiles.get(BARRED),
        staged.offer_id,
        home or _declare("fir_lettings", now.at, place="lewisham", label="2-bed flat, Lewisham"),
        spare,
        "bart",
    )


MOMENTS_OF_Y = ("draft", "submitted", "awaiting_landlord", "approved", "circulating", "under_offer")
_ROAD_OF_Y: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("awaiting_landlord", "clare", requests.seek_approval),
    ("approved", "birch_lead", lambda *which, at: approvals.approve(*which, at=at, our_tenant=True)),
    ("circulating", "clare", circulation.circulate),
)


def _nothing(staged: Staged, at: datetime) -> None:
    return None


def _declare(who: str, at: datetime, **differs: Any) -> UUID:
    with as_(who) as actor:
        return homes.declare_home(actor, at=at, **{**people.HOME, **differs})


def _off_list(staged: Staged, at: datetime) -> None:
    assert staged.home_id is not None
    with as_("lena") as actor:
        homes.take_off(actor, staged.home_id, at=at, fate="let_elsewhere")


def _profiles(request_id: UUID) -> dict[str, UUID]:
    with as_("clare"):
        rows = Profile.objects.filter(request_id=request_id)
        return dict(rows.values_list("organisation__name", "pk"))


def _offer(who: str, staged: Staged, profile: UUID, home: UUID, at: datetime) -> None:
    with as_(who) as actor:
        staged.offer_id = offers.send_offer(
            actor,
            profile,
            home,
            at=at,
            tenancy="SEC_LIFE",
            starts_on=date(2026, 3, 16),
            answer_by=date(2026, 3, 10),
            home_is_empty=True,
        )


def _landlord_asks(staged: Staged, at: datetime) -> None:
    with as_("liam") as actor:
        approvals.landlord_asks(
            actor, staged.request_id, at=at, sections=["risk"], message="Who assessed the risk?"
        )


def _refused(staged: Staged, at: datetime) -> None:
    with as_("nadia") as actor:
        assert staged.offer_id is not None
        offers.arrange_viewing(actor, staged.offer_id, at=at)
        offers.record_viewing(actor, staged.offer_id, at=at, outcome="took_place")
        offers.refuse(actor, staged.offer_id, at=at, words="It is too far from my mother.", reason="support_far")


def _withdrawn(staged: Staged, at: datetime) -> None:
    with as_("lena") as actor:
        assert staged.offer_id is not None
        offers.withdraw_offer(actor, staged.offer_id, at=at, reason="not_ready")


def _void(staged: Staged, at: datetime) -> None:
    with as_("clare") as actor:
        assert staged.offer_id is not None
        offers.void_offer(actor, staged.offer_id, at=at, reason="sent_in_error")


_ROADS_OF_X: dict[str, tuple[str, Callable[[Staged, datetime], Any]]] = {
    "off_list": ("draft", _nothing),
    "landlord_asked": ("awaiting_landlord", _landlord_asks),
    "refused": ("under_offer", _refused),
    "withdrawn": ("under_offer", _withdrawn),
    "void": ("under_offer", _void),
    "signed": ("moving", lambda staged, at: take(staged, "record_signing", at)),
}
WEB_ACTORS = (*EVERYBODY, "nobody")
