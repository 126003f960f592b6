"""The pages on which the coordinator writes down whom they rang about what is late, and lets a reminder go out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.accounts.models import Membership
from reciprocal.accounts.queries import holders
from reciprocal.property_requests import chase
from reciprocal.property_requests import questions_chase as questions
from reciprocal.property_requests import questions_steps as steps
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.queries import whole
from reciprocal.property_requests.step_views import step_of_request
from reciprocal.rulebook.roles import LANDLORD, NAMED_LEAD, OFFICER, PARTNER_MANAGER
from reciprocal.workflow import pages


@guard("step", "request", look=True)
def ring_landlord(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Record that the coordinator rang the applicant's landlord, and what it said."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    return ring(request, id, key, LANDLORD, deciders(whole(id)))


@guard("step", "request", look=True)
def ring_officer(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Record that the coordinator rang the nominating officer, and what they said."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    return ring(request, id, key, OFFICER, speakers(whole(id)))


@guard("step", "request")
def remind(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let whoever a late request waits for be reminded."""
    return step_of_request(
        request,
        id,
        key,
        steps.CONFIRM,
        chase.remind,
        message="The reminder goes out with their next list, one a day at most.",
        title="Send a reminder?",
        button="Send reminder",
    )


def ring(request: HttpRequest, id: UUID, key: str, of: str, people: Iterable[Membership]) -> HttpResponse:
    """Answer the page of one call: whom to ring, what was said last, and the ready answers."""
    row = whole(id)

    def act(actor: Any, request_id: UUID, *, at: Any, **answers: Any) -> None:
        chase.ring(actor, request_id, at=at, of=of, **questions.given(answers))

    # Whoever came from the list goes on with the next call there.
    back = reverse("chase") if request.GET.get("to") == "chase" else reverse("request", args=[id])
    rows = [{"label": f"{one.person.name}, {one.organisation.name}", "text": one.person.phone} for one in people]
    return step_of_request(
        request,
        id,
        key,
        questions.asking(of, row.state, clock.today()),
        act,
        message="Saved. The officer reads that you rang, and not what was said.",
        rows_heading="Whom to ring",
        rows=rows,
        intro=chase.said_last(row),
        done=back,
        back_url=back,
        cancel_url=back,
        button="Save",
    )


def deciders(row: PropertyRequest) -> list[Membership]:
    """List who decides for the landlord; of a second look, nobody who took the first decision."""
    if row.landlord_id is None:
        return []
    approval = row.approval
    role = PARTNER_MANAGER if approval.manager_decides else NAMED_LEAD
    found = holders(role, row.landlord_id).select_related("person", "organisation").order_by("person__name")
    return [one for one in found if one.person_id != declined_by(row)]


def declined_by(row: PropertyRequest) -> UUID | None:
    """Give the person whose decision is looked at again, or nobody."""
    before = row.approval.declined_by
    return before.person_id if before else None


def speakers(row: PropertyRequest) -> list[Membership]:
    """List who speaks for the household: the officer, and a cover who accepted."""
    cover = getattr(row, "cover", None)
    return [row.officer, *([cover.membership] if cover and cover.accepted_at else [])]
