"""What the self-checks say after each story is worth something: a fault that a story leaves behind is reported."""

from __future__ import annotations

from typing import Any

import pytest

from tests.database import Cluster
from tests.journeys.conftest import nothing_is_found
from tests.people import Now, tell


def test_a_line_that_is_missing_in_the_pot_is_found(
    now: Now, cluster: Cluster, fresh_database: str, as_role: Any
) -> None:
    tell("moved", now)
    nothing_is_found(cluster, fresh_database)
    database = as_role("superuser")
    database.execute("SET session_replication_role = replica")  # as if no trigger stood in the way
    line = database.execute("SELECT id, organisation_id, month, change, kind, reason FROM ledger_line WHERE change = 1")
    kept = line.fetchone()
    database.execute("DELETE FROM ledger_line WHERE change = 1")
    with pytest.raises(AssertionError, match="pot"):
        nothing_is_found(cluster, fresh_database)
    database.execute(
        "INSERT INTO ledger_line (id, organisation_id, month, change, kind, reason) VALUES (%s, %s, %s, %s, %s, %s)",
        kept,
    )
