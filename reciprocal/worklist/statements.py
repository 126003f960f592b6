"""What partners and coordinators are told about the pot: a statement is ready, a line is disputed or answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from reciprocal.access.actor import acting_as_system
from reciprocal.accounts import queries as accounts
from reciprocal.ledger import queries as pot
from reciprocal.ledger.models import Dispute
from reciprocal.notifications.models import Notice
from reciprocal.notifications.outbox import queue
from reciprocal.rulebook import roles, workdays
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of

_READ_IT = (roles.PARTNER_MANAGER, roles.NAMED_LEAD)


def tell_of_statements(at: datetime) -> int:
    """Tell whom the pot concerns what has come since the last round: each of them once. Gives how many were told."""
    with acting_as_system():
        told = [*_ready(at), *_disputed()]
        queue(told)
    return len(told)


def _ready(at: datetime) -> Iterator[Notice]:
    """Of each statement of the month before this one, until its time to answer is over."""
    today = day_of(at)
    first = today.replace(day=1)
    month, due = workdays.months_after(first, -1), workdays.due(first, "statement_days", current())
    if today > due:
        return
    told = Notice.objects.filter(key="statement_ready", about=month).values_list("membership_id", flat=True)
    posts = accounts.active().filter(role__in=_READ_IT, organisation_id__in=list(pot.ready_for(today)))
    for post in posts.exclude(pk__in=list(told)).values_list("pk", flat=True):
        yield _notice(post, "statement_ready", at, about=month, due_on=due)


def _disputed() -> Iterator[Notice]:
    """Of each dispute the coordinators, and of each answer those who read the statement."""
    told = set(Notice.objects.filter(key="statement_line").values_list("membership_id", "at"))
    coordinators = list(accounts.holders(roles.COORDINATOR).values_list("pk", flat=True))
    for dispute in Dispute.objects.order_by("sent_at"):
        said: list[tuple[UUID, datetime]] = [(post, dispute.sent_at) for post in coordinators]
        if dispute.answered_at:
            readers = accounts.active().filter(role__in=_READ_IT, organisation_id=dispute.organisation_id)
            said += [(post, dispute.answered_at) for post in readers.values_list("pk", flat=True)]
        for post, when in said:
            if (post, when) not in told:
                told.add((post, when))
                yield _notice(post, "statement_line", when)


def _notice(post: UUID, key: str, at: datetime, **more: object) -> Notice:
    return Notice(membership_id=post, relation=roles.LANDLORD, key=key, at=at, **more)
