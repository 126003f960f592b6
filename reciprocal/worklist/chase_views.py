"""The coordinator's page of everything that is late or quiet: whom to ring, and whom to remind."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError, guard
from reciprocal.property_requests import chase
from reciprocal.worklist.chasing import groups, late_requests

PER_PAGE = 25


@guard("chase.list")
def chase_list(request: HttpRequest) -> HttpResponse:
    """List what is late by the people to ring, and let those be reminded that are ticked."""
    today, error = clock.today(), ""
    if request.method == "POST":
        ticked = set(request.POST.getlist("remind"))
        if ticked:
            _remind(request, ticked, today)
            return redirect("chase")
        error = "Select whom to remind"
    page = Paginator(groups(today), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": "Chase",
        "tab": "Chase",
        "page": page,
        "any_late": any(one.late for one in page),
        "error": error,
    }
    return render(request, "worklist/chase.html", context, status=422 if error else 200)


def _remind(request: HttpRequest, ticked: set[str], today: date) -> None:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    sent, before = 0, 0
    for row in late_requests(today):
        if str(row.pk) not in ticked:
            continue
        try:
            chase.remind(actor, row.pk, at=clock.now())
            sent += 1
        except RefusedError:
            before += 1
    if sent:
        what = "1 reminder goes" if sent == 1 else f"{sent} reminders go"
        messages.success(request, f"{what} out with the next lists. Nobody gets more than one mail a day.")
    if before or not sent:
        messages.info(request, "The others were reminded today already, or are no longer late.")
