"""The tests' databases: one server a run, one template made by the product's commands, a clone a worker."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.backends.signals import connection_created
from psycopg.sql import SQL, Identifier

from reciprocal.config import HERE, checks, postgres, roles
from reciprocal.config.addresses import django_database, url_for

TEMPLATE = "reciprocal_template"
CLONE = "reciprocal_test_"


@dataclass(frozen=True)
class Cluster:
    """The run's server: the address of the login that may do anything, and one for each role."""

    admin: str
    roles: dict[str, str]

    def url(self, role: str, database: str) -> str:
        """The address of a database for a role: owner, web, worker, check, report or superuser."""
        return url_for(self.admin if role == "superuser" else self.roles[role], database=database)

    def clone(self, name: str) -> str:
        """Makes a database that is a copy of the template; returns its full name."""
        database = CLONE + name
        with roles.connect(self.admin) as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(database)))
            roles.make_database(connection, self.admin, database, template=TEMPLATE)
        return database

    def drop(self, database: str) -> None:
        """Drops a database that `clone` made, whoever is still connected."""
        with roles.connect(self.admin) as connection:
            connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(database)))


def start(stack: ExitStack) -> Cluster:
    """Starts the run's server, or takes the one in DATABASE_URL, and makes the template; `stack` ends it."""
    admin = os.environ.get("DATABASE_URL", "")
    if admin:
        stack.enter_context(roles.held(admin))
    else:
        folder = Path(tempfile.mkdtemp(prefix="reciprocal-tests-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        admin = stack.enter_context(postgres.running(folder / "data", forgetful=True)).url()
    with roles.connect(admin) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(TEMPLATE)))
    passwords_for = roles.LOGINS if os.environ.get("DATABASE_URL") else ()
    cluster = Cluster(admin, roles.install(admin, TEMPLATE, passwords_for=passwords_for))
    _prepare(cluster.url("owner", TEMPLATE))
    return cluster


def _prepare(address: str) -> None:
    """Prepares a database as the product does, in a process of the owner; without it no test can run."""
    from tests import settings  # noqa: F401  (puts the keys into our environment)

    environment = {**os.environ, "RECIPROCAL_DATABASE": address}
    environment.pop("DATABASE_URL", None)
    result = subprocess.run(
        [sys.executable, "-m", "reciprocal", "prepare"], cwd=HERE, env=environment, text=True, capture_output=True
    )
    if result.returncode:
        pytest.exit(f"The tests' database could not be made: {result.stdout}{result.stderr}", returncode=1)


def speak_as(connection: Any, login: str) -> None:
    """Lets a connection that a superuser opened speak as a login, with that login's rights and no more."""
    with connection.cursor() as cursor:
        cursor.execute(SQL("SET SESSION AUTHORIZATION {}").format(Identifier(roles.name_of(login))))


@contextmanager
def default_is(address: str, session: str = "") -> Iterator[None]:
    """Points Django's one alias at a database, as one of its roles, for the length of a `with` block.

    With `session`, the name of a login, each connection speaks as that login although a superuser opened it, so that a
    test can let the worker act inside the transaction that the web process began (`tests.people.as_system`).
    """
    connections.close_all()
    shared = connections.settings["default"]
    before = dict(shared)
    shared.update({name: value for name, value in django_database(address)["default"].items() if name.isupper()})
    shared["CONN_MAX_AGE"] = 0

    def speak(connection: Any, **more: Any) -> None:
        if not connection.settings_dict["USER"].startswith("reciprocal_"):  # a test may have logged in as one of ours
            speak_as(connection, session)

    if session:
        connection_created.connect(speak, weak=False)
    try:
        yield
    finally:
        connection_created.disconnect(speak)
        connections.close_all()
        shared.update(before)


def found_in(cluster: Cluster, database: str) -> list[checks.Finding]:
    """What the self-checks of `./run check` find in a database."""
    with default_is(cluster.url("check", database)):
        return checks.findings()
