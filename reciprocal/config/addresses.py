"""Reads and writes database addresses: postgresql://login:password@host:port/database?host=/socket/folder."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from reciprocal.config import Refused


def parts_of(address: str) -> dict[str, str]:
    """The parts of an address, named as libpq names them. Raises Refused when it cannot be read."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        # Not the driver's own words: they can repeat the password.
        raise Refused("The database address cannot be read. Write postgresql://login:password@host/database") from None
    return {name: str(value) for name, value in parts.items() if value is not None}


def url_for(address: str, *, user: str | None = None, password: str | None = None, database: str | None = None) -> str:
    """The same server's address, for another login or another database.

    Without `user`, the login and its password stay as they are.
    """
    parts = parts_of(address)
    if user is not None:
        parts["user"] = user
        parts.pop("password", None)
    if password is not None:
        parts["password"] = password
    if database is not None:
        parts["dbname"] = database
    login = quote(parts.pop("user", ""), safe="")
    if "password" in parts:
        login += ":" + quote(parts.pop("password"), safe="")
    return f"postgresql://{login}@/{quote(parts.pop('dbname', 'postgres'), safe='')}?{urlencode(parts)}"


def shown(address: str) -> str:
    """The address as it may be shown on a console: without its password."""
    parts = parts_of(address)
    return " ".join(f"{name}={parts[name]}" for name in ("host", "port", "dbname", "user") if parts.get(name))


def django_database(address: str) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for one address; none at all for an empty one."""
    if not address:
        return {}
    parts = parts_of(address)
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.pop("dbname", ""),
            "USER": parts.pop("user", ""),
            "PASSWORD": parts.pop("password", ""),
            "HOST": parts.pop("host", ""),
            "PORT": parts.pop("port", ""),
            # What people typed travels beside the statement and never in it, so that the server's list of running
            # statements, its statistics and its log repeat none of it.
            "OPTIONS": {**parts, "server_side_binding": True},
            # Each of the web server's few threads keeps its connection.
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    }


def smtp(address: str) -> tuple[str, int, str, str, bool, bool]:
    """The parts of a mail server's address: host, port, login, password, STARTTLS, TLS from the first byte.

    `smtp://` switches to TLS before anything is said, except on this machine; `smtps://` begins with it. Raises Refused
    when the address cannot be read.
    """
    if not address:
        return "", 25, "", "", False, False
    try:
        parts = urlsplit(address)
        port = parts.port or (465 if parts.scheme == "smtps" else 587)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise Refused("RECIPROCAL_SMTP cannot be read. Write smtp://login:password@host:587")
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    starttls = parts.scheme == "smtp" and not here
    return (
        parts.hostname,
        port,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        starttls,
        parts.scheme == "smtps",
    )
