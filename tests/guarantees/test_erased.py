"""After its clock nothing of a request is left in any table, and the log still verifies."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.apps import apps

from reciprocal import clock
from reciprocal.access.encryption import CannotOpen
from reciprocal.audit.log import broken_links, payload_of
from reciprocal.audit.models import Entry
from reciprocal.config import roles
from reciprocal.property_requests import actions as requests
from reciprocal.workflow import erasure
from reciprocal.worklist import daily
from tests import database
from tests.people import Now, as_, as_system, signed_in, tell

AsRole = Callable[[str], Any]
MARK = "zqmark"
KINDS = ("R6", "R2")


def erase(now: Now) -> int:
    """Let the service erase what is over today."""
    with as_system():
        return daily.erase_what_is_over(now.at)


def columns(retention: str) -> list[tuple[str, str]]:
    """Table and column of every text about a request that goes with a class."""
    return [
        (model._meta.db_table, str(field.column))
        for model in apps.get_models()
        if any(one.attname == "request_id" for one in model._meta.local_fields)
        or model._meta.db_table == "property_requests_propertyrequest"
        for field in model._meta.local_fields
        if getattr(model, "sensitivity", {}).get(field.name, ("", ""))[1] == retention
        and field.get_internal_type() in ("CharField", "TextField")
    ]


def plant(superuser: Any, request: UUID) -> int:
    """Write a marker, past every trigger, into each text of both classes; gives in how many columns it stands."""
    superuser.execute("SET session_replication_role = replica")
    planted = 0
    for retention in erasure.MARKED:
        for table, column in columns(retention):
            key = "id" if table == "property_requests_propertyrequest" else "request_id"
            limit = superuser.execute(
                "SELECT coalesce(character_maximum_length, 99) FROM information_schema.columns"
                " WHERE table_name = %s AND column_name = %s",
                [table, column],
            ).fetchone()[0]
            one = f"SELECT ctid FROM {table} WHERE {key} = %s LIMIT 1"
            with suppress(psycopg.errors.CheckViolation):  # one of a fixed list, that holds no word of anybody's
                planted += superuser.execute(
                    f"UPDATE {table} SET {column} = %s WHERE ctid = ({one})", [MARK[:limit], request]
                ).rowcount
    planted += superuser.execute(
        "UPDATE notifications_mail SET subject = %s, body = %s, address = %s WHERE notice_id IN"
        " (SELECT id FROM notifications_notice WHERE request_id = %s)", [MARK, MARK, MARK, request]
    ).rowcount  # fmt: skip
    return planted


def found(superuser: Any) -> list[str]:
    """Every table of the database in which the marker stands."""
    tables = superuser.execute("SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND"
                               " relnamespace = 'public'::regnamespace").fetchall()  # fmt: skip
    return [
        table
        for (table,) in tables
        if superuser.execute(f"SELECT EXISTS (SELECT FROM {table} t WHERE t::text LIKE %s)", [f"%{MARK}%"]).fetchone()[
            0
        ]
    ]


@pytest.mark.parametrize("state", ["moved", "declined"])
def test_after_its_clock_nothing_of_it_is_left_in_any_table(
    state: str, fresh_database: str, cluster: database.Cluster, as_role: AsRole
) -> None:
    now = Now()
    story, superuser = tell(state, now), as_role("superuser")
    assert plant(superuser, story.request_id) > 20
    now.forward(days=190)
    assert found(superuser) != []
    assert erase(now) == 2
    assert found(superuser) == []
    assert erase(now) == 0
    with as_("audrey"):
        assert list(broken_links()) == []
        for entry in Entry.objects.filter(subject=story.request_id, at__lt=now.at):
            with pytest.raises(CannotOpen):
                payload_of(entry)
    assert database.found_in(cluster, fresh_database) == []


def test_an_older_copy_that_is_put_back_does_not_bring_it_back(
    fresh_database: str,
    cluster: database.Cluster,
    as_role: AsRole,
    tmp_path: Path,
    settings: Any,
) -> None:
    settings.WITNESS = str(tmp_path)
    now = Now()
    story, superuser = tell("under_offer", now), as_role("superuser")
    assert plant(superuser, story.request_id) > 20
    superuser.close()
    older = f"{fresh_database}_older"
    with roles.connect(cluster.admin) as server:
        database.connections.close_all()
        roles.make_database(server, cluster.admin, older, template=fresh_database)
    with as_("nadia") as nadia:
        requests.withdraw_consent(nadia, story.request_id, at=now.at)
    now.forward(days=190)
    assert erase(now) == 2
    with (
        database.default_is(cluster.url("superuser", older), "web"),
        roles.connect(cluster.url("superuser", older)) as db,
    ):
        assert (found(db) != [], erase(now)) == (True, 0)  # its clock has not begun there
        back = {f"Of request {story.request_id}, class {one} came back. Run ./run worker --restored." for one in KINDS}
        assert back <= {finding.sentence for finding in database.found_in(cluster, older)}
        database.connections.close_all()
        with clock.use(now):
            with as_system():
                assert daily.erase_again(now.at) == 2
            assert found(db) == []
            with as_system():
                assert daily.erase_again(now.at) == 0
            assert signed_in("nadia", now).get(f"/requests/{story.request_id}/").status_code == 200
        assert not back & {finding.sentence for finding in database.found_in(cluster, older)}
    cluster.drop(older)
