"""What the service does by itself: exactly the steps written for it, by the worker's login, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from reciprocal.access.actor import acting_as, acting_as_system
from reciprocal.access.facts import SYSTEM_POST
from reciprocal.access.policy import Allowed, decide_step
from reciprocal.demo.cast import EVERYBODY
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.worklist import digest, reminders
from tests.guarantees import matrix
from tests.guarantees.locks import closed_tables, rows_without_actor
from tests.guarantees.matrix import MOMENTS, PAIRS
from tests.guarantees.scene import open_dispute, scene_of_x
from tests.guarantees.test_lifecycle_in_database import (
    MACHINES,
    NOT_IN_THE_TABLE,
    NOT_YOURS,
    Connection,
    in_state,
    outcome,
    thing,
    undone,
    wanted,
)
from tests.people import NOON, Now, as_, as_system

AsRole = Callable[[str], Connection]
_VERBS = ("select", "insert", "update", "delete")
READ_BY_IT = {table for table, verbs in matrix.TABLES_OF_THE_SERVICE.items() if "select" in verbs.split()}


def act_as(connection: Connection, post: UUID | None) -> None:
    """Set the post that acts in the running transaction."""
    connection.execute("SELECT set_config('reciprocal.membership', %s, true)", [str(post or "")])


@pytest.mark.django_db
@pytest.mark.parametrize("moment", MOMENTS)
def test_it_takes_the_steps_written_for_it_and_no_others(moment: str, now: Now) -> None:
    scene = scene_of_x(moment, now)
    with as_system() as actor:
        allowed = {
            key
            for key, step in STEPS.items()
            if (facts := scene.facts(key)) is not None and isinstance(decide_step(step, actor, facts), Allowed)
        }
    assert allowed == {step for step, moments in matrix.BY_THE_SERVICE.items() if moment in moments.split()}


def test_every_step_of_the_lifecycle_that_names_it_is_written_by_hand() -> None:
    assert {key for key, step in STEPS.items() if "system" in step.who} == set(matrix.BY_THE_SERVICE)


@pytest.mark.django_db
def test_the_web_process_is_never_the_service() -> None:
    with pytest.raises(PermissionError), acting_as_system():
        pass
    with acting_as(SYSTEM_POST) as actor:
        assert actor.is_nobody


def test_the_web_login_that_says_it_is_the_service_reads_and_changes_nothing(
    fresh_database: str, as_role: AsRole
) -> None:
    scene, web, superuser = scene_of_x("under_offer", Now()), as_role("web"), as_role("superuser")
    tables = closed_tables(superuser)
    assert rows_without_actor(web, tables, str(SYSTEM_POST)) == []
    for table in PAIRS:
        assert wrong_moves(web, superuser, table, thing(scene, table), "nobody") == []


def test_a_database_that_takes_any_login_for_the_service_is_found(fresh_database: str, as_role: AsRole) -> None:
    scene_of_x("under_offer", Now())
    web, superuser = as_role("web"), as_role("superuser")
    assert requests_of_the_service(web) == 0
    ((source,),) = superuser.execute("SELECT pg_get_functiondef('access_actor'::regproc)").fetchall()
    superuser.execute(source.replace("session_user = 'reciprocal_worker'", "true"))
    assert requests_of_the_service(web) == 1
    # And yet no policy of the web login opens a row to it.
    assert rows_without_actor(web, closed_tables(superuser), str(SYSTEM_POST)) == []


def requests_of_the_service(login: Connection) -> int:
    """How many requests the service has, as far as a login that says it is the service can learn."""
    with undone(login):
        act_as(login, SYSTEM_POST)
        ((count,),) = login.execute("SELECT count(*) FROM access_requests('system')").fetchall()
    return int(count)


@pytest.mark.parametrize("table", PAIRS)
def test_in_the_database_it_moves_a_state_only_as_written(fresh_database: str, as_role: AsRole, table: str) -> None:
    scene, worker, superuser = scene_of_x("under_offer", Now()), as_role("worker"), as_role("superuser")
    assert wrong_moves(worker, superuser, table, thing(scene, table), "system") == []


def test_a_step_that_was_given_to_everybody_is_found(fresh_database: str, as_role: AsRole) -> None:
    scene, worker, superuser = scene_of_x("under_offer", Now()), as_role("worker"), as_role("superuser")
    superuser.execute(
        "CREATE OR REPLACE FUNCTION access_stands(request uuid, relations text[]) RETURNS boolean"
        " LANGUAGE sql STABLE AS 'SELECT true'"
    )
    table = "offers_offer"
    assert wrong_moves(worker, superuser, table, thing(scene, table), "system") != []


def wrong_moves(login: Connection, superuser: Connection, table: str, row: UUID | None, actor: str) -> list[str]:
    """Try every pair of states through the one writer, as the service; list what went otherwise than written."""
    wrong = []
    move = "SELECT 1 WHERE workflow_move(%s, %s, %s, %s, %s, NULL)"
    for before in PAIRS[table]:
        with superuser.transaction():
            in_state(superuser, table, row, before)
        for after in PAIRS[table]:
            with undone(login):
                act_as(login, SYSTEM_POST)
                got = outcome(login, move, [MACHINES[table], row, before, after, NOON])
            want = NOT_IN_THE_TABLE if before == after else wanted(table, before, after, actor)
            if got != want:
                wrong.append(f"{table}: {before} → {after} by {actor}: {got}, not {want}")
    return wrong


def test_the_worker_reads_and_writes_the_tables_written_for_it_and_no_others(
    fresh_database: str, as_role: AsRole
) -> None:
    scene_of_x("under_offer", Now())
    scene_of_x("moved", Now())
    open_dispute(NOON)
    with as_system():
        assert reminders.remind(NOON + timedelta(days=6)) > 0
        assert digest.queue(NOON + timedelta(days=6)) > 0
    worker, superuser = as_role("worker"), as_role("superuser")
    tables = closed_tables(superuser)
    assert set(rows_without_actor(worker, tables, str(SYSTEM_POST))) == READ_BY_IT
    for table in tables:
        may = {verb for verb in _VERBS if _may(superuser, table, verb)}
        assert may == set(matrix.TABLES_OF_THE_SERVICE.get(table, "").split()), table


def _may(superuser: Connection, table: str, verb: str) -> bool:
    check = "has_table_privilege" if verb == "delete" else "has_any_column_privilege"
    ((may,),) = superuser.execute(f"SELECT {check}('reciprocal_worker', %s, %s)", [table, verb]).fetchall()
    return bool(may)


def test_with_the_eyes_of_a_post_the_worker_reads_and_changes_nothing(fresh_database: str, as_role: AsRole) -> None:
    scene, worker = scene_of_x("under_offer", Now()), as_role("worker")
    moves = {
        "nadia": ("request", scene.request_id, "under_offer", "closed"),
        "clare": ("request", scene.request_id, "under_offer", "on_hold"),
        "lena": ("home", scene.home_id, "offered", "open"),
    }
    for key, (machine, row, before, after) in moves.items():
        with undone(worker):
            act_as(worker, EVERYBODY[key].membership_id)
            move = "SELECT 1 WHERE workflow_move(%s, %s, %s, %s, %s, NULL)"
            assert outcome(worker, move, [machine, row, before, after, NOON]) == NOT_YOURS, key
            update = SQL("UPDATE {} SET version = version + 1").format(Identifier("property_requests_propertyrequest"))
            assert outcome(worker, update, []) == "nothing", key
    with undone(worker):
        act_as(worker, EVERYBODY["nadia"].membership_id)
        count = worker.execute("SELECT count(*) FROM property_requests_propertyrequest").fetchone()
        assert count == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute("SELECT 1 FROM property_requests_risk")


@pytest.mark.django_db
def test_the_web_process_cannot_act_for_it_while_the_worker_can(now: Now) -> None:
    with as_system() as actor:
        assert actor.role == "system"
    with as_("clare") as actor:
        assert actor.role == "coordinator"
