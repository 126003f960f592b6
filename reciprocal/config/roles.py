"""The database's roles: who may log in, who owns the tables, and what nobody may.

One process is one role. The owner alone makes and changes tables; the web process and the others own
nothing and are held by row-level security; the definer cannot log in, and only the owner can make
functions that run in its name. What each role may do with a table is granted where the table's policies
are installed, never here.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from reciprocal.config import Refused
from reciprocal.config.addresses import shown, url_for

OLDEST_SERVER = 150000
LOGINS = ("owner", "web", "worker", "check", "report")
ROLES = (*LOGINS, "definer")
# A page that takes longer than this helps nobody and holds up others.
WEB_LIMITS = {"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "5min"}
# The server's log repeats neither a row nor what was typed. Only a superuser may say so for a role; elsewhere whoever
# keeps the server does, and `./run check` looks.
TERSE = {
    "log_min_messages": "log",  # no errors, whose first line may repeat a value; the process has its own log of them
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# Advisory locks: the first is held while roles are made, the second as long as a demo or a test run lasts.
MAKING, USING = 7_305_451_001, 7_305_451_002

type_of_connection = psycopg.Connection[tuple[Any, ...]]


def name_of(role: str) -> str:
    """The role's name in the database, such as `reciprocal_web`."""
    return f"reciprocal_{role}"


def connect(address: str) -> type_of_connection:
    """Opens an autocommit connection. Raises Refused, in one line, when the server is not to be had."""
    try:
        connection = psycopg.connect(address, autocommit=True, connect_timeout=10)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as problem:
        reason = (str(problem).strip().splitlines() or ["no answer"])[0]
        raise Refused(f"The database server ({shown(address)}) cannot be reached: {reason}") from problem
    if connection.info.server_version < OLDEST_SERVER:
        connection.close()
        raise Refused(f"PostgreSQL 15 or newer is needed; this server is {connection.info.server_version // 10000}.")
    return connection


def install(admin: str, database: str, *, passwords_for: Iterable[str] = ()) -> dict[str, str]:
    """Makes the six roles and the database, as far as they are not there yet; safe to repeat.

    `admin` is the address of a login that may make roles and databases, on any PostgreSQL from 15 on.
    The logins named in `passwords_for` get a new random password, kept in memory only. Returns one
    address per login role. Raises Refused when a role has more rights than it should.
    """
    with connect(admin) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        try:
            passwords = _make_roles(connection, set(passwords_for))
            make_database(connection, admin, database)
        finally:
            connection.execute("SELECT pg_advisory_unlock(%s)", [MAKING])
    return {
        role: url_for(admin, user=name_of(role), password=passwords.get(role), database=database) for role in LOGINS
    }


@contextmanager
def held(admin: str) -> Iterator[None]:
    """Keeps a server of one's own for one demo or test run at a time, since each sets new passwords."""
    with connect(admin) as connection:
        taken = connection.execute("SELECT pg_try_advisory_lock(%s)", [USING]).fetchone()
        if not taken or not taken[0]:
            raise Refused("Another demo or test run is using the server in DATABASE_URL. Stop it first.")
        yield


def _make_roles(connection: type_of_connection, passwords_for: set[str]) -> dict[str, str]:
    """Makes the roles and their one membership; returns the passwords that were set."""
    passwords: dict[str, str] = {}
    there = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    for role in ROLES:
        login = SQL("LOGIN" if role in LOGINS else "NOLOGIN")
        if name_of(role) not in there:
            connection.execute(SQL("CREATE ROLE {} {}").format(Identifier(name_of(role)), login))
        if role in LOGINS and role in passwords_for:
            passwords[role] = secrets.token_urlsafe(32)
            command = SQL("ALTER ROLE {} PASSWORD {}")
            connection.execute(command.format(Identifier(name_of(role)), Literal(passwords[role])))
    for setting, value in WEB_LIMITS.items():
        connection.execute(SQL("ALTER ROLE reciprocal_web SET {} = {}").format(Identifier(setting), Literal(value)))
    _keep_the_log_terse(connection)
    _refuse_too_much(connection)
    connection.execute("GRANT reciprocal_definer TO reciprocal_owner")
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row and not row[0]:
        # Otherwise it could not give databases to the owner.
        connection.execute("GRANT reciprocal_owner TO CURRENT_USER")
    return passwords


def _keep_the_log_terse(connection: type_of_connection) -> None:
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    for role in LOGINS if row and row[0] else ():
        for setting, value in TERSE.items():
            command = SQL("ALTER ROLE {} SET {} = {}")
            connection.execute(command.format(Identifier(name_of(role)), Identifier(setting), Literal(value)))


def _refuse_too_much(connection: type_of_connection) -> None:
    """Raises Refused when one of the roles was given a right that would step over row-level security."""
    for name, *rights in connection.execute(
        "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname = ANY(%s)",
        [[name_of(role) for role in ROLES]],
    ):
        words = ("SUPERUSER", "BYPASSRLS", "CREATEROLE", "CREATEDB", "REPLICATION")
        too_much = [word for word, has in zip(words, rights, strict=True) if has]
        if too_much:
            raise Refused(f"The database role {name} may not have {' or '.join(too_much)}. Take it away first.")
    for member, role in connection.execute(
        "SELECT m.rolname, r.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member"
        " JOIN pg_roles r ON r.oid = a.roleid WHERE m.rolname = ANY(%s)",
        [[name_of(role) for role in ROLES]],
    ):
        if (member, role) != ("reciprocal_owner", "reciprocal_definer"):
            raise Refused(f"The database role {member} may not be a member of {role}. Take it away first.")


def make_database(connection: type_of_connection, admin: str, database: str, template: str = "template0") -> None:
    """Makes one database that the owner owns and only our roles may open, from a template.

    `connection` is an autocommit connection of the login `admin`. A database that is there already stays,
    and its rights are set again.
    """
    name = Identifier(database)
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        connection.execute(
            SQL("CREATE DATABASE {} OWNER reciprocal_owner TEMPLATE {}").format(name, Identifier(template))
            + SQL(" ENCODING 'UTF8'" if template == "template0" else "")
        )
    everyone = SQL(", ").join(Identifier(name_of(role)) for role in ROLES)
    logins = SQL(", ").join(Identifier(name_of(role)) for role in LOGINS)
    with connect(url_for(admin, database=database)) as inside, inside.transaction():
        inside.execute("SET LOCAL ROLE reciprocal_owner")
        inside.execute(SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        inside.execute(SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, logins))
        inside.execute("ALTER SCHEMA public OWNER TO reciprocal_owner")
        inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        inside.execute(SQL("GRANT USAGE ON SCHEMA public TO {}").format(everyone))
        for kind in ("TABLES", "SEQUENCES", "FUNCTIONS"):
            for maker in ("reciprocal_owner", "reciprocal_definer"):
                inside.execute(
                    SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} REVOKE ALL ON {} FROM PUBLIC").format(
                        Identifier(maker), SQL(kind)
                    )
                )
