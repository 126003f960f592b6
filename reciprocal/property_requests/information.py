"""More is needed: what the coordinator or the landlord asks of the officer, section by section, and the answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from reciprocal.access.facts import Actor
from reciprocal.property_requests import approvals, questions
from reciprocal.property_requests.models import InformationAsked, PropertyRequest
from reciprocal.property_requests.queries import get, information_asked, rules_unmet
from reciprocal.property_requests.stale import pages_of
from reciprocal.rulebook import workdays
from reciprocal.rulebook.roles import LANDLORD, SCHEME
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import perform

NOT_ANSWERED = "Answer each section, or say why you cannot"


def ask_information(actor: Actor, request_id: UUID, *, at: datetime, messages: Mapping[str, str]) -> None:
    """Ask the officer for what is missing, a sentence for each section. The clock stops until they answer."""
    with perform(actor, "ask_information", "request", request_id, at=at):
        _ask(request_id, SCHEME, messages, at)


def landlord_asks(actor: Actor, request_id: UUID, *, at: datetime, messages: Mapping[str, str]) -> None:
    """Ask the officer for what would change the decision. The clock stops until they answer."""
    with perform(actor, "landlord_asks", "request", request_id, at=at):
        _ask(request_id, LANDLORD, messages, at)


def answer_information(
    actor: Actor, request_id: UUID, *, at: datetime, cannot: Mapping[str, str] | None = None
) -> None:
    """Send the answers back to whoever asked; the landlord reads its view made anew.

    Args:
        actor: the officer, or a cover who accepted.
        request_id: the request.
        at: now.
        cannot: section → why it cannot be answered; the others have to have been gone through since they were asked.
    """
    reasons = cannot or {}
    with perform(actor, "answer_information", "request", request_id, at=at) as step:
        request, asked = get(request_id), information_asked(request_id)
        open_ = [one for one in asked if one.changed_at is None and not reasons.get(one.section)]
        unmet = rules_unmet(request, at)
        step.require(each_section_answered=NOT_ANSWERED if open_ else None, rules_met=unmet[0][1] if unmet else None)
        for one in asked:
            one.cannot, one.answered_at = reasons.get(one.section, ""), at
            one.save(update_fields=["cannot", "answered_at"])
        goes_on(step.due, request, at)
        step.to["request"] = request.returns_to
        if request.returns_to == "awaiting_landlord":
            approvals.refresh(request)


def goes_on(due: dict[str, date | None], request: PropertyRequest, at: datetime) -> None:
    """Let the clock of a request go on: what was due is due as many working days later as it stood still.

    Args:
        due: of the step that lets it go on.
        request: as it was while the clock stood still.
        at: now.
    """
    last, stopped = request.stopped_due_on, request.stopped_on
    if last is not None and stopped is not None:
        due["request"] = workdays.after_standstill(last, stopped, day_of(at), current())


def note_changed(request: PropertyRequest, names: Iterable[str], at: datetime) -> None:
    """Note that the officer went through a section that was asked about: a page of it was saved."""
    sections = {questions.BY_KEY[page].section for page in pages_of(names)}
    asked = InformationAsked.objects.filter(request=request, section__in=sections, answered_at__isnull=True)
    asked.update(changed_at=at)


def _ask(request_id: UUID, relation: str, messages: Mapping[str, str], at: datetime) -> None:
    for section, message in messages.items():
        InformationAsked(request_id=request_id, asked_by=relation, section=section, message=message, asked_at=at).save(
            force_insert=True
        )
