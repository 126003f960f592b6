"""What is read of the pot: a landlord's statement, and all balances for the coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Sum

from reciprocal.ledger.models import Line


@dataclass(frozen=True)
class Month:
    """One month of a statement: balance before, the lines in the order of their text, balance after."""

    month: date
    before: int
    lines: tuple[tuple[str, int], ...]
    after: int


def statement(organisation_id: UUID) -> list[Month]:
    """Give the statement of one landlord, month by month, the newest first.

    A line shows what happened and one home more or less; never a day, a code, or another landlord.
    """
    months: dict[date, list[tuple[str, int]]] = {}
    for line in Line.objects.filter(organisation_id=organisation_id).order_by("month", "kind"):
        months.setdefault(line.month, []).append((Line.KINDS[line.kind], line.change))
    found, balance = [], 0
    for month, lines in months.items():
        after = balance + sum(change for _, change in lines)
        found.append(Month(month, balance, tuple(sorted(lines)), after))
        balance = after
    return found[::-1]


def balance(organisation_id: UUID) -> int:
    """Give a landlord's balance: below zero it owes homes to the pot, above zero the pot owes it."""
    return Line.objects.filter(organisation_id=organisation_id).aggregate(Sum("change"))["change__sum"] or 0


def balances() -> list[tuple[str, int, int, int]]:
    """List every landlord that the pot knows: name, balance, homes owed, homes housed; who owes most first."""
    rows = (
        Line.objects.values("organisation__name")
        .annotate(total=Sum("change"), out=Count("pk", filter=Q(change=-1)), housed=Count("pk", filter=Q(change=1)))
        .order_by("total", "organisation__name")
    )
    return [(row["organisation__name"], row["total"], row["out"], row["housed"]) for row in rows]


def in_words(balance: int) -> str:
    """Say a balance in words, as the first line of a statement."""
    if balance == 0:
        return "You are even."
    homes = "1 home" if abs(balance) == 1 else f"{abs(balance)} homes"
    return f"You owe the pot {homes}." if balance < 0 else f"The pot owes you {homes}."


def in_short(balance: int) -> str:
    """Say a balance in two or three words, for a sentence about it: "owes 1", "is owed 2", "even"."""
    if balance == 0:
        return "even"
    return f"owes {-balance}" if balance < 0 else f"is owed {balance}"
