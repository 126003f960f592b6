"""The home page of every role: what to do next, each with its one button."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.rulebook import roles
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import weekday_date
from reciprocal.worklist.lately import DAYS, Done, lately
from reciprocal.worklist.queries import items
from reciprocal.worklist.rows import Group, Item, grouped
from reciprocal.worklist.wording import working_days

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
    recent = lately(actor, today)
    urgent = recent.urgent()
    first_of_all = {item.reference for item in urgent}
    found = urgent + [item for item in items(actor, today) if item.mine or item.reference not in first_of_all]
    groups = grouped(found, today)
    cards = [item.card for item in found if item.card]
    everything = request.GET.get("all") == "yes"
    first = _FIRST.get(actor.role)
    done = recent.done({item.reference for item in found})
    context = {
        "title": "Worklist",
        "cards": cards,
        "tables": [
            _table(group, everything, today, first=not cards and place == 0) for place, group in enumerate(groups)
        ],
        "more": not everything and any(len(rows) > SHOWN for rows in (*(group.items for group in groups), done)),
        "done": _done(done if everything else done[:SHOWN], len(done)),
        "counts": _counts(found, groups),
        "notices": [{"when": weekday_date(on), "text": text} for on, text in recent.told()],
        "first": {"label": first[0], "url": reverse(first[1])} if first else None,
    }
    return render(request, "worklist/worklist.html", context)


def _counts(found: list[Item], groups: list[Group]) -> str:
    mine = sum(item.mine for item in found)
    if not mine:
        return "Nothing is waiting for you."
    overdue = next((len(group.items) for group in groups if group.heading == "Overdue"), 0)
    things = "1 thing is" if mine == 1 else f"{mine} things are"
    late = "1 is overdue." if overdue == 1 else f"{overdue} are overdue."
    return f"{things} waiting for you. {late if overdue else ''}".strip()


def _table(group: Group, everything: bool, today: date, *, first: bool) -> Table:
    shown = group.items if everything else group.items[:SHOWN]
    caption = f"{group.heading} ({len(group.items)})"
    if not shown[0].mine:
        # What waits for others says its day in words; a button would say that there is something to do.
        waiting = [(Cell(item.reference, url=item.url), Cell(item.sentence)) for item in shown]
        return Table(caption, (Column("Reference"), Column("Where it stands")), waiting, "")
    rows = [
        (
            Cell(item.reference, url=item.url),
            Cell(item.sentence),
            _due(item, group.heading, today),
            Cell(
                item.button,
                url=item.url,
                button=True,
                context=item.reference,
                primary=first and place == 0,
                beside=("Say where it stands", item.say_url) if item.say_url else (),
            ),
        )
        for place, item in enumerate(shown)
    ]
    columns = (
        Column("Reference"),
        Column("What is needed"),
        Column("Due"),
        Column("What to do", hide_label=True),
    )
    return Table(caption, columns, rows, "")


def _done(shown: list[Done], number: int) -> Table | None:
    """Make the table of what is off the list; none where nothing is."""
    if not shown:
        return None
    rows = [(Cell(one.reference, url=one.url), Cell(one.sentence), Cell(weekday_date(one.on))) for one in shown]
    columns = (Column("Reference"), Column("What happened last"), Column("When"))
    return Table(f"Done in the last {DAYS} days ({number})", columns, rows, "", "hidden")


def _due(item: Item, heading: str, today: date) -> Cell:
    if item.urgent:
        return Cell("Act today", colour="red")
    if item.due is None:
        return Cell("–")
    if heading == "Overdue":
        return Cell(f"{working_days(item.due, today)} overdue", alarm=True)
    return Cell(weekday_date(item.due))
