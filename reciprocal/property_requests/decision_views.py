"""What the named leads of the applicant's landlord see and decide. They know the draft reference and never the code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.ledger.queries import balance
from reciprocal.property_requests import approval_words, approvals, chase, information, sealed, summaries
from reciprocal.property_requests import questions_steps as steps
from reciprocal.property_requests.models import Approval, Contact
from reciprocal.property_requests.queries import decisions
from reciprocal.property_requests.questions import LABELS
from reciprocal.property_requests.sections.shared import youth_violence
from reciprocal.property_requests.step_views import by_section
from reciprocal.rulebook import workdays
from reciprocal.rulebook.roles import LANDLORD, PARTNER_MANAGER
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import REQUEST_STATES
from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Page
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import long_date, weekday_date
from reciprocal.workflow import pages
from reciprocal.workflow.due import due_date

PER_PAGE = 25
WAITING = ("deciding", "declining", "asked")
STATUS = {
    "deciding": ("For your decision", "blue"),
    "asked": ("The officer is answering", "grey"),
    "declining": ("Minded to decline", "purple"),
    "resting": ("Nothing for you to do now", "grey"),
    "agreed": ("You agreed", "green"),
    "moved": ("Moved", "green"),
    "declined": ("You declined", "grey"),
    "closed": ("Closed", "grey"),
}
# In the words of the landlord's page.
AGAIN = {"household": "who is moving", "tenancy": "the tenancy"}


@guard("approval.list")
def decision_list(request: HttpRequest) -> HttpResponse:
    """List the requests that wait for this landlord's decision, or all of its tenants' requests."""
    everything = request.GET.get("show") == "all"
    rows = decisions() if everything else decisions().filter(status__in=WAITING)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    empty = "There are no requests of your tenants yet." if everything else (
        "No requests are waiting for your decision."
    )  # fmt: skip
    columns = (
        Column("Reference", unbroken=True),
        Column("Status"),
        Column("Due", unbroken=True),
        Column("What to do", hide_label=True),
    )
    caption = "Your tenants' requests" if everything else "Waiting for your decision"
    context = {
        "title": "Requests for decision",
        "table": Table(caption, columns, [_line(row, n) for n, row in enumerate(page)], empty),
        "page": page,
        "query": "show=all" if everything else "",
        "everything": everything,
    }
    return render(request, "property_requests/decision_list.html", context)


def _line(approval: Approval, number: int) -> tuple[Cell, ...]:
    label, colour = STATUS[approval.status]
    due = approval.due_on
    late = due is not None and due < clock.today()
    moved = f", on {long_date(approval.moved_on)}" if approval.moved_on else ""
    decide = approval.status == "deciding" or (approval.status == "declining" and late)
    return (
        Cell(approval.draft_reference, url=reverse("decision", args=[approval.pk])),
        Cell(f"{label}{moved}", colour=colour),
        Cell(f"{long_date(due)}{', overdue' if late else ''}" if due else "–", alarm=late),
        Cell(
            "Decide" if decide else "Look",
            url=reverse("decision", args=[approval.pk]),
            button=True,
            context=approval.draft_reference,
            primary=decide and number == 0,
        ),
    )


@guard("approval.read", "request", look=True)
def decision(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the named lead what there is to decide on, and the ways to decide, on one page."""
    context = _decision(request, id)
    may_agree = "approve" in {button["key"] for button in context["buttons"]}
    form = form_for(steps.APPROVE, context=pages.Words()) if may_agree else None
    return render(request, "property_requests/decision.html", {**context, "form": form})


def _decision(request: HttpRequest, id: UUID) -> dict[str, Any]:
    approval = Approval.objects.select_related("officer__person", "landlord").get(pk=id)
    actor, facts = request.actor, request.facts  # type: ignore[attr-defined]
    today = clock.today()
    too_early = approval.status in ("deciding", "declining") and approvals.why_not_decline(approval.pk, today)
    buttons = pages.buttons("request", actor, facts, reverse("request", args=[id]))
    officer, contact = approval.officer.person.name, Contact.objects.get(pk=id)
    rows = approval_words.approval_rows(approval, approvals.members_of(id), officer, contact)
    if number := sealed.police_reference(id):
        rows.append({"label": "Police reference", "text": number})
    again = approvals.asked_again(approval)
    deciding = approval.status in ("deciding", "declining")
    return {
        "title": f"Decide on {approval.draft_reference}" if deciding else f"Request {approval.draft_reference}",
        "approval": approval,
        "status": STATUS[approval.status],
        "lines": [_asked_again(approval)] if again else status_lines(approval, today),
        "rows": rows,
        "pot": [{"label": "If they move", "text": _pot(approval)}] if approval.status in WAITING else [],
        "made_on": long_date(today),
        "buttons": [
            {"key": b.key, "url": b.url, "label": b.label, "danger": b.danger, "grey": True}
            for b in buttons
            if (b.key != "decline" or not too_early)
            and (b.key != "confirm_tenancy" or approvals.in_doubt(approval))
            and (b.key != "agree_again" or again)
            and (b.key != "landlord_says" or chase.landlord_is_late(approval, today))
        ],
        "approve_url": reverse("request_step", kwargs={"id": id, "key": "approve"}),
        "button": "We agree",
        "asked": summaries.asked_and_answered(id, approval.landlord.name, by=LANDLORD),
        "proposals": [
            {"when": long_date(d.at), "rows": summaries.facts_relied_on(d)} for d in summaries.proposals_to_decline(id)
        ],
        "events": pages.timeline(LANDLORD, request_id=id),
        "back_url": reverse("worklist" if actor.role == PARTNER_MANAGER else "decision_list"),
    }


def _pot(approval: Approval) -> str:
    now = balance(approval.landlord_id)
    return (
        f"{approval.landlord.name} will owe the pot one home. "
        f"Your balance now: {_balance(now)}. It would be: {_balance(now - 1)}."
    )


def _balance(homes: int) -> str:
    return f"owes {-homes}" if homes < 0 else f"is owed {homes}" if homes > 0 else "even"


def status_lines(approval: Approval, today: date) -> list[str]:
    """Say where a request stands for the landlord, and by when it decides."""
    due = approval.due_on
    if approval.status == "deciding" and due:
        panel = [f"Your panel meets on {weekday_date(approval.panel_on)}."] if approval.panel_on else []
        again = ["Another person declined. You look at the same facts again."] if approval.second_look_on else []
        return [f"Your answer is due by {weekday_date(due)} ({_working_days(due, today)}).", *panel, *again]
    if approval.status == "declining" and due:
        if due < today:
            return ["The officer sent no correction. Decide now."]
        return [f"The officer may correct the facts until {weekday_date(due)}. Then you decide again."]
    return {
        "asked": ["You asked for more. The clock has stopped until the officer answers."],
        "resting": ["There is nothing for you to do now. We tell you when there is."],
        "agreed": ["You agreed. You do not need to do anything else."],
        "moved": [_moved(approval)],
        "declined": ["You declined."],
        "closed": ["The request is closed."],
    }.get(approval.status, [])


def _moved(approval: Approval) -> str:
    if approval.moved_on is None:
        return "Moved."
    moved = f"Moved on {long_date(approval.moved_on)}."
    if approval.cancelled_on:
        return f"{moved} The tenancy was cancelled on {long_date(approval.cancelled_on)}. No home is owed for it."
    return f"{moved} One home owed."


def _working_days(due: date, today: date) -> str:
    n = workdays.between(today, due, current())
    days = f"{abs(n)} working day{'' if abs(n) == 1 else 's'}"
    return f"{days} left" if n >= 0 else f"{days} overdue"


def _step(
    request: HttpRequest, id: UUID, key: str, page: Page, action: Callable[..., Any], *, message: str, **more: Any
) -> HttpResponse:
    """Answer the page of one of the landlord's steps; the decision stands behind it."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    back = reverse("decision", args=[id])

    def act(**answers: Any) -> Any:
        return action(request.actor, id, at=clock.now(), **answers)  # type: ignore[attr-defined]

    template = more.pop("template", "property_requests/step.html")
    context = more.pop("context", None)
    return pages.step_page(
        request, key, page, act, done=back, back=back, message=message, context=context, template=template, more=more
    )


def _by(state: str) -> str:
    """The day by which a state that begins now should end, in words."""
    due = due_date(REQUEST_STATES[state], clock.now())
    return weekday_date(due) if due else "the day we tell you"


@guard("step", "request", look=True)
def approve(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Agree to the request, from the page on which everything stands."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    message = f"You agreed. The request goes to partners by {_by('approved')}. You do not need to do anything else."
    return _step(
        request, id, key, steps.APPROVE, approvals.approve, message=message, template="property_requests/decision.html",
        **_decision(request, id),
    )  # fmt: skip


@guard("step", "request", look=True)
def landlord_asks(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Ask the officer for what would change the decision."""
    sections = [key for key in steps.FOR_LANDLORD if key in LABELS and (key != "support" or _youth(id))]
    return _step(
        request, id, key, steps.landlord_asks(sections), by_section(information.landlord_asks),
        message="Sent to the officer. The clock has stopped until they answer.", button="Send to the officer",
    )  # fmt: skip


@guard("step", "request")
def confirm_tenancy(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Confirm that the tenancy is in place, so that partners may be asked."""
    return _step(
        request, id, key, steps.CONFIRM, approvals.confirm_tenancy, message="You confirmed the tenancy.",
        title="Confirm that the tenancy is in place?",
        intro="The tenant has given notice, or nobody knew. Confirm that the notice is withdrawn or that the tenancy "
        "goes on. Until you do, the request does not go to partners.",
    )  # fmt: skip


@guard("step", "request")
def agree_again(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Say that the landlord still agrees."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    approval = Approval.objects.get(pk=id)
    return _step(
        request, id, key, steps.CONFIRM, approvals.agree_again, message="You still agree. The officer is told.",
        title="Do you still agree?", intro=_asked_again(approval), button="We still agree",
    )  # fmt: skip


def _asked_again(approval: Approval) -> str:
    about = " and ".join(AGAIN[section] for section in approval.asked_again) or "the request"
    contact = current().coordinator
    return (
        f"Look again at {about}: it changed since you agreed, or is in question. "
        f"If you do not agree any more, call {contact.organisation} on {contact.phone}."
    )


@guard("step", "request")
def set_panel_date(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Name the day of the landlord's panel."""
    context = pages.Words(words={"panel_grace_days": str(current().number("panel_grace_days", clock.today()))})
    return _step(
        request, id, key, steps.PANEL, approvals.set_panel_date, message="The date of your panel is noted.",
        context=context, button="Save the date",
    )  # fmt: skip


@guard("step", "request")
def propose_decline(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Say that the landlord is minded to decline, with the facts it relies on."""
    message = f"The officer has until {_by('decline_proposed')} to correct the facts. Then you decide again."

    def propose(actor: Any, request_id: UUID, *, at: Any, reason: str, **said: str) -> None:
        asked = said.get(f"asked_{reason}", "")
        told = {name: said[name] for name in ("facts", "source", "would_change")}
        approvals.propose_decline(actor, request_id, at=at, reason=reason, asked=asked, **told)

    return _step(
        request, id, key, steps.PROPOSE_DECLINE, propose, message=message,
        context=pages.Words(youth_violence=_youth(id)), button="Send the facts to the officer",
    )  # fmt: skip


@guard("step", "request", look=True)
def decline(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Decline for good, once the officer has had the time to correct the facts."""
    proposals = summaries.proposals_to_decline(id)[:1]
    return _step(
        request, id, key, steps.CONFIRM, approvals.decline, message="You declined.", title="Decline the request?",
        intro="This ends the request. The officer is told, with the facts you gave.", rows_heading="What you said",
        rows=[line for proposal in proposals for line in summaries.facts_relied_on(proposal)],
    )  # fmt: skip


def _youth(id: UUID) -> bool:
    reason = Approval.objects.filter(pk=id).values_list("primary_reason", flat=True).first()
    return youth_violence({"primary_reason": reason or ""})
