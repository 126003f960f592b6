"""The two locks compared with each other and with the table written by hand, row by row.

These check functions are used on the product as it is, where they must find nothing, and on builds that were broken
on purpose, where they must find what was broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connection
from django.http import QueryDict
from psycopg.rows import dict_row
from psycopg.sql import SQL, Identifier

from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Actor, Facts
from reciprocal.access.policy import TABLE_READERS, allows
from reciprocal.accounts import actions as people
from reciprocal.accounts import kept, once
from reciprocal.accounts.models import Membership
from reciprocal.accounts.sessions import SessionStore
from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.offers import moving
from reciprocal.property_requests import saved_views
from reciprocal.worklist import digest, reminders
from tests.guarantees import matrix
from tests.guarantees.matrix import ACTORS, MOMENTS, may
from tests.guarantees.scene import MOMENTS_OF_Y, WAYS, Scene, said_about_the_pot, scene_of_x, scene_of_y
from tests.people import NOON, Now, as_, as_system

Connection = psycopg.Connection[tuple[Any, ...]]
NEXT_MONDAY = NOON + timedelta(days=6)
REQUESTS, ASKED = "property_requests_propertyrequest", "property_requests_informationasked"
COVER, OFFER, PROFILE = "property_requests_cover", "offers_offer", "circulation_profile"


@dataclass(frozen=True)
class Row:
    """One row of a closed table, as somebody reads it who may read everything."""

    table: str
    key: str
    data: dict[str, Any] = field(compare=False, hash=False)

    @property
    def request(self) -> str:
        """The id of the request it is about; empty for none."""
        return str(self.data["id"] if self.table == REQUESTS else self.data.get("request_id") or "")


@dataclass
class World:
    """Every moment of X and of Y, committed, and one request from which everybody was kept away afterwards."""

    scenes: dict[str, tuple[str, str]]  # request → "x", "y" or "barred", and the moment
    rows: list[Row]
    keys: dict[str, str]  # table → its primary key
    facts: dict[tuple[str, str, Any], Facts | None] = field(default_factory=dict)  # asked once for each actor


def world(superuser: Connection, moments: tuple[str, ...] = tuple(MOMENTS)) -> World:
    """Make the world in the test's own database, or only some moments of it."""
    now, scenes = Now(), {}
    for moment in moments:
        scenes[str(scene_of_x(moment, now, cover=_post("lantern_desk")).request_id)] = ("x", moment)
    for moment in (m for m in MOMENTS_OF_Y if m in moments):
        scenes[str(scene_of_y(moment, now).request_id)] = ("y", moment)
    after = ("landlord_asked", "declined", "used_up", "void", "withdrawn", "moving", "moved")
    for moment, way in zip(after, cycle(WAYS), strict=False):
        scene = scene_of_x(moment, now, cover=_post("lantern_desk"))
        if moment == "moved":
            with as_("nadia") as actor:
                assert scene.offer_id is not None
                moving.follow_up(actor, scene.offer_id, at=now.at + timedelta(days=28), answer="settled")
        scenes[str(_everybody_barred(superuser, scene, way).request_id)] = ("barred", moment)
    said_about_the_pot(
        next(UUID(id) for id, (whose, moment) in scenes.items() if (whose, moment) == ("x", "moved")), now.at
    )
    _cedar_expects_a_home(superuser)
    _account_rows(now)
    with as_system():  # so that the worker's own tables have rows
        reminders.remind(now.at + timedelta(days=10))
        assert digest.queue(NEXT_MONDAY) > 0
    keys = closed_tables(superuser)
    return World(scenes, list(_rows(superuser, keys)), keys)


def closed_tables(superuser: Connection) -> dict[str, str]:
    """Walk the catalogue: every table with row-level security, and its primary key."""
    return dict(
        superuser.execute(
            "SELECT c.relname::text, a.attname::text FROM pg_class c"
            " JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity ORDER BY 1"
        ).fetchall()
    )


def wrong_by_policy(world: World, only: str = "") -> list[str]:
    """Compare policy and database for everybody and every row of the tables that the policy speaks of, or of one."""
    wrong = []
    for actor in (*EVERYBODY, "nobody"):
        with as_(actor) as acting:
            for table, permissions in TABLE_READERS.items():
                if only not in ("", table):
                    continue
                seen = _seen(table, world.keys[table])
                for row in (row for row in world.rows if row.table == table):
                    if (row.key in seen) != _policy_opens(world, row, permissions, actor, acting):
                        wrong.append(f"{_name(world, row)} {'is' if row.key in seen else 'is not'} seen by {actor}")
    return wrong


def wrong_by_hand(world: World, only: str = "") -> list[str]:
    """Compare the database with the table written by hand, for the eleven and every row of all tables, or of one."""
    wrong = []
    for actor in ACTORS:
        with as_(actor):
            seen = {table: _seen(table, key) for table, key in world.keys.items() if only in ("", table)}
        for row in (row for row in world.rows if row.table in seen):
            if (row.key in seen[row.table]) != _by_hand(world, row, actor):
                shown = row.key in seen[row.table]
                wrong.append(f"{_name(world, row)} {'is' if shown else 'is not'} seen by {actor}")
    return wrong


def rows_without_actor(reader: Connection, tables: dict[str, str], actor: str | None = None) -> list[str]:
    """List the closed tables of which a connection sees rows although nobody acts, or a post that is none."""
    found = []
    with reader.transaction(force_rollback=True):
        if actor is not None:
            reader.execute("SELECT set_config('reciprocal.membership', %s, true)", [actor])
        for table in tables:
            try:
                with reader.transaction():
                    if reader.execute(SQL("SELECT 1 FROM {} LIMIT 1").format(Identifier(table))).fetchone():
                        found.append(table)
            except psycopg.errors.InsufficientPrivilege:
                continue
    return found


def _account_rows(now: Now) -> None:
    """A session, and a page that was sent after one was closed, for each who signs in; a view of the coordinator's."""
    for actor in ("nadia", "lena", "bart", "petra", "clare"):
        session = SessionStore()
        session["person"], session["membership"] = str(EVERYBODY[actor].person_id), str(_post(actor))
        session.save()
        with as_(actor) as acting:
            kept.keep(acting, "/requests/new/", QueryDict("answer=Typed"), now.at)
            once.first(uuid4(), acting, now.at)
    with as_("clare") as acting:
        saved_views.save(acting, "Waiting for landlords", {"state": "awaiting_landlord"})
    for actor, organisation in (("petra", "Alder Council"), ("clare", "Cedar Council")):
        with as_(actor) as acting:
            at = organisation_id(organisation)
            people.invite(acting, at, "new@example.example", "named_lead", at=now.at, link="https://x/SECRET/")
            post = Membership.objects.filter(organisation_id=at).exclude(pk=acting.membership).first()
            assert post is not None
            people.ask_reset(acting, post, at=now.at)


# Whom a bar names so that everybody at an organisation is kept away: itself; a team of another one, where they have no
# post any more, that all of them have left since; each of them; or its teams, one of which has nobody in it.
_BARS = {
    "a partner": ("SELECT NULL::uuid, %(at)s::uuid, NULL::uuid",),
    "a team": (
        "WITH team AS (INSERT INTO accounts_team (id, organisation_id, name)"
        " VALUES (gen_random_uuid(), %(elm)s, gen_random_uuid()::text) RETURNING id), were AS"
        " (INSERT INTO accounts_inteam (id, organisation_id, team_id, person_id, left_at)"
        " SELECT gen_random_uuid(), %(elm)s, team.id, m.person_id, '2100-01-01' FROM team, accounts_membership m"
        " WHERE m.organisation_id = %(at)s) SELECT NULL::uuid, NULL::uuid, id FROM team",
    ),
    "a person": ("SELECT person_id, NULL::uuid, NULL::uuid FROM accounts_membership WHERE organisation_id = %(at)s",),
    "in no team": (
        "WITH team AS (INSERT INTO accounts_team (id, organisation_id, name)"
        " VALUES (gen_random_uuid(), %(at)s, gen_random_uuid()::text) RETURNING id)"
        " SELECT NULL::uuid, NULL::uuid, id FROM team",
        "SELECT NULL::uuid, NULL::uuid, team_id FROM accounts_inteam"
        " WHERE organisation_id = %(at)s AND left_at IS NULL",
    ),
}


def _everybody_barred(superuser: Connection, scene: Scene, way: str) -> Scene:
    """Keep away, past every rule, everybody who works with officer, landlord, partner and coordinator."""
    for name in ("Lantern Support", "Alder Council", "Cedar Council", "Example Moves Team"):
        for named in _BARS[way]:
            found = superuser.execute(
                named, {"at": organisation_id(name), "elm": organisation_id("Elm Council")}
            ).fetchall()
            for person, organisation, team in found:
                superuser.execute(
                    "INSERT INTO property_requests_bar (id, request_id, person_id, organisation_id, team_id, at)"
                    " SELECT gen_random_uuid(), %s, %s, %s, %s, now() ON CONFLICT DO NOTHING",
                    [scene.request_id, person, organisation, team],
                )
    return scene


def _cedar_expects_a_home(superuser: Connection) -> None:
    """Let Cedar Council, of whose tenants none has moved, have told of a home all the same."""
    superuser.execute(
        "INSERT INTO homes_cominghome (id, organisation_id, comes_back, will_offer)"
        " SELECT gen_random_uuid(), %s, 'yes', 'yes'",
        [organisation_id("Cedar Council")],
    )


def _rows(superuser: Connection, keys: dict[str, str]) -> Iterator[Row]:
    with superuser.cursor(row_factory=dict_row) as cursor:
        for table, key in keys.items():
            for data in cursor.execute(SQL("SELECT * FROM {}").format(Identifier(table))).fetchall():
                yield Row(table, str(data[key]), data)


def _seen(table: str, key: str) -> set[str]:
    """The keys that the running actor reads. Some tables the web role has no right at all to read."""
    if table in matrix.NOBODY_READS:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{key}" FROM "{table}"')
        return {str(row[0]) for row in cursor.fetchall()}


def _policy_opens(world: World, row: Row, permissions: tuple[str, ...], actor: str, acting: Actor) -> bool:
    if row.table == ASKED and row.data["asked_by"] == "landlord":
        permissions = (*permissions, "approval.read")  # it reads its own questions and not the coordinator's
    kind, thing = "request", row.data["id"] if row.table == REQUESTS else row.data["request_id"]
    if row.table == PROFILE:
        kind, thing = "profile", row.data["id"]
    elif row.table in ("circulation_partnerasked", "circulation_profileanswer"):
        kind, thing = "profile", row.data["profile_id"]
    elif row.table.startswith("offers_") and row.table not in (
        "offers_allowed",
        "offers_opening",
    ):  # those are there before any offer
        kind, thing = "offer", row.data["id"] if row.table == OFFER else row.data["offer_id"]
    if (actor, kind, thing) not in world.facts:
        world.facts[actor, kind, thing] = facts_of(kind, thing)
    of_row = world.facts[actor, kind, thing]
    assert of_row is not None
    if row.table == COVER and row.data["membership_id"] == acting.membership:
        return not of_row.barred  # who is asked to cover reads that they were asked, and nothing else of the request
    return any(allows(permission, acting, of_row) for permission in permissions)


def _by_hand(world: World, row: Row, actor: str) -> bool:
    whose, moment = world.scenes.get(row.request, ("", ""))
    if row.table in matrix.OWN_ROWS:
        column, own, everything = matrix.OWN_ROWS[row.table]
        if actor in everything.split():
            return True
        if actor not in own.split() or (row.table == "notifications_notice" and whose == "barred"):
            return False
        mine = _post(actor) if column == "membership_id" else organisation_id(EVERYBODY[actor].organisation)
        return bool(row.data[column] == mine)
    if not row.request:  # what happened to a home that was not offered yet is its partner's
        return actor in ("lena", "bart") and row.data["organisation_id"] == organisation_id(
            EVERYBODY[actor].organisation
        )
    if whose == "barred":
        return False
    column, value = matrix.ONLY.get(row.table, {}).get(actor, ("", ""))
    if column == "organisation_id" and row.data[column] != organisation_id(value):
        return False
    if column in ("audience", "asked_by") and row.data[column] != value:
        return False
    return may(matrix.ROWS_OF_Y if whose == "y" else matrix.ROWS, row.table, actor, moment)


def _post(actor: str) -> UUID | None:
    return EVERYBODY[actor].membership_id


def _name(world: World, row: Row) -> str:
    whose, moment = world.scenes.get(row.request, ("no request", ""))
    return f"{row.table} {row.key[:8]} of {whose} {moment}".strip()
