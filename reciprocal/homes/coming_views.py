"""The page that asks a landlord which owes whether a home comes back empty."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import guard
from reciprocal.homes import actions
from reciprocal.homes.models import ComingHome
from reciprocal.homes.questions_coming import COMING
from reciprocal.ledger.queries import balance
from reciprocal.ui.forms import form_for
from reciprocal.ui.words import long_date


@guard("home.expect")
def coming_home(request: HttpRequest) -> HttpResponse:
    """Ask whether the home will come back, for whom it is compromised, and whether and when it is offered."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    owed = -balance(actor.organisation)
    form = form_for(COMING, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.tell_of_coming(actor, at=clock.now(), **said)
        saved = "Saved."
        if said["comes_back"] == "yes" and said["will_offer"] in ComingHome.OFFERED:
            day = long_date(said["ready_on"])
            saved = f"Saved. Your lettings officers find it under Homes, to be declared from {day}."
        messages.success(request, saved)
        return redirect("worklist")
    context = {
        "tab": "Home",
        "title": COMING.title,
        "form": form,
        "owed": owed,
        "button": "Save",
        "back_url": reverse("worklist"),
        "cancel_url": reverse("worklist"),
    }
    return render(request, "homes/coming_home.html", context, status=422 if form.is_bound else 200)
