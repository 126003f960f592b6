"""Who speaks for the household: handed over to a cover, or found by the coordinator when the officer has left."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError
from reciprocal.accounts import queries as accounts
from reciprocal.property_requests.models import Cover, Handover, PropertyRequest
from reciprocal.workflow.perform import Performing, perform

_STILL_THERE = "The officer still holds their post, or a cover acts for them."
_NOT_THIS_PERSON = "Choose a nominating officer of the same organisation who holds their post."


def hand_over(actor: Actor, request_id: UUID, *, at: datetime, to: UUID, applicant_knows: bool, note: str = "") -> None:
    """Hand a request over to the cover who accepted. They are its nominating officer from now on.

    Args:
        actor: the officer, or the cover.
        request_id: the request.
        at: now.
        to: the post of the cover.
        applicant_knows: whether the applicant knows and agrees.
        note: for the new officer.

    Source: rule 32 of the domain notes.
    """
    with perform(actor, "hand_over", "request", request_id, at=at) as step:
        before = PropertyRequest.objects.values_list("officer_id", flat=True).get(pk=request_id)
        accepted = Cover.objects.filter(request_id=request_id, membership_id=to, accepted_at__isnull=False).exists()
        knows = "Tick to confirm that the applicant knows and agrees"
        step.require(
            applicant_knows=None if applicant_knows else knows,
            has_a_cover=None if accepted else "You have no cover yet who has accepted.",
        )
        _hand_to(step, before, to, at, note)


def find_officer(actor: Actor, request_id: UUID, *, at: datetime, to: UUID) -> None:
    """Let somebody else of the officer's organisation speak for the household, when its officer has left."""
    with perform(actor, "find_officer", "request", request_id, at=at) as step:
        row = PropertyRequest.objects.select_related("officer").get(pk=request_id)
        new = accounts.post(to)
        fits = new is not None and new.role == row.officer.role and new.organisation_id == row.officer.organisation_id
        step.require(may_speak_for_it=None if fits and to != row.officer_id else _NOT_THIS_PERSON)
        _hand_to(step, row.officer_id, to, at, "")


def officer_left(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Let a request rest for which nobody speaks any more; the coordinator is told at once."""
    with perform(actor, "officer_left", "request", request_id, at=at) as step:
        acting = [post for post in (step.facts.officer, step.facts.cover) if post]
        somebody = accounts.active().filter(pk__in=acting).exists()
        step.require(nobody_acts_for_it=_STILL_THERE if somebody else None)
        PropertyRequest.objects.filter(pk=request_id).update(hold_reason="no_officer")


def _hand_to(step: Performing, before: UUID, to: UUID, at: datetime, note: str) -> None:
    # Written first: afterwards the old officer has no part in the request any more.
    Handover(request_id=step.request_id, at=at, from_officer_id=before, to_officer_id=to, note=note).save(
        force_insert=True
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT workflow_hand_over(%s, %s)", [step.request_id, to])
        if not cursor.fetchone()[0]:
            raise RefusedError(_NOT_THIS_PERSON)
    step.new_officer = to
