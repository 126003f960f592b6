"""Circulating: a profile is copied for each recipient, with that recipient's own safe places alone."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from uuid import UUID

from reciprocal.access.facts import Actor
from reciprocal.circulation.models import AllowedPlace, Priority, Profile
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import partners, places_of_each
from reciprocal.property_requests.models import Bar, PropertyRequest
from reciprocal.property_requests.queries import answers_of, rules_unmet_for_partners
from reciprocal.rulebook import households, places
from reciprocal.rulebook.answers import Answers
from reciprocal.rulebook.eligibility import risk_band
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import perform


def circulate(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Send the profile to every partner that has homes in a safe place.

    Never to the applicant's own landlord, in any of its roles, and never to a partner that is kept away.
    """
    with perform(actor, "circulate", "request", request_id, at=at) as step:
        request = PropertyRequest.objects.select_related("risk").get(pk=request_id)
        day = day_of(at)
        answers = answers_of(request)
        unmet = rules_unmet_for_partners(request, at)
        allowed = places.allowed_places(answers, current())
        asked = recipients(request, allowed, day)
        step.require(
            rules_met=unmet[0][1] if unmet else None,
            somebody_to_ask=None if asked else "Nothing to circulate: no partner has homes in a safe place.",
        )
        AllowedPlace.objects.bulk_create(AllowedPlace(request=request, place=place) for place in sorted(allowed))
        Priority(
            request=request,
            risk_band=risk_band(answers, day, current()),
            waiting_since=day_of(request.approved_at) if request.approved_at else day,
            draw=secrets.randbits(62),
        ).save(force_insert=True)
        Profile.objects.bulk_create(
            _profile(request, answers, partner, own, allowed, day) for partner, own in asked.items()
        )
        PropertyRequest.objects.filter(pk=request_id).update(circulated_at=at)


def recipients(request: PropertyRequest, allowed: frozenset[str], day: date) -> dict[Organisation, frozenset[str]]:
    """Find to whom a request goes, and where each of them has homes.

    Args:
        request: the request; read by a coordinator.
        allowed: the places where a home may be offered.
        day: the day on which the partners are looked up.
    """
    kept_away = set(Bar.objects.filter(request=request).values_list("organisation_id", flat=True))
    to_all = current().setting("circulate_to", day) == "all_partners"
    homes_in = places_of_each()
    return {
        partner: homes_in.get(partner.pk, frozenset())
        for partner in partners(day)
        if partner.pk != request.landlord_id
        and partner.pk not in kept_away
        and (to_all or homes_in.get(partner.pk, frozenset()) & allowed)
    }


def _profile(
    request: PropertyRequest,
    answers: Answers,
    partner: Organisation,
    own: frozenset[str],
    allowed: frozenset[str],
    day: date,
) -> Profile:
    bands = households.bands(answers.adults, answers.children)
    return Profile(
        request=request,
        organisation=partner,
        code=request.code,
        people=bands.people,
        adults=list(bands.adults),
        children=list(bands.children),
        bedrooms=request.bedrooms,
        fewer_accepted=request.fewer_accepted == "yes",
        highest_floor=request.highest_floor,
        lift_needed=request.lift_needed == "yes",
        access_need=request.access_need,
        lifetime=current().tenancy_type(request.tenancy_type).lifetime,
        listed_places=list(
            places.listed_for(own, allowed, current().number("min_places", day), secrets.token_hex(16), current())
        ),
        support=request.risk.support_confirmed or "not_asked",
    )
