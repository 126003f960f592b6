"""Homes that do not fit a household, which the coordinator may allow for it all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from reciprocal.access.facts import Actor
from reciprocal.circulation.models import AllowedPlace, Profile
from reciprocal.circulation.queries import household_of
from reciprocal.homes.models import Home
from reciprocal.homes.queries import matched
from reciprocal.matching.compatibility import fits
from reciprocal.offers.models import Allowed, Offer
from reciprocal.property_requests.kept_away import LetsNothing
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.queries import answers_of, whole
from reciprocal.rulebook import places
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.perform import perform

PLACE: Final = "place_allowed"
NOT_CHOSEN: Final = "The place was not chosen."
CANNOT: Final = "This home may not be offered for this request"
# The needs that a home may be allowed to miss, as the officer and the coordinator read them afterwards.
NEEDS: Final = {
    PLACE: "the place",
    "size": "the size",
    "floor_and_lift": "the floor",
    "access": "the access",
    "type_taken": "the type of home",
}


@dataclass(frozen=True)
class Misfit:
    """An open home of a partner that has the profile, with what does not fit: the needs, and a sentence each."""

    home: Home
    missing: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def words(self) -> str:
        """The home, whose it is, and what does not fit, in one line."""
        return f"{self.home.label}, {self.home.organisation}. {' '.join(self.sentences)}"


def could_be_allowed(request_id: UUID) -> list[Misfit]:
    """List the open homes that may be allowed for a request, those that miss least first.

    Never one in a place that is not safe, nor of a partner that is kept away: they are simply not among them.

    Args:
        request_id: a request that circulates; read by a coordinator.

    Source: rule 17 of the domain notes.
    """
    chosen = set(AllowedPlace.objects.filter(request_id=request_id).values_list("place", flat=True))
    not_chosen = may_be_chosen(whole(request_id))
    rows = Profile.objects.filter(~LetsNothing("request", "organisation"), request_id=request_id)
    profiles = {profile.organisation_id: profile for profile in rows}
    homes = Home.objects.filter(state="open", organisation_id__in=profiles).select_related("organisation")
    done = {_facts(row, row.home_id) for row in Allowed.objects.filter(request_id=request_id)}
    found = [
        _judged(home, profiles[home.organisation_id], home.place in chosen)
        for home in homes
        if home.place in chosen | not_chosen and _facts(home, home.pk) not in done
    ]
    return sorted((one for one in found if one.missing), key=lambda one: (len(one.missing), one.words))


def may_be_chosen(request: PropertyRequest) -> frozenset[str]:
    """Give the places that could be allowed although they were not chosen: none that anybody called unsafe.

    After youth violence none at all: there every place that is left was assessed, and the others are not safe.
    """
    answers, scheme = answers_of(request), current()
    if places.is_youth_violence(answers, scheme):
        return frozenset()
    return places.left_by_unsafe(answers, scheme)


def allow_home(actor: Actor, request_id: UUID, home_id: UUID, *, at: datetime, why: str, officer_agreed: bool) -> None:
    """Allow one home for one request although it does not fit. Refused for what does not fit, it never counts.

    Args:
        actor: a coordinator.
        request_id: a request that circulates.
        home_id: an open home of a partner that has the profile.
        at: now.
        why: why it should be offered all the same.
        officer_agreed: the officer has agreed in writing.

    Source: rule 17 of the domain notes.
    """
    with perform(actor, "allow_home", "request", request_id, home=home_id, at=at) as step:
        one = next((one for one in could_be_allowed(request_id) if one.home.pk == home_id), None)
        step.require(
            could_be_allowed=None if one else CANNOT,
            officer_agreed=None if officer_agreed else "The officer has to agree first",
        )
        assert one is not None
        Allowed(
            id=uuid4(),
            request_id=request_id,
            home_id=home_id,
            missing=list(one.missing),
            why=why,
            by_id=actor.membership,
            at=at,
            **{fact: getattr(one.home, fact) for fact in Allowed.OF_THE_HOME},
        ).save(force_insert=True)


def allowed_to_miss(offer: Offer) -> list[str]:
    """List the needs that the home of an offer was allowed to miss when it was offered."""
    allowed = Allowed.objects.filter(request_id=offer.request_id, home_id=offer.home_id)
    last = allowed.filter(**{fact: getattr(offer, fact) for fact in Allowed.OF_THE_HOME}).order_by("-at").first()
    return last.missing if last else []


def _judged(home: Home, profile: Profile, chosen: bool) -> Misfit:
    missing = fits(matched(home), household_of(profile)).missing
    place = () if chosen else ((PLACE, NOT_CHOSEN),)
    both = (*place, *((one.rule, one.for_officer) for one in missing))
    return Misfit(home, tuple(rule for rule, _ in both), tuple(sentence for _, sentence in both))


def _facts(row: Home | Allowed, home: UUID) -> tuple[object, ...]:
    return (home, *(getattr(row, fact) for fact in Allowed.OF_THE_HOME))
