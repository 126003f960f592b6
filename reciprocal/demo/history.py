"""Three years of the scheme around the stories: copies of them with other landlords, places and days.

The stories were told by the product's own actions. A copy has every row that the product wrote for its original, each
with an id, a day, a landlord and a place of its own, so that it shows nothing that the product could not have written.
This is done as the owner of the database, in one transaction, before anybody signs in; the log is chained anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from django.db import connection, transaction

from reciprocal.access.encryption import master_key_id, new_wrapped_key, unwrap
from reciprocal.audit import log
from reciprocal.audit.models import Entry
from reciprocal.demo import originals as read
from reciprocal.demo.copying import Copy, London
from reciprocal.demo.london import SEED
from reciprocal.demo.originals import Original, Row

# How many requests London has beside the stories: those that are over, through three years, and those that live.
OVER: Final = {"moved": 120, "declined": 60, "closed": 240}
LIVE: Final = {
    "draft": 10, "submitted": 6, "information_needed": 7, "awaiting_landlord": 22, "decline_proposed": 3,
    "approved": 6, "circulating": 128, "on_hold": 10, "under_offer": 13, "moving": 13,
}  # fmt: skip
_YEARS, _WEEK = timedelta(days=3 * 365), timedelta(days=7)
# How many weeks longer ago a copy may have begun than its original, so that what is due is mostly still to come.
_WEEKS_AGO: Final = {"circulating": 7, "on_hold": 2, "awaiting_landlord": 1, "draft": 1}


def write(today: datetime) -> None:
    """Write London's other requests, as the owner. Does nothing where they are there."""
    draw = Random(SEED)
    with transaction.atomic(), _quietly():
        tables = read.schema()
        there = read.originals(tables)
        london = London(draw, given=read.references())
        copies = [Copy(original, shift, london, draw) for original, shift in _plan(there, today, draw)]
        rows: dict[str, list[Row]] = {}
        for copy in copies:
            for table, own in copy.rows():
                rows.setdefault(table, []).extend(own)
        for table, own in rows.items():
            _insert(table, own)
        _leave_old_mails(today)
        _write_log(copies)


def _plan(there: list[Original], today: datetime, draw: Random) -> Iterator[tuple[Original, timedelta]]:
    """Say which story is copied how often, and how much longer ago each copy was."""
    by_state: dict[str, list[Original]] = {}
    for one in there:
        by_state.setdefault(one.state, []).append(one)
    for state, number in {**OVER, **LIVE}.items():
        for _ in range(number if state in by_state else 0):
            original = draw.choice(by_state[state])
            if state in OVER:
                # Whole weeks, so that a working day stays one.
                ended = today - _WEEK - _YEARS * draw.random()
                weeks = max(1, round((original.ended - ended) / _WEEK))
            else:
                weeks = draw.randint(0, _WEEKS_AGO.get(state, 0))
            yield original, -weeks * _WEEK + timedelta(seconds=draw.randint(0, 3599))


class _quietly:
    """Let the owner write rows as the definer, past the triggers; they guard again when the block ends."""

    def __enter__(self) -> None:
        self.tables = list(read.schema().keys)
        self._each("DISABLE")
        _run("SET LOCAL ROLE reciprocal_definer")

    def __exit__(self, *problem: object) -> None:
        if problem[0] is None:
            _run("SET CONSTRAINTS ALL IMMEDIATE")
            _run("RESET ROLE")
            self._each("ENABLE")

    def _each(self, what: str) -> None:
        for table in self.tables:
            _run(f"ALTER TABLE {table} {what} TRIGGER USER")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _insert(table: str, rows: Iterable[Row]) -> None:
    text = json.dumps(list(rows), default=_as_json)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} SELECT * FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)", [text])


def _as_json(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    return value.isoformat() if isinstance(value, date) else str(value)


def _leave_old_mails(today: datetime) -> None:
    """Let the mailbox begin with what was told in the last day; the stories before have long been read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE notifications_mail SET state = 'not_sent', done_at = queued_at, why_not = 'before the beginning'"
            " WHERE state = 'waiting' AND queued_at < %s",
            [today - timedelta(days=1)],
        )


def _write_log(copies: Iterable[Copy]) -> None:
    """Chain the log anew: what was done in the stories and in their copies, in the order of the days."""
    keys = []
    entries = list(Entry.objects.order_by("number"))
    for copy in copies:
        wrapped = new_wrapped_key(copy.id)
        keys.append({"subject": copy.id, "wrapped": wrapped, "master": master_key_id(), "since": 0})
        entries += _entries(copy, unwrap(copy.id, wrapped))
    entries.sort(key=lambda entry: entry.at)
    previous, chained = b"", []
    for number, entry in enumerate(entries, 1):
        entry.number, entry.previous = number, previous
        entry.hash = previous = log.link(previous, entry)
        chained.append({f.attname: getattr(entry, f.attname) for f in Entry._meta.concrete_fields})
    _run("DELETE FROM audit_entry")
    _insert("audit_entry", chained)
    _run("UPDATE audit_subjectkey SET since = 0")  # the numbers are others now
    _insert("audit_subjectkey", keys)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_head SET count = %s, hash = %s", [len(chained), previous])


def _entries(copy: Copy, key: bytes) -> Iterator[Entry]:
    for entry, payload in copy.original.acts:
        # What was done to a home before it was offered is about no request, and stands under the service's own key.
        subject = copy.id if entry.subject else None
        digest, sealed = log.sealed_payload(
            key if subject else log.key_of(log.NO_SUBJECT), copy.payload(entry.event, payload)
        )
        yield Entry(
            at=copy.moment(entry.at),
            membership=copy.other(entry.membership),
            role=entry.role,
            kind=entry.kind,
            event=entry.event,
            subject=subject,
            payload=sealed,
            payload_hash=digest,
        )
