"""Whether the move is still needed and whether they are safe tonight: what the officer says, and what follows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from reciprocal.access.facts import Actor
from reciprocal.property_requests.models import PropertyRequest, Review
from reciprocal.rulebook import workdays
from reciprocal.rulebook.answers import Answers
from reciprocal.rulebook.eligibility import needs_emergency_page
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import perform


def review(
    actor: Actor,
    request_id: UUID,
    *,
    at: datetime,
    still_needed: str,
    safe_tonight: str,
    risk_changed: str,
    ages_changed: str,
) -> bool:
    """Record a review. Gives whether they are safe tonight; where not, the coordinator is told at once.

    Args:
        actor: the officer, or a cover who accepted.
        request_id: a request that circulates.
        at: now.
        still_needed: "yes", or "changed" where something is to be changed.
        safe_tonight: an answer of the question whether they are safe tonight.
        risk_changed: "higher", "same" or "lower".
        ages_changed: whether an age has changed, or will within 90 days.

    Source: rule 31 of the domain notes.
    """
    safe = not needs_emergency_page(Answers(safe_tonight=safe_tonight))
    with transaction.atomic():
        with perform(actor, "review", "request", request_id, at=at):
            Review(
                request_id=request_id,
                at=at,
                still_needed=still_needed,
                safe_tonight=safe_tonight,
                risk_changed=risk_changed,
                ages_changed=ages_changed,
            ).save(force_insert=True)
            PropertyRequest.objects.filter(pk=request_id).update(safe_tonight=safe_tonight)
            due = workdays.due(day_of(at), "review_months", current())
            with connection.cursor() as cursor:
                cursor.execute("SELECT workflow_reviewed(%s, %s)", [request_id, due])
        if not safe:
            with perform(actor, "not_safe_tonight", "request", request_id, at=at):
                pass
    return safe


def not_safe_tonight(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Say that they are not safe tonight. The coordinator is told at once, and the request goes on."""
    with perform(actor, "not_safe_tonight", "request", request_id, at=at):
        Review(request_id=request_id, at=at, safe_tonight="no").save(force_insert=True)
        PropertyRequest.objects.filter(pk=request_id).update(safe_tonight="no")


def what_was_done(actor: Actor, request_id: UUID, *, at: datetime, done: list[str]) -> None:
    """Record what has been done for tonight, once it was said that they are not safe."""
    with perform(actor, "what_was_done", "request", request_id, at=at) as step:
        said = Review.objects.filter(request_id=request_id).order_by("-at").first()
        unsafe = said is not None and needs_emergency_page(Answers(safe_tonight=said.safe_tonight))
        step.require(was_not_safe=None if unsafe else "Nobody said that they are not safe tonight.")
        if said is not None:
            Review.objects.filter(pk=said.pk).update(done=done)
