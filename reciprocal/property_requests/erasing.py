"""What is left of a request after its end: the service erases class by class, unless the coordinator holds it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from reciprocal.access.facts import Actor
from reciprocal.audit import erased, log
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import ENDED
from reciprocal.rulebook.workdays import months_after
from reciprocal.ui.words import long_date
from reciprocal.workflow import erasure
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import perform

# Step → the class it erases, and the setting that says how many months after the end.
ERASING: Final = {
    "erase_sealed": (erasure.SEALED, "erase_sealed_months"),
    "erase_narrative": (erasure.NARRATIVE, "erase_narrative_months"),
}
_NOT_YET = "It is kept longer than that."
_HELD = "It is held back for a court or a complaint."


def day_to_erase(key: str, row: PropertyRequest, today: date) -> date:
    """Give the day from which a class of data of a request that has ended is erased.

    Args:
        key: the step that erases it.
        row: the request.
        today: the day by whose settings it is counted.
    """
    return months_after(day_of(row.state_since), current().number(ERASING[key][1], today))


def due(key: str, today: date) -> Iterator[UUID]:
    """Find the requests of which a class of data is over and still there, and that nobody holds back."""
    there = {f"{erasure.MARKED[ERASING[key][0]]}__isnull": True, "legal_hold_on__isnull": True}
    for row in PropertyRequest.objects.filter(state__in=ENDED, **there).only("pk", "state_since"):
        if day_to_erase(key, row, today) <= today:
            yield row.pk


def to_tell(today: date) -> Iterator[UUID]:
    """Find the requests of which the first class is erased soon, and nobody was told (setting `erase_warning_days`)."""
    soon = today + timedelta(days=current().number("erase_warning_days", today))
    untold = PropertyRequest.objects.filter(erasure_told_on__isnull=True).values_list("pk", flat=True)
    return iter(untold.filter(pk__in=list(due("erase_sealed", soon))))


def tell(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Tell officer and coordinator that what was sealed is erased soon; the request's page says when, and of what.

    Args:
        actor: the service.
        request_id: the request.
        at: now, by the clock of the service.

    Raises:
        RefusedError: they were told, it is too early, or the coordinator holds it back.
    """
    today = day_of(at)
    with perform(actor, "erase_soon", "request", request_id, at=at) as step:
        row = PropertyRequest.objects.get(pk=request_id)
        early = day_to_erase("erase_sealed", row, today) > today + timedelta(
            days=current().number("erase_warning_days", today)
        )
        step.require(
            its_time=_NOT_YET if early or row.erasure_told_on or row.sealed_erased_on else None,
            not_held=_HELD if row.legal_hold_on else None,
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT workflow_told_of_erasure(%s, %s)", [request_id, today])


def erase(actor: Actor, request_id: UUID, key: str, *, at: datetime) -> None:
    """Erase one class of data of a request that has ended. The service itself does that, and nobody else.

    With what is sealed goes the key of the request: what the log kept with it is opened by nobody any more.

    Args:
        actor: the service.
        request_id: the request.
        key: `erase_sealed` or `erase_narrative`.
        at: now, by the clock of the service.

    Raises:
        RefusedError: it is kept longer, or the coordinator holds it back.
    """
    retention, today = ERASING[key][0], day_of(at)
    with perform(actor, key, "request", request_id, at=at) as step:
        row = PropertyRequest.objects.get(pk=request_id)
        gone = getattr(row, erasure.MARKED[retention]) is not None
        step.require(
            its_time=_NOT_YET if gone or day_to_erase(key, row, today) > today else None,
            not_held=_HELD if row.legal_hold_on else None,
        )
        _take(request_id, retention, today)


def came_back() -> list[tuple[UUID, str]]:
    """List what is in this database although it was erased, by the list kept outside: request and step that erased it.

    An older copy was put back. What that copy has of it may be of a time when the request went on.
    """
    if not settings.WITNESS:
        return []
    step_of = {retention: key for key, (retention, _) in ERASING.items()}
    return [
        (request, step_of[retention])
        for request, retention in erased.noted(Path(settings.WITNESS))
        if PropertyRequest.objects.filter(pk=request, **{f"{erasure.MARKED[retention]}__isnull": True}).exists()
    ]


def erase_again(actor: Actor, request_id: UUID, key: str, *, at: datetime) -> None:
    """Erase again what came back with an older copy, in whatever state the request was then, and on hold or not.

    It is no step of the procedure, since the procedure erases only what has ended. The coordinator closes a request
    that the copy has still open.

    Args:
        actor: the service.
        request_id: the request.
        key: the step that erased it.
        at: now, by the clock of the service.
    """
    retention = ERASING[key][0]
    with transaction.atomic():
        _take(request_id, retention, day_of(at), again=True)
        log.record("act", key, request_id, at)


def _take(request_id: UUID, retention: str, today: date, *, again: bool = False) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT workflow_erase(%s, %s, %s, %s)", [request_id, retention, today, again])
    if settings.WITNESS:  # before it is committed: nothing is erased that the list outside does not have
        erased.note(Path(settings.WITNESS), request_id, retention, today)


def hold(actor: Actor, request_id: UUID, *, at: datetime, why: str) -> None:
    """Keep what is left of a request for a court, an ombudsman or a complaint, with the reason (rule 37)."""
    with perform(actor, "legal_hold", "request", request_id, at=at) as step:
        rows = PropertyRequest.objects.filter(pk=request_id, legal_hold_on__isnull=True)
        done = rows.update(legal_hold_on=day_of(at), legal_hold_why=why)
        step.require(not_held=None if done else _HELD)


def let_go(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Let the schedule run again. What is over by then is erased the same day."""
    with perform(actor, "lift_legal_hold", "request", request_id, at=at) as step:
        rows = PropertyRequest.objects.filter(pk=request_id, legal_hold_on__isnull=False)
        done = rows.update(legal_hold_on=None, legal_hold_why="")
        step.require(held="Nothing holds it back." if not done else None)


def lines(row: PropertyRequest, today: date) -> list[str]:
    """Say of a request that has ended what is erased when, or who holds it back."""
    if row.state not in ENDED and not row.sealed_erased_on:  # an older copy may have it open and erased
        return []
    if row.legal_hold_on:
        return [f"Held back since {long_date(row.legal_hold_on)}, nothing is erased: {row.legal_hold_why}"]
    said = []
    for key, gone, what in (
        ("erase_sealed", row.sealed_erased_on, "Places and sealed facts"),
        ("erase_narrative", row.narrative_erased_on, "The narrative and contacts"),
    ):
        on = long_date(gone or day_to_erase(key, row, today))
        said.append(f"{what} {'were' if gone else 'are'} erased on {on}.")
    return said
