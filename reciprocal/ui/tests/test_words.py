"""Dates, times, balances and lists are written one way only."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reciprocal.ui.words import clock_time, join_places, long_date, month_year, signed, weekday_date


def test_dates_in_words() -> None:
    assert long_date(date(2026, 3, 3)) == "3 March 2026"
    assert weekday_date(date(2026, 3, 3)) == "Tuesday 3 March 2026"
    assert month_year(date(2026, 6, 30)) == "June 2026"


def test_a_moment_is_read_in_london() -> None:
    moment = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert long_date(moment) == "1 July 2026"
    assert weekday_date(moment) == "Wednesday 1 July 2026"
    assert clock_time(moment) == "12:30am"


@pytest.mark.parametrize(
    ("hour", "minute", "text"),
    [
        (14, 30, "2:30pm"),
        (9, 0, "9am"),
        (0, 0, "midnight"),
        (12, 0, "midday"),
        (12, 5, "12:05pm"),
        (0, 5, "12:05am"),
    ],
)
def test_times(hour: int, minute: int, text: str) -> None:
    assert clock_time(datetime(2026, 1, 5, hour, minute, tzinfo=UTC)) == text


def test_balances_have_a_real_minus() -> None:
    assert [signed(n) for n in (1, -1, 0, -12)] == ["+1", "\u22121", "0", "\u221212"]


def test_places_are_joined() -> None:
    assert join_places([]) == ""
    assert join_places(["Barnet"]) == "Barnet"
    assert join_places(["Barnet", "Brent"]) == "Barnet and Brent"
    assert join_places(iter(["Barnet", "Brent", "Camden"])) == "Barnet, Brent and Camden"
