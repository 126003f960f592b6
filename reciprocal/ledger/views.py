"""A landlord's own statement, and the pot for the coordinator."""

from __future__ import annotations

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import guard
from reciprocal.ledger.queries import Month, balances, in_short, in_words, statement
from reciprocal.partners.models import Organisation
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import month_year, signed

MONTHS_SHOWN: Final = 12
SHOWN: Final = 25


@guard("statement.read")
def statement_page(request: HttpRequest) -> HttpResponse:
    """Show the statement of the reader's own landlord: in words first, then month by month, the newest first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    organisation = Organisation.objects.get(pk=actor.organisation)
    months = statement(organisation.pk)
    page = Paginator(months, MONTHS_SHOWN).get_page(request.GET.get("page"))
    context = {
        "tab": "Statement",
        "title": f"Statement for {organisation.name}, {month_year(clock.today())}",
        "words": in_words(months[0].after) if months else "",
        "months": [(_month(one), one.why) for one in page],
        "page": page,
    }
    return render(request, "ledger/statement.html", context)


@guard("pot.read")
def pot(request: HttpRequest) -> HttpResponse:
    """Show the coordinator every balance, and that they add up to nothing."""
    every = balances()
    page = Paginator(every, SHOWN).get_page(request.GET.get("page"))
    columns = (
        Column("Partner"),
        Column("Balance"),
        Column("Tenants moved", numeric=True),
        Column("Households housed", numeric=True),
    )
    rows = [
        (Cell(name), Cell(in_short(total).capitalize()), Cell(str(out)), Cell(str(housed)))
        for name, total, out, housed in page
    ]
    empty = "No household has moved yet."
    context = {
        "tab": "Pot",
        "title": "The pot",
        "sum": f"All balances add up to {signed(sum(total for _, total, _, _ in every))}.",
        "table": Table("Balances, who owes most first", columns, rows, empty, caption_size="hidden"),
        "page": page,
    }
    return render(request, "ledger/pot.html", context)


def _month(one: Month) -> Table:
    name = month_year(one.month)
    columns = (Column("Month", unbroken=True), Column("What happened"), Column("Change", numeric=True))
    rows = [
        (Cell(name), Cell(f"Balance at the start of {name}"), Cell(signed(one.before))),
        *((Cell(name), Cell(text), Cell(signed(change))) for text, change in one.lines),
        (Cell(name), Cell(f"Balance at the end of {name}"), Cell(signed(one.after))),
    ]
    return Table(name, columns, rows, "")
