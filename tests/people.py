"""The cast as fixtures, and property requests brought into any state by the stories of the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from reciprocal import clock
from reciprocal.access.actor import acting_as, acting_as_system
from reciprocal.access.facts import Actor
from reciprocal.access.guard import SESSION_POST, SESSION_SECOND
from reciprocal.demo import time as demo_time
from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.demo.stories import ADDRESS, ANSWERS, HOME, ROADS, Story, declare, take, tell, viewing_plan
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook.scheme import DEFAULT, SCHEMES, VARIABLE, current
from tests.database import speak_as

__all__ = [
    "ACTORS",
    "ADDRESS",
    "ANSWERS",
    "EVERYBODY",
    "HOME",
    "NOON",
    "ROADS",
    "Now",
    "OtherScheme",
    "Story",
    "as_",
    "as_system",
    "declare",
    "organisation_id",
    "request_row",
    "take",
    "tell",
    "viewing_plan",
]

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)  # a Tuesday
ACTORS = ("nadia", "liam", "lena", "clare", "petra", "max", "anya", "audrey", "bart", "otto", "nobody")


class Now:
    """The clock of one test, which it can move."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: int) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


def as_(key: str) -> AbstractContextManager[Actor]:
    """Act as one of the cast for the length of a `with` block; yields the actor."""
    return acting_as(EVERYBODY[key].membership_id if key in EVERYBODY else None)


@contextmanager
def as_system() -> Iterator[Actor]:
    """Act as the service itself for the length of a `with` block: the connection speaks as the worker's login."""
    speak_as(connection, "worker")
    try:
        with acting_as_system() as actor:
            yield actor
    finally:
        speak_as(connection, "web")


@pytest.fixture
def now() -> Iterator[Now]:
    """The test's clock: Tuesday 3 March 2026, noon, until the test moves it."""
    moment = Now()
    with clock.use(moment):
        yield moment


@pytest.fixture
def staged(db: Any, now: Now) -> Callable[..., Story]:
    """Make property requests in any state: `staged("circulating")`."""

    def make(state: str, **more: Any) -> Story:
        return tell(state, now, **more)

    return make


@pytest.fixture
def client_of(db: Any, now: Now) -> Callable[[str], Client]:
    """Give a browser in which one of the cast is signed in; "nobody" is not."""
    return lambda key: signed_in(key, now)


def signed_in(key: str, now: Now) -> Client:
    """Give a browser in which one of the cast is signed in, by the test's clock."""
    demo_time.running()  # the first request of a process would start it, and take the clock from the test
    clock.use(now)
    client = Client()
    player = EVERYBODY.get(key)
    if player is not None:
        session = client.session
        session["person"] = str(player.person_id)
        if player.membership_id:
            session[SESSION_POST] = str(player.membership_id)
            session[SESSION_SECOND] = "test"
        session.save()
    return client


@pytest.fixture
def as_owner() -> Callable[..., None]:
    """Change a row past every policy, inside the test's transaction."""

    def change(sql: str, *values: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION AUTHORIZATION DEFAULT")
            cursor.execute(sql, values)
            cursor.execute("SET SESSION AUTHORIZATION reciprocal_web")

    return change


OtherScheme = Callable[[str, str], None]


@pytest.fixture
def other_scheme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OtherScheme]:
    """Run by the demonstration's scheme with something in its file written differently: `other_scheme(old, new)`."""

    def change(old: str, new: str) -> None:
        text = (SCHEMES / f"{DEFAULT}.toml").read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        written = tmp_path / "other.toml"
        written.write_text(text.replace(old, new), encoding="utf-8")
        monkeypatch.setenv(VARIABLE, str(written))
        current.cache_clear()

    yield change
    monkeypatch.undo()
    current.cache_clear()


def request_row(story: Story) -> PropertyRequest:
    """The request as the coordinator, or for a draft its officer, reads it."""
    for reader in ("clare", story.officer):
        with as_(reader):
            row = PropertyRequest.objects.filter(pk=story.request_id).first()
            if row:
                return row
    raise LookupError(story.request_id)
