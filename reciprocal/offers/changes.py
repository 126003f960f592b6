"""A change of a request after it was sent: saved as a new version, profiles made anew, a live offer looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from reciprocal.access.facts import Actor
from reciprocal.circulation.actions import remake
from reciprocal.offers.actions import UNSAFE_PLACE, not_safe
from reciprocal.offers.models import Offer
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import approvals
from reciprocal.property_requests.queries import rules_unmet, whole
from reciprocal.rulebook.states import LIVE_OFFER
from reciprocal.workflow.perform import perform


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
    done: list[str] = []
    with transaction.atomic():
        with perform(actor, "change_request", "request", request_id, at=at) as step:
            requests.save_answers(actor, request_id, answers, at=at, version=version, changing=True)
            row = whole(request_id)
            unmet = [] if "unsafe_places" in answers else rules_unmet(row, at)
            step.require(rules_met=unmet[0][1] if unmet else None)
            if step.facts.landlord_was_asked:
                approvals.refresh(row)
            allowed = remake(row, at) if row.circulated_at else None
        if allowed is not None:
            done += ["A new profile will go to partners.", "Partners whose homes no longer fit lose the profile."]
            live = Offer.objects.filter(request_id=request_id, state__in=LIVE_OFFER).first()
            if live is not None:
                stands = live.place in allowed
                how = "still stands" if stands else "will be stopped and will not count"
                done.append(f"The live offer will be checked at once. It {how}.")
                if not stands:
                    not_safe(actor, live.pk, at=at, reason=UNSAFE_PLACE)
    return done


def what_it_does(
    actor: Actor, request_id: UUID, *, at: datetime, answers: Mapping[str, Any], version: int
) -> list[str]:
    """Say what a change would do, without making it. Takes and raises what `change_request` does."""
    with transaction.atomic():
        done = change_request(actor, request_id, at=at, answers=answers, version=version)
        transaction.set_rollback(True)
    return done
