"""The staged world of `matrix.py`: request X or Y in one of the moments, with a home and a spare home beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from reciprocal.access.actor import facts_of
from reciprocal.access.facts import NOTHING, Facts
from reciprocal.accounts import actions as people
from reciprocal.accounts.models import Team
from reciprocal.circulation import actions as circulation
from reciprocal.circulation import answers
from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.demo.models import SentMail
from reciprocal.homes import actions as homes
from reciprocal.ledger import actions as ledger
from reciprocal.ledger.models import Dispute
from reciprocal.offers import actions as offers
from reciprocal.offers import allowing, moving, opening, rulings
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import approvals, chase, handover, information, reviews, statistics
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.move_list import FIREWALL
from reciprocal.workflow.due import day_of
from tests.guarantees.matrix import MOMENTS, Table, may
from tests.people import (
    ADDRESS,
    NOON,
    ROADS,
    Now,
    Story,
    as_,
    as_system,
    declare,
    request_row,
    take,
    tell,
    viewing_plan,
)

BARRED = "Dogwood Homes"
# How Bart comes to be kept away.
WAYS = ("a partner", "a team", "a person", "in no team")
_TO_PARTNERS = ROADS["circulating"]
MAKES_NEW = ("start_request", "declare_home")
# The household of Y: no place of Cedar Council is safe for it.
ANSWERS_OF_Y: dict[str, Any] = {
    "landlord_id": organisation_id("Birch Homes"),
    "home_place": "hackney",
    "safe_places": ["bromley", "ealing", "greenwich", "lewisham", "sutton"],
}
SEALED_OF_X = {
    "conflict_reason": "A relative of the person causing harm works there.",
    "police_reference_held": "yes",
    "police_reference": "CAD 4471 of 30 January",
    "tenancy_reference": "T-100/2",
    "access_detail": "A rail in the shower, as her nurse Anya advised",
}
MOMENTS_OF_Y = ("draft", "awaiting_landlord", "circulating", "under_offer", "moved")


@dataclass(frozen=True)
class Scene:
    """One moment of X or Y.

    `profile_id` is the profile of the partner whose cells the tables hold: Cedar Council for X, Dogwood Homes for
    Y. `home_id` is the home of the offer, if there is one; the spare home of that partner is always open.
    """

    moment: str
    request_id: UUID
    profile_id: UUID | None
    offer_id: UUID | None
    home_id: UUID
    spare_id: UUID

    def thing(self, kind: str) -> UUID | None:
        """The id of the request, profile, offer or home; None where there is none yet."""
        return {
            "request": self.request_id,
            "approval": self.request_id,
            "profile": self.profile_id,
            "offer": self.offer_id,
            "address": self.offer_id,
            "viewing": self.offer_id,
            "home": self.home_id,
        }[kind]

    def facts(self, step: str) -> Facts | None:
        """The facts by which a step of this scene is decided; None where what it is about does not exist."""
        if step in MAKES_NEW:
            return NOTHING
        kind = kind_of(step)
        thing = self.thing(kind)
        facts = facts_of(kind, thing) if thing else None
        if facts is None or step != "send_offer":
            return facts
        home = facts_of("home", self.spare_id)
        assert home is not None
        return facts.with_home(home)


def kind_of(step: str) -> str:
    """What a step is about: request, offer, home, or for a new offer the profile."""
    return "profile" if step == "send_offer" else STEPS[step].machine


def expected(step: str, actor: str, moment: str, steps: Table, reads: Table) -> str:
    """Say what the hand-written tables want of one cell: "allowed", "refused" with a sentence, or "hidden"."""
    if may(steps, step, actor, moment):
        return "allowed"
    if step in MAKES_NEW:
        return "hidden"
    kinds = ("request", "approval") if kind_of(step) == "request" else (kind_of(step),)
    return "refused" if any(may(reads, kind, actor, moment) for kind in kinds) else "hidden"


def whom(way: str, at: datetime) -> dict[str, Any]:
    """Whom to keep away so that Bart is: his partner, his team, himself, or another team while he is in none."""
    if way == "a partner":
        return {"organisation_id": organisation_id(BARRED)}
    if way == "a person":
        return {"person_id": EVERYBODY["bart"].person_id}
    with as_("dogwood_manager") as manager:
        teams = dict(Team.objects.values_list("name", "pk"))
        if way == "a team":
            return {"team_id": teams["Lettings"]}
        people.keep_team(manager, teams["Lettings"], "Lettings", [], at=at)
        return {"team_id": teams["Repairs"]}


def scene_of_x(moment: str, now: Now, way: str = "a partner", **differs: Any) -> Scene:
    """Bring request X into one of the moments, with Bart kept away: with his partner, or in another way."""
    base, last = _AFTER.get(moment, (moment, _nothing))
    with as_("nadia"):
        statistics.count_enquiry("E2", at=now.at)
        statistics.want_landlord("Hazel Homes", at=now.at)
    with as_("clare"):
        statistics.count_call("friend", "not_said", "help_now", at=now.at)
    steps = ROADS[base][len(_TO_PARTNERS) :] if ROADS[base][: len(_TO_PARTNERS)] == _TO_PARTNERS else ()
    if way in ("a team", "in no team"):
        differs |= {"kept_away": "yes", "conflict_teams": [whom(way, now.at)["team_id"]]}
    elif way == "a person":
        differs |= {"kept_away": "yes", "conflict_people": "bart@dogwood-homes.example"}
    bars = (BARRED,) if way == "a partner" else ()
    story = tell("circulating" if steps else base, now, bars=bars, **{**SEALED_OF_X, **differs})
    if story.profiles:
        _partner_answers(story, "Cedar Council", "lena", now.at)
        _large_home_allowed(story, now)
    for step in steps:
        take(story, step, now.at)
        if step == "send_offer" and moment in ("moving", "moved"):
            _looked_at(story, now.at)
    last(story, now.at)
    if story.home_id is None:
        story.home_id = _declared("lena", now)
    if MOMENTS[moment].home == "off_list":
        with as_("lena") as actor:
            homes.take_off(actor, story.home_id, at=now.at, fate="let_elsewhere")
    if moment in ("moving", "moved") and story.offer_id:
        with as_("nadia") as actor:
            moving.tick(actor, story.offer_id, at=now.at, firewall=["1"], own=["no_gap"])
    if moment in ("under_offer", "moving"):
        _there_and_back(story, now.at)
    assert request_row(story).state == MOMENTS[moment].request
    profile = story.profiles.get("Cedar Council")
    return Scene(moment, story.request_id, profile, story.offer_id, story.home_id, spare_id=_declared("lena", now))


def scene_of_y(moment: str, now: Now) -> Scene:
    """Bring request Y, of another officer and another landlord, into one of a few moments."""
    offered = moment in ("under_offer", "moved")
    base = "circulating" if offered else moment
    story = tell(base, now, officer="harbour_desk", lead="birch_lead", **ANSWERS_OF_Y)
    if story.profiles:
        _partner_answers(story, BARRED, "bart", now.at)
    home = _declared("fir_lettings", now, place="lewisham", label="2-bed flat, Lewisham")
    spare = _declared("bart", now, place="bromley", label="2-bed flat, Bromley")
    if offered:
        _offer_of_fir(story, home, now.at)
    if moment == "moved":
        take(story, "accept", now.at)
        with as_("fir_lettings") as actor:
            assert story.offer_id is not None
            offers.record_signing(actor, story.offer_id, at=now.at, signed_on=day_of(now.at))
            offers.record_start(actor, story.offer_id, at=now.at, started_on=day_of(now.at), firewall=FIREWALL.lines)
        with as_("harbour_desk") as actor:
            moving.follow_up(actor, story.offer_id, at=now.at + timedelta(days=28), answer="settled")
    assert request_row(story).state == MOMENTS[moment].request
    return Scene(moment, story.request_id, story.profiles.get(BARRED), story.offer_id, home, spare)


def sent_mail() -> UUID:
    """One mail of the demonstration's mailbox."""
    with as_system():
        mail = SentMail(at=NOON, to="nadia@lantern-support.example", subject="DR-7K3M9P: an update", body="Hello,")
        mail.save(force_insert=True)
    return mail.pk


def open_dispute(at: datetime) -> UUID:
    """Let Liam dispute that a line is missing from the statement of Alder Council; gives the dispute."""
    with as_("liam") as actor:
        ledger.dispute(actor, line=None, what="missing", words="A household of ours moved in January.", at=at)
        return Dispute.objects.filter(answer="").latest("sent_at", "pk").pk


def asked_to_open(scene: Scene) -> UUID | None:
    """Let Clare ask why somebody is kept away; gives the question, or nothing where she may not know of the request."""
    with as_("clare") as actor:
        if not PropertyRequest.objects.filter(pk=scene.request_id).exists():
            return None
        return opening.ask(actor, scene.request_id, at=NOON, what="kept_away", why="The officer asks.")


def said_about_the_pot(moved: UUID, at: datetime) -> None:
    """Let there be a row of all that is said about the pot: a month later Petra agrees, Liam disputes, a move is
    taken back; and what Alder Council expects of a home that comes back empty."""
    later = at + timedelta(days=31)
    with as_("petra") as actor:
        expected: dict[str, Any] = {"kinds": ["hate"], "will_offer": "yes", "ready_on": day_of(at)}
        homes.tell_of_coming(actor, at=at, comes_back="yes", **expected)
        ledger.agree(actor, day_of(at), at=later)
    open_dispute(later)
    with as_("clare") as actor:
        ledger.reverse_move(actor, moved, at=later, reason="The household came back.")


def _there_and_back(story: Story, at: datetime) -> None:
    """Let Nadia say that they are not safe, and hand the request over to her cover, who hands it back.

    The coordinator sets the risk band, and rings whoever the request waits for.
    """
    with as_("clare") as actor:
        circulation.change_band(actor, story.request_id, at=at, band="1", why="A specialist rang.")
        of = chase.whom(request_row(story))
        chase.ring(actor, story.request_id, at=at, of=of, answer="no_answer")
        opening.ask(actor, story.request_id, at=at, what="kept_away", why="The officer asks whether it still holds.")
    with as_("nadia") as actor:
        reviews.not_safe_tonight(actor, story.request_id, at=at)
    for now_officer, cover in (("nadia", "lantern_desk"), ("lantern_desk", "nadia")):
        post = EVERYBODY[cover].membership_id
        assert post is not None
        with as_(now_officer) as actor:
            version = PropertyRequest.objects.values_list("version", flat=True).get(pk=story.request_id)
            requests.save_answers(actor, story.request_id, {"cover": post}, at=at, version=version)
        with as_(cover) as actor:
            requests.accept_cover(actor, story.request_id, at=at)
        with as_(now_officer) as actor:
            handover.hand_over(actor, story.request_id, at=at, to=post, applicant_knows=True)


def _partner_answers(story: Story, partner: str, who: str, at: datetime) -> None:
    """The coordinator asks a partner, which says that nothing is suitable, and answers the question of the week."""
    with as_("clare") as actor:
        answers.ask_partner(actor, story.request_id, at=at, organisation_id=organisation_id(partner))
    with as_(who) as actor:
        answers.answer_profile(actor, story.profiles[partner], at=at, answer="nothing")
        answers.answer_week(actor, at=at, answer="nothing")
        answers.count_code(actor, at=at)


def _large_home_allowed(story: Story, now: Now) -> None:
    """The coordinator allows a home of Cedar Council that is too large for the household."""
    home = _declared("lena", now, bedrooms=4, label="4-bed flat, Croydon")
    with as_("clare") as actor:
        agreed: dict[str, Any] = {"why": "No other home is near the hospital.", "officer_agreed": True}
        allowing.allow_home(actor, story.request_id, home, at=now.at, **agreed)


def _nothing(story: Story, at: datetime) -> None:
    return None


def _declared(who: str, now: Now, **differs: Any) -> UUID:
    with as_(who) as actor:
        return declare(actor, now.at, **differs)


def _offer_of_fir(story: Story, home: UUID, at: datetime) -> None:
    with as_("fir_lettings") as actor:
        story.offer_id = offers.send_offer(
            actor,
            story.profiles["Fir Homes"],
            home,
            at=at,
            tenancy="SEC_LIFE",
            starts_on=day_of(at) + timedelta(days=14),
            answer_by=day_of(at) + timedelta(days=7),
            home_is_empty=True,
            address=ADDRESS,
        )


def _landlord_asks(story: Story, at: datetime) -> None:
    with as_("liam") as actor:
        information.landlord_asks(actor, story.request_id, at=at, messages={"risk": "Who assessed the risk?"})


def _second_look(story: Story, at: datetime) -> None:
    with as_("nadia") as actor:
        approvals.ask_second_look(actor, story.request_id, at=at)


def _looked_at(story: Story, at: datetime) -> None:
    assert story.offer_id is not None
    with as_("nadia") as actor:
        offers.arrange_viewing(actor, story.offer_id, at=at, plan=viewing_plan(at))
        offers.record_viewing(actor, story.offer_id, at=at, outcome="took_place")


def _refused(story: Story, at: datetime, reason: str = "access") -> None:
    assert story.offer_id is not None
    with as_("nadia") as actor:
        offers.ask_time(actor, story.offer_id, at=at, until=day_of(at), what_for="viewing")
    _looked_at(story, at)
    with as_("nadia") as actor:
        offers.refuse(actor, story.offer_id, at=at, words="I cannot manage the stairs.", reason=reason)


def _used_up(story: Story, at: datetime) -> None:
    """The coordinator ruled that the refusal counts; not Clare, so that she may take the second look."""
    _refused(story, at, "features")
    assert story.offer_id is not None
    with as_("moves_desk") as actor:
        rulings.rule(actor, story.offer_id, at=at, counts=True, why="The home met every need.")


def _lapsed(story: Story, at: datetime) -> None:
    """Nobody answered; the service lets it lapse, as of a day later, so that the clock of the scene stands."""
    assert story.offer_id is not None
    with as_system() as actor:
        offers.lapse(actor, story.offer_id, at=at + timedelta(days=8))


def _withdrawn(story: Story, at: datetime) -> None:
    assert story.offer_id is not None
    with as_("lena") as actor:
        why = "We have no lift, and nobody to help on the stairs."
        offers.withdraw_offer(actor, story.offer_id, at=at, reason="cannot_house", words=why)


def _void(story: Story, at: datetime) -> None:
    assert story.offer_id is not None
    with as_("clare") as actor:
        offers.void_offer(actor, story.offer_id, at=at, reason="sent_in_error")


# Moments that are one step further than a state: the state they begin from, and that step.
_AFTER: dict[str, tuple[str, Callable[[Story, datetime], None]]] = {
    "landlord_asked": ("awaiting_landlord", _landlord_asks),
    "second_look": ("declined", _second_look),
    "refused": ("under_offer", _refused),
    "ruling_awaited": ("under_offer", lambda story, at: _refused(story, at, "features")),
    "used_up": ("under_offer", _used_up),
    "lapsed": ("under_offer", _lapsed),
    "withdrawn": ("under_offer", _withdrawn),
    "void": ("under_offer", _void),
    "signed": ("moving", lambda story, at: take(story, "record_signing", at)),
}
