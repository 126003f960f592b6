"""The coordinator's pages of asking partners: whom to ask next, and whom to ring."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import guard
from reciprocal.circulation import answers
from reciprocal.circulation.models import ProfileAnswer, WeekAnswer
from reciprocal.homes.models import Home
from reciprocal.offers.asking import Candidate, candidates
from reciprocal.offers.models import CannotHouse, FollowUp
from reciprocal.offers.moving import not_safe_after_move
from reciprocal.offers.queries import cannot_house
from reciprocal.offers.watch import Unusual, trawls, unusual
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Option, Page, Question
from reciprocal.ui.words import long_date, weekday_date
from reciprocal.workflow.pages import Words, ensure, step_page

_ASK = Page(
    "ask_partner",
    "Whom to ask next",
    (
        Question(
            "organisation",
            "select",
            "Partner",
            options=lambda asked: tuple(Option(str(one.partner.pk), one.partner.name) for one in asked.candidates),
            errors={"required": "Select whom to ask"},
            sensitivity="S2",
        ),
    ),
)


@guard("step", "request", look=True)
def ask_partner(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the coordinator whom to ask next for a home and why, and ask with one button."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    ensure("ask_partner", actor, request.facts)  # type: ignore[attr-defined]
    found = candidates(id, clock.today())
    names = {str(one.partner.pk): one.partner.name for one in found}
    here = reverse("request_ask_partner", args=[id])

    def act(*, organisation: str) -> None:
        answers.ask_partner(actor, id, at=clock.now(), organisation_id=UUID(organisation))
        messages.success(request, f"{names[organisation]} is asked.")

    return step_page(
        request,
        "ask_partner",
        _ASK,
        act,
        done=here,
        back=reverse("request", args=[id]),
        context=Words(candidates=found),
        template="offers/ask_partner.html",
        more={
            "reference": PropertyRequest.objects.get(pk=id).reference,
            "candidates": found,
            "all_asked": _all_asked(found),
        },
    )


def _all_asked(found: list[Candidate]) -> bool:
    return all(one.asked_for_this for one in found)


@guard("call.list")
def call_list(request: HttpRequest) -> HttpResponse:
    """List whom the coordinator has to ring: partners that asked for it, and whoever may be testing places."""
    calls = [*not_safe_after_move(), *cannot_house(), *answers.calls_to_make()]
    if request.method == "POST":
        call = next((one for one in calls if str(one.pk) == request.POST.get("call")), None)
        if call is not None:
            answers.rung(call, at=clock.now())
            messages.success(request, "Saved.")
        return redirect("call_list")
    wanted = {one.home_id for one in calls if isinstance(one, ProfileAnswer) and one.home_id}
    labels = {pk: home.label for pk, home in Home.objects.in_bulk(wanted).items()}
    context = {
        "tab": "Calls",
        "title": "Calls to make",
        "places": current().places_word,
        "calls": [_call(one, labels) for one in calls],
        "unusual": _told(unusual(clock.today())),
        "trawls": _told(trawls(clock.today())),
    }
    return render(request, "offers/call_list.html", context)


def _told(found: list[Unusual]) -> list[dict[str, str]]:
    return [
        {"who": f"{one.name}, {one.partner}", "phone": one.phone, "what": f"{one.what} on {weekday_date(one.day)}."}
        for one in found
    ]


def _call(call: ProfileAnswer | WeekAnswer | CannotHouse | FollowUp, labels: dict[UUID, str]) -> dict[str, str]:
    if isinstance(call, FollowUp):
        person, organisation = call.request.officer.person, call.request.officer.organisation
    else:
        person, organisation = call.membership.person, call.organisation
    url = allow = ""
    if isinstance(call, WeekAnswer):
        why = "May have a home this week."
    elif isinstance(call, FollowUp):
        url = reverse("request", args=[call.request_id])
        why = f"Says that {call.request.reference} is not safe after the move. Ring today."
    elif isinstance(call, CannotHouse):
        url = reverse("request", args=[call.request_id])
        why = f"Took its offer for {call.request.reference} back, since it cannot house them: “{call.words}”"
    else:
        url = reverse("request", args=[call.request_id])
        code = call.request.reference
        why = f"Asks you to ring about {code}."
        if call.home_id:
            why = f"Asks you to allow {labels.get(call.home_id, 'a home')} for {code}."
            allow = f"{reverse('request_allow_home', args=[call.request_id])}?{urlencode({'home': call.home_id})}"
    return {
        "id": str(call.pk),
        "who": f"{person.name}, {organisation}",
        "phone": person.phone,
        "why": why,
        "since": long_date(call.at),
        "url": url,
        "allow_url": allow,
    }
