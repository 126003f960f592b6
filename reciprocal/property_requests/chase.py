"""Chasing what is late: somebody was rung and said where it stands, or a reminder was asked for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Q

from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError
from reciprocal.property_requests.models import Chase, PropertyRequest
from reciprocal.rulebook import workdays
from reciprocal.rulebook.chasing import BEGINS_AGAIN, NO_ANSWER, STEP_OF, in_words, ready
from reciprocal.rulebook.endings import HOLDS
from reciprocal.rulebook.roles import LANDLORD, NOMINATING_OFFICER, OFFERING, OFFICER
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import STATES
from reciprocal.ui.words import long_date
from reciprocal.workflow.due import day_of, due_date
from reciprocal.workflow.perform import perform

# The moves of a tenancy have no day of their own: the coordinator looks after so many working days of quiet.
QUIET: Final = 5
# A landlord is rung on the day itself; an offer that nobody answers on it lapses.
_ON_THE_DAY: Final = ("awaiting_landlord", "under_offer")
_STATES_OF: Final = {
    LANDLORD: ("awaiting_landlord", "decline_proposed"),
    OFFICER: ("information_needed", "circulating", "under_offer", "on_hold"),
    OFFERING: ("moving",),
}


def whom(row: PropertyRequest) -> str:
    """Say whom a late request waits for: a relation, or nothing where it waits for nobody who could be rung."""
    if row.state == "on_hold" and HOLDS[row.hold_reason].asks != NOMINATING_OFFICER:
        return ""
    return next((of for of, states in _STATES_OF.items() if row.state in states), "")


def is_late(row: PropertyRequest, today: date) -> bool:
    """Say whether somebody has let their day pass, or has long been quiet about a move."""
    if not whom(row):
        return False
    if row.state == "moving":
        return quiet_until(row) < today
    if row.due_on is None:
        return False
    return row.due_on <= today if row.state in _ON_THE_DAY else row.due_on < today


def can_remind(row: PropertyRequest, today: date) -> bool:
    """Say whether a mail can remind somebody: of a day that has passed. A move has none; there the telephone helps."""
    return bool(whom(row)) and row.due_on is not None and row.due_on < today


def quiet_until(row: PropertyRequest) -> date:
    """Give the day until which a move may go on without anybody asking."""
    said = [one for one in row.chases.all() if one.state_since == row.state_since and one.answer not in ("", NO_ANSWER)]
    last = max(said, key=lambda one: one.at, default=None)
    if last is not None and last.until:
        return last.until
    return workdays.add(day_of(last.at if last else row.state_since), QUIET, current())


def could_be_late(today: date) -> Q:
    """Give the condition that leaves every late request, and few others."""
    by_day = Q(due_on__lte=today, state__in=(*_STATES_OF[LANDLORD], *_STATES_OF[OFFICER]))
    return by_day | Q(state="moving")


def ring(
    actor: Actor, request_id: UUID, *, at: datetime, of: str, answer: str, until: date | None = None, note: str = ""
) -> bool:
    """Record that the coordinator rang whoever a request waits for, and what was said. Gives whether the day moved.

    The first answer of a wait lets the clock begin again; nobody who did not answer the telephone moves it.

    Args:
        actor: the coordinator.
        request_id: the request.
        at: now.
        of: "landlord", "officer" or "offering".
        answer: the code of a ready answer, or "no_answer".
        until: the day that was said.
        note: what else was said.

    Raises:
        RefusedError: the answer is none of those for this wait.
    """
    with perform(actor, STEP_OF[of], "request", request_id, at=at):
        row = PropertyRequest.objects.get(pk=request_id)
        if answer not in (NO_ANSWER, *(said.code for said in ready(of, row.state))):
            raise RefusedError("Choose one of the answers on the page.")
        first = not _of_this_wait(row).exclude(answer__in=("", NO_ANSWER)).exists()
        _keep(actor, row, at, of=of, answer=answer, until=until, note=note)
        if answer == NO_ANSWER or not first or row.state not in BEGINS_AGAIN:
            return False
        with connection.cursor() as cursor:
            cursor.execute("SELECT workflow_chased(%s, %s)", [request_id, _new_day(row.state, answer, until, at)])
            return bool(cursor.fetchone()[0])


def _new_day(state: str, answer: str, until: date | None, at: datetime) -> date | None:
    if until is None:
        return due_date(STATES["request"][state], at)
    return workdays.add(until, current().number("panel_grace_days", until), current()) if answer == "panel" else until


def remind(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Let whoever a late request waits for be reminded; it goes out with the list of what is late to them."""
    with perform(actor, "remind", "request", request_id, at=at) as step:
        row = PropertyRequest.objects.prefetch_related("chases").get(pk=request_id)
        today = day_of(at)
        asked = _of_this_wait(row).filter(answer="")
        step.require(
            is_late=None if can_remind(row, today) else "Nobody is late with this request.",
            not_reminded_today=(
                "A reminder of this was sent today." if any(day_of(one.at) == today for one in asked) else None
            ),
        )
        _keep(actor, row, at, of=whom(row))


def _of_this_wait(row: PropertyRequest) -> Any:
    return Chase.objects.filter(request_id=row.pk, state_since=row.state_since)


def _keep(actor: Actor, row: PropertyRequest, at: datetime, **said: Any) -> None:
    about = {"request_id": row.pk, "by_id": actor.membership, "state": row.state, "state_since": row.state_since}
    Chase(at=at, **about, **said).save(force_insert=True)


def said_last(row: PropertyRequest) -> str:
    """Say what was last done about what is late, as long as the request waits for the same."""
    of_this_wait = [one for one in row.chases.all() if one.state_since == row.state_since]
    last = max(of_this_wait, key=lambda one: one.at, default=None)
    if last is None:
        return ""
    if not last.answer:
        return f"Reminded on {long_date(last.at)}."
    words = in_words(last.of, last.state, last.answer)
    day = f" {long_date(last.until)}" if last.until else ""
    return f"Rung on {long_date(last.at)}: {words}{day}{f'. {last.note}' if last.note else ''}."
