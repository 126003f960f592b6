"""The tests' own ground: who the web process is, and what it may not."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import connection


@pytest.mark.django_db
def test_tests_run_as_the_web_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("reciprocal_web", False, False)


@pytest.mark.parametrize("role", ["web", "worker", "check", "report"])
def test_no_role_but_the_owner_may_make_a_table(as_role: Any, role: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_role(role).execute("CREATE TABLE mine (id int)")


@pytest.mark.parametrize("role", ["web", "worker", "check", "report"])
def test_no_role_but_the_owner_may_become_another(as_role: Any, role: str) -> None:
    for other in ("reciprocal_owner", "reciprocal_definer", "postgres"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_role(role).execute(f"SET ROLE {other}")


@pytest.mark.parametrize("turn", ["the first", "the next"])
def test_what_a_test_commits_to_its_own_database_is_not_found_by_the_next(
    fresh_database: str, as_role: Any, turn: str
) -> None:
    owner = as_role("owner")
    assert owner.info.dbname == fresh_database
    assert owner.execute("SELECT to_regclass('left_behind')").fetchone() == (None,)
    owner.execute("CREATE TABLE left_behind (id int)")
