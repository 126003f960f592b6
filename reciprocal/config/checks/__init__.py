"""Self-checks of the whole database, as the role that may read everything and change nothing.

Each check says in its name what always holds. What it finds it says in a sentence that names the row by its id, and
never by a reference, a place or a landlord. One file a subject: `states`, `pot`, `history`, `log`, `sealed`,
`erased`, `people`, `catalogue`, `rights`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction

from reciprocal.config import Refused

MOST_SHOWN = 20


@dataclass(frozen=True)
class Check:
    """One self-check: what always holds, and how to find where it does not."""

    name: str
    find: Callable[[Any], Iterable[str]]


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it has to be: which check found it, and the sentence."""

    check: str
    sentence: str


def query(name: str, sentence: str, sql: str, **values: object) -> Check:
    """Make a check from a query that gives the rows which should not be there.

    Args:
        name: what always holds.
        sentence: filled with each row's columns, by their order.
        sql: the query; `values` are its parameters.
    """

    def find(cursor: Any) -> Iterator[str]:
        cursor.execute(sql, values or None)
        for row in cursor.fetchall():
            yield sentence.format(*row)

    return Check(name, find)


def every_check() -> list[Check]:
    """List all checks, in the order in which they are printed."""
    from reciprocal.config.checks import catalogue, erased, history, log, people, pot, rights, sealed, states

    return [
        *states.CHECKS, *history.CHECKS, *pot.CHECKS, *log.every(), *sealed.CHECKS, *erased.CHECKS,
        *people.CHECKS, *catalogue.CHECKS, *rights.CHECKS,
    ]  # fmt: skip


def findings() -> list[Finding]:
    """Run every check and list what was found; empty where everything is as it has to be."""
    return [Finding(check.name, sentence) for check, sentences in _results() for sentence in sentences]


def run() -> int:
    """Run every check and print one line each; what was found stands under its check. Gives 1 if anything was."""
    found = 0
    for check, sentences in _results():
        found += len(sentences)
        print(f"{'FOUND' if sentences else 'ok   '}  {check.name}", flush=True)
        for sentence in sentences[:MOST_SHOWN]:
            print(f"         {sentence}")
        if len(sentences) > MOST_SHOWN:
            print(f"         and {len(sentences) - MOST_SHOWN} more like these.")
    print(f"Found: {found}." if found else "Nothing was found.", flush=True)
    return 1 if found else 0


def _results() -> Iterator[tuple[Check, list[str]]]:
    wanted = every_check()
    with transaction.atomic(), connection.cursor() as cursor:
        # One picture of the database for all checks, whoever works in it meanwhile.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        _refuse_blind_eyes(cursor)
        for check in wanted:
            yield check, _ask(check, cursor)


def _ask(check: Check, cursor: Any) -> list[str]:
    try:
        with transaction.atomic():
            return list(check.find(cursor))
    except DatabaseError as problem:
        # A check that cannot be asked has not been passed.
        return [f"This could not be checked: {(str(problem).splitlines() or ['no reason given'])[0]}."]


def _refuse_blind_eyes(cursor: Any) -> None:
    """Raise Refused for a login that sees less than everything, since to it everything looks right."""
    cursor.execute("SELECT current_user, to_regclass('public.access_installed') IS NOT NULL")
    user, prepared = cursor.fetchone()
    if user != "reciprocal_check":
        raise Refused(f"Check with the login reciprocal_check, which may read everything; this one is {user}.")
    if not prepared:
        raise Refused("The database was not prepared. Run `./run prepare` as its owner first.")
