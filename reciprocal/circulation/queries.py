"""What a lettings officer reads: the profiles of the own partner, in the scheme's order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from reciprocal.circulation.models import Profile
from reciprocal.matching.types import Household


@dataclass(frozen=True)
class Listed:
    """A profile in its place in the list. `months_waiting` is the lower end of a band, never the time itself."""

    profile: Profile
    months_waiting: int
    under_offer: bool


def listed(today: date) -> list[Listed]:
    """List the profiles that this actor's partner has, in the scheme's order: risk band, waiting, logged draw."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT profile, months_waiting, under_offer FROM circulation_in_order(%s) ORDER BY place_in_list",
            [today],
        )
        rows = cursor.fetchall()
    profiles = Profile.objects.in_bulk([row[0] for row in rows])
    return [Listed(profiles[pk], months, offered) for pk, months, offered in rows if pk in profiles]


def may_be_offered(home_id: UUID) -> frozenset[UUID]:
    """Give the profiles for which a home of this actor's partner may be offered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT circulation_home_may_be_offered(%s)", [home_id])
        return frozenset(row[0] for row in cursor.fetchall())


def household_of(profile: Profile) -> Household:
    """Give the profile's household as the matching rules read it. Places are judged before, in the database."""
    return Household(
        id=str(profile.pk),
        landlord="",
        places=None,
        bedrooms=profile.bedrooms,
        fewer_accepted=profile.fewer_accepted,
        highest_floor=profile.highest_floor,
        lift_needed=profile.lift_needed,
        access_need=profile.access_need,
        tenancy_lifetime=profile.lifetime,
    )
