"""The witness as a process of its own: what it needs, what it signs, and that it signs nothing that was changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reciprocal.audit import witness
from reciprocal.config import checks
from tests import database
from tests.ground.test_commands import GOOD, WEB, run, said
from tests.people import Now, tell


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Set RECIPROCAL_DATABASE"),
        ({"RECIPROCAL_DATABASE": WEB}, "Set RECIPROCAL_WITNESS to"),
        ({"RECIPROCAL_DATABASE": WEB, "RECIPROCAL_WITNESS": "/nowhere"}, "Set RECIPROCAL_WITNESS_KEY"),
        (
            {"RECIPROCAL_DATABASE": WEB, "RECIPROCAL_WITNESS": "/nowhere", "RECIPROCAL_WITNESS_KEY": "/none"},
            "/nowhere is not a folder",
        ),
    ],
)
def test_it_says_what_it_needs(change: dict[str, str], words: str) -> None:
    assert words in said(run("witness", "--once", environment=change))


def test_it_signs_what_the_log_is_and_nothing_once_the_log_was_changed(
    cluster: database.Cluster, fresh_database: str, as_role: Any, tmp_path: Path
) -> None:
    key, folder = tmp_path / "key", tmp_path / "outside"
    folder.mkdir()
    made = run("witness", "--new-key", str(key), environment={"RECIPROCAL_WITNESS": str(folder)})
    assert made.returncode == 0, made.stderr
    told = {
        "RECIPROCAL_DATABASE": cluster.url("check", fresh_database),
        "RECIPROCAL_WITNESS": str(folder),
        "RECIPROCAL_WITNESS_KEY": str(key),
    }
    tell("submitted", Now())
    result = run("witness", "--once", environment=told)
    assert (result.returncode, result.stderr) == (0, "")
    known = witness.read(folder, witness.public_key(tmp_path / "key.pub"))
    superuser = as_role("superuser")
    assert superuser.execute("SELECT count, hash FROM audit_head").fetchone() == (known.entry, known.hash)

    superuser.execute("SET session_replication_role = replica; DELETE FROM audit_entry WHERE number = 1")
    tell("submitted", Now())
    assert run("witness", "--once", environment=told).returncode == 0  # only what is new is looked at
    superuser.execute("DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)")
    result = run("witness", "--once", environment=told)
    assert result.returncode == 1
    assert "No checkpoint was signed." in result.stderr

    again = run("witness", "--new-key", str(tmp_path / "other"), environment=told)
    assert "has checkpoints already" in said(again)
    checked = GOOD | told | {"RECIPROCAL_WITNESS_KEY": f"{key}.pub"}
    result = run("check", environment=checked)
    assert result.returncode == 1
    assert "The log differs from its checkpoint at entry 1: it is missing." in result.stdout


def test_a_database_is_not_checked_without_what_is_known_outside(
    cluster: database.Cluster, fresh_database: str
) -> None:
    told = {"RECIPROCAL_DATABASE": cluster.url("check", fresh_database)}
    assert "Set RECIPROCAL_WITNESS to the folder" in said(run("check", environment=told))
    assert any(check.name.startswith("The log is the one that was witnessed") for check in checks.every_check())
