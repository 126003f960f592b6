"""Two people act on one thing in the same moment, on two connections: what they do, and whether it ended well.

`test_races.py` runs a few of each; `./run prove races` runs a thousand of each and keeps the figures.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier
from typing import Any, Final
from uuid import UUID

from django.db import connections

from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError
from reciprocal.demo.cast import organisation_id
from reciprocal.offers import actions as offers
from reciprocal.offers.models import Offer
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import approvals
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.states import LIVE_OFFER
from reciprocal.workflow.due import day_of
from tests.people import ADDRESS, Now, Story, as_, declare, tell

SEED: Final = 20260303
_PATIENCE: Final = 60  # seconds until a thread that waits for the other gives up
_SAME_STORY_FOR: Final = 25  # rounds, where a household can be brought back to where the race begins
Act = Callable[[Actor, datetime], object]


@dataclass(frozen=True)
class Rival:
    """One of the two: who it is, the step they take, and in which state the request is once they won."""

    who: str
    step: str
    act: Act
    request_state: str


@dataclass(frozen=True)
class Round:
    """One race: the rivals, the requests and the homes that they race for, and how it is brought back afterwards."""

    rivals: tuple[Rival, Rival]
    requests: tuple[UUID, ...]
    homes: tuple[UUID, ...] = ()
    tidy: Callable[..., None] = lambda *, at: None


@dataclass
class Outcome:
    """How all the races of one kind ended."""

    rounds: int = 0
    won: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Give what is kept of it."""
        return {
            "rounds": self.rounds,
            "won": dict(self.won),
            "the loser read": dict(self.sentences),
            "faults": self.faults,
        }


class Track:
    """Two threads, each with a connection of its own, which start at the same moment."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self._barrier = chance, Barrier(2)
        self._pool = ThreadPoolExecutor(2)

    def run(self, rivals: tuple[Rival, Rival], at: datetime) -> list[Exception | None]:
        """Let both act at once; gives for each what stopped them, or None."""
        # A little later or earlier, so that neither is always the first.
        waits = [self.chance.choice((0.0, self.chance.uniform(0, 0.004))) for _ in rivals]
        futures = [self._pool.submit(self._act, *one, at) for one in zip(rivals, waits, strict=True)]
        return [future.result() for future in futures]

    def _act(self, rival: Rival, wait: float, at: datetime) -> Exception | None:
        try:
            with as_(rival.who) as actor:
                self._barrier.wait(_PATIENCE)
                time.sleep(wait)
                rival.act(actor, at)
        except Exception as stopped:
            return stopped
        return None

    def end(self) -> None:
        """Close the connections of both threads."""

        def close() -> None:
            self._barrier.wait(_PATIENCE)
            connections.close_all()

        for future in [self._pool.submit(close) for _ in range(2)]:
            future.result()
        self._pool.shutdown()


@contextmanager
def track(seed: int) -> Iterator[Track]:
    """Give a track, and close its connections afterwards."""
    made = Track(random.Random(seed))
    try:
        yield made
    finally:
        made.end()


def double_submit(now: Now) -> Iterator[Round]:
    """Nadia presses "Send request" twice."""

    def send(story: Story) -> Rival:
        def act(actor: Actor, at: datetime) -> None:
            requests.submit(actor, story.request_id, at=at, declared=True)

        return Rival("nadia", "submit", act, "submitted")

    while True:
        story = tell("draft", now)
        yield Round((send(story), send(story)), (story.request_id,))


def two_offers_for_one_request(now: Now) -> Iterator[Round]:
    """Lena and Bart each offer a home of theirs for the same request."""
    for story in _stories(now):
        lenas, barts = _home("lena", now.at), _home("bart", now.at)
        rivals = (
            _offer("lena", story.profiles["Cedar Council"], lenas),
            _offer("bart", story.profiles["Dogwood Homes"], barts),
        )
        yield Round(rivals, (story.request_id,), (lenas, barts), partial(_void, story.request_id))


def one_home_for_two_requests(now: Now) -> Iterator[Round]:
    """Lena offers one home for two requests, in two tabs."""
    for first, second in zip(_stories(now), _stories(now), strict=True):
        home = _home("lena", now.at)
        ids = (first.request_id, second.request_id)
        rivals = _offer("lena", first.profile_id, home), _offer("lena", second.profile_id, home)
        yield Round(rivals, ids, (home,), partial(_void, *ids))


def accept_against_refuse(now: Now) -> Iterator[Round]:
    """Nadia records a yes in one tab and a no in the other."""
    for story in _stories(now):
        home = _home("lena", now.at)
        with as_("lena") as lena:
            offer = _send(lena, story.profile_id, home, now.at)

        def yes(actor: Actor, at: datetime, offer: UUID = offer) -> None:
            offers.accept(actor, offer, at=at, read_to_applicant=True)

        def no(actor: Actor, at: datetime, offer: UUID = offer) -> None:
            offers.refuse(actor, offer, at=at, words="The stairs are too steep.", reason="access")

        rivals = Rival("nadia", "accept", yes, "moving"), Rival("nadia", "refuse", no, "circulating")
        yield Round(rivals, (story.request_id,), (home,), partial(_void, story.request_id))


def approve_against_withdrawn_consent(now: Now) -> Iterator[Round]:
    """Liam agrees while Nadia records that the applicant no longer does."""
    while True:
        story = tell("awaiting_landlord", now)

        def agree(actor: Actor, at: datetime, id: UUID = story.request_id) -> None:
            approvals.approve(actor, id, at=at, our_tenant=True)

        def stop(actor: Actor, at: datetime, id: UUID = story.request_id) -> None:
            requests.withdraw_consent(actor, id, at=at)

        rivals = Rival("liam", "approve", agree, "approved"), Rival("nadia", "withdraw_consent", stop, "closed")
        yield Round(rivals, (story.request_id,))


RACES: Final[dict[str, Callable[[Now], Iterator[Round]]]] = {
    "double submit": double_submit,
    "two offers for one request": two_offers_for_one_request,
    "one home for two requests": one_home_for_two_requests,
    "accept against refuse": accept_against_refuse,
    "approve against withdrawn consent": approve_against_withdrawn_consent,
}


def run(name: str, rounds: int, seed: int, eyes: Any) -> Outcome:
    """Run races of one kind, and look after each at what it left.

    Args:
        name: a key of `RACES`.
        rounds: how many.
        seed: of the small delays.
        eyes: a connection that may read everything, for the judge.
    """
    now, outcome = Now(), Outcome()
    made = RACES[name](now)
    with track(seed) as lanes:
        for _ in range(rounds):
            now.forward(seconds=20)
            race = next(made)
            now.forward(seconds=1)  # so the race alone has this moment in the log
            stopped = lanes.run(race.rivals, now.at)
            outcome.rounds += 1
            outcome.faults += _judged(race, stopped, now.at, eyes, outcome)
            if outcome.faults:
                break  # what two have won cannot be brought back to where the race begins
            now.forward(seconds=1)
            race.tidy(at=now.at)
    return outcome


def _judged(race: Round, stopped: list[Exception | None], at: datetime, eyes: Any, outcome: Outcome) -> Iterator[str]:
    """Say in a sentence each what is not as it has to be after a race."""
    acts = [
        row[0]
        for row in eyes.execute(
            "SELECT event FROM audit_entry WHERE kind = 'act' AND at = %s AND subject = ANY(%s) ORDER BY number",
            [at, list(race.requests)],
        )
    ]
    winners = [rival for rival, problem in zip(race.rivals, stopped, strict=True) if problem is None]
    for problem in stopped:
        if isinstance(problem, RefusedError):
            outcome.sentences[str(problem)] += 1
        elif problem is not None:
            yield f"the loser read no sentence: {problem!r}"
    if _may_follow(acts):
        outcome.won["both, one after the other"] += 1
        last = race.rivals[1]
    elif len(winners) != 1:
        yield f"{len(winners)} won"
        return
    else:
        last = winners[0]
        outcome.won[last.step if race.rivals[0].step != race.rivals[1].step else f"the {_place(race, last)}"] += 1
        if acts != [last.step]:
            yield f"the log says {acts} where {last.step} won"
    yield from _states_wrong(race, last, eyes)


def _may_follow(acts: list[str]) -> bool:
    """Consent is withdrawn from every open state, so also from the one that the landlord has just agreed to."""
    return acts == ["approve", "withdraw_consent"] and "approved" in STEPS["withdraw_consent"].from_


def _place(race: Round, rival: Rival) -> str:
    return "first" if rival is race.rivals[0] else "second"


def _states_wrong(race: Round, last: Rival, eyes: Any) -> Iterator[str]:
    """Say where requests, offers and homes do not agree with who won."""
    states = dict(
        eyes.execute(
            "SELECT id, state FROM property_requests_propertyrequest WHERE id = ANY(%s)", [list(race.requests)]
        ).fetchall()
    )
    others = [state for state in states.values() if state != last.request_state]
    if others != ["circulating"] * (len(race.requests) - 1):
        yield f"the requests are {sorted(states.values())} where {last.step} won"
    live = eyes.execute(
        "SELECT count(*) FROM offers_offer WHERE (request_id = ANY(%s) OR home_id = ANY(%s)) AND state = ANY(%s)",
        [list(race.requests), list(race.homes), list(LIVE_OFFER)],
    ).fetchone()[0]
    offered = eyes.execute(
        "SELECT count(*) FROM homes_home WHERE id = ANY(%s) AND state <> 'open'", [list(race.homes)]
    ).fetchone()[0]
    due = int(last.request_state in ("under_offer", "moving"))
    if (live, offered) != (due, due):
        yield f"{live} offers are live and {offered} homes are offered where {last.step} won"


def _stories(now: Now) -> Iterator[Story]:
    """Give a household that partners read, the same one for some rounds."""
    while True:
        story = tell("circulating", now)
        for _ in range(_SAME_STORY_FOR):
            yield story


def _home(who: str, at: datetime) -> UUID:
    with as_(who) as actor:
        return declare(actor, at)


def _offer(who: str, profile: UUID, home: UUID) -> Rival:
    def act(actor: Actor, at: datetime) -> None:
        _send(actor, profile, home, at)

    return Rival(who, "send_offer", act, "under_offer")


def _send(actor: Actor, profile: UUID, home: UUID, at: datetime) -> UUID:
    day = day_of(at)
    return offers.send_offer(
        actor,
        profile,
        home,
        at=at,
        tenancy="SEC_LIFE" if actor.organisation == organisation_id("Cedar Council") else "ASS_LIFE",
        starts_on=day + timedelta(days=14),
        answer_by=day + timedelta(days=7),
        home_is_empty=True,
        address=ADDRESS,
    )


def _void(*request_ids: UUID, at: datetime) -> None:
    """Say as the coordinator that what is live cannot stand, so that the household circulates again."""
    with as_("clare") as clare:
        for offer in Offer.objects.filter(request_id__in=request_ids, state__in=LIVE_OFFER):
            offers.void_offer(clare, offer.pk, at=at, reason="sent_in_error")
