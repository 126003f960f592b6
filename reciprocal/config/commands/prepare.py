"""`./run prepare`: tables, policies, triggers and grants, as the owner of the database; safe to repeat."""

from __future__ import annotations

import os

import psycopg

from reciprocal.config import Refused
from reciprocal.config.addresses import parts_of
from reciprocal.config.commands import own_address, start_django
from reciprocal.config.prepared import fingerprint, mark
from reciprocal.config.roles import connect


def main(arguments: list[str]) -> None:
    address = own_address()
    if not address:
        raise Refused("Set RECIPROCAL_DATABASE to the address of the database, with the login reciprocal_owner.")
    with connect(address) as connection:
        if connection.info.user != "reciprocal_owner":
            raise Refused(f"Prepare with the login reciprocal_owner; this one is {connection.info.user}.")
        os.environ["RECIPROCAL_DATABASE"] = address
        start_django()
        _bring_up_to_date()
        mark(connection, parts_of(address)["dbname"], prepared=fingerprint())


def _bring_up_to_date() -> None:
    """Runs the migrations, then installs what guards the tables."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import DatabaseError

    from reciprocal.access import install
    from reciprocal.config import static
    from reciprocal.demo import cast

    try:
        call_command("migrate", interactive=False, verbosity=0)
        install.install()
        if settings.DEMO:
            cast.settle()
    except (DatabaseError, psycopg.Error) as problem:
        again = " Begin again with `./run demo --fresh`." if os.environ.get("RECIPROCAL_DEMO") else ""
        raise Refused(f"The database could not be prepared: {' '.join(str(problem).split())}{again}") from problem
    static.collect()
