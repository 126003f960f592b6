"""Brings a database up to date, and remembers with the data from which code that was done."""

from __future__ import annotations

import hashlib

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from reciprocal.config import HERE

SUFFIXES = (".py", ".sql", ".toml", ".css", ".js", ".svg")
LOCKS = ("requirements.lock", "package-lock.json")


def fingerprint() -> str:
    """A hash over all that decides what is in the database and the static files: our code and the locks."""
    digest = hashlib.sha256()
    paths = [path for path in sorted((HERE / "reciprocal").rglob("*")) if path.suffix in SUFFIXES]
    for path in [*paths, *(HERE / name for name in LOCKS)]:
        name = path.relative_to(HERE)
        if "tests" not in name.parts:
            digest.update(str(name).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:32]


def marks(connection: psycopg.Connection[tuple[object, ...]], database: str) -> dict[str, str]:
    """What was noted on the database: `prepared` with a fingerprint, `seeded` with `yes`."""
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [database]
    ).fetchone()
    words = str(row[0] or "").split() if row else []
    return dict(word.split("=", 1) for word in words if "=" in word)


def mark(connection: psycopg.Connection[tuple[object, ...]], database: str, **notes: str) -> None:
    """Notes something on the database, as its comment; the login must be able to become the owner."""
    text = " ".join(f"{name}={value}" for name, value in {**marks(connection, database), **notes}.items())
    with connection.transaction():
        connection.execute("SET LOCAL ROLE reciprocal_owner")
        connection.execute(SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(database), Literal(text)))
