"""Policy and database say the same of every row, for every actor, relation and state; and nobody sees nothing."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from reciprocal.access.policy import TABLE_READERS
from reciprocal.demo.cast import EVERYBODY
from tests.guarantees import matrix
from tests.guarantees.locks import Connection, closed_tables, rows_without_actor, world, wrong_by_hand, wrong_by_policy

AsRole = Callable[[str], Connection]


def test_policy_and_database_and_the_table_written_by_hand_agree(fresh_database: str, as_role: AsRole) -> None:
    all_there = world(as_role("superuser"))
    empty = set(all_there.keys) - {row.table for row in all_there.rows}
    assert empty == set(), "a table without rows proves nothing"
    assert wrong_by_policy(all_there) == []
    assert wrong_by_hand(all_there) == []


def test_every_closed_table_is_in_a_table_of_ours(as_role: AsRole) -> None:
    superuser = as_role("superuser")
    closed = set(closed_tables(superuser))
    assert closed == set(matrix.ROWS) | set(matrix.OWN_ROWS)
    rows = superuser.execute(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        " AND relkind IN ('r', 'p', 'm', 'v')"
    )
    assert {name for (name,) in rows} - closed == matrix.OPEN_TABLES
    assert set(TABLE_READERS) <= closed


def test_without_an_actor_no_table_yields_a_row(fresh_database: str, as_role: AsRole) -> None:
    superuser = as_role("superuser")
    tables = world(superuser, ("under_offer", "moved")).keys
    ended = [EVERYBODY[key].membership_id for key in ("nadia", "liam", "lena", "clare", "audrey", "lantern_desk")]
    superuser.execute("UPDATE accounts_membership SET ended_on = '2026-03-01' WHERE id = ANY(%s)", [ended])
    posts = {"": "nobody", str(uuid4()): "a post that is none", **dict.fromkeys(map(str, ended), "a post that ended")}
    for role in ("web", "worker", "report", "owner"):
        reader = as_role(role)
        assert rows_without_actor(reader, tables) == [], f"{role}, with no actor set"
        for post, why in posts.items():
            assert rows_without_actor(reader, tables, post) == [], f"{role}, with {why}"
