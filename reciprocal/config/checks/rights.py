"""Who may do what in the database: what was granted, to whom, and what the roles are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from reciprocal.access import install
from reciprocal.config import roles
from reciprocal.config.checks import Check, query

_GRANT: Final = re.compile(r"GRANT (.+) ON (\w+) TO (.+)")
_RIGHT: Final = re.compile(r"(\w+)(?: \(([^)]*)\))?")
_OURS = [roles.name_of(role) for role in roles.ROLES]
# Every table, view and sequence, and every column that has rights of its own.
_RIGHTS_THERE: Final = """
SELECT c.relname::text, coalesce(a.attname, '')::text, acl.privilege_type, acl.grantee
  FROM pg_class c
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attacl IS NOT NULL,
  LATERAL (SELECT * FROM aclexplode(c.relacl) WHERE a.attname IS NULL
           UNION ALL SELECT * FROM aclexplode(a.attacl)) acl
 WHERE c.relnamespace = 'public'::regnamespace
UNION
SELECT c.relname::text, '', acl.privilege_type, acl.grantee
  FROM pg_class c, aclexplode(c.relacl) acl WHERE c.relnamespace = 'public'::regnamespace
"""

Right = tuple[str, str, str, str]


def rights_stated() -> set[Right]:
    """List the rights that the installation grants: table, column or nothing, privilege, role."""
    found: set[Right] = set()
    for statement in (*install.statements(), install.OWN_GRANT):
        granted = _GRANT.fullmatch(statement)
        if granted is None:
            continue
        rights, table, grantees = granted.groups()
        for privilege, columns in _RIGHT.findall(rights):
            for column in columns.split(", ") if columns else [""]:
                found.update((table, column, privilege, role) for role in grantees.split(", "))
    return found


def _rights(cursor: Any) -> Iterator[str]:
    cursor.execute(
        f"SELECT r.relname, r.attname, r.privilege_type, g.rolname FROM ({_RIGHTS_THERE}) r (relname, attname,"
        " privilege_type, grantee) JOIN pg_roles g ON g.oid = r.grantee"
        " JOIN pg_class c ON c.relname = r.relname AND c.relnamespace = 'public'::regnamespace"
        " WHERE c.relowner <> r.grantee"
    )
    there, stated = set(cursor.fetchall()), rights_stated()
    for right in sorted(there - stated):
        yield f"{_in_words(right)}, and nobody stated that."
    for right in sorted(stated - there):
        yield f"It is not so that {_in_words(right)}, as it is stated."


def _in_words(right: Right) -> str:
    table, column, privilege, role = right
    return f"{role} has {privilege} on {table}{'.' + column if column else ''}"


def _roles(cursor: Any) -> Iterator[str]:
    cursor.execute(
        "SELECT rolname::text, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin"
        " FROM pg_roles WHERE rolname = ANY(%s)",
        [_OURS],
    )
    rows = {row[0]: row[1:] for row in cursor.fetchall()}
    words = (
        "is a superuser",
        "may bypass row-level security",
        "may make roles",
        "may make databases",
        "may replicate",
    )
    for name in _OURS:
        if name not in rows:
            yield f"The role {name} is not there."
            continue
        *too_much, may_log_in = rows[name]
        for has, word in zip(too_much, words, strict=True):
            if has:
                yield f"The role {name} {word}."
        if may_log_in and name == roles.name_of("definer"):
            yield f"The role {name} may log in."
    cursor.execute(
        "SELECT m.rolname::text, r.rolname::text FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member"
        " JOIN pg_roles r ON r.oid = a.roleid WHERE m.rolname = ANY(%s)",
        [_OURS],
    )
    for member, role in cursor.fetchall():
        if (member, role) != (roles.name_of("owner"), roles.name_of("definer")):
            yield f"The role {member} is a member of {role}."


def _log_is_terse(cursor: Any) -> Iterator[str]:
    """What is in force for each login: as said for it in this database, for it, for this database, or by the server."""
    cursor.execute(
        "SELECT r.rolname::text, w.name, coalesce((SELECT split_part(said, '=', 2)"
        "  FROM pg_db_role_setting s, unnest(s.setconfig) said"
        "  WHERE s.setrole IN (0, r.oid) AND s.setdatabase IN (0, d.oid) AND split_part(said, '=', 1) = w.name"
        "  ORDER BY s.setrole DESC, s.setdatabase DESC LIMIT 1), current_setting(w.name))"
        " FROM pg_roles r, pg_database d, unnest(%s::text[]) w (name)"
        " WHERE r.rolname = ANY(%s) AND d.datname = current_database() ORDER BY 1, 2",
        [list(roles.TERSE), [roles.name_of(role) for role in roles.LOGINS]],
    )
    for login, setting, value in cursor.fetchall():
        if value != roles.TERSE[setting]:
            yield f"For {login}, {setting} is {value} and has to be {roles.TERSE[setting]}."


CHECKS: Final[tuple[Check, ...]] = (
    Check("The server's log repeats neither a row nor what was typed", _log_is_terse),
    Check("Each role has the rights on tables that the code states, and no others", _rights),
    query(
        "No right is granted to everybody",
        "Everybody has {} on {} {}.",
        f"SELECT privilege_type, 'table', concat_ws('.', relname, nullif(attname, '')) FROM ({_RIGHTS_THERE})"
        " r (relname, attname, privilege_type, grantee) WHERE grantee = 0"
        " UNION ALL SELECT privilege_type, 'schema', nspname FROM pg_namespace,"
        "  aclexplode(coalesce(nspacl, acldefault('n', nspowner))) WHERE nspname = 'public' AND grantee = 0"
        " UNION ALL SELECT privilege_type, 'database', datname FROM pg_database,"
        "  aclexplode(coalesce(datacl, acldefault('d', datdba))) WHERE datname = current_database() AND grantee = 0"
        " ORDER BY 2, 3, 1",
    ),
    Check("The roles can neither step over row-level security nor become another", _roles),
    query(
        "The tables belong to the owner alone, who is held by row-level security too",
        "{} {} belongs to {}.",
        "SELECT 'Table', relname, relowner::regrole FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND relowner <> 'reciprocal_owner'::regrole"
        " UNION ALL SELECT 'Function', p.oid::regprocedure::text, proowner::regrole FROM pg_proc p"
        " WHERE pronamespace = 'public'::regnamespace AND proowner <> CASE WHEN prosecdef"
        "  THEN 'reciprocal_definer'::regrole ELSE 'reciprocal_owner'::regrole END"
        " UNION ALL SELECT 'Schema', nspname, nspowner::regrole FROM pg_namespace"
        " WHERE nspname = 'public' AND nspowner <> 'reciprocal_owner'::regrole",
    ),
    query(
        "No function that sees more than its caller is for everybody, or looks outside its own schema",
        "Function {} {}.",
        "SELECT what, CASE WHEN everybody THEN 'may be run by everybody' ELSE 'does not fix its search path' END"
        " FROM (SELECT p.oid::regprocedure AS what, proconfig, EXISTS (SELECT FROM"
        "        aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0) AS everybody FROM pg_proc p"
        "       WHERE prosecdef AND pronamespace <> ALL('{pg_catalog,information_schema}'::regnamespace[])) f"
        " WHERE everybody OR NOT coalesce(proconfig, '{}') && ARRAY['search_path=public, pg_temp']",
    ),
)  # fmt: skip
