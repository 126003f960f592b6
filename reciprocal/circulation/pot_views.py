"""The pot for the coordinator: every balance, and how often each partner was asked for a home and answered."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.circulation.models import PartnerAsked, ProfileAnswer
from reciprocal.ledger.queries import balances, disputes, in_short
from reciprocal.ledger.views import to_answer
from reciprocal.rulebook.workdays import months_after
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import signed

SHOWN: Final = 25
_COLUMNS: Final = (
    Column("Partner"),
    Column("Balance"),
    Column("Tenants moved, 12 months", numeric=True),
    Column("Households housed, 12 months", numeric=True),
    Column("Asked", numeric=True),
    Column("Answered", numeric=True),
)


@guard("pot.read")
def pot(request: HttpRequest) -> HttpResponse:
    """Show the coordinator every balance, that they add up to nothing, and what waits for her answer."""
    today = clock.today()
    every, asked = balances(today), _asked(today)
    page = Paginator(every, SHOWN).get_page(request.GET.get("page"))
    rows = [
        tuple(
            map(Cell, (name, in_short(total).capitalize(), str(out), str(housed), *map(str, asked.get(name, (0, 0)))))
        )
        for name, total, out, housed in page
    ]
    context = {
        "tab": "Pot",
        "title": "The pot",
        "sum": f"All balances add up to {signed(sum(total for _, total, _, _ in every))}.",
        "disputes": to_answer(list(disputes())),
        "table": Table("Balances, who owes most first", _COLUMNS, rows, "No household has moved yet."),
        "page": page,
        "actions": [
            {"url": reverse("pot_opening"), "label": "Record opening balance"},
            {"url": reverse("pot_correction"), "label": "Record a correction"},
        ],
    }
    return render(request, "ledger/pot.html", context)


def _asked(today: date) -> dict[str, tuple[int, int]]:
    """How often each partner, by its name, was asked in the last twelve months, and how often it answered."""
    since = months_after(today.replace(day=1), -11)
    answers = ProfileAnswer.objects.filter(profile=OuterRef("profile"), at__gte=OuterRef("at"))
    rows = (
        PartnerAsked.objects.filter(at__date__gte=since)
        .annotate(has_answer=Exists(answers))
        .values("organisation__name")
        .annotate(asked=Count("pk"), answered=Count("pk", filter=Q(has_answer=True)))
    )
    return {row["organisation__name"]: (row["asked"], row["answered"]) for row in rows}
