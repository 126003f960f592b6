"""The web server in production: behind a proxy that ends TLS, on a database that was prepared for it."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from reciprocal.config import prepared, roles
from tests import database
from tests.ground.test_commands import GOOD
from tests.ground.test_demo import free_port


def ask(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    """One request as the proxy sends it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": "example.org", **headers})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.fixture
def port(cluster: database.Cluster, fresh_database: str) -> Iterator[int]:
    """The port of a production web server that answers."""
    with roles.connect(cluster.url("owner", fresh_database)) as owner:
        prepared.mark(owner, fresh_database, prepared=prepared.fingerprint())
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "reciprocal", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1"],
        env={**GOOD, "PATH": os.environ["PATH"], "DATABASE_URL": cluster.url("web", fresh_database)},
    )
    try:
        for _ in range(600):
            try:
                if ask(port, "/health").status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_it_answers_over_tls_alone_and_to_its_own_names_alone(port: int) -> None:
    plain = ask(port, "/")
    assert plain.status == 301
    assert plain.headers["Location"] == "https://example.org/"

    secure = ask(port, "/", **{"X-Forwarded-Proto": "https"})
    assert secure.status == 200
    assert "max-age=31536000" in secure.headers["Strict-Transport-Security"]
    assert secure.headers["X-Frame-Options"] == "DENY"
    assert "unsafe" not in secure.headers["Content-Security-Policy"]

    from_elsewhere = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    assert ask(port, "/sign-in/", **from_elsewhere).status == 200
    assert ask(port, "/worklist/", **from_elsewhere).headers["Location"] == "/sign-in/?next=/worklist/"

    stranger = ask(port, "/health", Host="other.example")
    assert stranger.status == 400
