"""Every day of five years, for every state with a limit: the due day and each reminder, against another calendar.

The calendar here is written from the rules of England's bank holidays and counts in its own way. It uses neither the
product's counting nor the library that the product takes its holidays from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from reciprocal.rulebook import workdays
from reciprocal.rulebook.reminders import day_of
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import REQUEST_STATES, STATES
from reciprocal.workflow.due import due_date

FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
EVERY_DAY = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]

# Written by hand from the design: state → its limit, and its reminders. "w" counts working days, "d" days, "m" months;
# a reminder is counted from the beginning of the state ("+5w") or from the due day ("due-2w", "due+2w").
BY_HAND = {
    "draft": ("30d", "+5w +10w +25d"),
    "submitted": ("2w", "due-2w due+0w due+2w due+5w"),
    "information_needed": ("5w", "due-2w due+0w due+2w due+5w"),
    "awaiting_landlord": ("10w", "+5w +8w due+0w +20w"),
    "decline_proposed": ("5w", "due-2w due+2w due+5w due+10w"),
    "approved": ("7d", "due-2w due+0w due+2w due+5w"),
    "circulating": ("3m", "due+0w due+2w due+5w"),
    "ruling_awaited": ("5w", "due-2w due+0w due+2w due+5w"),
    "on_hold": ("28d", "due-2w due+0w due+2w due+5w"),
}


def easter(year: int) -> date:
    """Easter Sunday by the computus of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """England's bank holidays of a year, with the days that stand in for those on a weekend."""
    mondays = [day for n in range(366) if (day := date(year, 1, 1) + timedelta(n)).weekday() == 0 and day.year == year]
    may, august = ([day for day in mondays if day.month == month] for month in (5, 8))
    found = {easter(year) - timedelta(2), easter(year) + timedelta(1), may[0], may[-1], august[-1]}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        day = fixed
        while day.weekday() > 4 or day in found:
            day += timedelta(1)
        found.add(day)
    return frozenset(found)


# All working days in a row, so that counting is a step in a list.
WORKING = [
    day
    for n in range((date(2032, 12, 31) - date(2025, 1, 1)).days)
    if (day := date(2025, 1, 1) + timedelta(n)).weekday() < 5 and day not in holidays(day.year)
]
AT_OR_AFTER = {day: place for place, day in reversed(list(enumerate(WORKING)))}


def working(day: date, n: int) -> date:
    """The n-th working day after a day, or before it."""
    if n == 0:
        return day
    back = 0
    while day not in AT_OR_AFTER:
        day += timedelta(1)
        back = 1
    # From a day off, the next working day is the first after it, and the one before that the first before it.
    return WORKING[AT_OR_AFTER[day] + n - (back if n > 0 else 0)]


def counted(day: date, length: str) -> date:
    """A day some working days, days or months on, such as "10w"."""
    n, unit = int(length[:-1]), length[-1]
    if unit == "w":
        return working(day, n)
    if unit == "d":
        return day + timedelta(n)
    month = day.month - 1 + n
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    return date(year, month, min(day.day, last))


def wrong_days(state_key: str) -> list[str]:
    """List the days on which due day or a reminder is not that of the calendar of this file."""
    state, (limit, rows) = REQUEST_STATES[state_key], BY_HAND[state_key]
    wrong = []
    for day in EVERY_DAY:
        due = due_date(state, datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        assert due is not None
        if due != counted(day, limit):
            wrong.append(f"{state_key} from {day}: due {due}, not {counted(day, limit)}")
        reminded = [day_of(reminder, state.limit, due, current()) for reminder in state.reminders]
        want = [counted(due if row.startswith("due") else day, row.removeprefix("due")) for row in rows.split()]
        if reminded != want:
            wrong.append(f"{state_key} from {day}: reminded {reminded}, not {want}")
    return wrong


@pytest.mark.parametrize("state", BY_HAND)
def test_due_day_and_reminders_of_five_years(state: str) -> None:
    assert wrong_days(state) == []


def test_every_state_with_a_limit_is_written_here() -> None:
    assert {key for key, state in REQUEST_STATES.items() if state.limit} == set(BY_HAND)
    assert not any(state.limit for machine in ("offer", "home") for state in STATES[machine].values())


def test_an_offer_is_reminded_of_one_working_day_before() -> None:
    (reminder,) = STATES["offer"]["sent"].reminders
    assert all(day_of(reminder, None, day, current()) == working(day, -1) for day in EVERY_DAY)


@pytest.mark.parametrize(
    "broken",
    [
        lambda day, scheme: day.weekday() < 5,
        lambda day, scheme: day.weekday() < 5 and day != date(2028, 4, 14),
        lambda day, scheme: True,
    ],
    ids=["no bank holiday", "one day too few", "no weekend"],
)
def test_a_calendar_that_is_wrong_in_one_day_is_found(
    broken: Callable[[date, object], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workdays, "is_working", broken)
    assert wrong_days("awaiting_landlord") != []


def test_a_reminder_that_was_moved_by_one_day_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    state = REQUEST_STATES["awaiting_landlord"]
    rows = (replace(state.reminders[0], setting="late_days"), *state.reminders[1:])
    monkeypatch.setitem(REQUEST_STATES, "awaiting_landlord", replace(state, reminders=rows))
    assert len(wrong_days("awaiting_landlord")) == len(EVERY_DAY)
