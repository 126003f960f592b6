"""Every act and every sensitive look is in the log; nobody changes it unseen; erasing a key keeps the chain whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test import Client

from reciprocal.access.encryption import CannotOpen, new_wrapped_key
from reciprocal.audit.log import broken_links, opened, payload_of
from reciprocal.audit.models import Entry
from reciprocal.demo.cast import EVERYBODY
from reciprocal.demo.stories import ROADS
from tests.guarantees import pages
from tests.guarantees.locks import Connection
from tests.guarantees.scene import Scene, scene_of_x
from tests.guarantees.test_lifecycle_in_database import NO_RIGHT, outcome
from tests.people import Now, as_, tell

ClientOf = Callable[[str], Client]
AsRole = Callable[[str], Connection]


def entries(**which: Any) -> list[Entry]:
    """What the auditor reads of the log, oldest first."""
    with as_("audrey"):
        return list(Entry.objects.filter(**which).order_by("number"))


def breaks() -> list[str]:
    """Where the auditor finds the chain broken."""
    with as_("audrey"):
        return list(broken_links())


@pytest.mark.django_db
def test_each_act_is_in_the_log_in_the_name_of_who_did_it(now: Now) -> None:
    story = tell("moved", now)
    acts = [(entry.event, entry.membership) for entry in entries(kind="act", subject=story.request_id)]
    who = {"submit": "nadia", "accept": "nadia", "approve": "liam"} | dict.fromkeys(
        ("seek_approval", "circulate"), "clare"
    )
    wanted = [("start_request", EVERYBODY["nadia"].membership_id)]
    wanted += [(step, EVERYBODY[who.get(step, "lena")].membership_id) for step in ROADS["moved"]]
    wanted.insert(2, ("check_sections", EVERYBODY["clare"].membership_id))
    wanted.insert(
        5, ("draw", EVERYBODY["clare"].membership_id)
    )  # what breaks ties in every list is drawn for all to check
    wanted.insert(-1, ("tick_move_list", EVERYBODY["lena"].membership_id))
    assert acts == wanted
    assert breaks() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "kind", "event"),
    [
        ("nadia", "request", "request.read"),
        ("clare", "request", "request.read"),
        ("liam", "approval", "approval.read"),
        ("lena", "profile", "profile.read"),
        ("lena", "offer", "offer.read"),
        ("nadia", "offer", "offer.read"),
    ],
)
def test_each_look_at_a_household_is_in_the_log(
    actor: str, kind: str, event: str, now: Now, client_of: ClientOf
) -> None:
    scene = scene_of_x("under_offer", now)
    assert client_of(actor).get(pages.PAGES[kind].format(scene.thing(kind))).status_code == 200
    (look,) = entries(kind="look")
    assert (look.event, look.subject, look.membership) == (event, scene.request_id, EVERYBODY[actor].membership_id)


@pytest.mark.django_db
def test_a_page_of_a_step_that_shows_the_case_is_a_look_even_when_it_comes_back_with_errors(
    now: Now, client_of: ClientOf
) -> None:
    scene = scene_of_x("awaiting_landlord", now)
    client, where = client_of("liam"), f"/requests/{scene.request_id}/steps/approve/"
    assert (client.get(where).status_code, client.post(where).status_code) == (200, 422)
    assert [look.subject for look in entries(kind="look")] == [scene.request_id] * 2


@pytest.mark.django_db
def test_reading_a_profile_by_the_way_of_an_offer_is_a_look_at_that_request(now: Now, client_of: ClientOf) -> None:
    scene = scene_of_x("circulating", now)
    lena = client_of("lena")
    for where in (f"/profiles/{scene.profile_id}/offer/", f"/homes/{scene.spare_id}/offer/{scene.profile_id}/"):
        assert lena.get(where).status_code == 200
    assert [look.subject for look in entries(kind="look")] == [scene.request_id] * 2


@pytest.mark.django_db
def test_a_look_that_was_refused_is_in_the_log_and_one_at_nothing_names_nothing(now: Now, client_of: ClientOf) -> None:
    scene = scene_of_x("under_offer", now)
    bart = client_of("bart")
    assert bart.get(f"/requests/{scene.request_id}/").status_code == 404
    assert bart.get(f"/requests/{UUID(int=7)}/").status_code == 404
    refused = entries(kind="refused")
    assert [(entry.event, entry.subject) for entry in refused] == [
        ("request.read", scene.request_id),
        ("request.read", None),
    ]
    assert {entry.membership for entry in refused} == {EVERYBODY["bart"].membership_id}


@pytest.mark.django_db
def test_a_payload_opens_with_the_key_of_its_request_and_with_no_other(now: Now) -> None:
    one, other = tell("submitted", now), tell("submitted", now)
    mine, theirs = (entries(subject=story.request_id)[0] for story in (one, other))
    with as_("audrey"):
        assert payload_of(mine) == {"about": None, "home": None}
    keys = [_wrapped(one.request_id), _wrapped(other.request_id)]
    assert opened(mine, keys[0]) == opened(theirs, keys[1])
    with as_("audrey"):  # an entry that is passed off as another request's does not open either
        mine.subject = other.request_id
        with pytest.raises(CannotOpen):
            payload_of(mine)
        mine.subject = one.request_id
    for entry, key in (
        (mine, new_wrapped_key(one.request_id)),
        (mine, keys[1]),
        (theirs, keys[0]),
        (mine, keys[0][::-1]),
    ):
        with pytest.raises(CannotOpen):
            opened(entry, key)


def _wrapped(subject: UUID) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_subject_key(%s)", [subject])
        return bytes(cursor.fetchone()[0])


def test_erasing_the_key_of_a_request_closes_its_payloads_and_keeps_the_chain_whole(
    fresh_database: str, as_role: AsRole
) -> None:
    one, other = tell("submitted", Now()), tell("submitted", Now())
    as_role("superuser").execute("DELETE FROM audit_subjectkey WHERE subject = %s", [one.request_id])
    assert breaks() == []
    with as_("audrey"):
        for entry in Entry.objects.filter(subject=one.request_id):
            with pytest.raises(CannotOpen):
                payload_of(entry)
        assert [payload_of(entry) for entry in Entry.objects.filter(subject=other.request_id)] != []


# What somebody could do who has all the rights there are, and what the auditor then reads.
TAMPERING = {
    "an edited event": ("UPDATE audit_entry SET event = 'close' WHERE number = 3", "entry 3: it was changed"),
    "an edited time": (
        "UPDATE audit_entry SET at = at + interval '1 second' WHERE number = 3",
        "entry 3: it was changed",
    ),
    "another actor": ("UPDATE audit_entry SET membership = NULL WHERE number = 3", "entry 3: it was changed"),
    "another subject": ("UPDATE audit_entry SET subject = NULL WHERE number = 3", "entry 3: it was changed"),
    "another payload": (
        "UPDATE audit_entry SET payload_hash = sha256('x') WHERE number = 3",
        "entry 3: it was changed",
    ),
    "another link": ("UPDATE audit_entry SET hash = sha256('x') WHERE number = 3", "entry 3: it was changed"),
    "a deleted row": ("DELETE FROM audit_entry WHERE number = 3", "entry 3: it is missing"),
    "two rows swapped": (
        "UPDATE audit_entry SET number = 7 - number + 1000 WHERE number IN (3, 4);"
        " UPDATE audit_entry SET number = number - 1000 WHERE number > 1000",
        "entry 3: it was changed",
    ),
    "the last row cut off": (
        "DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)",
        "The end of the log is not the one that was last written",
    ),
    "the end moved back": (
        "DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry);"
        " UPDATE audit_head SET count = count - 1",
        "The end of the log is not the one that was last written",
    ),
}


@pytest.fixture
def written(fresh_database: str) -> Scene:
    """A log of some acts, committed."""
    return scene_of_x("approved", Now())


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found_by_whoever_verifies(what: str, written: Scene, as_role: AsRole) -> None:
    statement, sentence = TAMPERING[what]
    assert breaks() == []
    superuser = as_role("superuser")
    superuser.execute("SET session_replication_role = replica")
    superuser.execute(statement)
    assert any(sentence in found for found in breaks()), breaks()


def test_even_with_all_rights_a_row_is_changed_only_past_the_trigger(written: Scene, as_role: AsRole) -> None:
    superuser = as_role("superuser")
    for statement in ("UPDATE audit_entry SET event = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"):
        assert outcome(superuser, statement, []) == "RC003", statement


@pytest.mark.parametrize("role", ["web", "worker", "check", "report"])
def test_nobody_writes_the_log_but_the_function_that_appends(role: str, written: Scene, as_role: AsRole) -> None:
    database = as_role(role)
    copy = "INSERT INTO audit_entry SELECT 99, at, membership, role, kind, event, subject, payload, payload_hash"
    for statement in (
        f"{copy}, previous, hash FROM audit_entry LIMIT 1",
        "UPDATE audit_entry SET event = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "UPDATE audit_head SET count = 0",
        "DELETE FROM audit_subjectkey",
    ):
        assert outcome(database, statement, []) == NO_RIGHT, statement
    if role not in ("web", "worker"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            database.execute("SELECT audit_append('2026-03-03', 'act', 'x', NULL, 'x', 'x')")


def test_the_owner_of_the_tables_is_held_by_their_policies(written: Scene, as_role: AsRole) -> None:
    owner = as_role("owner")
    for statement, ends in {
        "UPDATE audit_entry SET event = 'x'": "nothing",
        "DELETE FROM audit_entry": "nothing",
        "UPDATE audit_head SET count = 0": "nothing",
        "DELETE FROM audit_subjectkey": "nothing",
        "INSERT INTO audit_head (id, count, hash) VALUES (2, 0, '')": NO_RIGHT,
        "TRUNCATE audit_entry": "RC003",
    }.items():
        assert outcome(owner, statement, []) == ends, statement


@pytest.mark.django_db
def test_the_auditor_reads_a_pseudonym_and_no_other_reader_the_same(now: Now, client_of: ClientOf) -> None:
    scene = scene_of_x("approved", now)
    pages_of = {reader: client_of(reader).get("/log/").content.decode() for reader in ("audrey", "max")}
    for page in pages_of.values():
        assert str(scene.request_id) not in page
        assert "Alder Council" not in page
    assert pages_of["audrey"] != pages_of["max"]
