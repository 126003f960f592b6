"""Whose eyes the database looks through: the actor is set for one transaction by one function."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from reciprocal.access.facts import NOBODY, SYSTEM_POST, Actor, Facts

_COLUMNS = tuple(Facts.__dataclass_fields__)


@contextmanager
def acting_as(membership: UUID | None) -> Iterator[Actor]:
    """Open a transaction in which the database shows only what this post may see.

    Args:
        membership: the id of an active post; None for nobody, who sees no case at all.

    Yields:
        the actor, with role and organisation as the database knows them now. A post that has ended is nobody.
    """
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT before, id, person, role, organisation FROM access_become(%s)", [membership])
        before, *row = cursor.fetchone()
        yield Actor(*row) if row[0] else NOBODY
        if nested:  # a transaction inside another one gives the outer one its actor back
            cursor.execute("SELECT set_config('reciprocal.membership', %s, true)", [before])


@contextmanager
def acting_as_system() -> Iterator[Actor]:
    """Open a transaction in which the service itself acts, for what happens when a day comes.

    Yields:
        the actor with the role "system", who takes the steps of the lifecycle that name it and no others.

    Raises:
        PermissionError: the process is not logged in as the worker. The web process can never act so.
    """
    with acting_as(SYSTEM_POST) as actor:
        if actor.is_nobody:
            raise PermissionError("Only the worker's login acts as the service itself.")
        yield actor


def facts_of(kind: str, thing: UUID, *, lock: bool = False) -> Facts | None:
    """Give the facts about a request, profile, offer or home, or None where it does not exist.

    Args:
        kind: "request", "profile", "offer" or "home".
        thing: its id.
        lock: whether to lock request, home and offer, in this order, until the transaction ends.
    """
    with connection.cursor() as cursor:
        if lock:
            cursor.execute("SELECT workflow_lock(%s, %s)", [kind, thing])
        cursor.execute(f"SELECT {', '.join(_COLUMNS)} FROM access_facts(%s, %s)", [kind, thing])
        row = cursor.fetchone()
    return Facts(**dict(zip(_COLUMNS, row, strict=True))) if row else None
