"""The master key is changed while the command is killed again and again; then the old one opens nothing."""

from __future__ import annotations

import base64
import subprocess
import sys
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings as configured
from django.http import QueryDict

from reciprocal.access.encryption import CannotOpen, fingerprint
from reciprocal.accounts import kept
from reciprocal.accounts.adapter import FactorAdapter
from reciprocal.accounts.sessions import SessionStore
from reciprocal.audit.log import FINGERPRINTS, key_of
from reciprocal.demo.cast import EVERYBODY
from tests.database import Cluster, found_in
from tests.ground.test_commands import run, said
from tests.people import NOON, as_

NEW = b"a new master key, for tests also"
KEYS, BATCH = 40, 3


def sealed_things() -> tuple[list[UUID], str, str]:
    """Seal something of every kind with the key of the tests: keys, a session, a page that was kept, a second step."""
    subjects = [uuid4() for _ in range(KEYS)]
    for subject in subjects:
        key_of(subject)
    session = SessionStore()
    session["person"] = "Nadia"
    session.save()
    assert session.session_key
    with as_("nadia") as nadia:
        kept.keep(nadia, "/requests/new/", QueryDict("answer=Typed"), NOON)
    return subjects, session.session_key, FactorAdapter().encrypt("the secret of a code app")


def environment(cluster: Cluster, database: str) -> dict[str, str]:
    """What the command is told."""
    return {
        "RECIPROCAL_DATABASE": cluster.url("owner", database),
        "RECIPROCAL_MASTER_KEY": base64.b64encode(NEW).decode(),
        "RECIPROCAL_MASTER_KEY_OLD": base64.b64encode(configured.MASTER_KEY).decode(),
        "RECIPROCAL_SECRET_KEY": "s" * 50,
    }


def killed_after(lines: int, told: dict[str, str]) -> None:
    """Run the command and kill it after so many lines, in the middle of whatever it does then."""
    command = [sys.executable, "-P", "-m", "reciprocal", "keys", "rotate", "--batch", str(BATCH)]
    with subprocess.Popen(command, env=told, text=True, stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(lines):
            assert process.stdout.readline()
        process.kill()


def test_a_key_is_changed_however_often_it_is_killed(
    cluster: Cluster, fresh_database: str, as_role: Any, settings: Any
) -> None:
    subjects, session, secret = sealed_things()
    old, superuser = settings.MASTER_KEY, as_role("superuser")
    superuser.execute(
        "INSERT INTO mfa_authenticator (user_id, type, data, created_at)"
        " VALUES (%s, 'totp', jsonb_build_object('secret', %s::text), now())",
        [EVERYBODY["nadia"].person_id, secret],
    )
    known = fingerprint(key_of(FINGERPRINTS), "tenancy", "T1002")
    before = {subject: key_of(subject) for subject in subjects}
    told = environment(cluster, fresh_database)
    for lines in (2, 4, 7):
        killed_after(lines, told)
        masters = superuser.execute("SELECT count(*) FROM audit_subjectkey GROUP BY master").fetchall()
        assert len(masters) == 2  # some under the new key, some still under the old one
    settings.MASTER_KEY, settings.OLD_MASTER_KEY = NEW, old
    assert {subject: key_of(subject) for subject in subjects} == before  # while keys change, both open
    assert any("not sealed with the master key given here" in one.sentence for one in found_in(cluster, fresh_database))
    assert "Done. Take RECIPROCAL_MASTER_KEY_OLD away" in run("keys", "rotate", environment=told).stdout

    settings.OLD_MASTER_KEY = b""
    assert {subject: key_of(subject) for subject in subjects} == before
    assert SessionStore(session)["person"] == "Nadia"
    with as_("nadia") as nadia:
        assert [tuple(one) for one in kept.waiting(nadia, NOON)[0].typed] == [("answer", ["Typed"])]
    row = superuser.execute("SELECT data->>'secret' FROM mfa_authenticator").fetchone()
    assert FactorAdapter().decrypt(row[0]) == "the secret of a code app"
    assert fingerprint(key_of(FINGERPRINTS), "tenancy", "T1002") == known
    assert [one for one in found_in(cluster, fresh_database) if "key" in one.sentence] == []

    settings.MASTER_KEY = old
    with pytest.raises(CannotOpen):
        key_of(subjects[0])
    assert SessionStore(session).get("person") is None
    with pytest.raises(CannotOpen):
        FactorAdapter().decrypt(row[0])
    assert any("not sealed with the master key given here" in one.sentence for one in found_in(cluster, fresh_database))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"RECIPROCAL_DATABASE": ""}, "with the login reciprocal_owner"),
        ({"RECIPROCAL_MASTER_KEY_OLD": ""}, "Set RECIPROCAL_MASTER_KEY_OLD"),
        ({"RECIPROCAL_MASTER_KEY": "?"}, "is not base64"),
        ({"RECIPROCAL_MASTER_KEY_OLD": "c2hvcnQ="}, "has 5 bytes"),
        ({"RECIPROCAL_MASTER_KEY_OLD": base64.b64encode(NEW).decode()}, "are the same key"),
        ({"RECIPROCAL_MASTER_KEY_OLD": base64.b64encode(b"x" * 32).decode()}, "opens with neither key"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    cluster: Cluster, fresh_database: str, change: dict[str, str], words: str
) -> None:
    if words == "opens with neither key":
        key_of(uuid4())
    assert words in said(run("keys", "rotate", environment=environment(cluster, fresh_database) | change))
