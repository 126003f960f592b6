"""Calls: whom the coordinator has to ring, and the question to a landlord that owes whether a home comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.urls import reverse

from reciprocal.access.facts import Actor
from reciprocal.circulation.answers import waiting_calls
from reciprocal.homes.models import Home
from reciprocal.homes.queries import asked_whether_one_comes_back
from reciprocal.ledger.models import Line
from reciprocal.offers.moving import not_safe_after_move
from reciprocal.offers.queries import cannot_house
from reciprocal.offers.watch import trawls, unusual
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of

# In the order in which they stand.
_NOT_SAFE, _ASKED, _CANNOT_HOUSE = "1", "2", "3"
_SENTENCES: Final = {
    _NOT_SAFE: "{who}: not safe after the move. Ring the officer today",
    _ASKED: "{who} asks you to ring",
    _CANNOT_HOUSE: "{who} took an offer back: it cannot house the household",
}


@dataclass(frozen=True)
class Call:
    """One sentence on a worklist and where it leads."""

    sentence: str
    url: str
    since: date
    urgent: bool = False


def calls(today: date) -> Iterator[Call]:
    """Give the coordinator's calls, the longest waiting first, and a line each for testing and for trawling."""
    url = reverse("call_list")
    for kind, who, at in _waiting():
        yield Call(_SENTENCES[kind].format(who=who), url, day_of(at), urgent=kind == _NOT_SAFE)
    for home in Home.objects.select_related("organisation").filter(state="open", opens_after="after_coordinator"):
        where = reverse("home", args=[home.pk])
        yield Call(f"Look at a home of {home.organisation} before it is offered again", where, day_of(home.state_since))
    testing = unusual(today)
    if testing:
        yield Call(f"Somebody may be testing which {current().places_word} are safe", url, testing[0].day)
    trawling = trawls(today)
    if trawling:
        yield Call("Somebody opened many requests in a day", url, trawling[0].day)


def _waiting() -> QuerySet[Any]:
    """Who waits for a call, of whatever kind, in one question: what is not safe first, then the longest waiting."""
    profiles, weeks = waiting_calls()
    moved, said = not_safe_after_move(), cannot_house()
    by_code = moved.order_by().annotate(kind=Value(_NOT_SAFE), who=F("request__code"))
    others = ((profiles, _ASKED), (weeks, _ASKED), (said, _CANNOT_HOUSE))
    rows = (one.order_by().annotate(kind=Value(kind), who=F("organisation__name")) for one, kind in others)
    columns = ("kind", "who", "at")
    all_kinds: QuerySet[Any] = by_code.values_list(*columns)
    return all_kinds.union(*(one.values_list(*columns) for one in rows), all=True).order_by("kind", "at")


def coming_home(actor: Actor, today: date) -> Iterator[Call]:
    """Ask a landlord that owes whether a home will fall empty, until it has answered for each tenant who moved."""
    lines = Line.objects.filter(organisation_id=actor.organisation)
    pot = lines.aggregate(balance=Sum("change"), moved_out=Count("pk", filter=Q(kind="moved_out")))
    owed = -(pot["balance"] or 0)
    if owed > 0 and asked_whether_one_comes_back(actor.organisation, pot["moved_out"], today):
        yield Call(f"You owe the pot {owed}. Will a home fall empty?", reverse("coming_home"), today)
