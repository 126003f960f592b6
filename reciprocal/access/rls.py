"""Row-level security as data: which relation reads and writes the rows of a table, and the SQL made from it.

Each app states its tables in `policies.py`; `install.py` turns them into policies and grants after every migration.
Nothing else grants anything, so a table that nobody placed here can be read by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from reciprocal.rulebook.states import LIVE_OFFER, WITH_PROFILE

WEB, CHECK, WORKER, DEFINER = "reciprocal_web", "reciprocal_check", "reciprocal_worker", "reciprocal_definer"
_IN_A_FUNCTION = f"current_user = '{DEFINER}'"


@dataclass(frozen=True)
class Table:
    """A table with rows about households, homes or balances: closed unless a line here opens it.

    Args:
        name: the table.
        request: the column that holds the request's id; empty where rows are not about one request.
        read, insert, update, delete: conditions, any of which opens a row. A relation's name stands for "the request
            is one to which the actor stands in this relation"; anything else is SQL.
        columns: the columns that may be updated; empty for none.

    Where "system" stands among the conditions of a table, the worker has the right too. It reads there also with the
    eyes of a post, to ask whether a notice may still be sent; it writes as the service itself alone.
    """

    name: str
    request: str = "request_id"
    read: tuple[str, ...] = ()
    insert: tuple[str, ...] = ()
    update: tuple[str, ...] = ()
    delete: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Open:
    """A table without rows about households: the rights on it as SQL privileges, of the web process, of the worker
    and of the functions of the database that run in the definer's name."""

    name: str
    web: tuple[str, ...] = ("SELECT",)
    worker: tuple[str, ...] = ()
    definer: tuple[str, ...] = ("SELECT",)
    columns: tuple[str, ...] = field(default=())


SYSTEM = "system"
_IS_SYSTEM = "(SELECT access_role()) = 'system'"
# In a sub-select it is asked once a query; bare, the database would ask it again for each row.
_ABOUT_THE_ACTOR = re.compile(r"(?<!SELECT )(access_(?:membership|role|organisation|lettings_organisation)\(\))")
_ONCE_A_QUERY = r"(SELECT \1)"
RELATION_NAMES = ("officer", "scheme", "landlord", "decider", "recipient", "offering", "offering_live")


def condition(table: Table, alternatives: Iterable[str]) -> str:
    """Write the SQL that is true for a row which any of the alternatives opens."""
    parts = []
    for alternative in alternatives:
        if alternative in RELATION_NAMES:
            # In a sub-select it is evaluated once a query, not once a row.
            parts.append(f"{table.request} IN (SELECT access_requests('{alternative}'))")
        elif alternative == SYSTEM:
            parts.append(_IS_SYSTEM)
        else:
            parts.append(f"({_ABOUT_THE_ACTOR.sub(_ONCE_A_QUERY, alternative)})")
    return " OR ".join(parts) or "false"


def close(table: Table) -> list[str]:
    """Give the statements that close a table and open it again only as stated."""
    name = table.name
    statements = [
        *_without_policies_and_rights(name),
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO {DEFINER}",
        # The owner is a member of the definer; only inside the definer's functions is it the current user.
        f"CREATE POLICY definer ON {name} TO {DEFINER} USING ({_IN_A_FUNCTION}) WITH CHECK ({_IN_A_FUNCTION})",
        f"GRANT SELECT ON {name} TO {CHECK}",
        f"CREATE POLICY checks ON {name} FOR SELECT TO {CHECK} USING (true)",
    ]
    if read := _of_web(table.read):
        statements += [
            f"GRANT SELECT ON {name} TO {WEB}",
            f"CREATE POLICY may_read ON {name} FOR SELECT TO {WEB} USING ({condition(table, read)})",
        ]
    if insert := _of_web(table.insert):
        statements += [
            f"GRANT INSERT ON {name} TO {WEB}",
            f"CREATE POLICY may_insert ON {name} FOR INSERT TO {WEB} WITH CHECK ({condition(table, insert)})",
        ]
    if update := _of_web(table.update):
        where = condition(table, update)
        statements += [
            f"GRANT UPDATE ({', '.join(table.columns)}) ON {name} TO {WEB}",
            f"CREATE POLICY may_update ON {name} FOR UPDATE TO {WEB} USING ({where}) WITH CHECK ({where})",
        ]
    if delete := _of_web(table.delete):
        statements += [
            f"GRANT DELETE ON {name} TO {WEB}",
            f"CREATE POLICY may_delete ON {name} FOR DELETE TO {WEB} USING ({condition(table, delete)})",
        ]
    statements += _for_worker(table)
    if table.request:
        bar = f"({table.request} IS NULL OR {table.request} NOT IN (SELECT access_barred()))"
        statements += [
            f"CREATE POLICY kept_away ON {name} AS RESTRICTIVE TO {WEB} USING {bar}",
            f"CREATE POLICY worker_kept_away ON {name} AS RESTRICTIVE TO {WORKER} USING {bar}",
        ]
    return statements


def _of_web(alternatives: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(alternative for alternative in alternatives if alternative != SYSTEM)


def _for_worker(table: Table) -> list[str]:
    name, statements = table.name, []
    if SYSTEM in table.read:
        statements += [
            f"GRANT SELECT ON {name} TO {WORKER}",
            f"CREATE POLICY worker_reads ON {name} FOR SELECT TO {WORKER} USING ({condition(table, table.read)})",
        ]
    for verb, stated, clause in (
        ("INSERT", table.insert, f"WITH CHECK ({_IS_SYSTEM})"),
        ("UPDATE", table.update, f"USING ({_IS_SYSTEM}) WITH CHECK ({_IS_SYSTEM})"),
        ("DELETE", table.delete, f"USING ({_IS_SYSTEM})"),
    ):
        if SYSTEM in stated:
            columns = f" ({', '.join(table.columns)})" if verb == "UPDATE" else ""
            statements += [
                f"GRANT {verb}{columns} ON {name} TO {WORKER}",
                f"CREATE POLICY worker_{verb.lower()}s ON {name} FOR {verb} TO {WORKER} {clause}",
            ]
    return statements


def leave_open(table: Open) -> list[str]:
    """Give the statements that grant rights on a table without row-level security."""
    name = table.name
    rights = ", ".join(table.web)
    statements = [
        *_without_policies_and_rights(name),
        f"GRANT SELECT ON {name} TO {CHECK}",
        f"GRANT {', '.join(table.definer)} ON {name} TO {DEFINER}",
    ]
    if rights:
        statements.append(f"GRANT {rights} ON {name} TO {WEB}")
    if table.columns:
        statements.append(f"GRANT UPDATE ({', '.join(table.columns)}) ON {name} TO {WEB}")
    if table.worker:
        statements.append(f"GRANT {', '.join(table.worker)} ON {name} TO {WORKER}")
    return statements


def functions(folder: Path) -> str:
    """Read the functions of an app from its `sql` folder and put the rulebook's lists of states into them."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((folder / "sql").glob("*.sql")))
    for token, states in (("{with_profile}", WITH_PROFILE), ("{live_offer}", LIVE_OFFER)):
        text = text.replace(token, ", ".join(f"'{state}'" for state in states))
    return text


_DROP = Template(
    "DO $$$$ DECLARE p text; BEGIN FOR p IN SELECT policyname FROM pg_policies"
    " WHERE schemaname = 'public' AND tablename = '$name'"
    " LOOP EXECUTE format('DROP POLICY %I ON $name', p); END LOOP; END $$$$"
)


def _without_policies_and_rights(name: str) -> list[str]:
    roles = f"{WEB}, {CHECK}, {WORKER}, {DEFINER}, reciprocal_report"
    return [_DROP.substitute(name=name), f"REVOKE ALL ON {name} FROM PUBLIC, {roles}"]
