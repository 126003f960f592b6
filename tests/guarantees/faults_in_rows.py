"""Faults to plant in the rows of a sound database, each with the checks that have to name it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg

from tests.people import Story

Database = psycopg.Connection[Any]
Plant = Callable[[Database, dict[str, Story]], None]
Fault = tuple[str, set[str], Plant]

REQUESTS = "property_requests_propertyrequest"
LEADS_HERE = "What happened leads to the state that each thing is in"


def sql(statement: str, *of: str) -> Plant:
    """A fault that is one statement; `of` names ids of staged requests, such as `moved.request_id`."""

    def plant(db: Database, there: dict[str, Story]) -> None:
        db.execute(statement, [getattr(there[state], field) for state, field in (name.split(".") for name in of)])

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


def _two_live_offers_of_a_request(db: Database, there: dict[str, Story]) -> None:
    """Another offer for the request that is under offer, of another home, with the steps that would lead there."""
    db.execute("DROP INDEX one_live_offer_a_request")
    offer, home = uuid4(), uuid4()
    _copy(db, "homes_home", there["under_offer"].home_id, id=home)
    _copy(db, "offers_offer", there["under_offer"].offer_id, id=offer, home_id=home)
    _happened(db, "declare_home", home=home)
    _happened(db, "send_offer", offer=offer, home=home)


def _two_live_offers_of_a_home(db: Database, there: dict[str, Story]) -> None:
    db.execute("DROP INDEX one_live_offer_a_home")
    home = there["moving"].home_id
    db.execute("UPDATE offers_offer SET home_id = %s WHERE home_id = %s", [there["under_offer"].home_id, home])
    db.execute("DELETE FROM workflow_happening WHERE home_id = %s AND offer_id IS NULL", [home])
    db.execute("UPDATE workflow_happening SET home_id = NULL WHERE home_id = %s", [home])
    db.execute("DELETE FROM homes_home WHERE id = %s", [home])


def _a_moved_request_without_lines(db: Database, there: dict[str, Story]) -> None:
    move = db.execute(
        "DELETE FROM ledger_pair WHERE request_id = %s RETURNING owes_id, owed_id", [there["moved"].request_id]
    ).fetchone()
    db.execute("DELETE FROM ledger_line WHERE id = ANY(%s)", [list(move or ())])


def _a_pair_without_its_move(db: Database, there: dict[str, Story]) -> None:
    lines = db.execute("SELECT owes_id, owed_id FROM ledger_pair").fetchone()
    assert lines
    owes, owed = uuid4(), uuid4()
    _copy(db, "ledger_line", lines[0], id=owes)
    _copy(db, "ledger_line", lines[1], id=owed)
    db.execute(
        "INSERT INTO ledger_pair (id, request_id, recorded_at, owes_id, owed_id, words)"
        " SELECT gen_random_uuid(), %s, recorded_at, %s, %s, '' FROM ledger_pair",
        [there["moving"].request_id, owes, owed],
    )


def _a_pair_that_takes_back_another_month(db: Database, there: dict[str, Story]) -> None:
    """A reversing pair in order but for the month that it names."""
    pair = db.execute("SELECT owes_id, owed_id FROM ledger_pair").fetchone()
    assert pair
    owes, owed, correction = uuid4(), uuid4(), {"kind": "correction", "reason": "no_move", "about": date(2026, 1, 1)}
    _copy(db, "ledger_line", pair[1], id=owes, change=-1, **correction)
    _copy(db, "ledger_line", pair[0], id=owed, change=1, **correction)
    db.execute(
        "INSERT INTO ledger_pair (id, reverses_id, recorded_at, owes_id, owed_id, words, recorded_by)"
        " SELECT gen_random_uuid(), id, recorded_at, %s, %s, 'There was none.', gen_random_uuid() FROM ledger_pair",
        [owes, owed],
    )


def _a_line_without_its_pair(db: Database, there: dict[str, Story]) -> None:
    line = db.execute("SELECT owed_id FROM ledger_pair").fetchone()
    assert line
    _copy(db, "ledger_line", line[0], id=uuid4())


def _a_viewing_after_the_end(db: Database, there: dict[str, Story]) -> None:
    _happened(db, "arrange_viewing", offer=there["no"].offer_id)


def _an_offer_of_another_partner(db: Database, there: dict[str, Story]) -> None:
    db.execute("UPDATE offers_offer SET organisation_id = (SELECT landlord_id FROM"
               f" {REQUESTS} WHERE id = request_id) WHERE id = %s", [there["under_offer"].offer_id])  # fmt: skip


def _the_same_code_twice(db: Database, there: dict[str, Story]) -> None:
    db.execute(f"ALTER TABLE {REQUESTS} DROP CONSTRAINT {REQUESTS}_code_key")
    db.execute(
        f"UPDATE {REQUESTS} SET code = (SELECT code FROM {REQUESTS} WHERE id = %s) WHERE id = %s",
        [there["circulating"].request_id, there["approved"].request_id],
    )


FAULTS_IN_ROWS: tuple[Fault, ...] = (
    ("two live offers for a request", {"A request has one live offer at most"}, _two_live_offers_of_a_request),
    (
        "two live offers of a home",
        {
            "A home has one live offer at most",
            # No history leads there.
            "Every step that was taken was open by the lifecycle table",
        },
        _two_live_offers_of_a_home,
    ),
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
            "UPDATE circulation_profile SET organisation_id ="
            f" (SELECT landlord_id FROM {REQUESTS} WHERE id = request_id) WHERE id = %s",
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
        _a_viewing_after_the_end,
    ),
    (
        "a state that nothing led to",
        {LEADS_HERE},
        sql(f"UPDATE {REQUESTS} SET state = 'submitted' WHERE id = %s", "information_needed.request_id"),
    ),
    ("moved, and nobody owes", {"A household that moved has its pair in the pot"}, _a_moved_request_without_lines),
    (
        "a pair, and nobody moved",
        {"A pair in the pot belongs to a household that moved"},
        _a_pair_without_its_move,
    ),
    (
        "a pair that is no pair",
        {"A pair in the pot adds up to zero: one landlord owes a home, another is owed one"},
        sql("UPDATE ledger_line SET change = 1, kind = 'housed' WHERE change = -1"),
    ),
    (
        "half a pair",
        {"A pair in the pot adds up to zero: one landlord owes a home, another is owed one"},
        sql("DELETE FROM ledger_line WHERE change = 1"),
    ),
    (
        "a pair that takes back another month",
        {"What is taken back is the pair of a move, with its two landlords the other way round"},
        _a_pair_that_takes_back_another_month,
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
        sql("UPDATE audit_entry SET event = 'edited' WHERE number = 3"),
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
        "an address put into the place of another",
        {"What is sealed opens in its own place"},
        sql(
            "UPDATE offers_homeaddress SET address = (SELECT address FROM offers_homeaddress WHERE request_id = %s)"
            " WHERE request_id = %s",
            "moving.request_id",
            "under_offer.request_id",
        ),
    ),
    (
        "a session under another key",
        {"Everything is sealed with the master key in force"},
        sql("INSERT INTO accounts_session (digest, data, ends_at) VALUES ('d', 'of another key', now())"),
    ),
    (
        "nobody who could allow it",
        {"Two people can open what is sealed"},
        sql(
            "UPDATE accounts_membership SET ended_on = '2026-03-03' WHERE role = 'scheme_manager'"
            " OR (role = 'coordinator' AND id <> (SELECT min(id::text)::uuid FROM accounts_membership"
            " WHERE role = 'coordinator'))"
        ),
    ),
    (
        "what is over and was not erased",
        {"What is over was erased"},
        sql(f"UPDATE {REQUESTS} SET state_since = state_since - '95 days'::interval WHERE id = %s",
            "declined.request_id"),
    ),
)  # fmt: skip
