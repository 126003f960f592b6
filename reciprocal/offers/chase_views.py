"""A move that has gone quiet: the landlord of the home is rung, or says by itself where it stands."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reciprocal.access.guard import guard
from reciprocal.accounts.models import Membership
from reciprocal.accounts.queries import holders
from reciprocal.offers.models import Offer
from reciprocal.property_requests.chase_views import ring
from reciprocal.property_requests.say_views import say
from reciprocal.rulebook.roles import LETTINGS_OFFICER, OFFERING
from reciprocal.rulebook.states import LIVE_OFFER
from reciprocal.workflow import pages


@guard("step", "request", look=True)
def ring_partner(request: HttpRequest, id: UUID) -> HttpResponse:
    """Record that the coordinator rang the landlord of the home, and what it said."""
    pages.ensure("ring_partner", request.actor, request.facts)  # type: ignore[attr-defined]
    return ring(request, id, "ring_partner", OFFERING, _who_lets(id))


def partner_says(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let the landlord of the home say where the move stands."""
    return say(request, id, OFFERING, Offer.objects.get(pk=id).code, reverse("offer", args=[id]))


def _who_lets(id: UUID) -> list[Membership]:
    offering = Offer.objects.filter(request_id=id, state__in=LIVE_OFFER).values("organisation_id")
    found = holders(LETTINGS_OFFICER).filter(organisation_id__in=offering)
    return list(found.select_related("person", "organisation").order_by("person__name"))
