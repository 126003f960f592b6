"""The home page of every role: what to do next, each with its one button."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.rulebook import roles
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import weekday_date
from reciprocal.worklist.queries import Group, Item, grouped, items, notices

SHOWN = 25
_FIRST = {
    roles.NOMINATING_OFFICER: ("Start a property request", "request_new"),
    roles.LETTINGS_OFFICER: ("Declare a home", "home_declare"),
    roles.PARTNER_MANAGER: ("Open your statement", "statement"),
    roles.NAMED_LEAD: ("Open your statement", "statement"),
    roles.COORDINATOR: ("See all requests", "request_list"),
    roles.SCHEME_MANAGER: ("Open the log", "log"),
    roles.AUDITOR: ("Open the log", "log"),
}


@guard("worklist.read")
def worklist(request: HttpRequest) -> HttpResponse:
    """Show what waits for this post, what it waits for, and what it was told."""
    actor, today = request.actor, clock.today()  # type: ignore[attr-defined]
    found = items(actor, today)
    groups = grouped(found, today)
    cards = [item.card for item in found if item.card]
    everything = request.GET.get("all") == "yes"
    first = _FIRST.get(actor.role)
    context = {
        "title": "Worklist",
        "cards": cards,
        "tables": [_table(group, everything, first=not cards and place == 0) for place, group in enumerate(groups)],
        "more": not everything and any(len(group.items) > SHOWN for group in groups),
        "counts": _counts(found, groups),
        "notices": [{"when": weekday_date(at), "text": text} for at, text in notices(actor, today - timedelta(days=7))],
        "first": {"label": first[0], "url": reverse(first[1])} if first else None,
    }
    return render(request, "worklist/worklist.html", context)


def _counts(found: list[Item], groups: list[Group]) -> str:
    mine = sum(item.mine for item in found)
    if not mine:
        return "Nothing is waiting for you."
    overdue = next((len(group.items) for group in groups if group.heading == "Overdue"), 0)
    things = "1 thing is" if mine == 1 else f"{mine} things are"
    return f"{things} waiting for you." + (f" {overdue} overdue." if overdue else "")


def _table(group: Group, everything: bool, *, first: bool) -> Table:
    shown = group.items if everything else group.items[:SHOWN]
    rows = [
        (
            Cell(item.reference, url=item.url),
            Cell(item.sentence),
            _due(item, group.heading),
            _button(item, primary=first and place == 0),
        )
        for place, item in enumerate(shown)
    ]
    columns = (
        Column("Reference", unbroken=True),
        Column("What is needed" if shown[0].mine else "Where it stands"),
        Column("Due"),
        Column("What to do", hide_label=True),
    )
    return Table(f"{group.heading} ({len(group.items)})", columns, rows, "")


def _button(item: Item, *, primary: bool) -> Cell:
    # What waits for others has its link; a button would say that there is something to do.
    if not item.mine:
        return Cell("")
    return Cell(item.button, url=item.url, button=True, context=item.reference, primary=primary)


def _due(item: Item, heading: str) -> Cell:
    if item.due is None:
        return Cell("–")
    if heading == "Overdue":
        return Cell(f"{weekday_date(item.due)}, overdue", alarm=True)
    return Cell(weekday_date(item.due))
