"""Letting a landlord into the scheme, and keeping where it has homes and how it counts bedrooms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.partners import actions, questions
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import ever_partners, places_of
from reciprocal.rulebook.addresses import is_personal
from reciprocal.rulebook.sentences import FIXED
from reciprocal.ui.forms import AnswerForm, form_for
from reciprocal.ui.words import clock_time


@guard("partner.write")
def partner_add(request: HttpRequest) -> HttpResponse:
    """Let a landlord into the scheme; then its manager is to be invited."""
    form = form_for(questions.ADD, _sent(request), context=questions.Asking(clock.today()))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if is_personal(f"somebody@{given['domain']}"):
            form.add_error("domain", "Use the domain of their work e-mails. Anybody can have an address at this one")
            return _page(request, form, "Add partner")
        try:
            partner = actions.add(**given, at=clock.now())
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{given['name']} is a partner now. Invite its manager, who invites the others.")
            return redirect(f"{reverse('people_invite')}?organisation={partner}")
    return _page(request, form, "Add partner")


@guard("partner.write")
def partner_change(request: HttpRequest, partner: UUID) -> HttpResponse:
    """Change where a partner has homes, how it counts bedrooms, and the day on which it leaves."""
    found = ever_partners().filter(pk=partner).first()
    if found is None:
        raise HiddenError("partner")
    kept = {
        "places": sorted(places_of(partner)),
        "homes_band": found.homes_band,
        "bedroom_rule": found.bedroom_rule,
        "left_on": found.left_on,
    }
    form = form_for(questions.CHANGE, _sent(request), kept, questions.Asking(clock.today()))
    if request.method == "POST" and form.is_valid():
        now, said = clock.now(), form.cleaned_data
        actions.keep_places(partner, said["places"], said["homes_band"], at=now)
        actions.count_bedrooms(partner, said["bedroom_rule"], at=now)
        if said["left_on"] != found.left_on:
            actions.leave(partner, said["left_on"], at=now)
        messages.success(request, FIXED["saved"].body.format(time=clock_time(now)))
        return redirect("partner_list")
    return _page(request, form, "Save", heading=found.name)


@guard("places.keep")
def places(request: HttpRequest) -> HttpResponse:
    """Let a manager say where the own organisation has homes."""
    own = request.actor.organisation  # type: ignore[attr-defined]
    kept = {"places": sorted(places_of(own)), "homes_band": Organisation.objects.get(pk=own).homes_band}
    form = form_for(questions.KEEP_PLACES, _sent(request), kept, questions.Asking(clock.today()))
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        actions.keep_places(own, form.cleaned_data["places"], form.cleaned_data["homes_band"], at=now)
        messages.success(request, FIXED["saved"].body.format(time=clock_time(now)))
        return redirect("places")
    context = {"form": form, "tab": "Places with homes", "button": "Save places"}
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)


@guard("contact.keep")
def contact(request: HttpRequest) -> HttpResponse:
    """Let a named lead or a manager say whom an officer can ask about a decision of their landlord."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    kept = {"contact": Organisation.objects.get(pk=actor.organisation).contact}
    form = form_for(questions.CONTACT, _sent(request), kept, questions.Asking(clock.today()))
    if request.method == "POST" and form.is_valid():
        now = clock.now()
        actions.keep_contact(actor, form.cleaned_data["contact"], at=now)
        messages.success(request, FIXED["saved"].body.format(time=clock_time(now)))
        return redirect("contact")
    context = {"form": form, "tab": "Contact", "button": "Save"}
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, form: AnswerForm, button: str, heading: str = "") -> HttpResponse:
    back = reverse("partner_list")
    context = {"form": form, "tab": "Partners", "button": button, "back_url": back, "cancel_url": back, "to": heading}
    return render(request, "partners/form.html", context, status=422 if form.errors else 200)
