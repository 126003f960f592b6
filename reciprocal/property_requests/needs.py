"""How many bedrooms a household needs by each rule set, side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.sections.household import babies, people
from reciprocal.rulebook.bedrooms import RULE_SETS, Person, RuleSet, need, with_babies
from reciprocal.rulebook.scheme import current
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import month_year

CAPTION = "Landlords use different rules. The landlord who makes an offer decides."


def label(rules: RuleSet) -> str:
    """Give the name of a rule set in the scheme's words."""
    return rules.label.format(Place=current().place_word.capitalize())


def in_words(values: Mapping[str, Any]) -> str:
    """Give the bedrooms by each rule set in one line: "national 2 · benefit 2 · borough rules 2, 2, 2"; for a baby too.

    Args:
        values: the answers by question, those who are moving among them.
    """
    household, born = people(values), babies(values)
    now = _counted([need(rules, household) for rules in RULE_SETS])
    if not born:
        return now
    return f"{now}; with the baby {_counted([need(rules, with_babies(household, born)) for rules in RULE_SETS])}"


def _counted(found: list[int]) -> str:
    national, benefit, *local = found
    rules = ", ".join(str(n) for n in local)
    return f"national {national} · benefit {benefit} · {current().place_word} rules {rules}"


def now_and_soon(row: PropertyRequest, birthdays: Collection[UUID]) -> str:
    """Say how many bedrooms each rule set counts now, and after the birthdays of the next 90 days.

    Args:
        row: the request, read whole.
        birthdays: the rows of those who have a birthday by then.
    """
    now, soon = (
        [
            Person(one.age + (one.pk in turned), one.sex, one.relationship, cannot_share=one.own_room == "yes")
            for one in row.members.all()
        ]
        for turned in ((), birthdays)
    )
    counts = [f"{label(rules)} {need(rules, now)}, then {need(rules, soon)}" for rules in RULE_SETS]
    return f"Bedrooms by rule, now and within 90 days: {'; '.join(counts)}."


def table(values: Mapping[str, Any]) -> Table:
    """Give each rule set with the bedrooms that it counts and how; with a column for the baby, if one is expected.

    Args:
        values: the answers by question, those who are moving among them.
    """
    household, born = people(values), babies(values)
    columns = [Column("Rule"), Column("Bedrooms", numeric=True)]
    if born:
        due = values.get("baby_due")
        columns.append(Column(f"With the baby, from {month_year(due)}" if due else "With the baby", numeric=True))
    rows = []
    for rules in RULE_SETS:
        cells = [Cell(label(rules)), Cell(str(need(rules, household)))]
        if born:
            cells.append(Cell(str(need(rules, with_babies(household, born)))))
        rows.append((*cells, Cell(rules.how)))
    return Table(CAPTION, (*columns, Column("How it counts")), rows, "", caption_size="s")
