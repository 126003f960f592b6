"""The first person of a new service is put in by its owner, once, and can do nothing before a second step."""

from __future__ import annotations

from typing import Any

from tests import database
from tests.ground.test_commands import GOOD, run, said

MARY = ("first", "mary@example.org", "Mary", "020 7946 0018")


def test_the_owner_puts_in_one_scheme_manager(cluster: database.Cluster, fresh_database: str, as_role: Any) -> None:
    superuser = as_role("superuser")
    superuser.execute("UPDATE accounts_membership SET ended_on = '2026-01-01' WHERE role = 'scheme_manager'")
    owner = {**GOOD, "DATABASE_URL": cluster.url("owner", fresh_database)}
    result = run(*MARY, environment=owner)
    assert result.returncode == 0, result.stderr
    assert "/sign-in/help/" in result.stdout
    row = superuser.execute(
        "SELECT m.role, p.password FROM accounts_membership m JOIN accounts_person p ON p.id = m.person_id"
        " WHERE p.email = 'mary@example.org' AND m.ended_on IS NULL"
    ).fetchone()
    assert row == ("scheme_manager", "!")  # no password opens this account
    assert "There is a scheme manager already" in said(run(*MARY, environment=owner))
