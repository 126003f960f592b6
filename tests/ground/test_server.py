"""The embedded database server: it starts, keeps what was committed, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from reciprocal.config import Refused, postgres, processes

IN_THE_BACKGROUND = """
import sys, time
from pathlib import Path
from reciprocal.config import postgres
with postgres.running(Path(sys.argv[1])) as server:
    print(server.url(), flush=True)
    time.sleep(60)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def is_running(pid: int) -> bool:
    """Whether a process is there and has not ended (one that nobody has waited for is still listed)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def server_pid(data: Path) -> int:
    return int((data / "postmaster.pid").read_text(encoding="ascii").split()[0])


def ends_within(pid: int, seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < ends:
        time.sleep(0.05)
    return not is_running(pid)


def test_it_starts_stops_and_keeps_what_was_committed(data: Path) -> None:
    with postgres.running(data) as server, psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (id int)")
        pid = server_pid(data)
    assert not is_running(pid)
    assert not server.socket.exists()
    with postgres.running(data) as server, psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_it_listens_on_a_private_socket_only(data: Path) -> None:
    with postgres.running(data) as server, psycopg.connect(server.url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert server.socket.stat().st_mode & 0o077 == 0
        assert len(os.fsencode(server.socket)) <= postgres.LONGEST_FOLDER


def test_it_does_not_run_as_root(data: Path) -> None:
    with postgres.running(data):
        status = Path(f"/proc/{server_pid(data)}/status").read_text(encoding="ascii")
        capabilities = next(line for line in status.splitlines() if line.startswith("CapEff"))
        assert int(capabilities.split()[1], 16) == 0


def test_a_second_start_uses_the_server_that_runs_and_leaves_it_running(data: Path) -> None:
    with postgres.running(data) as first:
        with postgres.running(data) as second:
            assert second == first
        with psycopg.connect(first.url()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_it_ends_when_whoever_started_it_is_killed(data: Path) -> None:
    starter = subprocess.Popen([sys.executable, "-c", IN_THE_BACKGROUND, str(data)], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    url = starter.stdout.readline().strip()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS id")
    pid = server_pid(data)
    starter.kill()
    starter.communicate()
    # At once: the one before is waited for.
    with postgres.running(data) as server, psycopg.connect(server.url()) as again:
        assert again.execute("SELECT id FROM kept").fetchone() == (7,)
    assert not is_running(pid)


def test_a_server_that_was_killed_starts_again(data: Path) -> None:
    with postgres.running(data) as server, psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS id")
        os.kill(server_pid(data), signal.SIGKILL)
    with postgres.running(data) as server, psycopg.connect(server.url()) as again:
        assert again.execute("SELECT id FROM kept").fetchone() == (7,)


def test_a_folder_of_something_else_is_refused_and_left_alone(data: Path) -> None:
    data.mkdir()
    (data / "letter.txt").write_text("not a database")
    with pytest.raises(Refused, match="PG_VERSION is missing") as refusal, postgres.running(data):
        pass
    assert str(data) in str(refusal.value)
    assert "--fresh" in str(refusal.value)
    assert (data / "letter.txt").exists()


@pytest.mark.parametrize("broken", ["PG_VERSION", "global/pg_control"])
def test_a_damaged_folder_is_refused_in_one_line(data: Path, broken: str) -> None:
    with postgres.running(data):
        pass
    (data / broken).write_bytes(b"nonsense")
    with pytest.raises(Refused, match="does not start") as refusal, postgres.running(data):
        pass
    assert str(data) in str(refusal.value)
    assert "--fresh" in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.skipif(os.getuid() != 0, reason="only root has to become somebody else")
def test_where_namespaces_are_refused_root_runs_it_as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(libc: object) -> None:
        raise OSError("user namespaces are refused here")

    monkeypatch.setattr(processes, "_become_nobody", refused)
    # Not in pytest's folder, which nobody but root may enter.
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    folder.chmod(0o755)
    try:
        with postgres.running(folder / "data") as server, psycopg.connect(server.url()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
            assert Path(f"/proc/{server_pid(folder / 'data')}").stat().st_uid == processes.NOBODY
    finally:
        subprocess.run(["rm", "-rf", str(folder)], check=True)
