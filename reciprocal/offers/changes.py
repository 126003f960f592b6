"""A change of a request after it was sent: saved as a new version, profiles made anew, a live offer looked at again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from reciprocal.access.facts import Actor
from reciprocal.circulation.actions import prepare, remake
from reciprocal.circulation.queries import household_of
from reciprocal.homes.queries import matched
from reciprocal.matching.compatibility import fits
from reciprocal.offers.actions import UNSAFE_PLACE, not_safe
from reciprocal.offers.models import Offer
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import approvals, members
from reciprocal.property_requests.models import HouseholdMember, PropertyRequest
from reciprocal.property_requests.queries import places_of, rules_unmet, whole
from reciprocal.property_requests.questions import sections_of
from reciprocal.rulebook.roles import LANDLORD
from reciprocal.rulebook.states import LIVE_OFFER
from reciprocal.workflow.perform import perform

_OUTSIDE: Final = "The home is not in a place that is safe and chosen."
# Why an offer cannot stand, by the rule that its home does not meet any more.
_VOID: Final = {
    "size": "wrong_size",
    "floor_and_lift": "not_accessible",
    "access": "not_accessible",
    "type_taken": "not_accessible",
}


def change_request(
    actor: Actor, request_id: UUID, *, at: datetime, answers: Mapping[str, Any], version: int
) -> list[str]:
    """Change one page of a request that was sent. Gives what the change did, in sentences.

    A place that is not safe acts at once, whether or not enough safe ones are left.

    Args:
        actor: the officer, or a cover who accepted.
        request_id: the request.
        at: now.
        answers: question name → value, for the questions of the page alone.
        version: the version that the page was made from.

    Raises:
        RefusedError: somebody changed it meanwhile, or a rule of the scheme would not be met any more.

    Source: rule 30 of the domain notes.
    """

    def save() -> None:
        requests.save_answers(actor, request_id, answers, at=at, version=version, changing=True)

    return _change(actor, request_id, save, answers, at)


def record_ages(actor: Actor, request_id: UUID, ages: Mapping[UUID, int], *, at: datetime) -> list[str]:
    """Record how old those who are moving are today; a changed age is a change of the request. Gives what it did.

    Args:
        actor: the officer, or a cover who accepted.
        request_id: the request.
        ages: the age of each person by the id of their row; whoever is left out is as old as they were.
        at: now.
    """
    kept = dict(HouseholdMember.objects.filter(request_id=request_id).values_list("pk", "age"))
    if all(kept.get(one) == age for one, age in ages.items()):
        members.record_ages(actor, request_id, ages, at=at)
        return []
    return _change(
        actor, request_id, lambda: members.record_ages(actor, request_id, ages, at=at), ("adults", "children"), at
    )


def _change(
    actor: Actor, request_id: UUID, save: Callable[[], object], names: Collection[str], at: datetime
) -> list[str]:
    """Change the answers of these names, and everything that was made from them."""
    done: list[str] = []
    with transaction.atomic():
        live = Offer.objects.filter(request_id=request_id, state__in=LIVE_OFFER).first()
        with perform(actor, "change_request", "request", request_id, at=at) as step:
            row = whole(request_id)
            missed = _missed(row, live, at) if live else {}
            save()
            row = whole(request_id)
            unmet = [] if "unsafe_places" in names else rules_unmet(row, at)
            step.require(rules_met=unmet[0][1] if unmet else None)
            if step.facts.landlord_was_asked:
                approvals.refresh(row)
            if again := sections_of(names).intersection(approvals.AGREED_TO) if row.approved_at else set():
                approvals.ask_again(request_id, again, at)
                step.also_tells.append(("update", LANDLORD))
            if row.circulated_at:
                remake(row, at)
        if row.circulated_at:
            done += ["A new profile will go to partners.", "Partners whose homes no longer fit lose the profile."]
        if live is not None:
            new = {rule: said for rule, said in _missed(row, live, at).items() if rule not in missed}
            how = "will be stopped and will not count" if new else "still stands"
            done += [*new.values(), f"The live offer will be checked at once. It {how}."]
            if new:
                not_safe(actor, live.pk, at=at, reason=_why_void(new))
        if again:
            done.append(f"{row.landlord} will be asked to agree again.")
    return done


def what_it_does(
    actor: Actor, request_id: UUID, *, at: datetime, answers: Mapping[str, Any], version: int
) -> list[str]:
    """Say what a change would do, without making it. Takes and raises what `change_request` does."""
    with transaction.atomic():
        done = change_request(actor, request_id, at=at, answers=answers, version=version)
        transaction.set_rollback(True)
    return done


def _missed(row: PropertyRequest, offer: Offer, at: datetime) -> dict[str, str]:
    """Give the rules that the home of an offer does not meet for the request as it is, each with its sentence.

    What was missed before a change is nobody's news: the coordinator may have allowed it.
    """
    ready = prepare(row, at)
    outside = {} if offer.place in ready.allowed else {"place_allowed": _OUTSIDE}
    if offer.place in places_of(row, "unsafe"):
        outside = {UNSAFE_PLACE: _OUTSIDE}  # never allowed, whatever was missed before
    profile = next((one for one in ready.profiles if one.organisation_id == offer.organisation_id), None)
    if profile is None:
        return outside
    missing = fits(matched(offer), household_of(profile)).missing
    return outside | {result.rule: result.for_officer for result in missing}


def _why_void(missed: Mapping[str, str]) -> str:
    if UNSAFE_PLACE in missed:
        return UNSAFE_PLACE
    return "place_not_chosen" if "place_allowed" in missed else _VOID[next(iter(missed))]
