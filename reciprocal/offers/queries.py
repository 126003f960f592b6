"""What is read where homes and requests meet: who could live in a home, and an offer with its comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, QuerySet, Value, When

from reciprocal.circulation.models import Profile
from reciprocal.circulation.queries import Listed, household_of, listed, may_be_offered, may_be_offered_each
from reciprocal.homes.models import Home
from reciprocal.homes.queries import declared_lately, matched
from reciprocal.ledger.queries import balance
from reciprocal.matching.compatibility import fits
from reciprocal.matching.explain import Around, explain
from reciprocal.offers import sealed
from reciprocal.offers.models import CannotHouse, Offer
from reciprocal.property_requests.kept_away import LetsNothing
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.sections.shared import youth_violence
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import LIVE_OFFER
from reciprocal.rulebook.tenancies import Comparison, compare


@dataclass(frozen=True)
class CouldLive:
    """One profile for which a home may be offered: why it suits, or the one need that it misses."""

    listed: Listed
    reasons: str

    @property
    def profile(self) -> Profile:
        """The profile."""
        return self.listed.profile


def could_live(home: Home, today: date) -> tuple[list[Listed], list[CouldLive]]:
    """List who could live in a home, in the scheme's order, and whom it nearly fits.

    Only requests for which the home may be offered are looked at: a place, a bar or a stopped request never
    makes a row of either list.
    """
    allowed = may_be_offered(home.pk)
    fitting, nearly = [], []
    for one in listed(today):
        if one.profile.pk not in allowed:
            continue
        verdict = fits(matched(home), household_of(one.profile), allowed[one.profile.pk])
        if verdict.fits:
            fitting.append(one)
        elif verdict.near_miss:
            nearly.append(CouldLive(one, verdict.missing[0].for_lettings))
    return fitting, nearly


def could_live_each(homes: Iterable[Home], profiles: Iterable[Listed]) -> dict[UUID, list[Listed]]:
    """List, for each of several homes of this actor's partner, who could live there, in the scheme's order.

    Args: the homes, and the profiles of the partner in that order.
    """
    by_id = {home.pk: home for home in homes}
    allowed = may_be_offered_each(by_id)
    if not allowed:
        return {pk: [] for pk in by_id}
    households = [(one, household_of(one.profile)) for one in profiles]
    found = {}
    for pk, home in by_id.items():
        may, facts = allowed.get(pk, {}), matched(home)
        found[pk] = [
            one
            for one, household in households
            if one.profile.pk in may and fits(facts, household, may[one.profile.pk]).fits
        ]
    return found


def around_homes_of(organisation_id: UUID, today: date) -> Around:
    """Give what may be said beside a home of this partner and any household: what was declared, and what it owes."""
    return Around(today, declared=declared_lately(today), owed=max(0, -balance(organisation_id)))


def explained(home: Home, one: Listed, around: Around) -> CouldLive:
    """Say in words why a home suits a household that fits it. An animal that assists somebody is no pet."""
    pets = one.profile.pets not in ("none", "assistance")
    around = replace(around, waiting_since=one.waiting_since, pets=pets)
    facts, household = matched(home), household_of(one.profile)
    missed = " ".join(rule.for_lettings for rule in fits(facts, household).missing)
    allowed = f"{missed} {current().coordinator.organisation} allowed it. " if missed else ""
    return CouldLive(one, f"{allowed}{explain(facts, household, around, current())}")


def said_before(home: Home, today: date) -> dict[str, Any]:
    """Give what stood in the last offer of a home that is free again, for the next one; nothing for a new home.

    The start is left out where it has passed.
    """
    if not home.free_again:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenancy, starts_on, offer, request, address FROM offers_said_before(%s)", [home.pk])
        found = cursor.fetchone()
    if found is None:
        return {}
    tenancy, starts_on, *said = found
    address = {"address": sealed.said_before(*said)}
    given = {"tenancy": tenancy, "home_is_empty": True, **address}
    return given | ({"starts_on": starts_on} if starts_on >= today else {})


def officer_of(offer: Offer) -> str:
    """Say whom the partner of a live offer rings: name and work phone, and the agency if its name shows no place.

    Never the role: an adviser on domestic violence would tell the reason.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, agency, phone FROM offers_officer(%s)", [offer.pk])
        found = cursor.fetchone() or ()
    return ", ".join(part for part in found if part)


def own_open_homes(profile: Profile) -> list[tuple[Home, frozenset[str] | None]]:
    """List the partner's open homes, the newest first.

    Each with the needs of one request that it may miss, or None where it may not be offered for that request.
    """
    homes = list(
        Home.objects.filter(organisation_id=profile.organisation_id, state="open").order_by("-state_since", "pk")
    )
    allowed = may_be_offered_each(home.pk for home in homes)
    return [(home, allowed.get(home.pk, {}).get(profile.pk)) for home in homes]


def offers() -> QuerySet[Offer]:
    """Every offer that the database lets this actor read, those that stand first, then the newest."""
    stands = Case(When(state__in=LIVE_OFFER, then=Value(0)), default=Value(1))
    return Offer.objects.select_related("organisation").order_by(stands, "-state_since", "pk")


def cannot_house() -> QuerySet[CannotHouse]:
    """List what landlords said that could not house a household, until the coordinator has rung, the oldest first.

    Nobody that is kept away from the request is among them.
    """
    said = CannotHouse.objects.select_related("membership__person", "organisation", "request")
    return said.filter(~LetsNothing("request", "organisation"), rung_at__isnull=True).order_by("at")


def area_to_check(request: PropertyRequest) -> bool:
    """Tell whether the area of the home is checked before the applicant says yes: for gang and youth violence."""
    return youth_violence({"primary_reason": request.risk.primary_reason})


def compared(offer: Offer, request: PropertyRequest, today: date) -> Comparison:
    """Compare the tenancy that the household has with the one that is offered, for the officer and coordinator.

    Args: the offer with its organisation, and its request with the risk.
    """
    scheme = current()
    reason = request.risk.primary_reason
    return compare(
        scheme.tenancy_type(request.tenancy_type),
        scheme.tenancy_type(offer.tenancy),
        offer.organisation.kind,
        scheme,
        today,
        abuse_in_household=scheme.has_reason(reason) and scheme.reason(reason).domestic_abuse,
    )
