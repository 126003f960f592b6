"""When somebody is reminded of what waits for them, and in which words: rows of the lifecycle's states.

A state has its own rows, or the usual ones of this page. Every row is counted from the day by which the state should
have ended, or from the day on which it began, in the unit of a dated setting of the scheme.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from reciprocal.rulebook import workdays
from reciprocal.rulebook.answers import ASK_FIRST
from reciprocal.rulebook.notices import NEEDS_YOU, OVERDUE
from reciprocal.rulebook.notices import REMINDER as REMINDER_SUBJECT
from reciprocal.rulebook.roles import LANDLORD, OFFERING, OFFICER, SCHEME
from reciprocal.rulebook.scheme import Scheme

# Who is reminded besides those who stand in a relation: the officer's cover alone, and a landlord's manager.
COVER: Final = "cover"
MANAGER: Final = "manager"

Counted = Literal["before it is due", "on the day", "after it was due", "after it began"]


@dataclass(frozen=True)
class Reminder:
    """One reminder of a state: when, to whom, with which subject and line.

    `setting` names the days, `nth` which of several; empty for the day itself. `{ref}`, `{due}` and `{late}` are the
    reader's own reference, the day, and how many working days ago it was. `only_if` names an answer of the request
    and what it has to be; otherwise nobody is reminded.
    """

    key: str
    counted: Counted
    setting: str
    to: tuple[str, ...]
    subject: str
    line: str
    nth: int = 0
    only_if: tuple[str, str] | None = None


_IS_DUE_ON: Final = "{ref} is due on {due}."
_ORGANISATION_IS_LATE: Final = "Something for your organisation is {late} overdue. {coordinator} will ring you."


def before(key: str, setting: str, *to: str) -> Reminder:
    """Make a reminder some days before the day."""
    return Reminder(key, "before it is due", setting, to, REMINDER_SUBJECT, _IS_DUE_ON)


def late(*turn: str, manager: bool = False) -> tuple[Reminder, ...]:
    """Make the usual reminders of what is late: whose turn it is, then the coordinator too, then the manager."""
    rows = (
        Reminder(
            "late_1",
            "after it was due",
            "late_days",
            turn,
            OVERDUE,
            "{ref} is {late} overdue. Sign in and say where it stands: one click is enough.",
        ),
        Reminder(
            "late_2",
            "after it was due",
            "late_days",
            tuple(dict.fromkeys((*turn, SCHEME))),
            OVERDUE,
            "{ref} is {late} overdue. {coordinator} will ring.",
            nth=1,
        ),
    )
    if not manager:
        return rows
    return (
        *rows,
        Reminder("late_3", "after it was due", "late_days", (MANAGER,), OVERDUE, _ORGANISATION_IS_LATE, nth=2),
    )


def usual(*turn: str, manager: bool = False) -> tuple[Reminder, ...]:
    """Make the rows of a state that has none of its own: before the day, on it, and when it is late."""
    today = Reminder("due", "on the day", "", turn[:1], REMINDER_SUBJECT, "{ref} is due today.")
    return (before("first", "reminder_days", turn[0]), today, *late(*turn, manager=manager))


OF_OFFICER: Final = usual(OFFICER, COVER)
OF_SCHEME: Final = usual(SCHEME)
OF_LETTINGS: Final = usual(OFFERING, manager=True)
OF_DRAFT: Final = (
    Reminder(
        "landlord_asked",
        "after it began",
        "ask_landlord_days",
        (OFFICER,),
        REMINDER_SUBJECT,
        "Your draft is waiting.",
        only_if=("own_stock", ASK_FIRST),
    ),
    Reminder("draft_1", "after it began", "draft_first_days", (OFFICER,), REMINDER_SUBJECT, "Your draft is waiting."),
    Reminder(
        "draft_2",
        "after it began",
        "draft_last_days",
        (OFFICER,),
        REMINDER_SUBJECT,
        "Your draft is deleted on {due}.",
    ),
)
OF_LANDLORD: Final = (
    Reminder("landlord_1", "after it began", "approval_reminders", (LANDLORD,), REMINDER_SUBJECT, _IS_DUE_ON),
    Reminder("landlord_2", "after it began", "approval_reminders", (LANDLORD,), REMINDER_SUBJECT, _IS_DUE_ON, nth=1),
    Reminder("landlord_due", "on the day", "", (SCHEME,), OVERDUE, "{ref} is due today. Sign in to see whom to ring."),
    Reminder("landlord_late", "after it began", "escalate_days", (MANAGER,), OVERDUE, _ORGANISATION_IS_LATE),
)
OF_CORRECTION: Final = (before("first", "reminder_days", OFFICER), *late(LANDLORD, manager=True))
OF_REVIEW: Final = (
    Reminder("review", "on the day", "", (OFFICER,), NEEDS_YOU, "{ref} needs its review."),
    *late(OFFICER, COVER),
)
OF_OFFER: Final = (before("offer", "offer_reminder_days", OFFICER, COVER),)


# Asked for by the coordinator: sent once, with the list of whoever is late.
ASKED_FOR: Final = Reminder(
    "asked_for",
    "after it was due",
    "",
    (),
    OVERDUE,
    "{ref} is {late} overdue. Sign in and say where it stands: one click is enough.",
)


def day_of(reminder: Reminder, limit: str | None, due: date, scheme: Scheme) -> date:
    """Give the day on which somebody is reminded.

    Args:
        reminder: one row.
        limit: the setting that says how long the state may last, for what is counted from its beginning.
        due: the day by which the state should have ended. A landlord's panel moves it, and the reminders with it.
        scheme: whose settings and working days count. Settings are judged by `due`.
    """
    if reminder.counted == "on the day":
        return due
    value = scheme.setting(reminder.setting, due)
    days = value[reminder.nth] if isinstance(value, tuple) else int(value)
    in_workdays = scheme.settings[reminder.setting].unit == "working_days"
    if reminder.counted == "before it is due":
        days = -days
    start = _began(limit, due, scheme) if reminder.counted == "after it began" else due
    return workdays.add(start, days, scheme) if in_workdays else start + timedelta(days=days)


def next_day(
    reminders: Iterable[Reminder], relation: str, limit: str | None, due: date, after: date, scheme: Scheme
) -> date | None:
    """Give the first day after another one on which a relation is reminded, or None where no more comes."""
    days = (day_of(one, limit, due, scheme) for one in reminders if relation in one.to)
    return min((day for day in days if day > after), default=None)


def _began(limit: str | None, due: date, scheme: Scheme) -> date:
    """Give the day from which a state with this limit would end on `due`."""
    if limit is None:
        raise ValueError("a reminder is counted from the beginning of a state without a limit")
    length = scheme.number(limit, due)
    if scheme.settings[limit].unit == "working_days":
        return workdays.add(due, -length, scheme)
    return due - timedelta(days=length)
