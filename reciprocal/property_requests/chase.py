"""Chasing what is late: somebody said where it stands, rung or by themselves, or a reminder was asked for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Q

from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError
from reciprocal.property_requests.models import Approval, Chase, PropertyRequest
from reciprocal.rulebook import workdays
from reciprocal.rulebook.chasing import BEGINS_AGAIN, NO_ANSWER, SAYS, STEP_OF, in_words, ready
from reciprocal.rulebook.endings import HOLDS
from reciprocal.rulebook.roles import COORDINATOR, LANDLORD, NOMINATING_OFFICER, OFFERING, OFFICER, SCHEME
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import STATES
from reciprocal.ui.words import long_date
from reciprocal.workflow.due import day_of, due_date
from reciprocal.workflow.perform import Performing, perform

# The moves of a tenancy have no day of their own: the coordinator looks after so many working days of quiet.
QUIET: Final = 5
_CHOOSE: Final = "Choose one of the answers on the page."
NOT_LATE: Final = "This is not overdue, so there is nothing to say."
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


def officer_is_late(row: PropertyRequest, today: date) -> bool:
    """Say whether it is the officer who has let the day of a request pass."""
    return whom(row) == OFFICER and is_late(row, today)


def landlord_is_late(approval: Approval, today: date) -> bool:
    """Say the same of the applicant's landlord, by what stands on its own copy."""
    if approval.due_on is None or approval.status not in ("deciding", "declining"):
        return False
    return approval.due_on <= today if approval.status == "deciding" else approval.due_on < today


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
    with perform(actor, STEP_OF[of], "request", request_id, at=at) as step:
        return _said(step, of, answer, until, note) == "moved"


def say(
    actor: Actor,
    thing: UUID,
    *,
    at: datetime,
    of: str,
    answer: str,
    until: date | None = None,
    note: str = "",
) -> None:
    """Keep where it stands, as whoever is late says by themselves: as if they had been rung.

    The coordinator is told where it was said before, or where more was said than a ready answer.

    Args:
        actor: the officer, whoever decides for the landlord, or the landlord of the home.
        thing: the request; for the landlord of the home its offer.
        at: now.
        of: "officer", "landlord" or "offering".
        answer: the code of a ready answer that leads to no step of its own.
        until: the day that was said.
        note: what else was said.

    Raises:
        RefusedError: nobody is late, or the answer is none of those for this wait.
    """
    with perform(actor, SAYS[of], "offer" if of == OFFERING else "request", thing, at=at) as step:
        if of != OFFERING:
            step.require(is_late=None if late(of, thing, day_of(at)) else NOT_LATE)
        if answer == NO_ANSWER or any(
            said.leads for said in ready(of, step.facts.request_state) if said.code == answer
        ):
            raise RefusedError(_CHOOSE)
        if _said(step, of, answer, until, note) == "again" or note:
            step.also_tells.append(("update", SCHEME))


def late(of: str, request_id: UUID, today: date) -> bool:
    """Say whether the officer or the landlord is late, each by what they may read themselves."""
    if of == LANDLORD:
        return landlord_is_late(Approval.objects.get(pk=request_id), today)
    return officer_is_late(PropertyRequest.objects.get(pk=request_id), today)


def _said(step: Performing, of: str, answer: str, until: date | None, note: str) -> str:
    state = step.facts.request_state
    if answer not in (NO_ANSWER, *(said.code for said in ready(of, state))):
        raise RefusedError(_CHOOSE)
    due = _new_day(state, answer, until, step.at) if state in BEGINS_AGAIN else None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT workflow_said(%s, %s, %s, %s, %s, %s, %s)",
            [step.request_id, of, answer, until, note, step.at, due],
        )
        return str(cursor.fetchone()[0])


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
    how = "Rung" if last.by.role == COORDINATOR else "Said by themselves"
    return f"{how} on {long_date(last.at)}: {words}{day}{f'. {last.note}' if last.note else ''}."
