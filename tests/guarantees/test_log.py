"""The log: every act and every sensitive look is in it, nobody may change it, and a change is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.test import Client
from django.urls import reverse

from reciprocal.access.encryption import CannotOpen, new_wrapped_key
from reciprocal.audit import log
from reciprocal.audit.models import Entry
from reciprocal.demo.stories import ROADS
from tests.people import Now, Story, as_, tell

ClientOf = Callable[[str], Client]


def entries(story: Story) -> list[tuple[str, str, str]]:
    """What the log holds about a story: kind, event and role."""
    with as_("audrey"):
        rows = Entry.objects.filter(subject=story.request_id).order_by("number")
        return list(rows.values_list("kind", "event", "role"))


def broken() -> list[str]:
    with as_("audrey"):
        return list(log.broken_links())


def test_every_act_is_in_it_with_the_role_that_acted(staged: Callable[..., Story]) -> None:
    told = [(event, role) for kind, event, role in entries(staged("moved")) if kind == "act"]
    told.remove(("draw", "coordinator"))  # of the place in every list, logged beside the circulating
    assert [event for event, _ in told] == ["start_request", *ROADS["moved"]]
    assert [role for _, role in told][:4] == ["nominating_officer", "nominating_officer", "coordinator", "named_lead"]


@pytest.mark.parametrize(
    ("who", "page", "event"),
    [
        ("nadia", "request", "request.read"),
        ("clare", "request", "request.read"),
        ("liam", "decision", "approval.read"),
        ("lena", "profile", "profile.read"),
        ("lena", "offer", "offer.read"),
        ("nadia", "offer", "offer.read"),
    ],
)
def test_every_sensitive_look_is_in_it(
    who: str, page: str, event: str, staged: Callable[..., Story], client_of: ClientOf
) -> None:
    story = staged("under_offer")
    thing = {"profile": story.profile_id, "offer": story.offer_id}.get(page, story.request_id)
    before = len(entries(story))
    assert client_of(who).get(reverse(page, args=[thing])).status_code == 200
    [(kind, looked, _)] = entries(story)[before:]
    assert (kind, looked) == ("look", event)


def test_a_look_that_was_refused_is_in_it(staged: Callable[..., Story], client_of: ClientOf) -> None:
    story = staged("under_offer")
    before = len(entries(story))
    assert client_of("liam").get(reverse("offer", args=[story.offer_id])).status_code == 404
    assert entries(story)[before:] == [("refused", "offer.read", "named_lead")]


def test_a_payload_opens_with_its_own_requests_key_alone(staged: Callable[..., Story]) -> None:
    one, other = staged("submitted"), staged("submitted")
    with as_("audrey"):
        entry = Entry.objects.filter(subject=one.request_id, event="submit").get()
        assert log.payload_of(entry) == {"about": None, "home": None}
        with pytest.raises(CannotOpen):
            log.opened(entry, new_wrapped_key(one.request_id))
        entry.subject = other.request_id
        with pytest.raises(CannotOpen):
            log.payload_of(entry)


@pytest.fixture
def kept(fresh_database: str, now: Now) -> Story:
    """A story that is committed, so that others may try to change its log."""
    return tell("circulating", now)


def change(as_role: Any, statement: str) -> None:
    """Change the log as the superuser, past its triggers."""
    database = as_role("superuser")
    database.execute("SET session_replication_role = replica")
    database.execute(statement)


def test_an_erased_key_leaves_the_chain_whole(kept: Story, as_role: Any) -> None:
    change(as_role, f"DELETE FROM audit_subjectkey WHERE subject = '{kept.request_id}'")
    assert broken() == []
    with as_("audrey"), pytest.raises(CannotOpen):
        log.payload_of(Entry.objects.filter(subject=kept.request_id).first())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET event = 'decline' WHERE number = 2",
        "UPDATE audit_entry SET membership = NULL WHERE number = 2",
        "UPDATE audit_entry SET at = at + interval '1 second' WHERE number = 2",
        "UPDATE audit_entry SET payload_hash = sha256('x') WHERE number = 2",
        "UPDATE audit_entry SET hash = sha256('x') WHERE number = 2",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)",
        "UPDATE audit_entry SET number = CASE number WHEN 2 THEN -3 ELSE -2 END WHERE number IN (2, 3);"
        "UPDATE audit_entry SET number = -number WHERE number < 0",
    ],
)
def test_whatever_is_changed_is_found(kept: Story, as_role: Any, statement: str) -> None:
    assert broken() == []
    change(as_role, statement)
    assert broken()


@pytest.mark.parametrize("role", ["web", "worker", "check", "report", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET event = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "INSERT INTO audit_entry (number, at, role, kind, event, payload, payload_hash, previous, hash)"
        " VALUES (999, '2026-01-01', '', 'act', 'x', '', '', '', '')",
    ],
)
def test_nobody_writes_it_but_the_function_that_appends(kept: Story, as_role: Any, role: str, statement: str) -> None:
    before = as_role("superuser").execute("SELECT count(*), max(number) FROM audit_entry").fetchone()
    try:
        touched = as_role(role).execute(statement).rowcount
    except psycopg.Error:
        touched = 0
    assert touched <= 0
    assert as_role("superuser").execute("SELECT count(*), max(number) FROM audit_entry").fetchone() == before
    assert broken() == []
