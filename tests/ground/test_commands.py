"""What is wrong is said in one line, on the error output, with exit code 1 and without a traceback."""

from __future__ import annotations

import base64
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from reciprocal.config import HERE, prepared, roles
from tests import database

WEB = "postgresql://reciprocal_web@/x?host=/nowhere"
OUTSIDE = tempfile.TemporaryDirectory(prefix="reciprocal-outside-")  # goes away with the run
(Path(OUTSIDE.name) / "count").touch()
GOOD = {
    "DATABASE_URL": WEB,
    "RECIPROCAL_SECRET_KEY": "s" * 50,
    "RECIPROCAL_MASTER_KEY": base64.b64encode(b"m" * 32).decode(),
    "RECIPROCAL_ALLOWED_HOSTS": "example.org",
    "RECIPROCAL_ADDRESS": "https://example.org",
    "RECIPROCAL_WITNESS": OUTSIDE.name,
}


def run(
    *arguments: str, var: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs a command as a person at a console would, with nothing of ours in the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    place = {"RECIPROCAL_VAR": str(var)} if var else {}
    return subprocess.run(
        [sys.executable, "-P", "-m", "reciprocal", *arguments],
        env={**kept, **place, **(environment or {})},
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )


def said(result: subprocess.CompletedProcess[str]) -> str:
    """The one line of a refusal."""
    assert result.returncode == 1, result
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "There is no command 'nothing'"),
        (["demo", "--port", "x"], "invalid int value"),
        (["demo", "--port", "90000"], "90000 is not a port"),
        (["demo", "--nothing"], "unrecognized arguments"),
        (["roles"], "Set DATABASE_URL"),
        (["prepare"], "Set RECIPROCAL_DATABASE"),
        (["serve"], "Set DATABASE_URL"),
        (["seed"], "Only the demo"),
        (["check"], "nothing to check yet"),
    ],
)
def test_a_command_that_cannot_run_says_why(tmp_path: Path, arguments: list[str], words: str) -> None:
    assert words in said(run(*arguments, var=tmp_path))


def test_without_a_command_the_commands_are_listed() -> None:
    result = run()
    assert result.returncode == 0
    assert "./run demo" in result.stdout


def test_a_port_in_use_is_refused(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} is in use" in said(run("demo", "--port", str(port), var=tmp_path))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"RECIPROCAL_DEMO": "1"}, "RECIPROCAL_DEMO is set"),
        ({"RECIPROCAL_SECRET_KEY": ""}, "Set RECIPROCAL_SECRET_KEY"),
        ({"RECIPROCAL_SECRET_KEY": "short"}, "too short"),
        ({"RECIPROCAL_MASTER_KEY": ""}, "Set RECIPROCAL_MASTER_KEY"),
        ({"RECIPROCAL_MASTER_KEY": "?"}, "is not base64"),
        ({"RECIPROCAL_MASTER_KEY": "c2hvcnQ="}, "has 5 bytes"),
        ({"RECIPROCAL_ALLOWED_HOSTS": " "}, "Set RECIPROCAL_ALLOWED_HOSTS"),
        ({"RECIPROCAL_ADDRESS": ""}, "Set RECIPROCAL_ADDRESS"),
        ({"RECIPROCAL_WITNESS": ""}, "Set RECIPROCAL_WITNESS"),
        ({"RECIPROCAL_WITNESS": "/nowhere"}, "/nowhere/count cannot be written"),
        ({"DATABASE_URL": "mysql:me:hush@host"}, "cannot be read"),
        ({}, "cannot be reached"),
    ],
)
def test_the_web_server_refuses_an_unfit_environment(change: dict[str, str], words: str) -> None:
    line = said(run("serve", environment=GOOD | change))
    assert words in line
    assert "hush" not in line


@pytest.mark.parametrize("role", ["superuser", "owner", "worker"])
def test_the_web_server_refuses_every_login_but_its_own(
    cluster: database.Cluster, worker_database: str, role: str
) -> None:
    address = cluster.url(role, worker_database)
    assert "logs in as reciprocal_web" in said(run("serve", environment=GOOD | {"DATABASE_URL": address}))


def test_the_web_server_refuses_tables_of_another_version(cluster: database.Cluster, worker_database: str) -> None:
    # The clone has no mark of its own, as a database that another version prepared has another one.
    address = cluster.url("web", worker_database)
    assert "not prepared by this version" in said(run("serve", environment=GOOD | {"DATABASE_URL": address}))


def test_only_the_owner_may_prepare(cluster: database.Cluster, worker_database: str) -> None:
    address = cluster.url("web", worker_database)
    assert "login reciprocal_owner" in said(run("prepare", environment={"RECIPROCAL_DATABASE": address}))


def test_preparing_notes_the_version_on_the_database(cluster: database.Cluster) -> None:
    # Not by a connection to the template itself, which must stay free to be copied.
    with roles.connect(cluster.admin) as connection:
        assert prepared.marks(connection, database.TEMPLATE) == {"prepared": prepared.fingerprint()}


def test_production_settings_pass_djangos_own_deployment_check() -> None:
    environment = {name: value for name, value in GOOD.items() if name != "DATABASE_URL"}
    environment["RECIPROCAL_SECRET_KEY"] = secrets.token_urlsafe(50)
    result = run("django", "check", "--deploy", environment=environment)
    assert result.returncode == 0, result.stderr
    # Whether other names under the same domain speak TLS only is for whoever owns the domain to say.
    assert set(re.findall(r"security\.\w+", result.stderr)) == {"security.W005", "security.W021"}


def test_without_a_python_run_says_so(tmp_path: Path) -> None:
    for name in ("sh", "dirname"):
        (tmp_path / name).symlink_to(Path(f"/bin/{name}"))
    result = subprocess.run(
        [str(HERE / "run"), "demo"], env={"PATH": str(tmp_path)}, text=True, capture_output=True, check=False
    )
    assert "needs Python 3.11 or newer" in said(result)
