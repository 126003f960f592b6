"""What every test may ask for. It stands here since tests stand beside the code as well as in tests/."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from itertools import count
from typing import Any

import psycopg
import pytest
from django.db import connections

from reciprocal.config.browser import find_chromium
from tests import database

pytest_plugins = ["tests.browser", "tests.people", "tests.proof"]
_STACK = ExitStack()
_numbers = count(1)
AsRole = Callable[..., psycopg.Connection[tuple[Any, ...]]]

# Playwright's loop runs in the tests' thread, where Django would take it for a request's.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(_only_this_machine)
    # Asked to end, the run ends in order, as after Ctrl-C: the server is stopped and its folder removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_unconfigure(config: pytest.Config) -> None:
    _STACK.close()


def _only_this_machine(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuses every connection to another machine, whoever asks for it."""
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not str(address[0]).startswith(("127.", "::1", "localhost")):
            raise PermissionError(f"A test tried to reach {address[0]}; tests talk to this machine alone.")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Gives each of xdist's workers the run's one server."""
    if not hasattr(node.config, "cluster"):
        node.config.cluster = database.start(_STACK)
    node.workerinput["cluster"] = asdict(node.config.cluster)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The longest first, so that no process is left alone with them at the end.
    items.sort(key=lambda item: not item.nodeid.startswith("tests/screens"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not find_chromium():
        if os.environ.get("RECIPROCAL_REQUIRE_BROWSER") == "1":
            pytest.fail("This test needs a Chromium, and none was found.", pytrace=False)
        pytest.skip("needs a Chromium")


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> database.Cluster:
    """The run's database server."""
    given = getattr(request.config, "workerinput", {}).get("cluster")
    return database.Cluster(**given) if given else database.start(_STACK)


@pytest.fixture(scope="session")
def worker_database(cluster: database.Cluster, worker_id: str) -> Iterator[str]:
    """The name of this worker's own copy of the template."""
    name = cluster.clone(worker_id)
    yield name
    connections.close_all()
    cluster.drop(name)


@pytest.fixture(scope="session")
def django_db_setup(cluster: database.Cluster, worker_database: str, django_db_blocker: Any) -> Iterator[None]:
    """Replaces pytest-django's own set-up: `default` is this worker's database, as the web role.

    A superuser opens it, so that a test can let the worker's login act in the same transaction.
    """
    with django_db_blocker.unblock(), database.default_is(cluster.url("superuser", worker_database), "web"):
        yield


@pytest.fixture
def fresh_database(
    cluster: database.Cluster, django_db_setup: None, django_db_blocker: Any, worker_id: str
) -> Iterator[str]:
    """A copy of the template that the test may commit to; `default` and `as_role` lead to it meanwhile."""
    name = cluster.clone(f"{worker_id}_{next(_numbers)}")
    with django_db_blocker.unblock(), database.default_is(cluster.url("superuser", name), "web"):
        yield name
    cluster.drop(name)


@pytest.fixture
def as_role(request: pytest.FixtureRequest, cluster: database.Cluster, django_db_setup: None) -> Iterator[AsRole]:
    """`as_role("check")`: an autocommit connection as owner, web, worker, check, report or superuser.

    It leads to this worker's database, or to the test's own one where it asked for `fresh_database`. What
    the test has not committed is not seen there.
    """
    with ExitStack() as stack:

        def connect(role: str) -> psycopg.Connection[tuple[Any, ...]]:
            name = connections.settings["default"]["NAME"]
            return stack.enter_context(psycopg.connect(cluster.url(role, name), autocommit=True))

        yield connect
