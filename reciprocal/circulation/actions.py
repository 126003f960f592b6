"""Circulating: a profile is copied for each recipient, with that recipient's own safe places alone."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Value, prefetch_related_objects
from django.utils.crypto import salted_hmac

from reciprocal.access.facts import Actor
from reciprocal.audit import log
from reciprocal.circulation.models import AllowedPlace, Priority, Profile
from reciprocal.matching.ranking import draw_for
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import partners, places_of_each
from reciprocal.property_requests.kept_away import LetsNothing
from reciprocal.property_requests.models import BandChange, PropertyRequest
from reciprocal.property_requests.queries import answers_of, babies_of, band_of, people_of, rules_unmet_for_partners
from reciprocal.rulebook import places
from reciprocal.rulebook.answers import NONE_OF_THESE, Answers
from reciprocal.rulebook.bands import LARGE, household_bands
from reciprocal.rulebook.bedrooms import BY_KEY, RULE_SETS, children_could_share, need, with_babies
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import perform

NOBODY_TO_ASK = "Nothing to circulate: no partner has homes in a safe {place}."


@dataclass(frozen=True)
class Prepared:
    """What circulating a request sends: a profile each for the recipients, A to Z, and what still stops it."""

    answers: Answers
    allowed: frozenset[str]
    profiles: tuple[Profile, ...]
    unmet: tuple[str, ...]


def prepare(request: PropertyRequest, at: datetime) -> Prepared:
    """Make the profiles of a request without saving them; the coordinator looks at them before they go.

    Args:
        request: an approved request, with its risk; read by a coordinator.
        at: now.
    """
    prefetch_related_objects([request], "members", "places", "agencies")  # once, and not for each partner
    answers = answers_of(request)
    allowed = places.allowed_places(answers, current())
    return Prepared(
        answers,
        allowed,
        tuple(
            _profile(request, answers, partner, own, allowed, _goes_to_all(request, at))
            for partner, own in recipients(request, allowed, at).items()
        ),
        tuple(sentence for _, sentence in rules_unmet_for_partners(request, at)),
    )


def preview(request: PropertyRequest) -> Profile | None:
    """Make the profile that a partner with homes in every safe place would read of a draft. Nothing is kept.

    Gives None while an answer is missing that every profile has.
    """
    if request.bedrooms is None or not current().has_tenancy_type(request.tenancy_type):
        return None
    answers = answers_of(request)
    allowed = places.allowed_places(answers, current())
    return _profile(request, answers, Organisation(name="A partner"), allowed, allowed, for_all=False)


def circulate(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Send the profile to every partner that has homes in a safe place.

    Never to the applicant's own landlord, in any of its roles, and never to a partner that is kept away.
    """
    with perform(actor, "circulate", "request", request_id, at=at) as step:
        request = PropertyRequest.objects.select_related("risk", "landlord").get(pk=request_id)
        ready = prepare(request, at)
        step.require(
            rules_met=ready.unmet[0] if ready.unmet else None,
            somebody_to_ask=None if ready.profiles else NOBODY_TO_ASK.format(place=current().place_word),
        )
        AllowedPlace.objects.bulk_create(AllowedPlace(request=request, place=place) for place in sorted(ready.allowed))
        _set_priority(request, at)
        Profile.objects.bulk_create(ready.profiles)
        PropertyRequest.objects.filter(pk=request_id).update(circulated_at=at)


def remake(request: PropertyRequest, at: datetime) -> frozenset[str]:
    """Make the profiles of a request anew after it was changed. Gives the places where a home may be offered now.

    The officer who changes it cannot read who is kept away: the database leaves those out, and whoever had a profile
    and has no home in a safe place any more loses it.

    Args:
        request: as it is after the change, with its risk.
        at: now.
    """
    ready = prepare(request, at)
    columns = [field.attname for field in Profile._meta.concrete_fields]
    rows = [{column: getattr(profile, column) for column in columns} for profile in ready.profiles]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT circulation_remake(%s, %s, %s)",
            [request.pk, sorted(ready.allowed), json.dumps(rows, default=str)],
        )
    return ready.allowed


def recipients(request: PropertyRequest, allowed: Collection[str], at: datetime) -> dict[Organisation, frozenset[str]]:
    """Find to whom a request goes, A to Z, and where each of them has homes.

    Args:
        request: an approved request; read by a coordinator.
        allowed: the places where a home may be offered.
        at: the moment at which the partners are looked up.
    """
    lets_nothing = LetsNothing(Value(request.pk), F("pk"))
    kept_away = set(Organisation.objects.filter(lets_nothing).values_list("pk", flat=True))
    to_all = _goes_to_all(request, at)
    homes_in = places_of_each()
    return {
        partner: homes_in.get(partner.pk, frozenset())
        for partner in partners(day_of(at))
        if partner.pk != request.landlord_id
        and partner.pk not in kept_away
        and (to_all or not homes_in.get(partner.pk, frozenset()).isdisjoint(allowed))
    }


def change_band(actor: Actor, request_id: UUID, *, at: datetime, band: str, why: str) -> None:
    """Set the risk band of a request against the rule, with a reason. It orders every list from now on."""
    with perform(actor, "change_band", "request", request_id, at=at):
        BandChange(request_id=request_id, at=at, by_id=actor.membership, band=int(band), why=why).save(
            force_insert=True
        )
        Priority.objects.filter(request_id=request_id).update(risk_band=int(band))


def _set_priority(request: PropertyRequest, at: datetime) -> None:
    """Note where the request stands in every list; the draw can be made again from its seed in the log."""
    seed = secrets.token_hex(16)
    draw = draw_for(str(request.pk), seed)
    log.record("act", "draw", request.pk, at, seed=seed, draw=draw)
    Priority(
        request=request,
        risk_band=band_of(request, day_of(at)),
        waiting_since=_approved_on(request, at),
        draw=draw,
    ).save(force_insert=True)


def _approved_on(request: PropertyRequest, at: datetime) -> date:
    return day_of(request.approved_at or at)


def _goes_to_all(request: PropertyRequest, at: datetime) -> bool:
    return current().setting("circulate_to", _approved_on(request, at)) == "all_partners"


def _profile(
    request: PropertyRequest,
    answers: Answers,
    partner: Organisation,
    own: frozenset[str],
    allowed: frozenset[str],
    for_all: bool,
) -> Profile:
    if request.bedrooms is None:
        raise LookupError("a request that its landlord agreed to says how many bedrooms are needed")
    bands = household_bands(answers.adults, answers.children)
    most = current().number("min_places", day_of(request.submitted_at or request.created_at))
    return Profile(
        request=request,
        organisation=partner,
        code=request.code or "",
        people=bands.people,
        adults=list(bands.adults),
        children=list(bands.children),
        bedrooms=request.bedrooms,
        fewer_accepted=request.fewer_accepted == "yes",
        highest_floor=request.highest_floor or "any",
        lift_needed={"yes": True, "no": False}.get(request.lift_needed),
        access_need=request.access_need or "none",
        lifetime=current().tenancy_type(request.tenancy_type).lifetime,
        for_all=for_all,
        **_bedrooms(request, partner, bands.people),
        **_needs(request),
        listed_places=list(places.listed_for(own, allowed, most, _seed(request, partner))),
    )


def _bedrooms(request: PropertyRequest, partner: Organisation, people: str) -> dict[str, Any]:
    """What the rules on bedrooms say of the household, and nothing of who is of which sex or age.

    Of a large household, whose ages are not told, it is not told either whether the children could share.
    """
    household, born = people_of(request), babies_of(request)
    later = with_babies(household, born)
    share = set(children_could_share(household).values())
    without = [one for one in household if one.relationship != "carer"]
    small = not people.startswith(str(LARGE))
    several = sum(one.age < 18 and one.relationship != "applicant" for one in household) > 1
    told = several and small
    return {
        "rule_bedrooms": need(BY_KEY[partner.bedroom_rule], household),
        "baby": any(need(rules, later) != need(rules, household) for rules in RULE_SETS),
        "carer": small and any(need(rules, without) != need(rules, household) for rules in RULE_SETS),
        "could_share": ("some" if len(share) > 1 else "yes" if True in share else "no") if told else "",
    }


def _needs(request: PropertyRequest) -> dict[str, Any]:
    several = ("cannot_take", "security_need", "communication", "practical_points")
    return {name: [code for code in getattr(request, name) if code != NONE_OF_THESE] for name in several} | {
        "outside_space": request.outside_space == "yes",
        "pets": request.pets or NONE_OF_THESE,
    }


def _seed(request: PropertyRequest, partner: Organisation) -> str:
    """The same for one request and one partner whenever it is made, so that what was looked at is what goes.

    It hangs on the service's secret, so that nobody else can draw again and see which places were left out.
    """
    return salted_hmac("places on a profile", f"{request.pk} {partner.pk}", algorithm="sha256").hexdigest()
