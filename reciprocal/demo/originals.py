"""The stories as rows: what the product wrote for each request, table by table, ready to be copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from reciprocal.audit import log
from reciprocal.audit.models import Entry, SubjectKey

Row = dict[str, Any]
REQUESTS: Final = "property_requests_propertyrequest"
HAPPENED, PROFILES, LINES, HOMES, OFFERS = (
    "workflow_happening", "circulation_profile", "ledger_line", "homes_home", "offers_offer",
)  # fmt: skip
# Not copied: the log is written anew, and what somebody was told or said of a statement was said once.
_LEFT_OUT: Final = (
    "audit_",
    "notifications_",
    "accounts_",
    "ledger_agreed",
    "ledger_dispute",
    # What is sealed for one request opens in no copy of it.
    "property_requests_conflict",
    "property_requests_policereference",
    "offers_homeaddress",
    "offers_viewingplan",
)


@dataclass
class Original:
    """One request that was brought into its state by the product: its rows by table, and its part of the log."""

    request: Row
    rows: dict[str, list[Row]] = field(default_factory=dict)
    ids: set[UUID] = field(default_factory=set)
    acts: list[tuple[Entry, dict[str, Any]]] = field(default_factory=list)

    @property
    def state(self) -> str:
        """The state of the request."""
        return str(self.request["state"])

    @property
    def ended(self) -> datetime:
        """When something happened to it last."""
        return max(row["at"] for row in self.rows[HAPPENED])


@dataclass(frozen=True)
class Schema:
    """The closed tables: the primary key of each, and which columns lead to another closed table."""

    keys: dict[str, str]
    links: dict[str, tuple[str, ...]]

    @property
    def copied(self) -> list[str]:
        """The tables whose rows are copied."""
        return [table for table in self.keys if not table.startswith(_LEFT_OUT)]


def schema() -> Schema:
    """Read from the catalogue which tables are closed, and how they hang together."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, a.attname FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity"
        )
        keys = dict(cursor.fetchall())
        cursor.execute(
            "SELECT conrelid::regclass::text, a.attname, confrelid::regclass::text FROM pg_constraint"
            " JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1] WHERE contype = 'f'"
        )
        links: dict[str, tuple[str, ...]] = {}
        for table, column, other in cursor.fetchall():
            if table in keys and other in keys:
                links[table] = (*links.get(table, ()), column)
    return Schema(keys, links)


def originals(tables: Schema) -> list[Original]:
    """Gather the rows of every request that may be copied: all but those that share a row with another request."""
    found = {row["id"]: Original(row) for row in _rows(REQUESTS)}
    whose = {id: id for id in found}
    left = [(table, row) for table in tables.copied for row in _rows(table)]
    shared: set[UUID] = set()
    while True:
        still = []
        for table, row in left:
            own = next((whose[v] for v in row.values() if isinstance(v, UUID) and v in whose), None)
            if own is None:
                still.append((table, row))
                continue
            found[own].rows.setdefault(table, []).append(row)
            for column in (tables.keys[table], *tables.links.get(table, ())):
                id = row[column]
                if isinstance(id, UUID) and whose.setdefault(id, own) != own:
                    shared |= {own, whose[id]}
                elif isinstance(id, UUID):
                    found[own].ids.add(id)
        if len(still) == len(left):
            break
        left = still
    for entry, payload in _acts():
        own = whose.get(entry.subject or _home(payload))
        if own in found:
            found[own].acts.append((entry, payload))
    corrected = {id for id, one in found.items() if any(line["about"] for line in one.rows.get(LINES, ()))}
    return [one for id, one in found.items() if id not in shared | corrected and one.acts]


def references() -> set[str]:
    """Give every code and draft reference that is given."""
    rows = _rows(REQUESTS)
    return {row[name] for row in rows for name in ("code", "draft_reference") if row[name]}


def _rows(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _acts() -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Everything that was done, in order, each with its payload."""
    keys = {key.subject: bytes(key.wrapped) for key in SubjectKey.objects.all()}
    for entry in Entry.objects.filter(kind="act").order_by("number"):
        yield entry, log.opened(entry, keys[entry.subject or log.NO_SUBJECT])


def _home(payload: dict[str, Any]) -> UUID | None:
    return UUID(payload["home"]) if payload.get("home") else None
