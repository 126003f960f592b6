"""Faults to plant in a sound database, each with the checks that have to name it; see test_checks.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg

from tests.people import Story

Database = psycopg.Connection[Any]
Plant = Callable[[Database, dict[str, Story]], None]

REQUESTS = "property_requests_propertyrequest"
LEADS_HERE = "What happened leads to the state that each thing is in"


def sql(statement: str, *of: str) -> Plant:
    """A fault that is one statement; `of` names ids of staged requests, such as `moved.request_id`."""

    def plant(db: Database, there: dict[str, Story]) -> None:
        db.execute(statement, [getattr(there[state], field) for state, field in (name.split(".") for name in of)])

    return plant


def as_owner(*statements: str) -> Plant:
    """A fault that the owner of the tables brings about."""

    def plant(db: Database, there: dict[str, Story]) -> None:
        db.execute("SET ROLE reciprocal_owner")
        for statement in statements:
            db.execute(statement)
        db.execute("RESET ROLE")

    return plant


def _copy(db: Database, table: str, row: UUID | None, **changed: Any) -> None:
    """Insert a copy of a row with some columns changed."""
    found = db.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped", [table]
    )
    columns = [name for (name,) in found]
    values = ", ".join("%s" if column in changed else column for column in columns)
    given = [changed[column] for column in columns if column in changed]
    db.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE id = %s", [*given, row])


def _happened(db: Database, step: str, *, offer: UUID | None = None, home: UUID | None = None) -> None:
    """Note a step after all others."""
    db.execute(
        "INSERT INTO workflow_happening (id, audience, step, at, by_role, offer_id, home_id) SELECT"
        " (lpad(to_hex(('x' || substr(replace(max(id::text), '-', ''), 1, 16))::bit(64)::bigint + 1), 16, '0')"
        "  || repeat('0', 16))::uuid, 'offering', %s, max(at), '', %s, %s FROM workflow_happening",
        [step, offer, home],
    )


def _a_second_offer_and_home(db: Database, there: dict[str, Story]) -> tuple[UUID, UUID]:
    """Another offer for the request that is under offer, of another home, with the steps that would lead there."""
    offer, home = uuid4(), uuid4()
    _copy(db, "homes_home", there["under_offer"].home_id, id=home)
    _copy(db, "offers_offer", there["under_offer"].offer_id, id=offer, home_id=home)
    _happened(db, "declare_home", home=home)
    _happened(db, "send_offer", offer=offer, home=home)
    return offer, home


def _two_live_offers_of_a_request(db: Database, there: dict[str, Story]) -> None:
    db.execute("DROP INDEX one_live_offer_a_request")
    _a_second_offer_and_home(db, there)


def _two_live_offers_of_a_home(db: Database, there: dict[str, Story]) -> None:
    db.execute("DROP INDEX one_live_offer_a_home")
    home = there["moving"].home_id
    db.execute("UPDATE offers_offer SET home_id = %s WHERE home_id = %s", [there["under_offer"].home_id, home])
    db.execute("DELETE FROM workflow_happening WHERE home_id = %s AND offer_id IS NULL", [home])
    db.execute("UPDATE workflow_happening SET home_id = NULL WHERE home_id = %s", [home])
    db.execute("DELETE FROM homes_home WHERE id = %s", [home])


def _a_moved_request_without_lines(db: Database, there: dict[str, Story]) -> None:
    move = db.execute(
        "DELETE FROM ledger_move WHERE request_id = %s RETURNING owes_id, owed_id", [there["moved"].request_id]
    ).fetchone()
    db.execute("DELETE FROM ledger_line WHERE id = ANY(%s)", [list(move or ())])


def _a_pair_without_its_move(db: Database, there: dict[str, Story]) -> None:
    lines = db.execute("SELECT owes_id, owed_id FROM ledger_move").fetchone()
    assert lines
    owes, owed = uuid4(), uuid4()
    _copy(db, "ledger_line", lines[0], id=owes)
    _copy(db, "ledger_line", lines[1], id=owed)
    db.execute(
        "INSERT INTO ledger_move SELECT gen_random_uuid(), %s, recorded_at, %s, %s FROM ledger_move",
        [there["moving"].request_id, owed, owes],
    )


def _a_line_without_its_pair(db: Database, there: dict[str, Story]) -> None:
    line = db.execute("SELECT owed_id FROM ledger_move").fetchone()
    assert line
    _copy(db, "ledger_line", line[0], id=uuid4())


def _an_offer_of_another_partner(db: Database, there: dict[str, Story]) -> None:
    db.execute("UPDATE offers_offer SET organisation_id = (SELECT landlord_id FROM"
               f" {REQUESTS} WHERE id = request_id) WHERE id = %s", [there["under_offer"].offer_id])  # fmt: skip


def _the_same_code_twice(db: Database, there: dict[str, Story]) -> None:
    db.execute(f"ALTER TABLE {REQUESTS} DROP CONSTRAINT {REQUESTS}_code_key")
    db.execute(
        f"UPDATE {REQUESTS} SET code = (SELECT code FROM {REQUESTS} WHERE id = %s) WHERE id = %s",
        [there["circulating"].request_id, there["approved"].request_id],
    )


FAULTS: tuple[tuple[str, set[str], Plant], ...] = (
    ("two live offers for a request", {"A request has one live offer at most"}, _two_live_offers_of_a_request),
    ("two live offers of a home", {"A home has one live offer at most"}, _two_live_offers_of_a_home),
    (
        "under offer without an offer",
        {"A request that is under offer or moving has its live offer", "A home that is offered has its live offer"},
        sql("DELETE FROM offers_offer WHERE id = %s", "under_offer.offer_id"),
    ),
    (
        "a live offer for a request that circulates",
        {"A live offer has its request under offer or moving", LEADS_HERE},
        sql(f"UPDATE {REQUESTS} SET state = 'circulating' WHERE id = %s", "under_offer.request_id"),
    ),
    (
        "a live offer of an open home",
        {"A live offer has its home offered", LEADS_HERE},
        sql("UPDATE homes_home SET state = 'open' WHERE id = %s", "under_offer.home_id"),
    ),
    (
        "a start without its home taken",
        {"An offer that started has moved its request and taken its home", LEADS_HERE},
        sql("UPDATE homes_home SET state = 'off_list' WHERE id = %s", "moved.home_id"),
    ),
    (
        "an offer of the applicant's landlord",
        {"An offer comes from the partner that has the home and the profile, never from the applicant's landlord"},
        _an_offer_of_another_partner,
    ),
    (
        "a code taken away",
        {"A code is given when the landlord agrees, and not before"},
        sql(f"UPDATE {REQUESTS} SET code = NULL WHERE id = %s", "approved.request_id"),
    ),
    ("the same code twice", {"No two requests have the same code"}, _the_same_code_twice),
    (
        "a code of another shape",
        {"A code is written as the scheme writes codes"},
        sql(f"UPDATE {REQUESTS} SET code = 'ARC-0001-26' WHERE id = %s", "approved.request_id"),
    ),
    (
        "a profile with another code",
        {"A profile and an offer carry the code of their request"},
        sql("UPDATE circulation_profile SET code = 'ARC-9999-25' WHERE id = %s", "circulating.profile_id"),
    ),
    (
        "sent, and not when",
        {"A request that was sent says when it was sent"},
        sql(f"UPDATE {REQUESTS} SET submitted_at = NULL WHERE id = %s", "submitted.request_id"),
    ),
    (
        "circulating without a profile",
        {"A request that partners may read has profiles"},
        sql("DELETE FROM circulation_profile WHERE request_id = %s", "circulating.request_id"),
    ),
    (
        "a profile for the own landlord",
        {"No profile was made for the applicant's own landlord"},
        sql(
            f"UPDATE circulation_profile SET organisation_id = (SELECT landlord_id FROM {REQUESTS} WHERE id = request_id)"
            " WHERE id = %s",
            "circulating.profile_id",
        ),
    ),
    (
        "a profile for whom was kept away",
        {"No profile was made for a partner that was kept away"},
        sql(
            "UPDATE property_requests_bar SET at = at - interval '1 hour', organisation_id ="
            " (SELECT organisation_id FROM circulation_profile WHERE id = %s) WHERE request_id = %s",
            "circulating.profile_id", "circulating.request_id",
        ),
    ),
    (
        "no approval view",
        {"A landlord that was asked has its approval view"},
        sql("DELETE FROM property_requests_approval WHERE request_id = %s", "awaiting_landlord.request_id"),
    ),
    (
        "an approval view that lags behind",
        {"An approval view tells the state in the landlord's word"},
        sql("UPDATE property_requests_approval SET status = 'deciding' WHERE request_id = %s", "moved.request_id"),
    ),
    (
        "a step that was not open",
        {"Every step that was taken was open by the lifecycle table"},
        sql("UPDATE workflow_happening SET step = 'resume' WHERE step = 'circulate' AND request_id = %s", "moved.request_id"),
    ),
    (
        "a state that nothing led to",
        {LEADS_HERE},
        sql(f"UPDATE {REQUESTS} SET state = 'submitted' WHERE id = %s", "information_needed.request_id"),
    ),
    ("moved, and nobody owes", {"A household that moved has its pair in the pot"}, _a_moved_request_without_lines),
    (
        "a pair, and nobody moved",
        {
            "A pair in the pot belongs to a household that moved",
            "A pair in the pot adds up to zero: one landlord owes a home, another is owed one",
        },
        _a_pair_without_its_move,
    ),
    ("a line without its pair", {"A line of the pot belongs to one pair"}, _a_line_without_its_pair),
    (
        "a pair of other landlords",
        {"A pair in the pot is of the two landlords of the move"},
        sql(
            "UPDATE ledger_line SET organisation_id = (SELECT id FROM partners_organisation WHERE name = 'Elm Council')"
            " WHERE change = 1"
        ),
    ),
    (
        "an edited log row",
        {"The chain of the log is unbroken"},
        sql("UPDATE audit_entry SET event = 'submit' WHERE number = 3"),
    ),
    (
        "a log row taken out",
        {"The chain of the log is unbroken"},
        sql("DELETE FROM audit_entry WHERE number = 3"),
    ),
    (
        "a changed payload",
        {"The payloads of the log are those that were written"},
        sql("UPDATE audit_entry SET payload = payload || '\\x00' WHERE number = 3"),
    ),
    (
        "a table without a policy",
        {"Every table has its place in a policies.py"},
        as_owner("CREATE TABLE stray (id int)"),
    ),
    (
        "FORCE switched off",
        {"Every table about households has its row-level security on and forced"},
        as_owner("ALTER TABLE property_requests_risk NO FORCE ROW LEVEL SECURITY"),
    ),
    (
        "row-level security switched off",
        {"Every table about households has its row-level security on and forced"},
        as_owner("ALTER TABLE property_requests_risk DISABLE ROW LEVEL SECURITY"),
    ),
    (
        "a policy dropped",
        {"The policies are those that the code states"},
        as_owner("DROP POLICY kept_away ON circulation_profile"),
    ),
    (
        "a policy added",
        {"The policies are those that the code states"},
        as_owner("CREATE POLICY more ON circulation_profile FOR SELECT TO reciprocal_web USING (true)"),
    ),
    (
        "a policy with other words",
        {"Policies, functions and triggers are worded as they were installed"},
        as_owner("ALTER POLICY may_read ON circulation_profile USING (true)"),
    ),
    (
        "a function with other words",
        {"Policies, functions and triggers are worded as they were installed"},
        as_owner(
            "CREATE OR REPLACE FUNCTION workflow_landlord_sees(request_state text) RETURNS text LANGUAGE sql IMMUTABLE"
            " AS $$ SELECT request_state $$"
        ),
    ),
    (
        "a trigger switched off",
        {"The triggers that guard states, pot and log are there and switched on"},
        as_owner("ALTER TABLE offers_offer DISABLE TRIGGER lifecycle"),
    ),
    (
        "a trigger dropped",
        {"The triggers that guard states, pot and log are there and switched on"},
        as_owner("DROP TRIGGER audit_entry_is_kept ON audit_entry"),
    ),
    (
        "guarantees of another version",
        {"The installed guarantees are those of this code"},
        as_owner("UPDATE access_installed SET digest = 'another' WHERE what = 'code'"),
    ),
    (
        "the database's own clock",
        {"The database never asks its own clock"},
        as_owner("ALTER TABLE workflow_happening ALTER COLUMN at SET DEFAULT current_timestamp"),
    ),
    (
        "a right that nobody stated",
        {"Each role has the rights on tables that the code states, and no others"},
        as_owner("GRANT UPDATE (state) ON offers_offer TO reciprocal_web"),
    ),
    (
        "a right taken away",
        {"Each role has the rights on tables that the code states, and no others"},
        as_owner("REVOKE INSERT ON offers_offer FROM reciprocal_web"),
    ),
    ("a grant to everybody", {"No right is granted to everybody"}, as_owner("GRANT SELECT ON offers_offer TO PUBLIC")),
    (
        "a column for everybody",
        {"No right is granted to everybody"},
        as_owner("GRANT SELECT (place) ON offers_offer TO PUBLIC"),
    ),
    (
        "a table of somebody else",
        {"The tables belong to the owner alone, who is held by row-level security too"},
        sql("ALTER FUNCTION access_role() OWNER TO reciprocal_report"),
    ),
    (
        "a function for everybody",
        {"No function that sees more than its caller is for everybody, or looks outside its own schema"},
        sql("GRANT EXECUTE ON FUNCTION access_barred() TO PUBLIC"),
    ),
)  # fmt: skip
