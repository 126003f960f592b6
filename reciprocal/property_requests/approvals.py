"""The landlord's side: the view it decides on, and what its named leads decide."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from reciprocal.access.facts import Actor
from reciprocal.property_requests.models import Approval, Decision, InformationAsked, PropertyRequest
from reciprocal.property_requests.queries import answers_of
from reciprocal.rulebook import workdays
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import perform


def make(request: PropertyRequest) -> None:
    """Copy for the landlord what it needs to decide. Asked a second time, the copy is made anew."""
    if Approval.objects.filter(request=request).exists():
        refresh(request)
        return
    drawn_up(request).save(force_insert=True)


def drawn_up(request: PropertyRequest) -> Approval:
    """Give what the landlord would read if it were asked now. Nothing is kept."""
    who: dict[str, Any] = {
        "landlord_id": request.landlord_id,
        "officer_id": request.officer_id,
        "draft_reference": request.draft_reference,
    }
    return Approval(request=request, **who, **_copied(request))


def refresh(request: PropertyRequest) -> None:
    """Copy the answers of the request again, after they were changed."""
    Approval.objects.filter(request=request).update(**_copied(request))


def _copied(request: PropertyRequest) -> dict[str, Any]:
    answers = answers_of(request)
    same = (
        "home_place",
        "tenancy_type",
        "tenancy_held",
        "tenancy_route",
        "adults",
        "children",
        "bedrooms",
        "own_stock",
        "consent_date",
    )
    return {name: getattr(request, name) for name in same} | {
        "primary_reason": request.risk.primary_reason,
        "risk_basis": request.risk.risk_basis,
        "dash_score": request.risk.dash_score,
        "unsafe_places": sorted(answers.unsafe_places),
        "safe_count": min(
            len(answers.safe_places), current().number("min_places", day_of(request.submitted_at or request.created_at))
        ),
        "support": request.risk.support_confirmed,
    }


def approve(actor: Actor, request_id: UUID, *, at: datetime, our_tenant: bool) -> None:
    """Agree to the request. The code is given at this moment; the landlord never learns it."""
    with perform(actor, "approve", "request", request_id, at=at) as step:
        step.require(
            our_tenant=None if our_tenant else "Confirm that this is your tenant. Ask the officer for the name first."
        )
        _decided(step.actor, request_id, "approve", at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT workflow_give_code(%s, %s, %s)", [request_id, at, day_of(at).year])


def landlord_asks(actor: Actor, request_id: UUID, *, at: datetime, sections: list[str], message: str) -> None:
    """Ask the officer for what would change the decision. The clock stops until they answer."""
    with perform(actor, "landlord_asks", "request", request_id, at=at):
        InformationAsked(
            request_id=request_id, asked_by="landlord", sections=sections, message=message, asked_at=at
        ).save(force_insert=True)


def set_panel_date(actor: Actor, request_id: UUID, *, at: datetime, panel_on: date) -> None:
    """Name the day of the landlord's panel. The answer is due some working days after it; it moves once only."""
    with perform(actor, "set_panel_date", "request", request_id, at=at) as step:
        moved = Approval.objects.filter(request_id=request_id, panel_on__isnull=False).exists()
        contact = current().coordinator
        step.require(
            panel_not_moved_before=(
                f"The panel date was moved once already. Decide now, or call {contact.phone}." if moved else None
            )
        )
        _decided(step.actor, request_id, "panel", at, panel_on=panel_on)
        step.about = panel_on
        due = workdays.add(panel_on, current().number("panel_grace_days", panel_on), current())
        with connection.cursor() as cursor:
            cursor.execute("SELECT workflow_set_due(%s, %s, %s)", [request_id, due, panel_on])


def propose_decline(
    actor: Actor, request_id: UUID, *, at: datetime, reason: str, facts: str, source: str, would_change: str
) -> None:
    """Say that the landlord is minded to decline, with the facts, so that the officer can correct them."""
    with perform(actor, "propose_decline", "request", request_id, at=at) as step:
        _decided(
            step.actor,
            request_id,
            "propose_decline",
            at,
            reason=reason,
            facts=facts,
            source=source,
            would_change=would_change,
        )


def correct_facts(actor: Actor, request_id: UUID, *, at: datetime, correction: str) -> None:
    """Correct the facts on which the landlord would decline. It decides again."""
    with perform(actor, "correct_facts", "request", request_id, at=at):
        Decision.objects.filter(request_id=request_id, kind="propose_decline", corrected_at__isnull=True).update(
            correction=correction, corrected_at=at
        )


def decline(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Decline for good, once the officer has had the time to correct the facts. Only a person does this."""
    with perform(actor, "decline", "request", request_id, at=at) as step:
        due = Approval.objects.values_list("due_on", flat=True).get(request_id=request_id)
        over = due is not None and day_of(at) > due
        step.require(
            correction_time_over=(
                None if over else f"The officer may correct the facts until {due:%-d %B %Y}. Decide after that day."
            )
        )
        _decided(step.actor, request_id, "decline", at)


def _decided(actor: Actor, request_id: UUID, kind: str, at: datetime, **facts: Any) -> None:
    Decision(request_id=request_id, kind=kind, at=at, by_id=actor.membership, **facts).save(force_insert=True)
