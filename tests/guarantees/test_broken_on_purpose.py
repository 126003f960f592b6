"""The checks of the two locks find what is broken: one guarantee at a time is taken away, and put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from psycopg.sql import SQL, Identifier

from reciprocal.access.policy import TABLE_READERS
from tests.guarantees import matrix
from tests.guarantees.locks import Connection, World, rows_without_actor, world, wrong_by_hand, wrong_by_policy

# Enough moments for a row in every table.
FEW = ("declined", "under_offer", "moved", "withdrawn")
AsRole = Callable[[str], Connection]
# Tables of which rows about somebody kept away are told apart; the ones named first would be missed most.
HAVE_A_BAR = {
    "circulation_profile",
    "offers_offer",
    "property_requests_approval",
    "workflow_happening",
    "notifications_notice",
    "property_requests_propertyrequest",
    "property_requests_risk",
    "property_requests_saved",
    "property_requests_requestplace",
    "property_requests_bar",
    "property_requests_conflict",
    "property_requests_policereference",
    "property_requests_contact",
    "property_requests_supportingagency",
    "property_requests_householdmember",
    "property_requests_approvalmember",
    "property_requests_cover",
    "property_requests_informationasked",
    "property_requests_decision",
    "property_requests_declinefact",
    "property_requests_review",
    "property_requests_bandchange",
    "property_requests_handover",
    "property_requests_wavedon",
    "property_requests_cleared",
    "property_requests_chase",
    "property_requests_sectionchecked",
    "circulation_priority",
    "circulation_allowedplace",
    "circulation_partnerasked",
    "circulation_profileanswer",
    "offers_allowed",
    "offers_viewing",
    "offers_homeaddress",
    "offers_opening",
    "offers_viewingplan",
    "offers_answer",
    "offers_voided",
    "offers_firewalltick",
    "offers_movetick",
    "offers_followup",
    "offers_cannothouse",
    "offers_ruling",
    "offers_timeasked",
}


def policies(superuser: Connection, name: str) -> dict[str, str]:
    """The condition of the policy of one name, for each table that has it."""
    rows = superuser.execute("SELECT tablename::text, qual FROM pg_policies WHERE policyname = %s", [name])
    return dict(rows.fetchall())


@contextmanager
def read_by_everybody(superuser: Connection, table: str) -> Iterator[None]:
    """Let the web role read every row of a table."""
    alter = "ALTER POLICY may_read ON {table} USING ({condition})"
    condition = policies(superuser, "may_read")[table]
    superuser.execute(SQL(alter).format(table=Identifier(table), condition=SQL("true")))
    yield
    superuser.execute(SQL(alter).format(table=Identifier(table), condition=SQL(condition)))


@contextmanager
def without_its_bar(superuser: Connection, table: str) -> Iterator[None]:
    """Take from a table the policy that keeps somebody away."""
    condition = policies(superuser, "kept_away")[table]
    superuser.execute(SQL("DROP POLICY kept_away ON {}").format(Identifier(table)))
    yield
    create = "CREATE POLICY kept_away ON {} AS RESTRICTIVE TO reciprocal_web USING ({})"
    superuser.execute(SQL(create).format(Identifier(table), SQL(condition)))


# What a bar may name, and where each of the two functions that say who is kept away asks for it.
BRANCHES = (
    ("access_barred", "ON b.person_id = who.person", "ON false"),
    ("access_barred", "ON b.organisation_id = m.organisation_id", "ON false"),
    ("access_barred", "ON b.team_id = i.team_id AND", "ON false AND"),
    ("access_barred", "ON b.team_id = t.id", "ON false"),
    ("access_people_kept_away", "b.request_id = request AND b.person_id IS NOT NULL", "false"),
    ("access_people_kept_away", "(SELECT b.organisation_id FROM", "(SELECT NULL::uuid FROM"),
    ("access_people_kept_away", "b.request_id = request AND coalesce(", "false AND coalesce("),
    ("access_people_kept_away", "(SELECT t.organisation_id FROM", "(SELECT NULL::uuid FROM"),
)


@contextmanager
def without_a_branch(superuser: Connection, function: str, asked: str, instead: str) -> Iterator[None]:
    """Let one of the functions that say who is kept away overlook what some bars name."""
    row = superuser.execute("SELECT pg_get_functiondef(%s::regproc)", [function]).fetchone()
    assert row is not None
    assert row[0].count(asked) == 1
    superuser.execute(row[0].replace(asked, instead))
    yield
    superuser.execute(row[0])


def found_by(check: Callable[[World, str], list[str]], there: World, table: str) -> bool:
    """Whether a check finds wrong rows in a table, and names no other."""
    wrong = check(there, table)
    assert all(cell.startswith(f"{table} ") for cell in wrong)
    return wrong != []


def test_a_table_whose_owner_is_not_held_by_its_policies_is_found(fresh_database: str, as_role: AsRole) -> None:
    superuser, owner = as_role("superuser"), as_role("owner")
    tables = world(superuser, FEW).keys
    for table in tables:
        superuser.execute(SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(Identifier(table)))
        assert rows_without_actor(owner, tables) == [table]
        superuser.execute(SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(Identifier(table)))
    assert rows_without_actor(owner, tables) == []


def test_a_table_that_lost_its_bar_is_found(fresh_database: str, as_role: AsRole) -> None:
    superuser = as_role("superuser")
    there = world(superuser, FEW)
    assert set(policies(superuser, "kept_away")) - matrix.NOBODY_READS == HAVE_A_BAR
    for table in HAVE_A_BAR:
        with without_its_bar(superuser, table):
            assert found_by(wrong_by_hand, there, table), table
            assert table not in TABLE_READERS or found_by(wrong_by_policy, there, table), table
    assert wrong_by_hand(there) == []


def test_a_bar_that_overlooks_a_partner_a_team_or_a_person_is_found(fresh_database: str, as_role: AsRole) -> None:
    superuser, table = as_role("superuser"), "property_requests_propertyrequest"
    there = world(superuser, FEW)
    for function, asked, instead in BRANCHES:
        with without_a_branch(superuser, function, asked, instead):
            there.facts.clear()
            assert function != "access_barred" or found_by(wrong_by_hand, there, table), asked
            assert found_by(wrong_by_policy, there, table), asked
    there.facts.clear()
    assert wrong_by_hand(there, table) + wrong_by_policy(there, table) == []


def test_a_table_that_is_read_by_everybody_is_found(fresh_database: str, as_role: AsRole) -> None:
    superuser, web = as_role("superuser"), as_role("web")
    there = world(superuser, FEW)
    tables = policies(superuser, "may_read")
    assert set(tables) == set(there.keys) - matrix.NOBODY_READS  # no policy opens those
    for table in tables:
        with read_by_everybody(superuser, table):
            assert rows_without_actor(web, there.keys) == [table]
            assert found_by(wrong_by_hand, there, table), table
            assert table not in TABLE_READERS or found_by(wrong_by_policy, there, table), table
    assert wrong_by_policy(there) == []
