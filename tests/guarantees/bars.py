"""Somebody is kept away while something about the request is under way, on two connections, at a named point of it.

What is under way stops before one of its statements, or before a mail is handed over, until the bar is there or waits
for it. Nothing sleeps. `test_bars.py` runs a few rounds; `./run prove bars` ten thousand, and keeps the figures.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from threading import Event, local
from typing import Any, Final
from unittest.mock import patch

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection, connections

from reciprocal import clock
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.circulation.models import Profile
from reciprocal.demo.cast import organisation_id
from reciprocal.offers import actions as offers
from reciprocal.offers.models import Offer
from reciprocal.rulebook.states import LIVE_OFFER
from tests.guarantees import under_way
from tests.guarantees.scene import BARRED, WAYS
from tests.guarantees.under_way import ACTS, BART, PAGES, Act, Scene
from tests.people import EVERYBODY, Now, as_, declare

SEED: Final = 20260309
_PATIENCE: Final = 60  # seconds until one who waits for the other gives up
_SAME_STORY_FOR: Final = 50  # rounds
_BEGINS: Final = "before it begins"
HANDED: Final = "before the mail is handed over"
_WAITING: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Gate:
    """Stops what is under way at one of its points, until somebody lets it go on."""

    def __init__(self, at: int = -1, named: str = "") -> None:
        self.at, self.named, self.passed, self.point = at, named, 0, "after it ended"
        self.arrived, self.go = Event(), Event()

    def reach(self, point: str) -> None:
        """Come to a point; wait there if it is the one."""
        if self.passed == self.at or point == self.named:
            self.named, self.point = "", point
            self.arrived.set()
            if not self.go.wait(_PATIENCE):
                raise TimeoutError(point)
        self.passed += 1


@dataclass
class Outcome:
    """How all the rounds ended."""

    rounds: Counter[str] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)
    showed: Counter[str] = field(default_factory=Counter)
    waited: int = 0
    faults: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Give what is kept of it."""
        return {
            "rounds": sum(self.rounds.values()),
            "rounds of each": dict(self.rounds),
            "different points": len(self.points),
            "began before the bar and showed it": dict(self.showed),
            "the bar waited for what was under way": self.waited,
            "faults": self.faults,
        }


class Lanes:
    """Two threads, each with a connection of its own: in one something is under way, in the other a bar is put up."""

    def __init__(self, eyes: Any) -> None:
        self.eyes, self._under_way, self._bar = eyes, ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._here = local()

    def run(self, act: Act, scene: Scene, whom: dict[str, Any], gate: Gate) -> tuple[Any, bool]:
        """Let an act come to its point, put up the bar, and let it go on.

        Gives what the act showed, or the problem that stopped it, and whether the bar had to wait for it.
        """
        going = self._under_way.submit(self._act, act, scene, gate)
        going.add_done_callback(lambda _: gate.arrived.set())
        gate.arrived.wait(_PATIENCE)
        bar = self._bar.submit(self._keep_away, scene, whom)
        waited = not self._done_or_waiting(bar)
        gate.go.set()
        problem = bar.exception(_PATIENCE)
        if problem is not None:
            raise problem
        return going.result(_PATIENCE), waited

    def again(self, act: Act, scene: Scene) -> Any:
        """Do the same once more in the same thread, on the same connection."""
        return self._under_way.submit(self._act, act, scene, Gate()).result(_PATIENCE)

    def _act(self, act: Act, scene: Scene, gate: Gate) -> Any:
        def statement(execute: Any, sql: str, *more: Any) -> Any:
            gate.reach(" ".join(str(sql).split())[:60])
            return execute(sql, *more)

        gate.reach(_BEGINS)
        self._here.gate = gate
        try:
            with connection.execute_wrapper(statement):
                return act(scene)
        except (HiddenError, RefusedError) as stopped:
            return stopped

    def hand_over(self, scene: Scene, send: Callable[..., int]) -> Callable[..., int]:
        """Wrap the handing over of a mail: a point of its own, and noted in the order in which things happened."""

        def handed(message: EmailMultiAlternatives, *more: Any, **named: Any) -> int:
            self._here.gate.reach(HANDED)
            if message.to == [BART] and scene.shows(f"{message.subject} {message.body}"):
                scene.events.append("sent")
            return send(message, *more, **named)

        return handed

    def _keep_away(self, scene: Scene, whom: dict[str, Any]) -> None:
        with as_("moves_desk") as actor:
            offers.keep_away(actor, scene.story.request_id, at=scene.now.at, **whom)
        scene.events.append("there")

    def _done_or_waiting(self, bar: Future[None]) -> bool:
        """Wait until the bar is there, or until it waits for a lock. Says whether it is there."""
        while not wait([bar], 0.002).done:
            if self.eyes.execute(_WAITING).fetchone()[0]:
                return False
        return True

    def end(self) -> None:
        """Close the connections of both threads."""
        for pool in (self._under_way, self._bar):
            pool.submit(connections.close_all).result()
            pool.shutdown()


@contextmanager
def lanes(eyes: Any) -> Iterator[Lanes]:
    """Give the two threads, and close their connections afterwards."""
    made = Lanes(eyes)
    try:
        yield made
    finally:
        made.end()


def run(rounds: int, seed: int, eyes: Any, names: tuple[str, ...] = tuple(ACTS), at: str = "") -> Outcome:
    """Run rounds, each with another act, another way of being kept away, and a point drawn at random.

    Args:
        rounds: how many.
        seed: of the points.
        eyes: a connection that may do everything: it sees who waits, and takes the bar away after each round.
        names: of which acts.
        at: always at the point of this name, and not at one that is drawn.
    """
    now, outcome, chance = Now(), Outcome(), random.Random(seed)
    now.forward(days=6)  # a Monday, the day of the weekly list
    most, made = Counter[str](), None
    eyes.execute("SET session_replication_role = replica")  # no trigger keeps these eyes from tidying up
    with clock.use(now), lanes(eyes) as both:
        for number, name in zip(range(rounds), cycle(names), strict=False):
            now.forward(seconds=1)
            if made is None or number % _SAME_STORY_FOR == 0:
                _put_away(eyes, made)
                eyes.execute("VACUUM ANALYZE")  # the server of the tests never does so by itself
                made = under_way.scene("circulating", now)
            scene = under_way.scene("approved", now) if name == "circulate" else made
            way = "a person" if name == "export" else WAYS[number // len(names) % len(WAYS)]
            gate = Gate(named=at) if at else Gate(chance.randint(0, most[name] + 1) if most[name] else 0)
            _forget(eyes, scene)
            outcome.rounds[name] += 1
            outcome.faults += _round(name, way, scene, gate, both, outcome)
            most[name] = max(most[name], gate.passed)
            if outcome.faults:
                break
            _forget(eyes, scene)
            if name == "circulate":
                _put_away(eyes, scene)
    return outcome


def _round(name: str, way: str, scene: Scene, gate: Gate, both: Lanes, outcome: Outcome) -> Iterator[str]:
    """Run one round, and say in a sentence each what must not have happened."""
    act, whom = ACTS[name], _whom(name, way, both.eyes)
    scene.events.clear()
    if name in PAGES:
        before = both.again(act, scene)
        if not isinstance(before, str) or not scene.shows(before):
            yield f"{name}: there was nothing to be seen before the bar"
        both.eyes.execute("DELETE FROM circulation_codeasked")
    if name == "offer":
        with as_("bart") as bart:
            scene.offered = declare(bart, scene.now.at, place="bromley", tenancy="ASS_LIFE")
    with patch.object(EmailMultiAlternatives, "send", both.hand_over(scene, EmailMultiAlternatives.send)):
        shown, waited = both.run(act, scene, whom, gate)
        outcome.points[f"{name}: {gate.point}"] += 1
        outcome.waited += waited
        where = f"{name}, {way}, {gate.point}"
        showed = isinstance(shown, str) and scene.shows(shown)
        outcome.showed[name] += showed
        if showed and gate.point == _BEGINS:
            yield f"{where}: it began after the bar and showed the request"
        if "sent" in scene.events[scene.events.index("there") :]:
            yield f"{where}: a mail went out after the bar was there"
        if name != "circulate":
            _forget(both.eyes)
            later = both.again(act, scene)
            if isinstance(later, str) and scene.shows(later):
                yield f"{where}: once more, and it still showed the request"
    about = {"request_id": scene.story.request_id}
    with as_("bart"):
        if name != "export" and (Profile.objects.filter(**about).exists() or Offer.objects.filter(**about).exists()):
            yield f"{where}: Bart reads something of it"
    with as_("moves_desk"):
        if Offer.objects.filter(**about, state__in=LIVE_OFFER).exists():
            yield f"{where}: an offer still stands"


def _whom(name: str, way: str, eyes: Any) -> dict[str, Any]:
    """Whom to keep away so that Bart is, or for the export Liam; he is in a team or in none as the way needs it."""
    person = EVERYBODY["liam" if name == "export" else "bart"].person_id
    left = None if way != "in no team" else "2026-01-01"
    eyes.execute("UPDATE accounts_inteam SET left_at = %s WHERE person_id = %s", [left, EVERYBODY["bart"].person_id])
    team = eyes.execute(
        "SELECT id FROM accounts_team WHERE organisation_id = %s AND name = %s",
        [organisation_id(BARRED), "Repairs" if way == "in no team" else "Lettings"],
    ).fetchone()[0]
    return {
        "a partner": {"organisation_id": organisation_id(BARRED)},
        "a team": {"team_id": team},
        "a person": {"person_id": person},
        "in no team": {"team_id": team},
    }[way]


def _forget(eyes: Any, scene: Scene | None = None) -> None:
    """Take away what was told and asked; of a scene also the home that was offered, and the bar."""
    for table in ("notifications_digest", "notifications_mail", "notifications_notice", "circulation_codeasked"):
        eyes.execute(f"DELETE FROM {table}")
    mail.outbox.clear()
    if scene:
        eyes.execute("DELETE FROM property_requests_bar WHERE request_id = %s", [scene.story.request_id])
        away = "UPDATE homes_home SET state = 'off_list' WHERE id = %s AND id <> %s"
        eyes.execute(away, [scene.offered, scene.home])


def _put_away(eyes: Any, scene: Scene | None) -> None:
    """Put away a request that is not needed any more, with its home, so that no list counts it and none grows long."""
    if scene is None:
        return
    about = [scene.story.request_id]
    for table in ("circulation_profile", "property_requests_approval", "workflow_happening", "property_requests_bar"):
        eyes.execute(f"DELETE FROM {table} WHERE request_id = %s", about)
    eyes.execute("UPDATE property_requests_propertyrequest SET state = 'closed' WHERE id = %s", about)
    eyes.execute("UPDATE homes_home SET state = 'off_list' WHERE id = %s", [scene.home])
