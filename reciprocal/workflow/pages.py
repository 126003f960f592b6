"""The page of one step, the buttons of a thing, and its timeline: made from the lifecycle table for every app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reciprocal import clock
from reciprocal.access.facts import Actor, Facts
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.access.policy import Hidden, Refused, decide_step, relations
from reciprocal.audit import log
from reciprocal.rulebook.lifecycle import STEPS, steps_from
from reciprocal.rulebook.roles import OFFICER, SCHEME
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import Machine
from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Page
from reciprocal.ui.words import long_date
from reciprocal.workflow.models import Happening


@dataclass(frozen=True)
class Button:
    """One step that this reader may take now. Those that cannot be undone are in the colour of danger."""

    key: str
    label: str
    url: str
    danger: bool


def buttons(machine: Machine, actor: Actor, facts: Facts, base: str) -> list[Button]:
    """List the buttons of a request, an offer or a home for one reader, in the order of the lifecycle table.

    Args:
        machine: what the page is about.
        actor: the reader.
        facts: the facts about the thing.
        base: the address of the thing, e.g. "/requests/<id>/".
    """
    return [
        Button(step.key, step.label, f"{base}steps/{step.key}/", step.final)
        for step in steps_from(machine, facts.state_of(machine), relations(actor, facts))
    ]


def step_page(
    request: HttpRequest,
    key: str,
    page: Page,
    act: Callable[..., Any],
    *,
    done: str | Callable[[Any], str],
    back: str,
    facts: Facts | None = None,
    initial: Mapping[str, Any] | None = None,
    context: Any = None,
    message: str = "",
    template: str = "ui/step_page.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Answer the page of one step: show its form, or take the step and go on.

    Args:
        request: with `actor` and `facts`, as the guard left them.
        key: the step.
        page: its questions.
        act: called with the cleaned answers as keywords; raises RefusedError with a sentence.
        done: where to go afterwards, or a function of what `act` returned.
        back: where "Back" leads.
        facts: the facts to decide by, where they are not the guard's own.
        message: the green banner afterwards.
        more: further context for the template.

    Raises:
        HiddenError, RefusedError: the step is not for this reader, or not now.
    """
    ensure(key, request.actor, facts or request.facts)  # type: ignore[attr-defined]
    context = context or Words()
    form = form_for(page, request.POST if request.method == "POST" else None, initial, context)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                result = act(**form.cleaned_data)
            except RefusedError as refused:
                # What was typed stays in the form; nothing of the step was saved.
                form.add_error(None, str(refused))
                status = 409
            else:
                if form.waved:
                    subject = (facts or request.facts).request  # type: ignore[attr-defined]
                    log.record("act", "wave_on", subject, clock.now(), questions=sorted(form.waved))
                if message:
                    messages.success(request, message)
                return redirect(done(result) if callable(done) else done)
    step = STEPS[key]
    shown = {"form": form, "title": page.title or step.label, "button": step.label, "danger": step.final}
    return render(request, template, {**shown, "back_url": back, "cancel_url": back, **(more or {})}, status=status)


def ensure(key: str, actor: Actor, facts: Facts) -> None:
    """Stop here unless the actor may take the step now. Raises HiddenError or RefusedError."""
    decision = decide_step(STEPS[key], actor, facts)
    if isinstance(decision, Hidden):
        raise HiddenError(key)
    if isinstance(decision, Refused):
        raise RefusedError(decision.why)


class Words:
    """The words of the scheme for the texts of a form, and whatever else its options are made from."""

    def __init__(self, **more: Any) -> None:
        self.words = {**current().words(), **more.pop("words", {})}
        self.__dict__.update(more)


def timeline(
    reader: str, *, request_id: UUID | None = None, offer_id: UUID | None = None, landlord: str = "the landlord"
) -> list[dict[str, Any]]:
    """Give what happened, newest first, in the sentences that one kind of reader reads.

    Args:
        reader: a relation; officer and scheme read everything, the others only what the table gives them.
        request_id, offer_id: about what.
        landlord: the name of the applicant's landlord, for those who may read it.
    """
    audience = "case" if reader in (OFFICER, SCHEME) else reader
    rows = Happening.objects.filter(audience=audience).order_by("-id")
    rows = rows.filter(request_id=request_id) if request_id else rows.filter(offer_id=offer_id)
    found, words = [], {"coordinator": current().coordinator.organisation, "landlord": landlord}
    for row in rows:
        step = STEPS[row.step]
        sentence = step.event if audience == "case" else dict(step.seen_by).get(reader)
        if sentence:
            about = long_date(row.about) if row.about else ""
            found.append({"when": row.at, "text": sentence.format(about=about, **words)})
    return found
