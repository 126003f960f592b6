"""Fills the demonstration's London: sixty stories told by the cast, and what is said about the pot.

The other requests of London are copies of these (see `history`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from reciprocal import clock
from reciprocal.access.actor import acting_as
from reciprocal.access.facts import Actor
from reciprocal.circulation import answers
from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.demo.stories import ROADS, Story, declare, tell, viewing_plan
from reciprocal.demo.time import keep
from reciprocal.homes import actions as homes
from reciprocal.ledger import actions as ledger
from reciprocal.ledger.queries import disputes, lines_to_dispute
from reciprocal.offers import actions as offers
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook.move_list import FIREWALL
from reciprocal.workflow.due import day_of

Differs = dict[str, Any]
_BIRCH: Final[Differs] = {
    "officer": "harbour_desk",
    "lead": "birch_lead",
    "landlord_id": organisation_id("Birch Homes"),
    "home_place": "newham",
    "tenancy_type": "ASS_LIFE",
}
_ELM: Final[Differs] = {"lead": "elm_lead", "landlord_id": organisation_id("Elm Council"), "home_place": "newham"}
_HARBOUR: Final[Differs] = {"officer": "harbour_desk"}
_SOUTH: Final[Differs] = {"safe_places": ["bexley", "bromley", "croydon", "greenwich", "lewisham", "sutton"]}
_WEST: Final[Differs] = {"safe_places": ["brent", "croydon", "ealing", "harrow", "hillingdon", "hounslow"]}
_EAST: Final[Differs] = {"safe_places": ["bexley", "croydon", "greenwich", "havering", "lewisham", "redbridge"]}
_ALONE: Final[Differs] = {"adults": [29], "children": [], "bedrooms": 1}
_LARGE: Final[Differs] = {"adults": [38], "children": [14, 9, 3], "bedrooms": 3}
_STEP_FREE: Final[Differs] = {**_ALONE, "adults": [52], "access_need": "level", "lift_needed": "yes"}
# Its officer let a name stand, and Clare looks at it.
_NAMED: Final[Differs] = {
    "risk_summary": "The person causing harm has come back to the home twice since January. A neighbour, Anya, has "
    "rung the police both times.",
}


def _by(key: str, act: Callable[[Actor, Story, datetime], object]) -> Callable[[Story, datetime], None]:
    """Something that one of the cast does at the end of a story."""

    def end(story: Story, at: datetime) -> None:
        with acting_as(EVERYBODY[story.officer if key == "officer" else key].membership_id) as actor:
            act(actor, story, at)

    return end


def _refused(actor: Actor, story: Story, at: datetime) -> None:
    offers.refuse(actor, _offer(story), at=at, words="It is too far from my mother.", reason="support_far")


def _fir(actor: Actor, story: Story, at: datetime) -> None:
    """Fir Homes offers a flat of its own."""
    differs = {"place": "lewisham", "label": "2-bed flat, Lewisham", "tenancy": "ASS_LIFE", "floor": 2, "lift": True}
    story.home_id = declare(actor, at, **differs)
    day = day_of(at)
    story.offer_id = offers.send_offer(
        actor,
        story.profiles["Fir Homes"],
        story.home_id,
        at=at,
        address="9 Ferrymead Row, Lewisham",
        tenancy="ASS_LIFE",
        starts_on=day + timedelta(days=14),
        answer_by=day + timedelta(days=7),
        home_is_empty=True,
    )


def _ask(actor: Actor, story: Story, at: datetime, partner: str) -> None:
    answers.ask_partner(actor, story.request_id, at=at, organisation_id=organisation_id(partner))


def _offer(story: Story) -> Any:
    return story.offer_id


def _home(story: Story) -> Any:
    return story.home_id


def _more_time(actor: Any, story: Story, at: datetime) -> None:
    offers.ask_time(actor, _offer(story), at=at, until=day_of(at) + timedelta(days=5), what_for="viewing")


_MORE_TIME = _by("officer", _more_time)
_VIEWING = _by("officer", lambda a, s, at: offers.arrange_viewing(a, _offer(s), at=at, plan=viewing_plan(at)))
_REFUSED = _by("officer", _refused)
_WITHDRAWN = _by("lena", lambda a, s, at: offers.withdraw_offer(a, _offer(s), at=at, reason="not_ready"))
_VOID = _by("clare", lambda a, s, at: offers.void_offer(a, _offer(s), at=at, reason="sent_in_error"))
_TAKEN_OFF = _by("lena", lambda a, s, at: homes.take_off(a, _home(s), at=at, fate="let_elsewhere"))
_FIR = _by("fir_lettings", _fir)
_YES = _by("officer", lambda a, s, at: offers.accept(a, _offer(s), at=at, read_to_applicant=True))
_FIR_SIGNS = _by("fir_lettings", lambda a, s, at: offers.record_signing(a, _offer(s), at=at, signed_on=day_of(at)))
_FIR_STARTS = _by(
    "fir_lettings",
    lambda a, s, at: offers.record_start(a, _offer(s), at=at, started_on=day_of(at), firewall=FIREWALL.lines),
)
_SIGNED = _by("lena", lambda a, s, at: offers.record_signing(a, _offer(s), at=at, signed_on=day_of(at)))
_FIR_HOUSES = (_FIR, _YES, _FIR_SIGNS, _FIR_STARTS)
_ASK_CEDAR = _by("clare", lambda a, s, at: _ask(a, s, at, "Cedar Council"))
_ASK_FIR = _by("clare", lambda a, s, at: _ask(a, s, at, "Fir Homes"))
_NOTHING = _by("lena", lambda a, s, at: answers.answer_profile(a, s.profile_id, at=at, answer="nothing"))
_CALL_ME = _by("lena", lambda a, s, at: answers.answer_profile(a, s.profile_id, at=at, answer="call_me"))
_CANCELLED = _by(
    "clare", lambda a, s, at: ledger.reverse_move(a, s.request_id, at=at, reason="Cancelled in the first week.")
)

End = Callable[[Story, datetime], None]
# How many days before today each story begins, in which state it stands, what differs in it, and what comes after.
STORIES: Final[tuple[tuple[int, str, Differs, tuple[End, ...]], ...]] = (
    (150, "moved", {}, ()),
    (140, "moved", {**_HARBOUR, **_BIRCH, **_EAST, "children": [11], "primary_reason": "STALK"}, ()),
    (131, "moved", {**_SOUTH, "children": [2, 1]}, ()),
    (118, "moved", {**_ELM, **_SOUTH, "children": [6]}, ()),
    (104, "circulating", {**_HARBOUR, "children": [7, 3]}, _FIR_HOUSES),
    (90, "circulating", {**_BIRCH, **_SOUTH, "children": [13], "primary_reason": "HATE"}, _FIR_HOUSES),
    (76, "moved", {**_WEST, "children": [5, 4]}, (_CANCELLED,)),
    (88, "closed", {**_ALONE, "primary_reason": "HATE"}, ()),
    (70, "closed", {**_ELM, "children": [9]}, ()),
    (61, "closed", {**_BIRCH, **_EAST, **_ALONE}, ()),
    (52, "closed", {**_HARBOUR, **_WEST, "children": [12, 10]}, ()),
    (80, "declined", {"primary_reason": "OCS", "adults": [41, 44], "children": [15], "risk_basis": ["judgement"]}, ()),
    (66, "declined", {**_BIRCH, **_ALONE}, ()),
    (50, "declined", {**_ELM, "children": [8]}, ()),
    (66, "circulating", {**_BIRCH, **_SOUTH, "children": [9], "primary_reason": "HBV"}, ()),
    (58, "circulating", {"children": [3], "safe_tonight": "no"}, (_ASK_CEDAR, _ASK_FIR, _NOTHING)),
    (52, "circulating", {**_STEP_FREE}, ()),
    (45, "circulating", {**_ALONE, "bars": ("Dogwood Homes",), "primary_reason": "STALK"}, ()),
    (40, "circulating", {**_ELM, **_EAST, "children": [17, 15]}, (_ASK_CEDAR, _CALL_ME)),
    (35, "circulating", {**_LARGE, **_SOUTH}, ()),
    (30, "circulating", {**_HARBOUR, **_WEST, **_ALONE, "adults": [61]}, ()),
    (26, "circulating", {**_BIRCH, **_EAST, "children": [1]}, ()),
    (22, "circulating", {**_ELM, **_LARGE, "adults": [33, 35]}, ()),
    (19, "circulating", {**_HARBOUR, "adults": [24], "children": [0]}, (_ASK_CEDAR,)),
    (16, "circulating", {**_SOUTH, "children": [16]}, ()),
    (13, "circulating", {**_ALONE, **_EAST, "adults": [47], "highest_floor": "ground"}, ()),
    (33, "under_offer", {"children": [6, 2]}, (_WITHDRAWN,)),
    (29, "under_offer", {**_BIRCH, **_SOUTH, "children": [8]}, (_WITHDRAWN, _TAKEN_OFF)),
    (28, "under_offer", {**_ELM, **_WEST, "children": [4]}, (_VIEWING, _REFUSED)),
    (24, "under_offer", {**_HARBOUR, "children": [10, 9]}, (_REFUSED, _TAKEN_OFF)),
    (21, "under_offer", {**_EAST, "children": [3, 2]}, (_VOID,)),
    # Nobody answered in time: the worker lets it lapse when it begins.
    (30, "under_offer", {**_SOUTH, "children": [10]}, ()),
    (11, "under_offer", {"children": [14]}, ()),
    (9, "under_offer", {**_BIRCH, **_SOUTH, "children": [12]}, (_VIEWING,)),
    (10, "under_offer", {**_ELM, **_EAST, "children": [7]}, (_MORE_TIME,)),
    (8, "circulating", {**_HARBOUR, "children": [5]}, (_FIR,)),
    (18, "moving", {"children": [6, 4]}, ()),
    (16, "moving", {**_BIRCH, **_EAST, "children": [15]}, ()),
    (20, "moving", {**_HARBOUR, **_WEST, "children": [11, 8]}, (_SIGNED,)),
    (17, "circulating", {**_ELM, **_SOUTH, "children": [2]}, (_FIR, _YES)),
    (18, "on_hold", {**_ALONE, "primary_reason": "FM", "adults": [19]}, ()),
    (15, "on_hold", {**_BIRCH, **_EAST, "children": [5]}, ()),
    (12, "on_hold", {**_HARBOUR, "children": [13, 7]}, ()),
    (9, "approved", {"children": [2, 0]}, ()),
    (8, "approved", {**_BIRCH, **_WEST, **_ALONE}, ()),
    (7, "approved", {**_ELM, **_SOUTH, "children": [9]}, ()),
    (7, "decline_proposed", {**_ALONE, "primary_reason": "SV"}, ()),
    (6, "decline_proposed", {**_BIRCH, **_EAST, "children": [4]}, ()),
    (14, "awaiting_landlord", {**_SOUTH, "children": [11, 3]}, ()),
    (8, "awaiting_landlord", {**_ELM, "children": [7]}, ()),
    (6, "awaiting_landlord", {"children": [1]}, ()),
    (5, "awaiting_landlord", {**_BIRCH, **_WEST, **_ALONE}, ()),
    (4, "awaiting_landlord", {**_HARBOUR, **_LARGE}, ()),
    (3, "awaiting_landlord", {**_BIRCH, **_EAST, "children": [17]}, ()),
    (5, "information_needed", {"children": [16, 13]}, ()),
    (3, "information_needed", {**_ELM, **_SOUTH, "children": [8, 2]}, ()),
    (2, "submitted", {"children": [10], **_NAMED}, ()),
    (1, "submitted", {**_HARBOUR, **_EAST, **_ALONE}, ()),
    (1, "submitted", {**_BIRCH, **_WEST, "children": [6]}, ()),
    (4, "draft", {"children": [4]}, ()),
    (1, "draft", {**_HARBOUR, **_ALONE}, ()),
)


class _Time:
    """The clock while the stories are told: the hours of each day pass between nine and five."""

    def __init__(self, at: datetime) -> None:
        self._passed = at

    @property
    def at(self) -> datetime:
        """The moment in office hours, in the same order as what has passed."""
        midnight = datetime.combine(self._passed.date(), time(), UTC)
        return midnight + timedelta(hours=9) + (self._passed - midnight) / 3

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: int) -> None:
        """Let time pass."""
        self._passed += timedelta(**by)


def today() -> datetime:
    """Nine in the morning of this day, when the demonstration begins."""
    return datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)


def seed() -> None:
    """Tell every story by the product's own actions, as the people of the cast. Does nothing when told before."""
    now = today()
    with acting_as(EVERYBODY["nadia"].membership_id):
        if PropertyRequest.objects.exists():
            return
    for number, (days, state, differs, ends) in enumerate(STORIES):
        passing = _Time(now - timedelta(days=days))
        # About half of the time since its beginning went into the steps.
        pace = days * 12 // max(len(ROADS[state]) + len(ends), 1)
        with clock.use(passing):
            story = tell(
                state, passing, pace=pace, home_label=f"2-bed flat, Croydon, void {4107 + 13 * number}", **differs
            )
            for end in ends:
                passing.forward(hours=pace)
                end(story, passing.at)
    for differs in ({}, {"bedrooms": 1, "label": "1-bed flat, Croydon", "floor": 0}):
        _declare("lena", now, **differs)
    _declare("bart", now, place="bromley", label="2-bed flat, Bromley", tenancy="ASS_LIFE")
    for fate in ("let_elsewhere", "nobody_fitted"):
        home = _declare("lena", now - timedelta(days=21), label="3-bed flat, Croydon", bedrooms=3)
        with acting_as(EVERYBODY["lena"].membership_id) as lena:
            homes.take_off(lena, home, at=now - timedelta(days=12), fate=fate)
    _dispute(now)
    keep(now)


def _dispute(now: datetime) -> None:
    """Let Alder Council dispute two lines of its statement, and Clare ask for more about one."""
    then = now - timedelta(days=6)
    with acting_as(EVERYBODY["liam"].membership_id) as liam:
        words = "We housed a household in spring, and it is not on our statement."
        ledger.dispute(liam, line=None, what="missing", words=words, at=then)
    with acting_as(EVERYBODY["clare"].membership_id) as clare:
        missing = disputes().get()
        words = "In which month was it? We find none."
        ledger.answer_dispute(clare, missing.pk, answer="asked", words=words, at=then + timedelta(days=2))
    with acting_as(EVERYBODY["petra"].membership_id) as petra:
        line = lines_to_dispute(petra.organisation).last()
        assert line
        words = "The keys were given back a month later than this."
        ledger.dispute(petra, line=line.pk, what="wrong_month", words=words, at=then + timedelta(days=1))


def _declare(who: str, at: datetime, **differs: Any) -> Any:
    with acting_as(EVERYBODY[who].membership_id) as actor:
        return declare(actor, at, **differs)
