"""The database refuses every change of a state that the table written by hand does not give, whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from psycopg.types.json import Jsonb

from reciprocal.demo.cast import EVERYBODY
from tests.guarantees.matrix import ACTORS, FIRST, PAIRS
from tests.guarantees.scene import Scene, scene_of_x
from tests.people import NOON, Now

Connection = psycopg.Connection[tuple[Any, ...]]
NOT_IN_THE_TABLE, NOT_YOURS, NO_RIGHT = "RC001", "RC002", "42501"
MACHINES = {"property_requests_propertyrequest": "request", "offers_offer": "offer", "homes_home": "home"}
# What a copied row must have of its own, so that nothing but the state can be wrong with it.
OF_ITS_OWN = {
    "property_requests_propertyrequest": {"draft_reference": "DR-9ZZZZZ", "code": None, "approved_at": None},
    "offers_offer": {},
    "homes_home": {},
}


@pytest.fixture
def scene(fresh_database: str) -> Scene:
    """X under offer, committed to a database of its own: every relation of the scheme has somebody in it."""
    return scene_of_x("under_offer", Now())


def thing(scene: Scene, table: str) -> UUID | None:
    """The row of a table that the scene is about."""
    return scene.thing(MACHINES[table])


@contextmanager
def undone(connection: Connection) -> Iterator[None]:
    """A transaction that leaves nothing behind."""
    with connection.transaction(force_rollback=True):
        yield


def act_as(connection: Connection, actor: str) -> None:
    """Set the actor of the running transaction; "nobody" is set, and is no post."""
    post = EVERYBODY[actor].membership_id if actor in EVERYBODY else None
    connection.execute("SELECT set_config('reciprocal.membership', %s, true)", [str(post or "")])


def outcome(connection: Connection, statement: Any, values: list[Any]) -> str:
    """Say how a statement ends: "changed", "nothing" where no row was touched, or the code of the refusal."""
    try:
        with connection.transaction(force_rollback=True):
            return "changed" if connection.execute(statement, values).rowcount == 1 else "nothing"
    except psycopg.Error as refused:
        return refused.sqlstate or "?"


def in_state(connection: Connection, table: str, row: UUID | None, state: str) -> None:
    """Put a row into a state past every trigger, as nobody but a superuser of a test can."""
    connection.execute("SET LOCAL session_replication_role = replica")
    connection.execute(SQL("UPDATE {} SET state = %s WHERE id = %s").format(Identifier(table)), [state, row])
    connection.execute("SET LOCAL session_replication_role = origin")


def cells(table: str) -> Iterator[tuple[str, str]]:
    """Every pair of two states of one table."""
    for before in PAIRS[table]:
        for after in PAIRS[table]:
            if before != after:
                yield before, after


def wanted(table: str, before: str, after: str, actor: str) -> str:
    """What the table written by hand says of one pair and one actor."""
    if after not in PAIRS[table][before]:
        return NOT_IN_THE_TABLE
    return "changed" if actor in PAIRS[table][before][after].split() else NOT_YOURS


def wrong_updates(superuser: Connection, scene: Scene, table: str) -> list[str]:
    """Try every pair as every actor, with all the privileges there are; list what went otherwise than written."""
    update = SQL("UPDATE {} SET state = %s WHERE id = %s").format(Identifier(table))
    wrong = []
    for before, after in cells(table):
        with undone(superuser):
            in_state(superuser, table, thing(scene, table), before)
            for actor in (*ACTORS, "no actor"):
                if actor != "no actor":
                    act_as(superuser, actor)
                else:
                    superuser.execute("RESET reciprocal.membership")
                got = outcome(superuser, update, [after, thing(scene, table)])
                if got != (want := wanted(table, before, after, actor)):
                    wrong.append(f"{table}: {before} → {after} by {actor}: {got}, not {want}")
    return wrong


@pytest.mark.parametrize("table", PAIRS)
def test_a_state_changes_only_as_written_even_for_a_superuser(
    scene: Scene, as_role: Callable[[str], Connection], table: str
) -> None:
    assert wrong_updates(as_role("superuser"), scene, table) == []


@pytest.mark.parametrize("table", PAIRS)
def test_without_the_trigger_the_same_check_finds_wrong_cells(
    scene: Scene, as_role: Callable[[str], Connection], table: str
) -> None:
    superuser = as_role("superuser")
    superuser.execute(SQL("ALTER TABLE {} DISABLE TRIGGER lifecycle").format(Identifier(table)))
    refusals = [
        pair for pair in cells(table) for actor in (*ACTORS, "no actor") if wanted(table, *pair, actor) != "changed"
    ]
    assert len(wrong_updates(superuser, scene, table)) == len(refusals)


@pytest.mark.parametrize("table", PAIRS)
def test_the_web_role_has_no_right_to_update_a_state(
    scene: Scene, as_role: Callable[[str], Connection], table: str
) -> None:
    web = as_role("web")
    for column in ("state", "state_since"):
        (may,) = web.execute("SELECT has_column_privilege(%s, %s, 'UPDATE')", [table, column]).fetchone() or ()
        assert may is False, f"{table}.{column}"
    update = SQL("UPDATE {} SET state = %s WHERE id = %s").format(Identifier(table))
    for actor in ACTORS:
        with undone(web):
            act_as(web, actor)
            for after in PAIRS[table]:
                assert outcome(web, update, [after, thing(scene, table)]) == NO_RIGHT


@pytest.mark.parametrize("table", PAIRS)
def test_the_one_writer_moves_a_state_only_as_written(
    scene: Scene, as_role: Callable[[str], Connection], table: str
) -> None:
    """From the state that it is in, by each actor, through the function that alone may write states."""
    web, superuser, wrong = as_role("web"), as_role("superuser"), []
    move = "SELECT 1 WHERE workflow_move(%s, %s, %s, %s, %s, NULL)"
    for before in PAIRS[table]:
        with superuser.transaction():
            in_state(superuser, table, thing(scene, table), before)
        for after in PAIRS[table]:
            for actor in ACTORS:
                with undone(web):
                    act_as(web, actor)
                    got = outcome(web, move, [MACHINES[table], thing(scene, table), before, after, NOON])
                want = NOT_IN_THE_TABLE if before == after else wanted(table, before, after, actor)
                if got != want:
                    wrong.append(f"{table}: {before} → {after} by {actor}: {got}, not {want}")
    assert wrong == []


@pytest.mark.parametrize("table", PAIRS)
def test_a_row_begins_in_the_first_state(scene: Scene, as_role: Callable[[str], Connection], table: str) -> None:
    superuser = as_role("superuser")
    copy = SQL(
        "INSERT INTO {table} SELECT (jsonb_populate_record(r, %s || jsonb_build_object('id', gen_random_uuid()))).*"
        " FROM {table} r WHERE id = %s"
    ).format(table=Identifier(table))
    for state in PAIRS[table]:
        with undone(superuser):
            act_as(superuser, {"offers_offer": "lena", "homes_home": "lena"}.get(table, "nadia"))
            if table == "offers_offer":  # no other offer is in the way of a first one
                in_state(superuser, table, scene.offer_id, "refused")
                in_state(superuser, "property_requests_propertyrequest", scene.request_id, "circulating")
            values = Jsonb({**OF_ITS_OWN[table], "state": state})
            got = outcome(superuser, copy, [values, thing(scene, table)])
        assert got == ("changed" if state == FIRST[table] else NOT_IN_THE_TABLE), state
