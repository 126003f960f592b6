"""Counting time as the scheme counts it: working days, calendar days, months.

A working day is Monday to Friday without England's bank holidays, unless the scheme's file says otherwise of
a day.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

from reciprocal.rulebook.scheme import Scheme

ONE_DAY = timedelta(days=1)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working(day: date, scheme: Scheme) -> bool:
    """Say whether people are at work on a day, so that a limit can run."""
    if day in scheme.calendar:
        return scheme.calendar[day]
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def add(day: date, n: int, scheme: Scheme) -> date:
    """Give the n-th working day after a day; with a minus, the n-th before it.

    With 0: the day itself if it is a working day, else the next one.
    """
    step = ONE_DAY if n >= 0 else -ONE_DAY
    if n == 0:
        while not is_working(day, scheme):
            day += step
        return day
    left = abs(n)
    while left:
        day += step
        left -= is_working(day, scheme)
    return day


def between(a: date, b: date, scheme: Scheme) -> int:
    """Count the working days from the day after `a` up to and with `b`; with a minus when `b` is the earlier.

    So `between(today, due)` is how many are left, and `between(due, today)` how many a thing is late.
    """
    if b < a:
        return -between(b, a, scheme)
    return sum(is_working(a + ONE_DAY * n, scheme) for n in range(1, (b - a).days + 1))


def after_standstill(last: date, stopped: date, again: date, scheme: Scheme) -> date:
    """Give the last day of a limit whose clock stood still: it moves on by the working days of the standstill.

    Args:
        last: the last day before the clock was stopped.
        stopped, again: the days on which it was stopped and went on.

    Source: rule `clock_stops` of the scheme.
    """
    stood = between(stopped, again, scheme)
    return add(last, stood, scheme) if stood > 0 and scheme.in_force("clock_stops", stopped) else last


def months_after(day: date, months: int) -> date:
    """Give the same day some months later, or the last day of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due(start: date, setting: str, scheme: Scheme, on: date | None = None) -> date:
    """Give the last day of a limit that begins on a day, counted in the unit of the setting that names it.

    `on` is the day by which the setting is judged; without it, the start. Raises KeyError for a setting that
    does not exist, TypeError for one that is not one number, ValueError for one that is not a length of time.
    """
    length = scheme.number(setting, on or start)
    unit = scheme.settings[setting].unit
    if unit == "working_days":
        return add(start, length, scheme)
    if unit == "days":
        return start + ONE_DAY * length
    if unit == "months":
        return months_after(start, length)
    raise ValueError(f"{setting} counts {unit}, not time")
