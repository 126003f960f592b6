"""What is asked about partners: who they are and where they have homes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from reciprocal.partners.models import Organisation, PlaceWithHomes


def partners(on: date) -> QuerySet[Organisation]:
    """List the landlords that are partners of the scheme on a day, A to Z."""
    return Organisation.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=on), joined_on__lte=on).order_by("name")


def ever_partners() -> QuerySet[Organisation]:
    """List the landlords that are partners of the scheme or were, A to Z."""
    return Organisation.objects.filter(joined_on__isnull=False).order_by("name")


def why_not_a_partner(organisation_id: UUID | None) -> str | None:
    """Say why a landlord has nothing new in the scheme any more; None as long as it is a partner."""
    gone = ever_partners().filter(pk=organisation_id, gone=True).first() if organisation_id else None
    if gone is None or gone.left_on is None:
        return None
    return (
        f"{gone.name} left the scheme on {gone.left_on:%-d %B %Y}. What is open can be finished, and nothing new begun."
    )


def places_of(organisation_id: UUID) -> frozenset[str]:
    """Give the codes of the places where an organisation has homes."""
    return frozenset(PlaceWithHomes.objects.filter(organisation_id=organisation_id).values_list("place", flat=True))


def places_of_each() -> dict[UUID, frozenset[str]]:
    """Give, for every organisation, the codes of the places where it has homes."""
    found: dict[UUID, set[str]] = {}
    for organisation, place in PlaceWithHomes.objects.values_list("organisation_id", "place"):
        found.setdefault(organisation, set()).add(place)
    return {organisation: frozenset(places) for organisation, places in found.items()}
