"""The demo from end to end: it starts, refuses a second one, leaves nothing running, and finds its data again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ground.test_commands import run, said
from tests.ground.test_server import ends_within, server_pid

OLD_KEY = "a key of other data"
FILLING = "Filling it with a synthetic London …\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Demo:
    """A demo that runs, and what it had said by the time that it was ready."""

    process: subprocess.Popen[str]
    said: list[str]


@contextmanager
def demo(var: Path, port: int, *more: str) -> Iterator[Demo]:
    """A demo on data of its own, once it says that it is ready."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RECIPROCAL", "DATABASE"))}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "reciprocal", "demo", "--port", str(port), *more],
        env={**kept, "RECIPROCAL_VAR": str(var)},
        text=True,
        stdout=subprocess.PIPE,
        preexec_fn=_hears_every_signal,
    )
    assert process.stdout is not None
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if line.startswith("Ready: "):
                break
        assert said[-1] == f"Ready: http://localhost:{port}\n"
        yield Demo(process, said)
    finally:
        process.kill()
        process.communicate()


def _hears_every_signal() -> None:
    """Whoever started the tests in the background, or away from a terminal, may have had some of them ignored."""
    for each in (signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)


def health(port: int) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
        body: bytes = answer.read()
    return body


def web_pid(demo_pid: int) -> int:
    found = subprocess.check_output(["pgrep", "-P", str(demo_pid), "-f", "gunicorn"], text=True)
    return int(found.split()[0])


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one demo, which each test finds as the one before it left it: first damaged, with an old key."""
    var = tmp_path_factory.mktemp("demo")
    (var / "demo" / "data" / "base").mkdir(parents=True)
    (var / "demo" / "master_key").write_text(OLD_KEY)
    return var


def test_fresh_makes_new_data_where_they_were_damaged(var: Path) -> None:
    kept = var / "kept.txt"
    kept.write_text("not the demo's")
    assert "--fresh" in said(run("demo", "--port", str(free_port()), var=var))
    port = free_port()
    with demo(var, port, "--fresh") as fresh:
        assert FILLING in fresh.said
        assert health(port) == b"ok"
    assert (var / "demo" / "master_key").read_text() != OLD_KEY
    assert kept.exists()
    for name in ("master_key", "secret_key"):
        assert (var / "demo" / name).stat().st_mode & 0o077 == 0


def test_a_second_one_on_the_same_data_is_refused(var: Path) -> None:
    with demo(var, free_port()):
        for more in ([], ["--fresh"]):
            line = said(run("demo", "--port", str(free_port()), *more, var=var))
            assert "already running" in line


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_it_finds_its_data_again_and_leaves_nothing_running(var: Path, how: signal.Signals) -> None:
    port = free_port()
    began = time.monotonic()
    with demo(var, port) as again:
        # Five seconds on an idle machine; here other tests run beside it.
        assert time.monotonic() - began < 20
        assert FILLING not in again.said
        assert health(port) == b"ok"
        database, web = server_pid(var / "demo" / "data"), web_pid(again.process.pid)
        began = time.monotonic()
        again.process.send_signal(how)
        assert again.process.wait(timeout=20) == (-how if how is signal.SIGKILL else 0)
        assert ends_within(database, 10)
        assert ends_within(web, 10)
        assert time.monotonic() - began < 20


def test_it_comes_up_again_after_it_was_killed(var: Path) -> None:
    port = free_port()
    with demo(var, port) as again:
        assert FILLING not in again.said
        assert health(port) == b"ok"
