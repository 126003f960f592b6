"""Calls: whom the coordinator has to ring, and the question to a landlord that owes whether a home comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum
from django.urls import reverse

from reciprocal.access.facts import Actor
from reciprocal.circulation.answers import calls_to_make
from reciprocal.homes.models import Home
from reciprocal.homes.queries import asked_whether_one_comes_back
from reciprocal.ledger.models import Line
from reciprocal.offers.watch import unusual
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of


@dataclass(frozen=True)
class Call:
    """One sentence on a worklist and where it leads."""

    sentence: str
    url: str
    since: date


def calls(today: date) -> Iterator[Call]:
    """Give the coordinator's calls, the longest waiting first, and one line for all that looks like testing."""
    url = reverse("call_list")
    for call in calls_to_make():
        yield Call(f"{call.organisation} asks you to ring", url, day_of(call.at))
    for home in Home.objects.select_related("organisation").filter(state="open", opens_after="after_coordinator"):
        where = reverse("home", args=[home.pk])
        yield Call(f"Look at a home of {home.organisation} before it is offered again", where, day_of(home.state_since))
    testing = unusual(today)
    if testing:
        yield Call(f"Somebody may be testing which {current().places_word} are safe", url, testing[0].day)


def coming_home(actor: Actor, today: date) -> Iterator[Call]:
    """Ask a landlord that owes whether a home will fall empty, until it has answered for each tenant who moved."""
    lines = Line.objects.filter(organisation_id=actor.organisation)
    pot = lines.aggregate(balance=Sum("change"), moved_out=Count("pk", filter=Q(kind="moved_out")))
    owed = -(pot["balance"] or 0)
    if owed > 0 and asked_whether_one_comes_back(actor.organisation, pot["moved_out"], today):
        yield Call(f"You owe the pot {owed}. Will a home fall empty?", reverse("coming_home"), today)
