"""What is done around a move: the lists that are ticked off, a tenancy that is cancelled, and four weeks later."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.access.policy import allows
from reciprocal.audit import log
from reciprocal.ledger.actions import reverse_move
from reciprocal.offers.models import FirewallTick, FollowUp, MoveTick, Offer
from reciprocal.offers.queries import area_to_check
from reciprocal.property_requests.models import Approval, PropertyRequest
from reciprocal.rulebook.move_list import (
    FIREWALL,
    FIRST_WEEK_DAYS,
    FOLLOW_UP_DAYS,
    LINES,
    UNFINISHED,
    Section,
    of_officer,
)
from reciprocal.rulebook.roles import NOMINATING_OFFICER, SCHEME
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import perform

OPEN = ("accepted", "signed", "started")


def sections(request: PropertyRequest, today: date) -> tuple[Section, ...]:
    """Give the lists of a move that only the officer and the coordinator read, as this household needs them.

    Args: the request with its risk, and today.
    """
    high = (request.risk.dash_score or 0) >= current().number("dash_high", today)
    marac = request.risk.marac == "yes" or high
    return of_officer(marac=marac, youth_violence=area_to_check(request))


def tick(
    actor: Actor, offer_id: UUID, *, at: datetime, firewall: Collection[str] = (), own: Collection[str] = ()
) -> None:
    """Tick lines of the lists of a move. What is ticked stays, with who did it and when.

    Args:
        actor: the officer, or for the new-address list also the landlord of the home.
        offer_id: an offer that was accepted.
        at: now.
        firewall: lines of the new-address list.
        own: lines of the lists that the officer alone goes through.

    Raises:
        HiddenError: the actor may not know of the offer, or not tick such a line.
        RefusedError: the offer was not accepted.
    """
    facts = facts_of("offer", offer_id)
    if facts is None or not allows("move.tick", actor, facts) or (own and actor.role != NOMINATING_OFFICER):
        raise HiddenError("offer")
    if facts.offer_state not in OPEN:
        raise RefusedError("The move list is there once the applicant has said yes.")
    if not set(firewall) <= set(FIREWALL.lines) or not set(own) <= set(LINES):
        raise RefusedError("Tick lines that are on the list.")
    kept = {"offer_id": offer_id, "request_id": facts.request, "by_id": actor.membership, "at": at}
    with transaction.atomic():
        FirewallTick.objects.bulk_create((FirewallTick(line=one, **kept) for one in firewall), ignore_conflicts=True)
        MoveTick.objects.bulk_create((MoveTick(line=one, **kept) for one in own), ignore_conflicts=True)
        log.record("act", "tick_move_list", facts.request, at)


def unfinished(offer_id: UUID) -> str | None:
    """Say how much of the new-address list is left, or None where it is finished."""
    left = len(FIREWALL.lines) - FirewallTick.objects.filter(offer_id=offer_id).count()
    return UNFINISHED.format(n=left) if left else None


def cancel_move(actor: Actor, offer_id: UUID, *, at: datetime, why: str) -> None:
    """Say that the tenancy was cancelled in its first week. Both lines of the pot are taken back; it stays a move.

    Args:
        actor: a coordinator.
        offer_id: the offer that led to the move.
        at: now.
        why: why, in the coordinator's own words; it stays with the correction of the pot.
    """
    with perform(actor, "cancel_move", "offer", offer_id, at=at) as step:
        offer = Offer.objects.get(pk=offer_id)
        step.require(
            not_cancelled_before="It was cancelled already." if offer.cancelled_on else None,
            in_first_week=None if may_cancel(offer, day_of(at)) else "The first week of the tenancy is over.",
        )
        Offer.objects.filter(pk=offer_id).update(cancelled_on=day_of(at))
        Approval.objects.filter(request_id=step.request_id).update(cancelled_on=day_of(at))
        reverse_move(actor, step.request_id, at=at, reason=why)


def follow_up(actor: Actor, offer_id: UUID, *, at: datetime, answer: str) -> None:
    """Say four weeks after the move how it is going. Where they are not safe the coordinator is told at once.

    Args:
        actor: the officer.
        offer_id: the offer that led to the move.
        at: now.
        answer: a key of `FOLLOW_UP`.
    """
    with perform(actor, "follow_up", "offer", offer_id, at=at) as step:
        offer = Offer.objects.get(pk=offer_id)
        early = day_of(at) < follow_up_on(offer)
        step.require(four_weeks_later="It is not four weeks since the tenancy started." if early else None)
        FollowUp(offer_id=offer_id, request_id=step.request_id, answer=answer, at=at).save(force_insert=True)
        if answer == "not_safe":
            step.also_tells.append(("call_today", SCHEME))


def may_cancel(offer: Offer, today: date) -> bool:
    """Say whether a tenancy is in its first week and was not cancelled."""
    if offer.started_on is None or offer.cancelled_on is not None:
        return False
    return today <= offer.started_on + timedelta(days=FIRST_WEEK_DAYS)


def follow_up_on(offer: Offer) -> date:
    """Give the day from which the officer is asked how it is going. Raises LookupError before the start."""
    if offer.started_on is None:
        raise LookupError("the tenancy has not started")
    return offer.started_on + timedelta(days=FOLLOW_UP_DAYS)


def to_follow_up(today: date) -> list[Offer]:
    """List the moves of which this officer is asked now how it is going."""
    since = today - timedelta(days=FOLLOW_UP_DAYS)
    return list(
        Offer.objects.filter(state="started", started_on__lte=since, follow_ups__isnull=True, cancelled_on=None)
    )


def not_safe_after_move() -> QuerySet[FollowUp]:
    """List the moves of which an officer said that they are not safe, until the coordinator has rung."""
    officer = ("request__officer__person", "request__officer__organisation")
    return FollowUp.objects.select_related(*officer).filter(answer="not_safe", rung_at__isnull=True).order_by("at")
