"""What is read of the pot: a landlord's statement, and all balances for the coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Sum

from reciprocal.ledger.models import CORRECTIONS, Line
from reciprocal.ui.words import month_year


@dataclass(frozen=True)
class Month:
    """One month of a statement: balance before, the lines in the order of their text, balance after.

    `why` are the sentences that explain its corrections, in the order of their text.
    """

    month: date
    before: int
    lines: tuple[tuple[str, int], ...]
    why: tuple[str, ...]
    after: int


def statement(organisation_id: UUID) -> list[Month]:
    """Give the statement of one landlord, month by month, the newest first.

    A line shows what happened and one home more or less; never a day, a code, or another landlord.
    """
    months: dict[date, list[Line]] = {}
    for line in Line.objects.filter(organisation_id=organisation_id).order_by("month"):
        months.setdefault(line.month, []).append(line)
    found, balance = [], 0
    for month, lines in months.items():
        shown = [(what_happened(line), line.change) for line in lines if line.kind != "opening"]
        opening = sum(line.change for line in lines if line.kind == "opening")
        if opening:
            shown.append((Line.KINDS["opening"], opening))
        after = balance + sum(change for _, change in shown)
        why = {why_corrected(line) for line in lines if line.kind == "correction"}
        found.append(Month(month, balance, tuple(sorted(shown)), tuple(sorted(why)), after))
        balance = after
    return found[::-1]


def what_happened(line: Line) -> str:
    """Say what a line is, as its landlord reads it in the table of its statement."""
    text = Line.KINDS[line.kind]
    return f"{text} for {month_year(line.about)}" if line.about else text


def why_corrected(line: Line) -> str:
    """Explain a correction in a sentence that says nothing about the other landlord of its pair."""
    assert line.about
    happened = "added" if line.reason == "missing" else "taken back"
    return f"Correction: a line of {month_year(line.about)} is {happened}. {CORRECTIONS[line.reason]}."


def balance(organisation_id: UUID) -> int:
    """Give a landlord's balance: below zero it owes homes to the pot, above zero the pot owes it."""
    return Line.objects.filter(organisation_id=organisation_id).aggregate(Sum("change"))["change__sum"] or 0


def balances() -> list[tuple[str, int, int, int]]:
    """List every landlord that the pot knows: name, balance, homes owed, homes housed; who owes most first."""
    rows = (
        Line.objects.values("organisation__name")
        .annotate(
            total=Sum("change"),
            out=Count("pk", filter=Q(kind="moved_out")),
            housed=Count("pk", filter=Q(kind="housed")),
        )
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
