"""Whoever has every right on the database changes the log at random: found each time, with the first bad entry named.

A few dozen tamperings run with the tests; `./run prove log` runs a thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from reciprocal.audit import log, witness
from reciprocal.audit.models import Entry
from reciprocal.audit.witness import Witnessed
from tests.database import Cluster, default_is
from tests.guarantees import tampering
from tests.people import NOON, Now, tell

AsRole = Callable[[str], Any]
SAMPLE = 48
WAYS = ("moved", "under_offer", "declined", "circulating", "moved", "approved")
KEY = Ed25519PrivateKey.generate()


@pytest.fixture
def outside(settings: Any, tmp_path: Path) -> Path:
    """A folder outside the database where what was committed is counted."""
    settings.WITNESS = str(tmp_path)
    witness.begin(tmp_path)
    return tmp_path


def sign(cluster: Cluster, database: str, folder: Path) -> str:
    """Let the witness look at the log, with its own login, and sign what is new. Gives what it finds wrong."""
    with default_is(cluster.url("check", database)):
        known = witness.read(folder, KEY.public_key())
        fault, new = log.since(known)
        if not fault:
            witness.checkpoint(folder, KEY, known, new, NOON)
    return fault


@contextmanager
def superuser_of(cluster: Cluster, database: str) -> Iterator[None]:
    """Let Django's connection be the one that may do anything."""
    with default_is(cluster.url("superuser", database)):
        with connection.cursor() as cursor:
            cursor.execute("RESET SESSION AUTHORIZATION")
        yield


def known_of(folder: Path) -> Witnessed:
    return witness.read(folder, KEY.public_key())


def found(cluster: Cluster, database: str, folder: Path) -> list[str]:
    """What differs from what is known outside, as the login that checks sees it."""
    known = known_of(folder)
    with default_is(cluster.url("check", database)):
        return list(log.differs(known))


def test_each_tampering_is_found_and_its_first_entry_named(
    fresh_database: str, cluster: Cluster, outside: Path, proof: Any
) -> None:
    rounds, now = proof.size(SAMPLE), Now()
    *before, last = WAYS if rounds > SAMPLE else WAYS[1:3]
    for state in before:  # a checkpoint after each, and the last one is too young for one
        tell(state, now)
        assert sign(cluster, fresh_database, outside) == ""
    tell(last, now)
    known = known_of(outside)
    assert 0 < known.entry < known.counted
    with superuser_of(cluster, fresh_database):
        outcome = tampering.run(rounds, tampering.SEED, known)
        assert list(log.broken_links()) == list(log.differs(known)) == []
    proof.keep("log", "tamperings", tampering.SEED, asdict(outcome))
    assert sum(outcome.tried.values()) == rounds
    assert set(outcome.tried) == set(tampering.KINDS)
    assert outcome.not_found == outcome.wrong_place == []
    assert outcome.young_tails_cut > 0
    # Without what stands outside, whoever works out the hashes anew is never found.
    assert outcome.knowing > 0
    assert outcome.found_without_checkpoints == 0


def test_a_young_tail_that_was_written_anew_is_found_by_the_count(
    fresh_database: str, cluster: Cluster, outside: Path, as_role: AsRole
) -> None:
    now = Now()
    tell("submitted", now)
    sign(cluster, fresh_database, outside)
    tell("submitted", now)
    known = known_of(outside)
    with superuser_of(cluster, fresh_database):
        rows = list(Entry.objects.order_by("number"))
        rows[-2].event = "close"
        tampering.rechain(rows, known.entry)
        with transaction.atomic():
            tampering.write(tampering.Tampering("edit", "event", True, known.entry + 1, rows))
        assert list(log.broken_links()) == []
    assert found(cluster, fresh_database, outside) == [
        f"The log was changed after entry {known.entry} and up to entry {known.counted}."
    ]
    as_role("superuser").execute("SET session_replication_role = replica; DELETE FROM audit_entry")
    assert "was cut off at entry 1:" in found(cluster, fresh_database, outside)[0]
    assert sign(cluster, fresh_database, outside) != ""  # nor is it ever signed


def test_after_a_backup_was_put_back_the_log_goes_on_from_there_and_the_loss_stays_on_record(
    fresh_database: str, cluster: Cluster, outside: Path, as_role: AsRole
) -> None:
    now, superuser = Now(), as_role("superuser")
    tell("submitted", now)
    superuser.execute("CREATE TABLE old AS TABLE audit_entry; CREATE TABLE old_head AS TABLE audit_head")
    tell("submitted", now)
    sign(cluster, fresh_database, outside)
    superuser.execute("SET session_replication_role = replica; DELETE FROM audit_entry; DELETE FROM audit_head")
    superuser.execute("INSERT INTO audit_entry TABLE old; INSERT INTO audit_head TABLE old_head")
    known = known_of(outside)
    with default_is(cluster.url("check", fresh_database)):
        (end,) = list(Entry.objects.order_by("-number")[:1])
        assert list(log.differs(known)) == [
            f"The log was cut off at entry {end.number + 1}: a checkpoint knows {known.entry} entries."
        ]
        number, digest, fault = log.end_of_backup(known)
    assert (number, digest, fault) == (end.number, bytes(end.hash), "")
    witness.restored(outside, KEY, known, number, digest, NOON)
    assert found(cluster, fresh_database, outside) == []
    tell("submitted", now)
    assert sign(cluster, fresh_database, outside) == ""
    assert found(cluster, fresh_database, outside) == []
    superuser.execute("UPDATE audit_entry SET event = 'close', hash = sha256('x') WHERE number = 2")
    with default_is(cluster.url("check", fresh_database)):
        assert "entry 2" in log.end_of_backup(known_of(outside))[2]  # no copy of this log, and never signed as one
