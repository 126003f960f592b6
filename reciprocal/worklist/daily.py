"""What the service does by itself when a day comes: each act finds what is due and takes its step, one by one.

The worker runs them all, again and again; an act that finds nothing does nothing. An act is a plain function from the
moment to how many steps it took.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from reciprocal.access.actor import acting_as_system
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.accounts import actions as accounts
from reciprocal.accounts import unused
from reciprocal.homes import actions as homes
from reciprocal.homes.models import Home
from reciprocal.homes.queries import free_until, passed
from reciprocal.offers import actions as offers
from reciprocal.offers import rulings
from reciprocal.offers.models import Offer
from reciprocal.partners import actions as partners
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import erasing, handover
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.workflow.due import day_of
from reciprocal.worklist.statements import tell_of_statements

Act = Callable[[datetime], int]
_LOG = logging.getLogger(__name__)


def purge_drafts(at: datetime) -> int:
    """Delete the drafts that nobody changed for as long as the scheme keeps one (setting `draft_days`)."""
    return one_by_one(
        lambda: PropertyRequest.objects.filter(state="draft", due_on__lte=day_of(at)).values_list("pk", flat=True),
        lambda actor, draft: requests.purge_draft(actor, draft, at=at),
    )


def tell_of_erasure(at: datetime) -> int:
    """Tell officer and coordinator of the requests of which something is erased soon."""
    today = day_of(at)
    return one_by_one(lambda: erasing.to_tell(today), lambda actor, request: erasing.tell(actor, request, at=at))


def erase_what_is_over(at: datetime) -> int:
    """Erase of requests that have ended what was kept for as long as the scheme keeps it, class by class."""
    return sum(_erase(key, at) for key in erasing.ERASING)


def _erase(key: str, at: datetime) -> int:
    return one_by_one(
        lambda: erasing.due(key, day_of(at)),
        lambda actor, request: erasing.erase(actor, request, key, at=at),
    )


def erase_again(at: datetime) -> int:
    """Erase once more what came back with an older copy of the database (`./run worker --restored`)."""
    with acting_as_system() as actor:
        found = erasing.came_back()
        for request, key in found:
            erasing.erase_again(actor, request, key, at=at)
    return len(found)


def hold_without_officer(at: datetime) -> int:
    """Let the requests rest whose officer has left, where nobody covers. The coordinator is told (rule 32)."""
    left = Q(officer__ended_on__isnull=False) | Q(officer__person__is_active=False)
    found = PropertyRequest.objects.filter(left, state__in=STEPS["officer_left"].from_)
    return one_by_one(
        lambda: found.values_list("pk", flat=True),
        lambda actor, request: handover.officer_left(actor, request, at=at),
    )


def expire_homes(at: datetime) -> int:
    """Take the homes off the list whose date passed two working days ago without an answer."""
    today = day_of(at)
    return one_by_one(
        lambda: [home.pk for home in passed(today) if free_until(home, today) < today],
        lambda actor, home: homes.expire(actor, home, at=at),
    )


def open_homes_after_their_day(at: datetime) -> int:
    """Put the homes on offer again that waited for the day by which an answer to their offer was needed."""
    waiting = Home.objects.filter(state="open", opens_after="after_due")
    return one_by_one(
        lambda: waiting.exclude(offers__answer_by__gte=day_of(at)).values_list("pk", flat=True),
        lambda actor, home: homes.free_after_its_day(actor, home),
    )


def lapse_offers(at: datetime) -> int:
    """End the offers that nobody answered by their day."""
    late = {"state": "sent", "due_on__lt": day_of(at)}
    return one_by_one(
        lambda: Offer.objects.filter(**late).values_list("pk", flat=True),
        lambda actor, offer: offers.lapse(actor, offer, at=at),
    )


def rule_by_time(at: datetime) -> int:
    """Let the requests go on whose refusal nobody ruled on in time."""
    late = {"state": "refused", "request__state": rulings.AWAITED, "request__due_on__lt": day_of(at)}
    return one_by_one(
        lambda: Offer.objects.filter(**late).values_list("pk", flat=True),
        lambda actor, offer: rulings.rule_by_time(actor, offer, at=at),
    )


def ask_about_unused_accounts(at: datetime) -> int:
    """Ask those who have not signed in for long whether they still need access (setting `unused_days`)."""
    with acting_as_system():
        unused_by = {one.person: one for one in unused.to_warn(day_of(at))}
    return one_by_one(lambda: unused_by, lambda actor, person: unused.warn(unused_by[person], at=at))


def end_unused_accounts(at: datetime) -> int:
    """End the access of those who were asked and did not sign in (setting `unused_warning_days`)."""
    return one_by_one(lambda: unused.to_end(day_of(at)), lambda actor, post: unused.end(post, at=at))


def let_partners_go(at: datetime) -> int:
    """Let the partners go whose day to leave has come."""
    with acting_as_system():
        return partners.let_go(at)


# Every act, in the order in which they run.
ACTS: Final[tuple[Act, ...]] = (
    let_partners_go,
    purge_drafts,
    tell_of_erasure,
    erase_what_is_over,
    ask_about_unused_accounts,
    end_unused_accounts,
    hold_without_officer,
    expire_homes,
    tell_of_statements,
    accounts.throw_away,
    open_homes_after_their_day,
    lapse_offers,
    rule_by_time,
)


def run(at: datetime) -> dict[str, int]:
    """Do everything that is due. Gives how many steps each act took.

    Args:
        at: now, by the clock of the service.

    Raises:
        PermissionError: the process is not logged in as the worker.
    """
    return {act.__name__: act(at) for act in ACTS}


def one_by_one(find: Callable[[], Iterable[UUID]], take: Callable[[Actor, UUID], object]) -> int:
    """Take a step for each thing that is due, each in a transaction of its own. Gives how many were taken.

    Args:
        find: lists the ids, asked once as the service itself.
        take: takes the step for one of them. Where somebody was quicker, it raises RefusedError and nothing happens.
    """
    with acting_as_system():
        due = list(find())
    taken = 0
    for thing in due:
        try:
            with acting_as_system() as actor:
                take(actor, thing)
        except (HiddenError, RefusedError):
            continue
        except Exception:
            # One thing that is broken must not keep the others waiting; the next round tries it again.
            _LOG.exception("A step that is due could not be taken for %s", thing)
            continue
        taken += 1
    return taken
