"""Starts and stops the web server as a child process, for the demo and the browser tests."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from reciprocal.config import HERE, Refused
from reciprocal.config.processes import dies_with_us

PATIENCE = 60.0


@contextmanager
def running(port: int, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Runs the web server on this machine's `port` for the length of a `with` block, once it answers.

    It is told nothing but `environment`, which holds the address for the web role alone. Raises Refused
    when it ends or stays silent.
    """
    command = [sys.executable, "-P", "-m", "gunicorn", "reciprocal.config.wsgi", f"--bind=127.0.0.1:{port}"]
    command += ["--workers=1", "--threads=4", "--no-control-socket", "--log-level=warning"]
    web = subprocess.Popen(
        [*command, "--graceful-timeout=5"],
        cwd=HERE,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=dies_with_us(signal.SIGTERM),
    )
    try:
        _wait_until_it_answers(web, port)
        yield web
    finally:
        web.terminate()
        with suppress(subprocess.TimeoutExpired):
            web.wait(timeout=10)
        with suppress(ProcessLookupError):
            os.killpg(web.pid, signal.SIGKILL)  # whatever of it has not ended yet
        web.wait()


def _wait_until_it_answers(web: subprocess.Popen[bytes], port: int) -> None:
    """Waits for the first good answer."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if web.poll() is not None:
            raise Refused("The web server did not start; what it said is above.")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health", headers={"Host": f"localhost:{port}"})
            if connection.getresponse().status == 200:
                return
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.03)
    raise Refused(f"The web server does not answer on port {port}.")
