"""The pot adds up to nothing, is written by moves alone, and is never changed."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from reciprocal.ledger.models import Line, Pair
from reciprocal.ledger.queries import balances, in_short, in_words, statement
from tests.people import NOON, as_, organisation_id


def test_a_move_makes_two_lines_that_add_up_to_nothing(staged: Any) -> None:
    staged("moved")
    with as_("clare"):
        assert balances(NOON.date()) == [("Alder Council", -1, 1, 0), ("Cedar Council", 1, 0, 1)]
        assert Pair.objects.count() == 1


def test_a_statement_has_month_and_text_and_nothing_else(staged: Any) -> None:
    staged("moved")
    staged("moved")
    with as_("petra") as petra:
        month = NOON.date().replace(day=1)
        (only,) = statement(petra.organisation)
        assert (only.month, only.before, only.after) == (month, 0, -2)
        assert only.lines == (("One of your tenants moved", -1),) * 2
        assert not Pair.objects.exists()
        assert statement(organisation_id("Cedar Council")) == []


@pytest.mark.parametrize(
    "statement_of_sql",
    [
        "UPDATE ledger_line SET change = 1",
        "DELETE FROM ledger_line",
        "INSERT INTO ledger_line (id, organisation_id, month, change, kind, reason)"
        " SELECT gen_random_uuid(), id, date '2026-03-01', -1, 'moved_out', '' FROM partners_organisation LIMIT 1",
    ],
)
def test_nobody_writes_the_pot_by_hand(staged: Any, statement_of_sql: str) -> None:
    staged("moved")
    with as_("clare"), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement_of_sql)
    with as_("clare"):
        assert sum(line.change for line in Line.objects.all()) == 0


@pytest.mark.parametrize("who", ["lena", "clare", "nadia"])
def test_the_pot_is_charged_for_a_move_alone(staged: Any, who: str) -> None:
    story = staged("moving")
    with as_(who), pytest.raises(DatabaseError, match="pot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT ledger_post_move(%s, %s, %s)", [story.request_id, NOON.date(), NOON])


def test_a_line_without_its_pair_is_refused(fresh_database: str, as_role: Any) -> None:
    with pytest.raises(psycopg.DatabaseError, match="needs its pair"):
        as_role("superuser").execute(
            "INSERT INTO ledger_line (id, organisation_id, month, change, kind, reason)"
            " SELECT gen_random_uuid(), id, date '2026-03-01', -1, 'moved_out', '' FROM partners_organisation LIMIT 1"
        )


def test_balances_in_words() -> None:
    assert [in_words(n) for n in (-2, -1, 0, 1, 3)] == [
        "You owe the pot 2 homes.",
        "You owe the pot 1 home.",
        "You are even.",
        "The pot owes you 1 home.",
        "The pot owes you 3 homes.",
    ]
    assert [in_short(n) for n in (-1, 0, 2)] == ["owes 1", "even", "is owed 2"]
