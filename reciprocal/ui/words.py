"""Dates, times, numbers and lists as they are written on every screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_date(value: date) -> str:
    """A date in words, "3 March 2026".

    Arguments: a date, or a moment, which is read in London. Returns text.
    """
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(value: date) -> str:
    """A date with its weekday, "Tuesday 3 March 2026", for anything with a limit."""
    return f"{DAYS[_day(value).weekday()]} {long_date(value)}"


def month_year(value: date) -> str:
    """A month, "March 2026", where no day was asked for."""
    return long_date(value.replace(day=1)).removeprefix("1 ")


def clock_time(value: datetime) -> str:
    """The time of day in London, "2:30pm"; whole hours "2pm"; 12 o'clock is "midday" or "midnight"."""
    moment = value.astimezone(LONDON)
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'pm' if moment.hour >= 12 else 'am'}"


def signed(value: int) -> str:
    """A balance with its sign, "+1" or "−1" (a real minus, which is read aloud); 0 has none."""
    return f"+{value}" if value > 0 else f"−{-value}" if value < 0 else "0"


def join_places(names: Iterable[str]) -> str:
    """Names as one phrase, "A, B and C", in the order given."""
    *others, last = list(names) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _day(value: date) -> date:
    return value.astimezone(LONDON).date() if isinstance(value, datetime) else value
