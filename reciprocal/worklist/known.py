"""By which reference a reader knows a request, and where they may open it: asked of both locks, with their own eyes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Actor
from reciprocal.access.policy import allows, may_know_of
from reciprocal.circulation.models import Profile
from reciprocal.offers.models import Offer, Opening
from reciprocal.property_requests.models import Approval, PropertyRequest
from reciprocal.rulebook import roles


@dataclass(frozen=True)
class Known:
    """One request as one reader knows it: reference, the day by which something is due there, and the page."""

    reference: str
    due_on: date | None
    kind: str
    thing: UUID

    @property
    def url(self) -> str:
        """The reader's own page of it."""
        return reverse(self.kind, args=[self.thing])


def known(actor: Actor, requests: Iterable[UUID]) -> dict[UUID, Known]:
    """Give the requests among these that the reader may open now. What they may not open is left out.

    The home landlord knows a request by its draft reference, a partner by the code on the offer or profile that it
    reads, officer and coordinator by the reference of the day.
    """
    wanted = set(requests)
    return dict(_rows(actor, wanted)) if wanted else {}


def still_concerns(actor: Actor, request: UUID) -> Known | None:
    """Ask row-level security and the policy once more, one after the other; None where either says no."""
    found = known(actor, [request]).get(request)
    if found is None:
        return None
    if found.kind == "sealed_fact":
        of_request = facts_of("request", request)
        return found if of_request is not None and allows("sealed.decide", actor, of_request) else None
    kind = "request" if found.kind == "decision" else found.kind
    facts = facts_of(kind, found.thing)
    return found if facts is not None and may_know_of(kind, actor, facts) else None


def _rows(actor: Actor, requests: set[UUID]) -> Iterator[tuple[UUID, Known]]:
    if actor.role in (roles.NAMED_LEAD, roles.PARTNER_MANAGER):
        for approval in Approval.objects.filter(pk__in=requests):
            yield approval.pk, Known(approval.draft_reference, approval.due_on, "decision", approval.pk)
    elif actor.role == roles.LETTINGS_OFFICER:
        for profile in Profile.objects.filter(request_id__in=requests):
            yield profile.request_id, Known(profile.code, None, "profile", profile.pk)
        for offer in Offer.objects.filter(request_id__in=requests).order_by("state_since"):
            yield offer.request_id, Known(offer.code, offer.due_on, "offer", offer.pk)
    elif actor.role == roles.SCHEME_MANAGER:
        # Reads no request; what is known of one is what somebody asked to see.
        for asked in Opening.objects.filter(request_id__in=requests).order_by("at"):
            yield asked.request_id, Known(asked.reference, None, "sealed_fact", asked.pk)
    else:
        for request in PropertyRequest.objects.filter(pk__in=requests):
            yield request.pk, Known(request.reference, request.due_on, "request", request.pk)
