"""What people type reaches neither the database server's list of running statements nor its log."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from reciprocal.property_requests.tests.filling import question, send
from tests.people import Now, as_, organisation_id, signed_in, tell

MARKER = "somebody stood at the green gate with seven lanterns"
AsRole = Callable[..., Any]


def log_of(server: Any) -> str:
    """The server's own log, which stands beside its data where we started it."""
    file = Path(server.execute("SHOW data_directory").fetchone()[0]).parent / "database.log"
    if not file.exists():
        pytest.skip("The server in DATABASE_URL keeps its log elsewhere; `./run check` looks at how it is set.")
    return file.read_text(encoding="utf-8", errors="replace")


def running(server: Any) -> str:
    """What a superuser reads of other sessions: what they run now, or ran last."""
    rows = server.execute("SELECT query FROM pg_stat_activity WHERE pid <> pg_backend_pid()").fetchall()
    return "\n".join(row[0] for row in rows)


def what_the_server_shows(as_role: AsRole, now: Now) -> tuple[str, str]:
    """Nadia types the marker while her statement is held, and then statements fail that hold it; gives both views."""
    server, name = as_role("superuser"), connections.settings["default"]["NAME"]
    # As talkative as an operator can make it, but for the text of parameters.
    for setting in ("log_statement = 'all'", "log_min_duration_statement = 0"):
        server.execute(f'ALTER DATABASE "{name}" SET {setting}')
    connections.close_all()
    draft, nadia = tell("draft", now), signed_in("nadia", now)
    nadia.get("/worklist/")

    def type_it() -> None:
        try:
            send(nadia, question(draft, "risk_summary"), {"risk_summary": MARKER})
        finally:
            connections.close_all()

    seen, before = "", len(log_of(server))
    holder = as_role("superuser")
    with holder.transaction():
        holder.execute("LOCK TABLE property_requests_risk IN SHARE MODE")
        typing = threading.Thread(target=copy_context().run, args=(type_it,))
        typing.start()
        ends = time.monotonic() + 20
        while time.monotonic() < ends and 'UPDATE "property_requests_risk"' not in seen:
            seen = running(server)
            time.sleep(0.02)
    typing.join(30)
    with as_("nadia"), connection.cursor() as cursor:
        cursor.execute("SELECT risk_summary FROM property_requests_risk WHERE request_id = %s", [draft.request_id])
        assert cursor.fetchone()[0] == MARKER
    # A value that fits no column, one that is there already, and a row that breaks a rule.
    for sql in (
        "UPDATE partners_organisation SET name = %s::uuid::text",
        "SELECT * FROM property_requests_risk WHERE risk_summary = %s AND 1 / (random()::int * 0) = 1",
        "INSERT INTO notifications_mail (id, kind, body, queued_at, next_try, state, tries, address, subject,"
        " message_id, why_not) VALUES (gen_random_uuid(), 'account', %s, '2026-03-03', '2026-03-03', 'nowhere', 0,"
        " '', '', '', '')",
    ):
        with as_("nadia"), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [MARKER])
    connections.close_all()
    return seen, log_of(server)[before:]


def test_no_case_text_reaches_the_servers_list_of_statements_or_its_log(
    as_role: AsRole, fresh_database: str, now: Now
) -> None:
    seen, log = what_the_server_shows(as_role, now)
    assert 'UPDATE "property_requests_risk"' in seen
    assert 'UPDATE "property_requests_risk"' in log  # the log was as talkative as it was asked to be
    assert "ERROR" not in log
    for shown in (seen, log):
        assert MARKER not in shown
        assert "lanterns" not in shown
        assert str(organisation_id("Alder Council")) not in shown


def test_values_that_travel_inside_the_statement_would_be_seen(as_role: AsRole, fresh_database: str, now: Now) -> None:
    """The negative control: the same with values put into the statement by the driver."""
    options = connections.settings["default"]["OPTIONS"]
    options["server_side_binding"] = False
    try:
        seen, log = what_the_server_shows(as_role, now)
    finally:
        options["server_side_binding"] = True
    assert MARKER in seen
    assert MARKER in log
