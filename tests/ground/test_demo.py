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
from pathlib import Path

import pytest

from tests.ground.test_commands import run, said
from tests.ground.test_server import ends_within, server_pid


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo(var: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A demo on data of its own, once it says that it is ready."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RECIPROCAL", "DATABASE"))}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "reciprocal", "demo", "--port", str(port)],
        env={**kept, "RECIPROCAL_VAR": str(var)},
        text=True,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith("Ready: "):
                break
        assert line == f"Ready: http://localhost:{port}\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def health(port: int) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
        body: bytes = answer.read()
    return body


def web_pid(demo_pid: int) -> int:
    found = subprocess.check_output(["pgrep", "-P", str(demo_pid), "-f", "gunicorn"], text=True)
    return int(found.split()[0])


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one demo, which each test finds as the one before it left it."""
    return tmp_path_factory.mktemp("demo")


def test_it_answers_and_nobody_but_its_user_reads_its_keys(var: Path) -> None:
    port = free_port()
    with demo(var, port):
        assert health(port) == b"ok"
        for name in ("master_key", "secret_key"):
            assert (var / "demo" / name).stat().st_mode & 0o077 == 0


def test_a_second_one_on_the_same_data_is_refused(var: Path) -> None:
    with demo(var, free_port()):
        for more in ([], ["--fresh"]):
            line = said(run("demo", "--port", str(free_port()), *more, var=var))
            assert "already running" in line


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_it_leaves_nothing_running_and_finds_its_data_again(var: Path, how: signal.Signals) -> None:
    port = free_port()
    with demo(var, port) as process:
        database, web = server_pid(var / "demo" / "data"), web_pid(process.pid)
        began = time.monotonic()
        process.send_signal(how)
        assert process.wait(timeout=20) == (-how if how is signal.SIGKILL else 0)
        assert ends_within(database, 10)
        assert ends_within(web, 10)
        assert time.monotonic() - began < 20
    began = time.monotonic()
    with demo(var, port):
        assert health(port) == b"ok"
    # Five seconds on an idle machine; here other tests run beside it.
    assert time.monotonic() - began < 20


def test_fresh_makes_new_data(var: Path) -> None:
    key = (var / "demo" / "master_key").read_text()
    kept = var / "kept.txt"
    kept.write_text("not the demo's")
    (var / "demo" / "data" / "PG_VERSION").unlink()
    assert "--fresh" in said(run("demo", "--port", str(free_port()), var=var))
    started = subprocess.Popen(
        [sys.executable, "-P", "-m", "reciprocal", "demo", "--fresh", "--port", str(free_port())],
        env={"PATH": os.environ["PATH"], "RECIPROCAL_VAR": str(var)},
        text=True,
        stdout=subprocess.PIPE,
    )
    assert started.stdout is not None
    assert any(line.startswith("Ready: ") for line in started.stdout)
    started.terminate()
    started.communicate(timeout=20)
    assert (var / "demo" / "master_key").read_text() != key
    assert kept.exists()
