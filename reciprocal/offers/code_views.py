"""One home and one code: the one neutral answer, and the question to the coordinator about a home that nearly fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError, guard, not_found
from reciprocal.access.policy import allows
from reciprocal.audit import log
from reciprocal.circulation import answers
from reciprocal.circulation.queries import Listed, listed, may_be_offered
from reciprocal.homes.models import Home
from reciprocal.homes.words import line
from reciprocal.offers import actions
from reciprocal.offers.queries import could_live
from reciprocal.rulebook.scheme import current
from reciprocal.ui.forms import AnswerForm, form_for
from reciprocal.ui.questions import Page, Question

_CODE: Final = Page(
    "code",
    "One code",
    (
        Question(
            "code",
            "text",
            "Ask about one code",
            max_length=20,
            not_screened="It is a code of ours, and is not kept",
            width=10,
            errors={"required": "Enter a code, like ARC-4821-26"},
            sensitivity="S1",
        ),
    ),
)


def code_form(data: Mapping[str, Any] | None = None) -> AnswerForm:
    """Give the box in which a lettings officer types one code."""
    return form_for(_CODE, data)


@guard("home.match", "home")
def home_code(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say whether a home may be offered for one code. Of a code that this partner cannot read it says nothing at all.

    Whether it was never given, has stopped, or is kept away from the partner: the answer is the page for what does
    not exist. Each question counts, and after ten in a day there is no answer until the next.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = Home.objects.get(pk=id)
    if found.state != "open":
        raise RefusedError("You can ask about a code only while the home is open.")
    form = code_form(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "tab": "Home",
        "title": "May this home be offered?",
        "form": form,
        "home": found,
        "line": line(found),
        "back_url": reverse("home", args=[id]),
    }
    if request.method != "POST":
        return render(request, "offers/code.html", context)
    if not form.is_valid():
        return render(request, "offers/code.html", context, status=422)
    code, now = form.cleaned_data["code"].strip().upper(), clock.now()
    asked = answers.count_code(actor, at=now)
    if asked >= answers.CODES_A_DAY:
        contact = current().coordinator
        why = f"You have asked {asked} times today. Try tomorrow, or call {contact.organisation} on {contact.phone}."
        back = {"back": reverse("home", args=[id]), "back_label": "Back to the home"}
        return render(request, "ui/not_now.html", {"tab": "Home", "why": why, **back}, status=409)
    one = next((row for row in listed(clock.today()) if row.profile.code == code), None)
    log.record("act", "ask_code", one.profile.request_id if one else None, now, home=id)
    if one is None:
        return not_found()
    return render(request, "offers/code.html", context | _answer(found, one))


def _answer(found: Home, one: Listed) -> dict[str, Any]:
    profile = one.profile
    allowed = may_be_offered(found.pk).get(profile.pk)
    if allowed is not None:
        misfit = actions.misfit(profile, found, allowed)
        offer_url = "" if misfit else reverse("offer_new", args=[found.pk, profile.pk])
        said = {"answer": "This home may be offered.", "misfit": f"{misfit}." if misfit else "", "offer_url": offer_url}
    elif one.under_offer:
        said = {"taken": "yes"}
    else:
        said = {"answer": f"{actions.NOT_FOR_THIS_REQUEST}."}
    return {"profile": profile, **said}


@guard("home.match", "home", look=True)
def home_allow(request: HttpRequest, id: UUID, profile: UUID) -> HttpResponse:
    """Ask the coordinator to allow a home that misses one need of a household."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    facts = facts_of("profile", profile)
    if facts is None or not allows("profile.read", actor, facts):
        raise HiddenError("profile")
    request.facts = facts.with_home(request.facts)  # type: ignore[attr-defined]  # whose profile was read
    found = Home.objects.get(pk=id)
    nearly = could_live(found, clock.today())[1] if found.state == "open" else []
    one = next((row for row in nearly if row.profile.pk == profile), None)
    if one is None:
        raise RefusedError("Only an open home that misses one need of the household can be allowed.")
    whom = current().coordinator.organisation
    if request.method == "POST":
        answers.answer_profile(actor, profile, at=clock.now(), answer="allow", home_id=id)
        messages.success(request, f"{whom} is told and will ring you.")
        return redirect("home", id=id)
    context = {
        "tab": "Home",
        "title": f"Ask {whom} to allow it",
        "home": found,
        "line": line(found),
        "one": one,
        "whom": whom,
        "back_url": reverse("home", args=[id]),
    }
    return render(request, "offers/allow.html", context)
