"""The page on which whoever is late says by themselves where it stands: a button an answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.property_requests import chase
from reciprocal.property_requests import questions_chase as questions
from reciprocal.property_requests.models import Approval, PropertyRequest
from reciprocal.rulebook.chasing import SAYS, ready
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.roles import LANDLORD, OFFERING, OFFICER
from reciprocal.rulebook.scheme import current
from reciprocal.workflow import pages


@guard("step", "request")
def officer_says(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the officer say where it stands with a request that is overdue."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    reference = PropertyRequest.objects.get(pk=id).reference
    return say(request, id, OFFICER, reference, reverse("request", args=[id]))


@guard("step", "request")
def landlord_says(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let whoever decides for the applicant's landlord say where it stands with a decision that is overdue."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    reference = Approval.objects.get(pk=id).draft_reference
    return say(request, id, LANDLORD, reference, reverse("decision", args=[id]))


def say(request: HttpRequest, id: UUID, of: str, reference: str, back: str) -> HttpResponse:
    """Answer the page of whoever is late.

    Args:
        request: with the actor and the facts, as the guard left them.
        id: the request; for the landlord of the home its offer.
        of: "officer", "landlord" or "offering".
        reference: by which they know it.
        back: the page that is theirs.
    """
    actor, facts = request.actor, request.facts  # type: ignore[attr-defined]
    today, coordinator = clock.today(), current().coordinator.organisation
    late = of == OFFERING or chase.late(of, id, today)

    def act(**answers: Any) -> str:
        chase.say(actor, id, at=clock.now(), of=of, **questions.given(answers))
        return str(answers["answer"])

    def next_page(answer: str) -> str:
        # What has changed is written into the request itself.
        return _step(facts, "change_request") if answer == "changed" else back

    ways = [
        {"code": said.code, "asks": said.asks, "text": said.text, "url": _step(facts, said.leads) if said.leads else ""}
        for said in ready(of, facts.request_state)
    ]
    return pages.step_page(
        request,
        SAYS[of],
        questions.saying(of, facts.request_state, today),
        act,
        done=next_page,
        back=back,
        message=f"Saved. {coordinator} reads what you said, and nobody else.",
        template="property_requests/say.html",
        more={
            "ways": ways if late else [],
            "intro": f"{reference}. "
            + (f"One click is enough. {coordinator} reads it, and nobody else." if late else chase.NOT_LATE),
            "tab": "Offer" if of == OFFERING else "Request",
        },
    )


def _step(facts: Any, key: str) -> str:
    if STEPS[key].machine == "offer":
        return reverse("offer_step", args=[facts.offer, key])
    return reverse("request_step", kwargs={"id": facts.request, "key": key})
