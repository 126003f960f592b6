"""Tells the scheme managers that a self-check has found something. What it was stands in the check's own output."""

from __future__ import annotations

from datetime import datetime

from reciprocal.access.actor import acting_as_system
from reciprocal.accounts import queries as accounts
from reciprocal.notifications.models import Notice
from reciprocal.notifications.outbox import queue
from reciprocal.rulebook import roles
from reciprocal.workflow.due import day_of


def tell(at: datetime) -> int:
    """Queue the notice for each scheme manager, once a day. Gives for how many.

    Args:
        at: now, by the clock of the service.
    """
    with acting_as_system():
        told = Notice.objects.filter(key="check_failed", about=day_of(at)).values_list("membership_id", flat=True)
        posts = accounts.holders(roles.SCHEME_MANAGER).exclude(pk__in=list(told)).values_list("pk", flat=True)
        notices = [
            Notice(membership_id=post, relation="", key="check_failed", at=at, about=day_of(at)) for post in posts
        ]
        queue(notices)
    return len(notices)
