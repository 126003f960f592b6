"""The week's list for lettings officers: the question of the week, and how many profiles there are to look at."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings

from reciprocal.access.actor import acting_as, acting_as_system
from reciprocal.accounts import queries as accounts
from reciprocal.accounts.models import Membership
from reciprocal.circulation.answers import answered_this_week
from reciprocal.circulation.models import Profile
from reciprocal.clock import LONDON
from reciprocal.notifications.models import Digest, Mail
from reciprocal.notifications.outbox import NotSent, Text
from reciprocal.rulebook import roles
from reciprocal.rulebook.notices import ACCOUNT_FRAME
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import long_date
from reciprocal.workflow.due import day_of
from reciprocal.worklist.reminders import EARLIEST

_QUESTION: Final = (
    "Do you have a home this week? Answer in one click after signing in: nothing this week, maybe, or I have one."
)


def queue(at: datetime) -> int:
    """Queue the list of the week, on the scheme's day for it. Gives for how many posts.

    Nothing is queued where nothing is new and no question is due. Asked again, it does nothing.
    """
    today = day_of(at)
    if today.isoweekday() != current().number("digest_weekday", today) or at.astimezone(LONDON).hour < EARLIEST:
        return 0
    with acting_as_system():
        lettings = accounts.holders(roles.LETTINGS_OFFICER).exclude(organisation__gone=True)
        posts = list(lettings.values_list("pk", flat=True))
    return sum(_queue_one(post, today, at) for post in posts)


def _queue_one(post: UUID, today: date, at: datetime) -> bool:
    with acting_as_system():
        if Mail.objects.filter(kind="digest", membership_id=post, day=today).exists():
            return False
        profiles, due = _seen(post, today)
        if not due and not profiles - set(_before(post, today)):
            return False
        mail = Mail(kind="digest", membership_id=post, day=today, queued_at=at, next_try=at)
        mail.save(force_insert=True)
        Digest(mail=mail, membership_id=post, day=today, profiles=sorted(profiles)).save(force_insert=True)
    return True


def _seen(post: UUID, today: date) -> tuple[set[UUID], bool]:
    """What the reader may see now: the profiles of their partner, and whether the question of the week is open."""
    with acting_as(post) as reader:
        profiles = set(Profile.objects.values_list("pk", flat=True))
        return profiles, answered_this_week(reader.organisation, today) is None


def _before(post: UUID, today: date) -> list[UUID]:
    last = Digest.objects.filter(membership_id=post, day__lt=today).order_by("-day").first()
    return last.profiles if last else []


def write(mail: Mail, at: datetime, post: Membership) -> Text | NotSent:
    """Write the list with what its reader may see at the moment of sending."""
    today = day_of(at)
    profiles, due = _seen(post.pk, today)
    before = _before(post.pk, mail.day or today)
    new = len(profiles - set(before))
    if not due and not new:
        return NotSent("nothing is left")
    # A number that falls is told one list later, whatever made it fall, so that a bar does not show by its day.
    many = max(len(profiles), len(before))
    page = "this-week/" if due else "worklist/"
    parts = [f"{_QUESTION}\n{settings.ADDRESS}/{page}" if due else f"Sign in: {settings.ADDRESS}/{page}"]
    if many:
        count = f"{many} {'profile' if many == 1 else 'profiles'} could fit homes like yours."
        parts.append(f"{count} {new} {'is' if new == 1 else 'are'} new since last week." if new else count)
    parts.append(f"Next list: {long_date((mail.day or today) + timedelta(days=7))}.")
    body = ACCOUNT_FRAME.format(**current().words(), line="\n\n".join(parts))
    return Text(post.person.email, "This week's list", body)
