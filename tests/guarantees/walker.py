"""Somebody who walks through a world of `worlds.py`, and what they saw that is other in the other world."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any, Final
from uuid import UUID

from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import Resolver404

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.accounts.models import Person
from reciprocal.demo.cast import EVERYBODY, ORGANISATIONS, organisation_id
from reciprocal.worklist import rounds
from tests.guarantees import pages
from tests.guarantees.scene import MAKES_NEW
from tests.guarantees.worlds import World, chance
from tests.people import Now, as_system, signed_in, take
from tests.screens.examples import KEYS, _patterns


@dataclass(frozen=True)
class Seen:
    """One thing that the observer did, and what came of it that they can see."""

    did: str
    got: tuple[Any, ...]


@dataclass
class Reached:
    """How many journeys there were, how often each address was asked for, and each step sent."""

    journeys: int = 0
    addresses: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)


# Pages of the demonstration, which shows everybody's mail, and what moves nothing but the browser.
NOT_WALKED: Final = ("step_in", "tour", "tour_stop", "mailbox", "mailbox_mail", "move_clock", "sign_out", "hide_page")
QUERIES: Final = ("", "?all=yes", "?show=all", "?page=2", "?q=DR-", "?state=circulating", "?place=croydon")
LONG_ENOUGH: Final = 10
_ID: Final = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ID_IN_BYTES: Final = re.compile(_ID.pattern.encode())
_LINK: Final = re.compile('href="(/[^"#]*)"')
_FORM: Final = re.compile('<form[^>]*?(?:action="([^"]*)")?[^>]*>(.*?)</form>', re.S)
_HIDDEN: Final = re.compile('<input type="hidden" name="([^"]*)" value="([^"]*)"')
_UNTIL: Final = re.compile("expires=[^;]*;")


@cache
def addresses() -> list[list[tuple[str, str, str, str]]]:
    """Every address that is walked: the name, route, kind of its id and key of each page that stands there."""
    found = []
    for route, pattern in _patterns():
        name, kind = pattern.name or "", pattern.callback.guard.kind  # type: ignore[attr-defined]
        if name not in NOT_WALKED and not route.endswith("/steps/<slug:key>/"):
            found.append([(name, route, kind, key) for key in KEYS.get(name, ("adults",))])
    return found


def journey(number: int, observer: str, world: World, now: Now, reached: Reached) -> list[Seen]:
    """Let somebody walk: pages, steps, what is not theirs, while time passes and those concerned go on.

    Args:
        number: of the journey; the same number does the same in every world.
        observer: one of the cast.
        world: where.
        now: its clock.
        reached: counts what was opened and sent.

    Returns:
        what they did and saw, at least ten things.
    """
    choose, began, seen = Random(number), now.at, []
    reached.journeys += 1
    with transaction.atomic():
        with chance(f"{number}"):
            walker = Walker(observer, world, signed_in(observer, now), choose, now, reached)
        for turn in range(LONG_ENOUGH + choose.randrange(5)):
            with chance(f"{number} {turn}"):
                act = choose.choices(list(TURNS), list(TURNS.values()))[0]
                if (one := act(walker)) is not None:
                    seen.append(one)
        transaction.set_rollback(True)
    now.at = began
    return [Seen(one.did, _by_name(world, one.got)) for one in seen]


class Walker:
    """Somebody with a browser, who opens, follows, presses and waits."""

    def __init__(self, observer: str, world: World, client: Client, choose: Random, now: Now, reached: Reached) -> None:
        self.observer, self.world, self.client = observer, world, client
        self.choose, self.now, self.reached = choose, now, reached
        self.page, self.at = "", "/"
        client.raise_request_exception = False

    def open(self) -> Seen:
        """Open any address there is, with the id of anything there is."""
        name, route, kind, key = self.choose.choice(self.choose.choice(addresses()))
        where = self._fill_in(route, kind, key)
        if self.choose.random() < 0.1:
            return self._see(f"send anything to {name} {key}", self.client.post(where, {"answer": "yes"}))
        return self._see(f"open {name} {key}", self.client.get(where + self.choose.choice(QUERIES)))

    def follow(self) -> Seen:
        """Follow a link of the page that is open."""
        links = sorted(
            {link for link in _LINK.findall(self.page) if not link.startswith(("/static", "/clock", "/tour"))}
        )
        return self._see("follow a link", self.client.get(self.choose.choice(links or ["/worklist/"])))

    def press(self) -> Seen:
        """Send a form of the page that is open as it stands."""
        forms = [form for form in _FORM.findall(self.page) if not form[0].startswith(("/clock", "/hide", "/sign-out"))]
        if not forms:
            return self.follow()
        action, inside = self.choose.choice(forms)
        return self._see("press a button", self.client.post(action or self.at, dict(_HIDDEN.findall(inside))))

    def send(self) -> Seen:
        """Send right answers, or none, to a step of anything there is."""
        step = self.choose.choice(STEPS)
        self.reached.steps[step] += 1
        where = self._fill_in(_route_of(step), {"o": "offer", "h": "home"}.get(_route_of(step)[1], "request"), "")
        answers = dict(pages.ANSWERS[step])
        if step == "allow_home":
            answers["home"] = str(self.choose.choice(self.world.things("home")))
        if self.observer == "bart" and "tenancy" in answers:
            answers["tenancy"] = "ASS_LIFE"
        how = self.choose.choices(("send", "send nothing to", "look at"), (7, 1, 2))[0]
        if how == "look at":
            return self._see(f"look at {step}", self.client.get(where))
        return self._see(f"{how} {step}", self.client.post(where, answers if how == "send" else {}))

    def wait(self) -> Seen:
        """Let time pass and the service do what is due; what is seen is one's own mail."""
        self.now.forward(hours=self.choose.choice((1, 5, 24, 72, 240, 31 * 24)))
        mail.outbox.clear()
        with as_system():
            rounds.run(self.now.at)
        mine = (
            {person.email for person in Person.objects.filter(pk=EVERYBODY[self.observer].person_id)}
            if (self.observer in EVERYBODY)
            else set()
        )
        told = [(one.subject, one.body, one.to) for one in mail.outbox if mine & set(one.to)]
        return Seen("wait", tuple(told))

    def others(self) -> None:
        """Let somebody who knows X take its next step, where there is one; nobody sees that by itself."""
        step = self.choose.choice(GO_ON)
        if self.world.of_x is None:
            return
        with suppress(RefusedError, HiddenError, LookupError), transaction.atomic():
            take(self.world.of_x, step, self.now.at)

    def _fill_in(self, route: str, kind: str, key: str) -> str:
        people = sorted(str(player.membership_id) for player in EVERYBODY.values() if player.membership_id)
        things, choose = self.world.things, self.choose.choice
        return (
            route.replace("<uuid:id>", str(choose(things(kind or "request"))))
            .replace("<uuid:profile>", str(choose(things("profile"))))
            .replace("<uuid:member>", str(UUID(int=8)))
            .replace("<slug:key>", key)
            .replace("<uuid:partner>", str(organisation_id(choose(sorted(ORGANISATIONS)))))
            .replace("<uuid:post>", choose(people))
        )

    def _see(self, did: str, response: Any) -> Seen:
        """What one gets, but for the days until which the browser may keep something: they count from now."""
        status, body, headers, cookies = pages.shown(response)
        self.at = response.wsgi_request.path
        with suppress(Resolver404):  # a link may lead to a file
            self.reached.addresses[response.resolver_match.url_name] += 1
        if status == 200:
            self.page = body.decode()
        elif status == 302 and response["Location"].startswith("/"):
            self.page = f'<a href="{response["Location"]}">'
        headers = [header for header in headers if header[0] != "Expires"]
        return Seen(did, (status, body, headers, _UNTIL.sub("", cookies)))


STEPS: Final = [step for step in pages.ANSWERS if step not in pages.matrix.BY_THE_SERVICE]
GO_ON: Final = ("seek_approval", "approve", "circulate", "accept", "refuse", "hold", "close")
TURNS: Final[dict[Callable[[Walker], Seen | None], int]] = {
    Walker.open: 30,
    Walker.follow: 30,
    Walker.press: 8,
    Walker.send: 20,
    Walker.wait: 7,
    Walker.others: 5,
}


def _route_of(step: str) -> str:
    if step in MAKES_NEW:
        return pages.LISTS[{"start_request": "request_new", "declare_home": "home_declare"}[step]]
    if step == "send_offer":
        return "/homes/<uuid:id>/offer/<uuid:profile>/"
    kind = "offers" if step in pages.OF_AN_OFFER else "homes" if step in pages.OF_A_HOME else "requests"
    return f"/{kind}/<uuid:id>/steps/{step}/"


def differences(left: list[Seen], right: list[Seen]) -> list[str]:
    """List what was done with another outcome in the other world."""
    return [f"{a.did}: {_where(a.got, b.got)}" for a, b in zip(left, right, strict=True) if a != b]


def _by_name(world: World, got: Any) -> Any:
    """Put the names of a world's things for their ids, which are drawn and say nothing."""
    if isinstance(got, tuple | list):
        return type(got)(_by_name(world, one) for one in got)
    names = world.names()
    if isinstance(got, bytes):
        return _ID_IN_BYTES.sub(lambda id: names.get(id[0].decode(), id[0].decode()).encode(), got)
    return _ID.sub(lambda id: names.get(id[0], id[0]), got) if isinstance(got, str) else got


def _where(left: tuple[Any, ...], right: tuple[Any, ...]) -> str:
    """The first place where two outcomes part."""
    if len(left) != len(right):
        return f"{len(left)} and {len(right)} mails"
    for a, b in zip(left, right, strict=True):
        if a != b:
            if not isinstance(a, bytes):
                return f"{a!r} and {b!r}"
            at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            return f"…{a[max(0, at - 80) : at + 60]!r} and …{b[max(0, at - 80) : at + 60]!r}"
    return "nothing"
