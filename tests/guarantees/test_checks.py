"""`./run check`: says nothing about a sound database, and names each fault by its own check and by no other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from reciprocal import clock
from reciprocal.audit import witness
from reciprocal.config import Refused, checks, roles
from reciprocal.demo.cast import organisation_id
from reciprocal.offers import actions as offers
from reciprocal.property_requests import actions as requests
from tests import database
from tests.database import found_in
from tests.guarantees.faults_in_catalogue import FAULTS_IN_CATALOGUE
from tests.guarantees.faults_in_rows import FAULTS_IN_ROWS, Plant
from tests.people import ROADS, Now, Story, as_, tell

FAULTS = FAULTS_IN_ROWS + FAULTS_IN_CATALOGUE
ROLES_CHECK = "The roles can neither step over row-level security nor become another"
WITNESS_CHECK = "The log is the one that was witnessed outside the database"  # its faults are in test_tampering.py

BACK_CHECK = "What was erased has not come back"  # its fault is in test_erased.py


@pytest.fixture(scope="module")
def populated(
    cluster: database.Cluster, worker_id: str, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[str, dict[str, Story]]]:
    """A database with a request in every state, and offers that ended in every way; and those requests."""
    name = cluster.clone(f"{worker_id}_checks")
    with django_db_blocker.unblock(), database.default_is(cluster.url("web", name)):
        found = _populate()
    yield name, found
    cluster.drop(name)


def _populate() -> dict[str, Story]:
    now = Now()
    with clock.use(now):
        found = {state: tell(state, now, bars=("Dogwood Homes",)) for state in ROADS}
        ended = {way: tell("under_offer", now) for way in ("no", "unsafe", "withdrawn", "void", "consent", "bar")}
        offer = {way: story.offer_id for way, story in ended.items() if story.offer_id}
        with as_("nadia") as nadia:
            offers.ask_time(nadia, offer["no"], at=now.at, until=now.at.date(), what_for="viewing")
            offers.refuse(nadia, offer["no"], at=now.at, words="It has steps.", reason="access")
            offers.not_safe(nadia, offer["unsafe"], at=now.at, reason="unsafe_place")
            requests.withdraw_consent(nadia, ended["consent"].request_id, at=now.at)
        with as_("lena") as lena:
            offers.withdraw_offer(lena, offer["withdrawn"], at=now.at, reason="not_ready")
        with as_("clare") as clare:
            offers.void_offer(clare, offer["void"], at=now.at, reason="wrong_size")
            cedar = organisation_id("Cedar Council")
            offers.keep_away(clare, ended["bar"].request_id, at=now.at, organisation_id=cedar)
            requests.resume(clare, tell("on_hold", now).request_id, at=now.at)
    return found | ended


@pytest.fixture
def copy(
    cluster: database.Cluster, worker_id: str, populated: tuple[str, dict[str, Story]], django_db_blocker: Any
) -> Iterator[str]:
    """A copy of the populated database, to plant a fault in."""
    name = f"{database.CLONE}{worker_id}_copy"
    with roles.connect(cluster.admin) as connection:
        roles.make_database(connection, cluster.admin, name, template=populated[0])
    with django_db_blocker.unblock():
        yield name
    cluster.drop(name)


def test_a_fresh_database_is_sound(cluster: database.Cluster, fresh_database: str) -> None:
    assert found_in(cluster, fresh_database) == []


def test_a_database_with_every_state_is_sound(cluster: database.Cluster, copy: str) -> None:
    assert found_in(cluster, copy) == []


def test_every_check_has_a_fault_planted_for_it() -> None:
    planted = {name for _, names, _ in FAULTS for name in names} | {ROLES_CHECK, WITNESS_CHECK, BACK_CHECK}
    assert planted == {check.name for check in checks.every_check()}


@pytest.mark.parametrize(("names", "plant"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_named_by_its_check_and_by_no_other(
    cluster: database.Cluster, copy: str, populated: tuple[str, dict[str, Story]], names: set[str], plant: Plant
) -> None:
    with psycopg.connect(cluster.url("superuser", copy), autocommit=True) as db:
        db.execute("SET session_replication_role = replica")  # no trigger and no foreign key stands in the way
        plant(db, populated[1])
    found = found_in(cluster, copy)
    assert {finding.check for finding in found} == names, [finding.sentence for finding in found]


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("ALTER ROLE reciprocal_web BYPASSRLS", "The role reciprocal_web may bypass row-level security."),
        ("ALTER ROLE reciprocal_report SUPERUSER", "The role reciprocal_report is a superuser."),
        ("ALTER ROLE reciprocal_definer LOGIN", "The role reciprocal_definer may log in."),
        (
            "GRANT reciprocal_definer TO reciprocal_web",
            "The role reciprocal_web is a member of reciprocal_definer.",
        ),
    ],
)
def test_a_role_with_too_much_is_named(
    cluster: database.Cluster, worker_database: str, statement: str, sentence: str
) -> None:
    """Roles belong to the whole server, so that the fault is never committed: we look from inside its transaction."""
    roles_check = next(check for check in checks.every_check() if check.name == ROLES_CHECK)
    with psycopg.connect(cluster.url("superuser", worker_database)) as db, db.cursor() as cursor:
        assert list(roles_check.find(cursor)) == []
        cursor.execute(statement)
        assert list(roles_check.find(cursor)) == [sentence]
        db.rollback()


def test_the_command_prints_a_line_for_each_check_and_fails_when_something_is_found(
    cluster: database.Cluster, copy: str, tmp_path: Path
) -> None:
    witness.new_key(tmp_path / "key")
    witness.begin(tmp_path)
    told = {"RECIPROCAL_DATABASE": cluster.url("check", copy), "RECIPROCAL_WITNESS": str(tmp_path)}

    def run(*command: str, key: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "reciprocal", *command],
            cwd=database.HERE,
            env={**os.environ, **told, "RECIPROCAL_WITNESS_KEY": str(tmp_path / key)},
            text=True,
            capture_output=True,
            check=False,
        )

    assert run("witness", "--once", key="key").returncode == 0
    sound = run("check", key="key.pub")
    assert (sound.returncode, sound.stderr) == (0, "")
    assert sound.stdout.splitlines() == [f"ok     {check.name}" for check in checks.every_check()] + [
        "Nothing was found."
    ]
    with psycopg.connect(cluster.url("superuser", copy), autocommit=True) as db:
        db.execute("ALTER TABLE offers_offer NO FORCE ROW LEVEL SECURITY")
    unsound = run("check", key="key.pub")
    assert (unsound.returncode, unsound.stderr) == (1, "")
    assert "FOUND  Every table about households has its row-level security on and forced" in unsound.stdout
    assert "Table offers_offer does not force its row-level security on its owner." in unsound.stdout


def test_another_role_is_refused_since_to_it_everything_looks_right(cluster: database.Cluster, copy: str) -> None:
    with database.default_is(cluster.url("web", copy)), pytest.raises(Refused, match="reciprocal_check"):
        checks.findings()


def test_nothing_sealed_is_passed_over_without_the_key(cluster: database.Cluster, copy: str, settings: Any) -> None:
    settings.MASTER_KEY = b""
    assert {(one.check, one.sentence) for one in found_in(cluster, copy)} == {
        (check, "This could not be checked without RECIPROCAL_MASTER_KEY.")
        for check in (
            "The payloads of the log are those that were written",
            "What is sealed opens in its own place",
            "Everything is sealed with the master key in force",
        )
    }
