"""The steps taken while a request goes on: reviewing it, saying that they are not safe, handing it over, ending it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.accounts.queries import colleagues_who_could_cover
from reciprocal.property_requests import actions, erasing, handover, household_views, kept_away, reviews
from reciprocal.property_requests import questions_ongoing as questions
from reciprocal.property_requests import questions_steps as steps
from reciprocal.property_requests.queries import changeable_pages, values_of, whole
from reciprocal.property_requests.questions import LABELS
from reciprocal.property_requests.questions_lists import Asking
from reciprocal.property_requests.step_views import step_of_request
from reciprocal.rulebook.exits import EMERGENCY, in_words
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Page, Question, resolve_page
from reciprocal.workflow import pages


@guard("step", "request", look=True)
def not_safe_tonight(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show emergency help, tell the coordinator, and ask what has been done."""
    words = in_words(EMERGENCY, current(), clock.today())
    tick = Question("read", "tick", words.question, errors={"required": words.error}, sensitivity="S1")

    def tell(actor: Any, request_id: UUID, *, at: Any, read: bool) -> None:
        reviews.not_safe_tonight(actor, request_id, at=at)

    back = reverse("request", args=[id])
    return step_of_request(
        request,
        id,
        key,
        Page(key, words.title, (tick,)),
        tell,
        message=f"{current().coordinator.organisation} is told now.",
        done=_address(id, "what_was_done"),
        exit=words,
        button="They are not safe tonight",
        later="Back to the request",
        later_url=back,
        template="property_requests/emergency.html",
    )


@guard("step", "request")
def what_was_done(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Record what has been done for tonight."""
    return step_of_request(
        request,
        id,
        key,
        questions.WHAT_WAS_DONE,
        reviews.what_was_done,
        message="Saved. The request goes on.",
        button="Save",
    )


@guard("step", "request")
def no_longer_needed(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Close a request because they no longer need to move."""
    offer = request.facts.offer  # type: ignore[attr-defined]
    return step_of_request(
        request,
        id,
        key,
        steps.CONFIRM,
        actions.no_longer_needed,
        message="The request is closed.",
        title="Is the move no longer needed?",
        warning="A closed request cannot be opened again. Partners lose the profile at once."
        + (" The live offer will be withdrawn. It does not count." if offer else ""),
        button="Close the request",
    )


@guard("step", "request", look=True)
def change_request(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Ask what has changed, and list the pages of those sections. Each shows what it does before it is saved."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    values = values_of(row)
    found = changeable_pages(values)
    sections = ["household", *(page.section for page in found)]
    chosen = request.GET.getlist("in")
    if not chosen or request.method == "POST":
        context = pages.Words(sections=[one for one in LABELS if one in sections])
        return step_of_request(
            request,
            id,
            key,
            questions.WHAT_CHANGED,
            lambda actor, request_id, *, at, sections: urlencode({"in": sections}, doseq=True),
            message="",
            context=context,
            done=lambda query: f"{_address(id, key)}?{query}",
            button="Continue",
        )
    asking = Asking(values, landlords=[], colleagues=[])
    listed = [
        {"label": resolve_page(page, asking).title, "url": reverse("request_change", args=[id, page.key])}
        for page in found
        if page.section in chosen
    ]
    shown = {
        "title": "Change the request",
        "people": household_views.to_change(row) if "household" in chosen else [],
        "pages": listed,
        "back_url": reverse("request", args=[id]),
    }
    return render(request, "property_requests/changes.html", shown)


@guard("step", "request", look=True)
def hand_over(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Hand the request over to the cover who accepted."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    cover = getattr(row, "cover", None)
    if cover is None or cover.accepted_at is None:
        context = {
            "title": questions.HAND_OVER.title,
            "waiting": cover is not None,
            "cover_url": reverse("request_question", args=[id, "cover"]),
            "back_url": reverse("request", args=[id]),
        }
        return render(
            request, "property_requests/no_cover.html", context, status=200 if request.method == "GET" else 409
        )
    own = cover.membership_id == request.actor.membership  # type: ignore[attr-defined]
    return step_of_request(
        request,
        id,
        key,
        questions.HAND_OVER,
        lambda actor, request_id, *, at, to, **more: handover.hand_over(actor, request_id, at=at, to=UUID(to), **more),
        message=f"{cover.membership.person.name} is now the nominating officer.",
        context=pages.Words(people=[cover.membership]),
        done=reverse("request", args=[id]) if own else reverse("worklist"),
        button="Hand over",
    )


@guard("step", "request", look=True)
def find_officer(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the coordinator choose who speaks for the household, when its officer has left."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    people = list(colleagues_who_could_cover(whole(id).officer))
    return step_of_request(
        request,
        id,
        key,
        questions.FIND_OFFICER,
        lambda actor, request_id, *, at, to: handover.find_officer(actor, request_id, at=at, to=UUID(to)),
        message="They are told. Take the request off hold once they have rung you.",
        context=pages.Words(people=people),
        button="Hand over",
    )


def _address(id: UUID, step: str) -> str:
    return reverse("request_step", kwargs={"id": id, "key": step})


@guard("step", "request")
def legal_hold(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Hold back the erasure of what is left of a request."""
    return step_of_request(
        request, id, key, steps.LEGAL_HOLD, erasing.hold, message="Nothing of it is erased until you let it.",
        intro="The data protection officer decides this. Nothing is erased of the request until you end it.",
    )  # fmt: skip


@guard("step", "request")
def lift_legal_hold(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the schedule run again."""
    return step_of_request(
        request, id, key, steps.CONFIRM, erasing.let_go, message="It is erased on schedule again.",
        title="Let it be erased on schedule?", intro="What is over by now is erased today and cannot be brought back.",
    )  # fmt: skip


@guard("step", "request", look=True)
def settle_kept_away(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the coordinator say how it was settled with the officer who is kept away."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    landlord = row.landlord.name if row.landlord else ""
    named, officer = kept_away.names(row), row.officer
    text, _ = kept_away.standing(row, named, landlord)
    said = [{"label": "The person they described", "text": words} for words in kept_away.described(row)]
    return step_of_request(
        request, id, key, steps.SETTLE_KEPT_AWAY, kept_away.settle, message="Settled. The landlord can be asked now.",
        intro=f"Ring {officer.person.name} on {officer.person.phone} first. Whoever has to be kept away is "
        "chosen under “Keep somebody away”; do that before you settle it.",
        rows_heading="What the officer said", rows=[{"label": "Kept away", "text": text}, *said],
        button="Save",
    )  # fmt: skip
