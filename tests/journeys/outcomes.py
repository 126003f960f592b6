"""What a story comes to, read from the database: the steps that were taken, who was told of what, and the pot."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg

from reciprocal.demo.cast import EVERYBODY

Database = psycopg.Connection[tuple[Any, ...]]
_NAMES = {player.membership_id: player.key for player in EVERYBODY.values()}


def steps(database: Database, request_id: UUID) -> list[str]:
    """The steps that were taken with a request, in order, as officer and coordinator may read them."""
    rows = database.execute(
        "SELECT step FROM workflow_happening WHERE request_id = %s AND audience = 'case' ORDER BY id",
        [request_id],
    )
    return [step for (step,) in rows]


def state(database: Database, request_id: UUID) -> str:
    """The state of a request now."""
    row = database.execute("SELECT state FROM property_requests_propertyrequest WHERE id = %s", [request_id]).fetchone()
    assert row
    return str(row[0])


def told(database: Database, request_id: UUID) -> dict[str, list[str]]:
    """Who was told of what about a request, by the alphabet. Each stands in the outbox too; nobody else is told."""
    rows = database.execute(
        "SELECT notice.membership_id, notice.key FROM notifications_notice notice"
        " JOIN notifications_mail mail ON mail.notice_id = notice.id WHERE notice.request_id = %s"
        " ORDER BY notice.key",
        [request_id],
    )
    found: dict[str, list[str]] = {}
    for membership, key in rows:
        found.setdefault(_NAMES[membership], []).append(key)
    return found


def pot(database: Database) -> dict[str, list[int]]:
    """The lines of the pot by partner, the oldest first; empty where nothing was noted."""
    rows = database.execute(
        "SELECT organisation.name, line.change FROM ledger_line line"
        " JOIN partners_organisation organisation ON organisation.id = line.organisation_id"
        " ORDER BY line.month, organisation.name"
    )
    found: dict[str, list[int]] = {}
    for name, change in rows:
        found.setdefault(name, []).append(change)
    return found
