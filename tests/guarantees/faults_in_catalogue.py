"""Faults to plant in the catalogue of a sound database, each with the checks that have to name it."""

from __future__ import annotations

from tests.guarantees.faults_in_rows import Database, Fault, Plant, sql
from tests.people import Story


def as_owner(*statements: str) -> Plant:
    """A fault that the owner of the tables brings about."""

    def plant(db: Database, there: dict[str, Story]) -> None:
        db.execute("SET ROLE reciprocal_owner")
        for statement in statements:
            db.execute(statement)
        db.execute("RESET ROLE")

    return plant


FAULTS_IN_CATALOGUE: tuple[Fault, ...] = (
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
        "a log that repeats what was typed",
        {"The server's log repeats neither a row nor what was typed"},
        sql(
            "DO $$ BEGIN EXECUTE format('ALTER ROLE reciprocal_web IN DATABASE %%I SET log_parameter_max_length = -1',"
            " current_database()); END $$"
        ),
    ),
    (
        "a function for everybody",
        {"No function that sees more than its caller is for everybody, or looks outside its own schema"},
        sql("GRANT EXECUTE ON FUNCTION access_barred() TO PUBLIC"),
    ),
)  # fmt: skip
