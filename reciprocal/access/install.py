"""Puts the guarantees into the database after each migration: functions, triggers, policies and grants.

They are made from the code each time and not frozen in migrations, so that the database always guards the lifecycle
and the policies of the code that runs (see docs/adr/). Runs as the owner, in one transaction.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from reciprocal.access.rls import Open, Table, close, leave_open

_FRAMEWORK_TABLES = (
    Open("django_migrations", web=("SELECT",)),
    Open("django_content_type", web=("SELECT",)),
    Open("auth_group", web=()),
    Open("auth_permission", web=()),
    Open("auth_group_permissions", web=()),
)

_OUR_FUNCTIONS = """
SELECT p.oid::regprocedure AS name, p.prosecdef FROM pg_proc p
 WHERE p.pronamespace = 'public'::regnamespace
   AND pg_get_userbyid(p.proowner) IN ('reciprocal_owner', 'reciprocal_definer')
"""
# With a function go the policies and triggers that use it; all are made again in the same transaction.
_CLEAR = f"""
DO $$ DECLARE f record; BEGIN
  FOR f IN {_OUR_FUNCTIONS} LOOP
    EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', f.name);
  END LOOP;
END $$
"""
_OWNERS = f"""
DO $$ DECLARE f record; BEGIN
  FOR f IN {_OUR_FUNCTIONS} LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f.name);
    IF f.prosecdef THEN EXECUTE format('ALTER FUNCTION %s OWNER TO reciprocal_definer', f.name); END IF;
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO reciprocal_web, reciprocal_worker, reciprocal_definer', f.name);
  END LOOP;
END $$
"""


# What guards a table, in the database's own words, which do not hang on who asks.
_WORDING = """
SELECT what, encode(sha256(convert_to(text, 'UTF8')), 'hex') FROM (
  SELECT 'policy ' || policyname || ' on ' || tablename, concat_ws(' / ', qual, with_check)
    FROM pg_policies WHERE schemaname = 'public'
  UNION ALL
  SELECT 'function ' || p.oid::regprocedure, pg_get_functiondef(p.oid)
    FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
  UNION ALL
  SELECT 'trigger ' || tgname || ' on ' || tgrelid::regclass, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal) there (what, text)
"""
_CODE = "code"
OWN_GRANT = "GRANT SELECT ON access_installed TO reciprocal_web, reciprocal_check, reciprocal_worker"


def tables() -> list[Table | Open]:
    """List every table with its rights, as the apps state them in their `policies.py`."""
    found: list[Table | Open] = list(_FRAMEWORK_TABLES)
    for module in _policy_modules():
        found.extend(getattr(module, "TABLES", ()))
    return found


def statements() -> list[str]:
    """Give everything that `install` runs, in order."""
    run = [_CLEAR, "GRANT CREATE ON SCHEMA public TO reciprocal_definer", "SET LOCAL check_function_bodies = off"]
    for module in _policy_modules():
        run.extend(module.functions() if hasattr(module, "functions") else ())
    for table in tables():
        run.extend(close(table) if isinstance(table, Table) else leave_open(table))
    return [*run, _OWNERS, "REVOKE CREATE ON SCHEMA public FROM reciprocal_definer"]


def fingerprint() -> str:
    """Name the guarantees of this code, so that a process can tell whether the database has them."""
    return hashlib.sha256("\n".join(statements()).encode()).hexdigest()


def install() -> None:
    """Install all guarantees. Raises a database error, and changes nothing, where one cannot be installed."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
        cursor.execute("DROP TABLE IF EXISTS access_installed")
        cursor.execute("CREATE TABLE access_installed (what text PRIMARY KEY, digest text NOT NULL)")
        for what, digest in {_CODE: fingerprint(), **wording(cursor)}.items():
            cursor.execute("INSERT INTO access_installed VALUES (%s, %s)", [what, digest])
        cursor.execute(OWN_GRANT)


def is_installed() -> bool:
    """Tell whether the database has the guarantees of this code."""
    with connection.cursor() as cursor:
        return noted(cursor).get(_CODE) == fingerprint()


def noted(cursor: Any) -> dict[str, str]:
    """Give what the last installation noted: the code it was made from, and a digest of each text it put there."""
    cursor.execute("SELECT to_regclass('public.access_installed') IS NOT NULL")
    if not cursor.fetchone()[0]:
        return {}
    cursor.execute("SELECT what, digest FROM access_installed")
    return dict(cursor.fetchall())


def wording(cursor: Any) -> dict[str, str]:
    """Give a digest of each policy, function and trigger as the database words it now."""
    cursor.execute(_WORDING)
    return dict(cursor.fetchall())


def _policy_modules() -> list:
    names = [f"{config.name}.policies" for config in apps.get_app_configs() if config.name.startswith("reciprocal.")]
    return [import_module(name) for name in names if find_spec(name)]
