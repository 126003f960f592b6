"""The steps that the officer and the coordinator take with a request: a page each, from the lifecycle table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import RefusedError, guard
from reciprocal.access.policy import relations
from reciprocal.property_requests import actions, approval_words, approvals, checking, information, kept_away, summaries
from reciprocal.property_requests import questions_steps as steps
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.queries import information_asked, rules_unmet, values_of, whole
from reciprocal.property_requests.questions import LABELS, asked
from reciprocal.property_requests.questions_lists import Asking
from reciprocal.rulebook.roles import OFFICER
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Page, resolve_page
from reciprocal.ui.words import long_date, weekday_date
from reciprocal.workflow import pages

STEP_PAGE = "property_requests/step.html"
# So many sections without a tick are chosen already; of more, the coordinator has hardly begun to check.
FEW = 3


def step_of_request(
    request: HttpRequest, id: UUID, key: str, page: Page, action: Callable[..., Any], *, message: str, **more: Any
) -> HttpResponse:
    """Answer the page of a step with the request's own address behind it; `action` gets the answers."""
    back = reverse("request", args=[id])

    def act(**answers: Any) -> Any:
        return action(request.actor, id, at=clock.now(), **answers)  # type: ignore[attr-defined]

    return pages.step_page(
        request,
        key,
        page,
        act,
        done=more.pop("done", back),
        back=back,
        initial=more.pop("initial", None),
        message=message,
        context=more.pop("context", None) or pages.Words(),
        template=more.pop("template", STEP_PAGE),
        more=more,
    )


@guard("step", "request", look=True)
def submit(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the officer confirm what has to be so, and send the request. Whoever presses twice has sent it once."""
    actor, facts = request.actor, request.facts  # type: ignore[attr-defined]
    done = reverse("request_sent", args=[id])
    if OFFICER in relations(actor, facts) and _just_sent(request, id):
        return redirect(done)
    pages.ensure(key, actor, facts)
    row = whole(id)
    if request.method == "GET" and rules_unmet(row, clock.now()):
        return redirect("request_check", id=id)

    def send(actor: Any, request_id: UUID, *, at: Any, **ticks: bool) -> None:
        try:
            actions.submit(actor, request_id, at=at, declared=all(ticks.values()))
        except RefusedError:
            # The first press may have come between: then the second says what the first one says.
            if not _just_sent(request, request_id):
                raise

    version = request.POST.get("version", row.version)
    return step_of_request(request, id, key, steps.SUBMIT, send, message="", done=done, hidden={"version": version})


def _just_sent(request: HttpRequest, id: UUID) -> bool:
    """Whether nothing but the sending has happened to the request since this form was opened."""
    seen = request.POST.get("version", "")
    return seen.isdigit() and PropertyRequest.objects.filter(pk=id, state="submitted", version=int(seen) + 1).exists()


@guard("step", "request")
def delete_draft(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Erase a draft that the officer no longer wants."""
    return step_of_request(
        request,
        id,
        key,
        steps.DELETE_DRAFT,
        actions.delete_draft,
        message="The draft was deleted.",
        done=reverse("request_list"),
        button="Delete draft",
        cancel_label="Keep it",
    )


@guard("step", "request")
def ask_information(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the coordinator ask the officer for what is missing, a sentence for each section."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    values = values_of(whole(id))
    sections = [section for section in LABELS if asked(values, section)]
    missing = checking.not_ticked(id, sections)
    return step_of_request(
        request,
        id,
        key,
        steps.ask_information(sections),
        by_section(information.ask_information),
        message="Sent to the officer. The clock has stopped until they answer.",
        initial={"sections": missing if len(missing) <= FEW else []},
        intro=_not_ticked(missing),
        button="Send to the officer",
    )


def _not_ticked(sections: list[str]) -> str:
    return f"Not ticked as complete: {', '.join(LABELS[section] for section in sections)}." if sections else ""


def by_section(ask: Callable[..., None]) -> Callable[..., None]:
    """Give an action that asks with the answers of its page: the ticked sections, each with its sentence."""

    def act(actor: Any, request_id: UUID, *, at: Any, sections: list[str], **messages: str) -> None:
        ask(actor, request_id, at=at, messages={key: messages[f"message_{key}"] for key in sections})

    return act


@guard("step", "request", look=True)
def answer_information(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show the officer what was asked, with the pages to change, and send the answers."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    values = values_of(row)
    open_ = information_asked(id)
    by_landlord = row.returns_to == "awaiting_landlord"
    who = row.landlord.name if by_landlord and row.landlord else current().coordinator.organisation

    def send(actor: Any, request_id: UUID, *, at: Any, **cannot: str) -> None:
        information.answer_information(actor, request_id, at=at, cannot=cannot)

    return step_of_request(
        request,
        id,
        key,
        steps.answering([one.section for one in open_]),
        send,
        message="Sent. The clock runs again.",
        title=f"{who} needs more",
        questions=[
            {
                "section": one.section,
                "label": LABELS[one.section],
                "message": one.message,
                "changed": long_date(one.changed_at) if one.changed_at else "",
                "pages": _links(id, one.section, values, by_landlord),
            }
            for one in open_
        ],
        blocks=[sentence for _, sentence in rules_unmet(row, clock.now())],
        button="Send answers",
        template="property_requests/answer.html",
    )


def _links(id: UUID, section: str, values: dict[str, Any], by_landlord: bool) -> list[dict[str, str]]:
    """The pages of a section that was asked about. Who the landlord is stands fast once it was asked."""
    context = Asking(values, landlords=[], colleagues=[])
    return [
        {
            "label": resolve_page(page, context).title,
            "url": f"{reverse('request_question', args=[id, page.key])}?to=answer",
        }
        for page in asked(values, section)
        if not (by_landlord and page.key == "landlord")
    ]


@guard("step", "request", look=True)
def seek_approval(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show the coordinator what the landlord will read, and ask it to decide."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    landlord = row.landlord.name if row.landlord else "The landlord"
    return step_of_request(
        request,
        id,
        key,
        steps.CONFIRM,
        actions.seek_approval,
        message=f"{landlord} was asked to decide.",
        title=f"Ask {landlord} to decide",
        checks=summaries.checks(row, kept_away.names(row), clock.today()),
        intro=_not_ticked(checking.not_ticked(id, [one for one in LABELS if asked(values_of(row), one)])),
        rows_heading=f"What {landlord} will read",
        rows=approval_words.approval_rows(
            approvals.drawn_up(row), approvals.members_drawn_up(row), row.officer.person.name, row.contact
        ),
    )


@guard("step", "request")
def hold(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Put a request on hold for a reason."""
    context = pages.Words(role=request.actor.role)  # type: ignore[attr-defined]
    offer = request.facts.offer  # type: ignore[attr-defined]
    return step_of_request(
        request, id, key, steps.HOLD, actions.hold, message="The request is on hold.", context=context, tab="Request",
        warning="The live offer will be withdrawn. It does not count." if offer else "",
        initial={"reason": request.GET.get("reason", "")},  # chosen already after a refusal that suggests it
    )  # fmt: skip


@guard("step", "request")
def resume(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Take a request off hold."""
    intro = "It goes back to where it was before it was put on hold."
    return step_of_request(
        request, id, key, steps.CONFIRM, actions.resume, message="The request is off hold.", title="Take off hold?",
        intro=intro,
    )  # fmt: skip


@guard("step", "request")
def close(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Close a request that ends without a move."""
    scheme = current()
    context = pages.Words(words={"other_scheme": str(scheme.setting("other_scheme", clock.today()))})
    warning = "A closed request cannot be opened again. Partners lose the profile at once."
    return step_of_request(
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
    return step_of_request(
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
    """Quote the facts on which the landlord would decline, one by one, and take the corrections."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    due = weekday_date(row.due_on) if row.due_on else "the day it decides"
    decision = summaries.proposals_to_decline(id)[0]
    facts = list(decision.facts.all())

    def send(actor: Any, request_id: UUID, *, at: Any, **said: str) -> None:
        verdicts = {fact.pk: said[f"fact_{fact.place}"] for fact in facts}
        corrections = {fact.pk: said.get(f"fact_{fact.place}_{verdicts[fact.pk]}", "") for fact in facts}
        said_of = {pk: (verdict, corrections[pk]) for pk, verdict in verdicts.items()}
        approvals.correct_facts(actor, request_id, at=at, said=said_of)

    return step_of_request(
        request,
        id,
        key,
        steps.correcting(len(facts)),
        send,
        message="Sent. The landlord decides again.",
        context=pages.Words(words={f"fact_{fact.place}": fact.text for fact in facts}),
        intro=f"You have until {due}. If you send nothing, the landlord may decline.",
        rows_heading="What the landlord says",
        rows=summaries.facts_relied_on(decision, quoted=False),
        button="Send corrections",
        secondary={"url": reverse("request_step", kwargs={"id": id, "key": "nothing_to_correct"}),
                   "label": "Nothing to correct"},
    )  # fmt: skip


@guard("step", "request", look=True)
def nothing_to_correct(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the officer say that the landlord's facts are right."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    return step_of_request(
        request,
        id,
        key,
        steps.CONFIRM,
        approvals.nothing_to_correct,
        message="Sent. The landlord decides now.",
        title="Nothing to correct?",
        intro="The landlord decides on these facts, without waiting for the day by which you could correct them.",
        rows_heading="What the landlord says",
        rows=[line for one in summaries.proposals_to_decline(id)[:1] for line in summaries.facts_relied_on(one)],
        button="Nothing to correct",
    )


@guard("step", "request")
def second_look(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the officer ask for a second look at a decline, by another person."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    days = current().number("approval_days", clock.today())
    return step_of_request(
        request,
        id,
        key,
        steps.CONFIRM,
        approvals.ask_second_look,
        message="Asked. Another person decides.",
        title="Ask for a second look?",
        intro=f"A different person looks at the same facts within {days} working days. You can ask once.",
        button="Ask for a second look",
    )
