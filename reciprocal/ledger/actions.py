"""What a coordinator writes into the pot. A move is written by the database itself, when the tenancy starts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.access.policy import allows
from reciprocal.audit import log
from reciprocal.clock import LONDON

_NO_SUCH_PAIR = "RC004"


def reverse_move(actor: Actor, request_id: UUID, *, at: datetime, reason: str, read_as: str = "no_longer") -> None:
    """Take both lines of a move back, by two new lines the other way round. Nothing that was written changes.

    Used where a tenancy is cancelled in its first week, and for a move that should not stand in the pot. The new
    lines stand in the month of the correction and name the month that they correct.

    Args:
        actor: a coordinator.
        request_id: the request whose move it was.
        at: when, by the clock of the service.
        reason: why, in the coordinator's own words. She alone reads it.
        read_as: what both partners read, a key of `models.CORRECTIONS`.

    Raises:
        HiddenError: for anybody who is not a coordinator.
        RefusedError: nothing was written for the request, or it was taken back before, or no reason is given.

    Source: rule 27, lines of the pot are never edited; a correction is a reversing pair with a reason.
    """
    if not allows("pot.write", actor):
        raise HiddenError("pot")
    if not reason.strip():
        raise RefusedError("Enter why the move is taken back.")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            day = at.astimezone(LONDON).date()
            cursor.execute(
                "SELECT ledger_take_back(%s, %s, %s, %s, %s)", [request_id, day, read_as, reason.strip(), at]
            )
    except DatabaseError as refused:
        if getattr(refused.__cause__, "sqlstate", "") != _NO_SUCH_PAIR:
            raise
        raise RefusedError("The pot holds no move of this request that could still be taken back.") from refused
    log.record("act", "reverse_move", request_id, at, read_as=read_as)
