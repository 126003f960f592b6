"""The steps that the officer and the coordinator take with a request: a page each, from the lifecycle table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.property_requests import actions, approvals, summaries
from reciprocal.property_requests import questions_steps as steps
from reciprocal.property_requests.queries import information_asked, rules_unmet, values_of, whole
from reciprocal.property_requests.questions import LABELS, asked
from reciprocal.property_requests.questions_lists import Asking
from reciprocal.rulebook.roles import LANDLORD
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Page, resolve_page
from reciprocal.ui.words import weekday_date
from reciprocal.workflow import pages

STEP_PAGE = "property_requests/step.html"


def _step(
    request: HttpRequest, id: UUID, key: str, page: Page, action: Callable[..., Any], *, message: str, **more: Any
) -> HttpResponse:
    """Answer the page of a step with the request's own address behind it; `action` gets the answers."""
    back = reverse("request", args=[id])

    def act(**answers: Any) -> Any:
        return action(request.actor, id, at=clock.now(), **answers)  # type: ignore[attr-defined]

    context = more.pop("context", None) or pages.Words()
    done = more.pop("done", back)
    return pages.step_page(
        request, key, page, act, done=done, back=back, message=message, context=context, template=STEP_PAGE, more=more
    )


@guard("step", "request", look=True)
def submit(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the officer confirm what has to be so, and send the request."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    if request.method == "GET" and rules_unmet(whole(id), clock.now()):
        return redirect("request_check", id=id)

    def send(actor: Any, request_id: UUID, *, at: Any, **ticks: bool) -> None:
        actions.submit(actor, request_id, at=at, declared=all(ticks.values()))

    done = reverse("request_sent", args=[id])
    return _step(request, id, key, steps.SUBMIT, send, message="", done=done)


@guard("step", "request")
def ask_information(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the coordinator ask the officer for what is missing, section by section."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    values = values_of(whole(id))
    context = pages.Words(sections=[section for section in LABELS if asked(values, section)])
    return _step(
        request,
        id,
        key,
        steps.ASK_INFORMATION,
        actions.ask_information,
        message="Sent to the officer. The clock has stopped until they answer.",
        context=context,
        button="Send to the officer",
    )


@guard("step", "request", look=True)
def answer_information(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show the officer what was asked, with the pages to change, and send the answer."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    values = values_of(row)
    questions = information_asked(id)
    by_landlord = any(question.asked_by == LANDLORD for question in questions)
    who = row.landlord.name if by_landlord and row.landlord else current().coordinator.organisation
    return _step(
        request,
        id,
        key,
        steps.ANSWER,
        actions.answer_information,
        message="Sent. The clock runs again.",
        title=f"{who} needs more",
        questions=[
            {"message": question.message, "sections": _links(id, question.sections, values, by_landlord)}
            for question in questions
        ],
        blocks=[sentence for _, sentence in rules_unmet(row, clock.now())],
    )


def _links(id: UUID, sections: list[str], values: dict[str, Any], by_landlord: bool) -> list[dict[str, Any]]:
    """The pages of the sections that were asked about. Who the landlord is stands fast once it was asked."""
    context = Asking(values, landlords=[], colleagues=[])
    return [
        {
            "label": LABELS[section],
            "pages": [
                {
                    "label": resolve_page(page, context).title,
                    "url": f"{reverse('request_question', args=[id, page.key])}?to=answer",
                }
                for page in asked(values, section)
                if not (by_landlord and page.key == "landlord")
            ],
        }
        for section in sections
        if section in LABELS
    ]


@guard("step", "request", look=True)
def seek_approval(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show the coordinator what the landlord will read, and ask it to decide."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    landlord = row.landlord.name if row.landlord else "The landlord"
    return _step(
        request,
        id,
        key,
        steps.CONFIRM,
        actions.seek_approval,
        message=f"{landlord} was asked to decide.",
        title=f"Ask {landlord} to decide",
        checks=summaries.checks(row, clock.today()),
        rows_heading=f"What {landlord} will read",
        rows=summaries.approval_rows(approvals.drawn_up(row), row.officer),
    )


@guard("step", "request")
def hold(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Put a request on hold for a reason."""
    context = pages.Words(role=request.actor.role)  # type: ignore[attr-defined]
    offer = request.facts.offer  # type: ignore[attr-defined]
    return _step(
        request, id, key, steps.HOLD, actions.hold, message="The request is on hold.", context=context, tab="Request",
        warning="The live offer will be withdrawn. It does not count." if offer else "",
    )  # fmt: skip


@guard("step", "request")
def resume(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Take a request off hold."""
    intro = "It goes back to where it was before it was put on hold."
    return _step(
        request, id, key, steps.CONFIRM, actions.resume, message="The request is off hold.", title="Take off hold?",
        intro=intro,
    )  # fmt: skip


@guard("step", "request")
def close(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Close a request that ends without a move."""
    scheme = current()
    context = pages.Words(words={"other_scheme": str(scheme.setting("other_scheme", clock.today()))})
    warning = "A closed request cannot be opened again. Partners lose the profile at once."
    return _step(
        request, id, key, steps.CLOSE, actions.close, message="The request is closed.", context=context,
        warning=warning,
    )  # fmt: skip


@guard("step", "request")
def withdraw_consent(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Stop everything at once because the applicant no longer agrees."""
    facts = request.facts  # type: ignore[attr-defined]
    falls = ["The request itself"]
    if facts.request_state in ("circulating", "under_offer"):
        falls.append("The profile that partners can read")
    if facts.offer is not None:
        falls += ["The live offer. It does not count", "Any viewing that is planned"]
    return _step(
        request,
        id,
        key,
        steps.WITHDRAW_CONSENT,
        actions.withdraw_consent,
        message="Stopped. Tell the applicant, by their safe contact.",
        button="Stop the request",
        falls=falls,
        falls_heading="What will stop:",
    )


@guard("step", "request", look=True)
def correct_facts(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show the officer the facts on which the landlord would decline, and take the correction."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    due = weekday_date(row.due_on) if row.due_on else "the day it decides"
    proposals = summaries.proposals_to_decline(id)[:1]
    return _step(
        request,
        id,
        key,
        steps.CORRECT_FACTS,
        approvals.correct_facts,
        message="Sent. The landlord decides again.",
        intro=f"You have until {due}. If you send nothing, the landlord may decline.",
        rows_heading="What the landlord says",
        rows=[line for decision in proposals for line in summaries.facts_relied_on(decision)],
        button="Send corrections",
        cancel_label="Nothing to correct",
    )
