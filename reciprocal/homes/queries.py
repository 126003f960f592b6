"""What is read of homes: the partner's list, and a home as the matching rules read it."""

from __future__ import annotations

from django.db.models import QuerySet

from reciprocal.homes.models import Home
from reciprocal.matching import types


def visible() -> QuerySet[Home]:
    """Every home that the database lets this actor read, the newest first."""
    return Home.objects.select_related("organisation").order_by("-state_since", "pk")


def matched(home: Home) -> types.Home:
    """Give a home as the matching rules read it."""
    return types.Home(
        id=str(home.pk),
        landlord=str(home.organisation_id),
        place=home.place,
        bedrooms=home.bedrooms,
        kind=home.kind,
        floor=home.floor,
        lift=home.lift,
        access=home.access,
        tenancy=home.tenancy,
        ready_from=home.ready_from,
    )
