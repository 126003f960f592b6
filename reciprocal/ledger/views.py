"""A landlord's own statement, what it says about it, and what the coordinator writes into the pot.

The page of the pot itself stands in `circulation`, since it says as well how often each partner was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.ledger import actions, questions
from reciprocal.ledger.models import Dispute
from reciprocal.ledger.queries import (
    Month,
    Ready,
    disputes,
    in_words,
    lines_to_dispute,
    move_of,
    opened,
    ready,
    statement,
    what_happened,
)
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import ever_partners
from reciprocal.rulebook.scheme import current
from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Option, Page
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import long_date, month_year, signed, weekday_date

MONTHS_SHOWN: Final = 12
SHOWN: Final = 25
DISPUTABLE: Final = 60


@guard("statement.read")
def statement_page(request: HttpRequest) -> HttpResponse:
    """Show the statement of the reader's own landlord: in words first, then month by month; or agree to it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        return _agree(request, actor)
    organisation = Organisation.objects.get(pk=actor.organisation)
    today = clock.today()
    months = statement(organisation.pk)
    page = Paginator(months, MONTHS_SHOWN).get_page(request.GET.get("page"))
    newest = ready(organisation.pk, today) if months else None
    context = {
        "tab": "Statement",
        "title": f"Statement for {organisation.name}, {month_year(today)}",
        "words": in_words(months[0].after) if months else "",
        "months": [(_month(one), one.why) for one in page],
        "page": page,
        "ready": newest,
        "month": month_year(newest.month) if newest else "",
        "said": _what_silence_says(newest) if newest else "",
        "disputes": _disputed(list(disputes(organisation.pk)[:SHOWN])),
    }
    return render(request, "ledger/statement.html", context)


def _agree(request: HttpRequest, actor: Actor) -> HttpResponse:
    try:
        month = date.fromisoformat(request.POST.get("month", ""))
    except ValueError as wrong:
        raise RefusedError("There is no statement of this month to agree to. Look at the newest one.") from wrong
    actions.agree(actor, month, at=clock.now())
    messages.success(request, f"Saved. You agreed to the statement for {month_year(month)}.")
    return redirect("statement")


@guard("statement.read")
def dispute(request: HttpRequest) -> HttpResponse:
    """Tell the coordinator which line is wrong, and why."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    lines = tuple(
        Option(str(line.pk), f"{month_year(line.month)}: {what_happened(line)}, {signed(line.change)}")
        for line in lines_to_dispute(actor.organisation)[:DISPUTABLE]
    )

    def act(line: str, what: str, words: str) -> str:
        about = None if line == questions.NO_LINE else UUID(line)
        due = actions.dispute(actor, line=about, what=what, words=words, at=clock.now())
        return f"Sent. {current().coordinator.organisation} answers by {weekday_date(due)}."

    asked = questions.Partners({}, lines=(*lines, Option(questions.NO_LINE, "A line that is not there")))
    return _form(request, questions.DISPUTE, act, "statement", asked, tab="Statement", button="Send")


@guard("pot.write")
def opening(request: HttpRequest) -> HttpResponse:
    """Record with which balances partners come into the pot."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked = questions.Partners(_partners(), opened())

    def act(balances: str, reason: str) -> str:
        found, _ = questions.balances_in(balances, asked)
        actions.record_opening(actor, found, at=clock.now(), reason=reason)
        return f"Saved. {len(found)} partners have their opening balance."

    return _form(request, questions.OPENING, act, "pot", asked, tab="Pot", button="Record opening balance")


@guard("pot.write")
def correction(request: HttpRequest) -> HttpResponse:
    """Add a pair of lines that was missing, maybe as the answer to a dispute."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    answers = _uuid(request.GET.get("dispute"))

    def act(owes: str, owed: str, month: date, reason: str) -> str:
        actions.record_correction(
            actor, owes=UUID(owes), owed=UUID(owed), month=month, at=clock.now(), reason=reason, dispute=answers
        )
        return "Saved. Each of the two partners has one line more."

    asked = questions.Partners(_partners())
    return _form(request, questions.CORRECTION, act, "pot", asked, tab="Pot", button="Record a correction")


@guard("pot.write")
def answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """Answer a partner that disputed a line."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked = Dispute.objects.select_related("line", "organisation").filter(pk=id).first()
    if asked is None:
        raise HiddenError("dispute")
    if asked.answer:
        raise RefusedError("This was answered already.")
    of_a_move = asked.line_id is not None and move_of(asked.line_id) is not None

    def act(answer: str, read_as: str, month: date | None, words: str) -> str:
        actions.answer_dispute(actor, id, answer=answer, words=words, at=clock.now(), read_as=read_as, month=month)
        return "Saved. The partner reads your answer on its statement."

    may = (questions.CORRECT_IT,) if of_a_move else ()
    context = questions.Partners({}, answers=(*may, questions.LEAVE_IT, questions.ASK_FOR_MORE))
    return _form(
        request,
        questions.ANSWER,
        act,
        "pot",
        context,
        tab="Pot",
        button="Send answer",
        rows=[
            {"label": "Partner", "text": asked.organisation.name},
            {"label": "Line", "text": _line(asked)},
            {"label": "What is wrong", "text": Dispute.WHAT[asked.what]},
            {"label": "In their words", "text": asked.words},
        ],
        add_url="" if of_a_move else f"{reverse('pot_correction')}?dispute={id}",
    )


def _form(
    request: HttpRequest, page: Page, act: Callable[..., str], back: str, asked: Any, **more: Any
) -> HttpResponse:
    """Show a page of questions, or save what was answered. What cannot be saved comes back with its sentence."""
    form = form_for(page, request.POST if request.method == "POST" else None, None, asked)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done = act(**form.cleaned_data)
            except RefusedError as refused:
                form.add_error(None, str(refused))
                status = 409
            else:
                messages.success(request, done)
                return redirect(back)
    shown = {"form": form, "title": page.title, "back_url": reverse(back), "cancel_url": reverse(back), **more}
    return render(request, "ledger/form.html", shown, status=status)


def _what_silence_says(newest: Ready) -> str:
    if newest.agreed:
        return "You have agreed to it. You can still dispute a line."
    if newest.over:
        return (
            f"We heard nothing by {weekday_date(newest.answer_by)} and took it as agreed. You can still dispute a line."
        )
    by = weekday_date(newest.answer_by)
    return f"If we hear nothing by {by} we take it as agreed. You can still dispute later."


def _line(asked: Dispute) -> str:
    if asked.line is None:
        return "A line that is not there"
    return f"{month_year(asked.line.month)}: {what_happened(asked.line)}, {signed(asked.line.change)}"


def _disputed(rows: list[Dispute]) -> Table:
    columns = (Column("Line"), Column("What is wrong"), Column("Sent", unbroken=True), Column("Answer"))
    cells = [
        (
            Cell(_line(row)),
            Cell(f"{Dispute.WHAT[row.what]}. {row.words}"),
            Cell(long_date(row.sent_at)),
            Cell(f"{Dispute.ANSWERS[row.answer]}. {row.answer_words}" if row.answer else f"By {long_date(row.due_on)}"),
        )
        for row in rows
    ]
    return Table("What you disputed", columns, cells, "")


def to_answer(rows: list[Dispute]) -> Table:
    """Draw the disputes that wait for the coordinator's answer."""
    columns = (
        Column("Partner"),
        Column("Line"),
        Column("What is wrong"),
        Column("Answer by"),
        Column("Action", hide_label=True),
    )
    today = clock.today()
    cells = [
        (
            Cell(row.organisation.name),
            Cell(_line(row)),
            Cell(Dispute.WHAT[row.what]),
            Cell(f"{weekday_date(row.due_on)}{', overdue' if row.due_on < today else ''}", alarm=row.due_on < today),
            Cell("Answer", reverse("pot_dispute", args=[row.pk]), context=row.organisation.name),
        )
        for row in rows
    ]
    return Table("Disputes to answer", columns, cells, "")


def _month(one: Month) -> Table:
    name = month_year(one.month)
    columns = (Column("What happened"), Column("Change", numeric=True))
    rows = [
        (Cell(f"Balance at the start of {name}"), Cell(signed(one.before))),
        *((Cell(text), Cell(signed(change))) for text, change in one.lines),
        (Cell(f"Balance at the end of {name}"), Cell(signed(one.after))),
    ]
    return Table(name, columns, rows, "")


def _partners() -> dict[UUID, str]:
    # Those that left among them: what they owe stays on the record.
    return dict(ever_partners().values_list("pk", "name"))


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
