"""The tests' databases: one server a run, one template made by the product's commands, a clone a worker."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from psycopg.sql import SQL, Identifier

from reciprocal.config import postgres, roles
from reciprocal.config.addresses import url_for

HERE = Path(__file__).resolve().parent.parent
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
    _run(["-m", "reciprocal", "prepare"], cluster.url("owner", TEMPLATE))
    return cluster


def _run(arguments: list[str], address: str) -> None:
    """Runs Python as a process of one role, as the product would; raises RuntimeError with what it said."""
    from tests import settings  # noqa: F401  (puts the keys into our environment)

    environment = {
        **os.environ,
        "RECIPROCAL_DATABASE": address,
        "DJANGO_SETTINGS_MODULE": "reciprocal.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    result = subprocess.run(
        [sys.executable, *arguments], cwd=HERE, env=environment, text=True, capture_output=True, check=False
    )
    if result.returncode:
        raise RuntimeError(f"The tests' database could not be made: {result.stdout}{result.stderr}")
