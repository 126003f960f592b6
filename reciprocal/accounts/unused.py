"""Accounts that nobody signs in to: their owners are asked whether they still need them, and then the access ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from reciprocal.access.guard import RefusedError
from reciprocal.accounts import mails, queries
from reciprocal.accounts.models import Membership
from reciprocal.audit import log
from reciprocal.clock import LONDON
from reciprocal.rulebook import workdays
from reciprocal.rulebook.scheme import current


@dataclass(frozen=True)
class Unused:
    """Somebody who does not sign in: since when, and when they were asked about it."""

    person: UUID
    email: str
    since: date
    warned: date | None

    @property
    def is_warned(self) -> bool:
        """Whether they were asked since they last signed in, or since they got the post that they hold."""
        return self.warned is not None and self.warned >= self.since


def to_warn(today: date) -> list[Unused]:
    """List who has not signed in for so long that they are asked now. Only the service itself can list them."""
    return [one for one in _not_signed_in() if not one.is_warned and _ends_on(one, today) <= _until(today)]


def to_end(today: date) -> list[UUID]:
    """List the posts of those who were asked and have let the day pass."""
    people = [one.person for one in _not_signed_in() if one.warned and one.is_warned and _until(one.warned) < today]
    return list(queries.active().filter(person_id__in=people).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def warn(one: Unused, *, at: datetime) -> None:
    """Ask somebody whether they still need their access. Raises RefusedError where they signed in meanwhile."""
    today = at.astimezone(LONDON).date()
    if not _ask("accounts_warned", one.person, one.since, today):
        raise RefusedError("They have signed in, or were asked already.")
    mails.send("idle", one.email, at, date=one.since, by=_until(today))
    log.record("act", "ask_unused_account", None, at, person=one.person)


@transaction.atomic
def end(post_id: UUID, *, at: datetime) -> None:
    """End a post that nobody uses. Raises RefusedError where its holder signed in meanwhile, or it has to stay."""
    today = at.astimezone(LONDON).date()
    post = Membership.objects.select_related("person", "organisation").get(pk=post_id)
    warned = post.person.warned_on
    if warned is None or _until(warned) >= today or not _ask("accounts_end_unused", post_id, warned, today):
        raise RefusedError("They have signed in, or nobody else could let anybody in.")
    mails.send("removed", post.person.email, at, role=post.role_label.lower(), organisation=post.organisation.name)
    log.record("act", "end_unused_account", None, at, post=post_id)


def _ends_on(one: Unused, today: date) -> date:
    return workdays.due(one.since, "unused_days", current(), today)


def _until(asked: date) -> date:
    """Give the last day on which somebody who was asked on a day may sign in and keep their access."""
    return workdays.due(asked, "unused_warning_days", current())


def _not_signed_in() -> list[Unused]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, email, since, warned FROM accounts_not_signed_in() ORDER BY person")
        return [Unused(*row) for row in cursor.fetchall()]


def _ask(function: str, *arguments: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({', '.join(['%s'] * len(arguments))})", list(arguments))
        return bool(cursor.fetchone()[0])
