"""The guarantees in the database's own catalogue: policies, triggers, functions, and no clock of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from reciprocal.access import install, rls
from reciprocal.config.checks import Check, query

# Made by the installation itself, for its own fingerprint.
_INSTALLED: Final = "access_installed"
_POLICY: Final = re.compile(r"CREATE POLICY (\w+) ON (\w+)( AS RESTRICTIVE)?(?: FOR (\w+))? TO (\w+) ")
_TRIGGER: Final = re.compile(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+) (?:BEFORE|AFTER) [^;]*? ON (\w+)", re.S)
# The ways in which SQL asks what time it is.
_CLOCK: Final = (
    r"\m(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\("
    r"|\m(current_date|current_time|current_timestamp|localtime|localtimestamp)\M"
    r"|'(now|today|tomorrow|yesterday)'"
)

Policy = tuple[str, str, str, str, str]


def policies_stated() -> set[Policy]:
    """List the policies that the installation makes: table, name, kind, command, role."""
    return {
        (table, name, "RESTRICTIVE" if restrictive else "PERMISSIVE", command or "ALL", role)
        for statement in install.statements()
        for name, table, restrictive, command, role in _POLICY.findall(statement)
    }


def triggers_stated() -> set[tuple[str, str]]:
    """List the triggers that the installation makes: table and name."""
    return {(table, name) for statement in install.statements() for name, table in _TRIGGER.findall(statement)}


def _placed(cursor: Any) -> Iterator[str]:
    stated = {table.name for table in install.tables()} | {_INSTALLED}
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p', 'v', 'm', 'f')"
    )
    there = {row[0] for row in cursor.fetchall()}
    for name in sorted(there - stated):
        yield f"Table {name} is in the database, and no policies.py places it."
    for name in sorted(stated - there):
        yield f"Table {name} is placed in a policies.py, and it is not in the database."


def _closed(cursor: Any) -> Iterator[str]:
    for table in install.tables():
        if not isinstance(table, rls.Table):
            continue
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = to_regclass(%s)",
            [f"public.{table.name}"],
        )
        for enabled, forced in cursor.fetchall():
            if not enabled:
                yield f"Table {table.name} has its row-level security switched off."
            if not forced:
                yield f"Table {table.name} does not force its row-level security on its owner."


def _policies(cursor: Any) -> Iterator[str]:
    cursor.execute(
        "SELECT tablename::text, policyname::text, permissive, cmd, array_to_string(roles, ', ')"
        " FROM pg_policies WHERE schemaname = 'public'"
    )
    there, stated = set(cursor.fetchall()), policies_stated()
    for table, name, kind, command, role in sorted(stated - there):
        yield f"Table {table} lacks the policy {name} ({kind.lower()}, {command}, for {role})."
    for table, name, kind, command, role in sorted(there - stated):
        yield f"Table {table} has a policy {name} ({kind.lower()}, {command}, for {role}) that nobody stated."


def _triggers(cursor: Any) -> Iterator[str]:
    cursor.execute(
        "SELECT tgrelid::regclass::text, tgname::text, tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"
    )
    there = {(table, name): enabled for table, name, enabled in cursor.fetchall()}
    stated = triggers_stated()
    for table, name in sorted(stated):
        if (table, name) not in there:
            yield f"Table {table} lacks the trigger {name}."
        elif there[table, name] not in ("O", "A"):
            yield f"Table {table} has its trigger {name} switched off."
    for table, name in sorted(set(there) - stated):
        yield f"Table {table} has a trigger {name} that nobody stated."


def _as_installed(cursor: Any) -> Iterator[str]:
    """Compare the texts of what is there with those noted at the installation; what is missing is said elsewhere."""
    noted = install.noted(cursor)
    for what, digest in install.wording(cursor).items():
        if what not in noted:
            if what.startswith("function "):
                yield f"The {what} was not made by the installation."
        elif noted[what] != digest:
            yield f"The {what} is not worded as it was installed."


def _this_code(cursor: Any) -> Iterator[str]:
    if not install.is_installed():
        yield "The database guards another version of the rules than this code. Run `./run prepare` as its owner."


CHECKS: Final[tuple[Check, ...]] = (
    Check("Every table has its place in a policies.py", _placed),
    Check("Every table about households has its row-level security on and forced", _closed),
    Check("The policies are those that the code states", _policies),
    Check("The triggers that guard states, pot and log are there and switched on", _triggers),
    Check("Policies, functions and triggers are worded as they were installed", _as_installed),
    Check("The installed guarantees are those of this code", _this_code),
    query(
        "The database never asks its own clock",
        "The {} {} asks the database's clock; the time is passed in.",
        "SELECT 'default of', attrelid::regclass || '.' || attname FROM pg_attrdef"
        "  JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum JOIN pg_class c ON c.oid = adrelid"
        " WHERE relnamespace = 'public'::regnamespace AND pg_get_expr(adbin, adrelid) ~* %(clock)s"
        " UNION ALL SELECT 'function', p.oid::regprocedure::text FROM pg_proc p"
        " WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')"
        " AND pg_get_functiondef(p.oid) ~* %(clock)s"
        " UNION ALL SELECT 'trigger', tgname || ' on ' || tgrelid::regclass FROM pg_trigger"
        " WHERE NOT tgisinternal AND pg_get_triggerdef(oid) ~* %(clock)s"
        " UNION ALL SELECT 'constraint', conname || ' on ' || conrelid::regclass FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND pg_get_constraintdef(oid) ~* %(clock)s"
        " UNION ALL SELECT 'policy', policyname || ' on ' || tablename FROM pg_policies"
        " WHERE schemaname = 'public' AND concat_ws(' ', qual, with_check) ~* %(clock)s",
        clock=_CLOCK,
    ),
)  # fmt: skip
