"""Working days are counted as people work, and limits end on the right day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciprocal.rulebook import workdays
from reciprocal.rulebook.scheme import load
from reciprocal.rulebook.tests.cases import LONDON, TINY

ONE_DAY = timedelta(days=1)

# England's bank holidays, written from the government's list and its rules, without the library that the code
# uses.
BANK_HOLIDAYS = {
    date(year, int(day[:2]), int(day[3:]))
    for year, days in {
        2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
        2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
        2029: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
        2030: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    }.items()
    for day in days.split()
}
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


def works(day: date) -> bool:
    return day.isoweekday() not in (6, 7) and day not in BANK_HOLIDAYS


def test_every_day_of_seven_years_is_as_in_the_written_calendar() -> None:
    day = date(2024, 1, 1)
    while day.year < 2031:
        assert workdays.is_working(day, LONDON) == works(day), day
        day += ONE_DAY


def test_a_limit_passes_over_easter() -> None:
    assert workdays.add(date(2026, 4, 1), 2, LONDON) == date(2026, 4, 7)
    assert workdays.between(date(2026, 4, 1), date(2026, 4, 7), LONDON) == 2


def test_a_scheme_rests_and_works_on_days_of_its_own() -> None:
    assert workdays.add(date(2026, 3, 3), 1, LONDON) == date(2026, 3, 4)
    assert workdays.add(date(2026, 3, 3), 1, TINY) == date(2026, 3, 5)
    assert not workdays.is_working(date(2026, 12, 28), LONDON)
    assert workdays.is_working(date(2026, 12, 28), TINY)


def test_no_days_at_all_means_today_or_the_next_working_day() -> None:
    assert workdays.add(date(2026, 3, 3), 0, LONDON) == date(2026, 3, 3)
    assert workdays.add(date(2026, 3, 7), 0, LONDON) == date(2026, 3, 9)


def test_days_can_be_counted_back() -> None:
    assert workdays.add(date(2026, 4, 7), -2, LONDON) == date(2026, 4, 1)
    assert workdays.between(date(2026, 4, 7), date(2026, 4, 1), LONDON) == -2
    assert workdays.between(date(2026, 4, 7), date(2026, 4, 7), LONDON) == 0


@given(DAYS, st.integers(1, 60))
def test_the_nth_working_day_is_a_working_day_with_n_on_the_way(day: date, n: int) -> None:
    end = workdays.add(day, n, LONDON)
    passed = [day + ONE_DAY * k for k in range(1, (end - day).days + 1)]
    assert works(end)
    assert sum(map(works, passed)) == n
    assert workdays.between(day, end, LONDON) == n


@given(DAYS, DAYS)
def test_counting_from_there_is_counting_from_here_with_a_minus(a: date, b: date) -> None:
    assert workdays.between(a, b, LONDON) == -workdays.between(b, a, LONDON)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 3, 3), 3, date(2026, 6, 3)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_short_one(start: date, months: int, end: date) -> None:
    assert workdays.months_after(start, months) == end


def test_a_limit_is_counted_in_its_own_unit() -> None:
    start = date(2026, 4, 2)
    assert workdays.due(start, "check_days", LONDON) == date(2026, 4, 8)
    assert workdays.due(start, "circulate_days", LONDON) == date(2026, 4, 9)
    assert workdays.due(start, "review_months", LONDON) == date(2026, 7, 2)


def test_a_limit_is_judged_by_the_day_that_counts_for_the_request(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "tiny.toml").read_text(encoding="utf-8")
    one = "{ from = 2025-01-01, value = 14, mark"
    assert text.count(one) == 1
    dated = f'{one} = "D", source = "pact" }}, {{ from = 2026-01-01, value = 7, mark'
    path = tmp_path / "dated.toml"
    path.write_text(text.replace(one, dated), encoding="utf-8")
    scheme = load(path)
    assert workdays.due(date(2026, 3, 2), "hold_days", scheme) == date(2026, 3, 9)
    assert workdays.due(date(2026, 3, 2), "hold_days", scheme, on=date(2025, 12, 1)) == date(2026, 3, 16)


def test_what_is_no_length_of_time_makes_no_limit() -> None:
    with pytest.raises(ValueError, match="min_places counts places, not time"):
        workdays.due(date(2026, 3, 2), "min_places", LONDON)
    with pytest.raises(KeyError):
        workdays.due(date(2026, 3, 2), "tea_break", LONDON)


def _at_work(day: date) -> bool:
    return day.strftime("%a") not in ("Sat", "Sun") and day not in BANK_HOLIDAYS


def _by_counting(last: date, stopped: date, again: date) -> date:
    """Walk day by day: a mark for each working day of the standstill, and one taken off for each after it."""
    marks, day = 0, stopped
    while day < again:
        day += timedelta(days=1)
        marks += _at_work(day)
    day = last
    while marks:
        day += timedelta(days=1)
        marks -= _at_work(day)
    return day


@pytest.mark.parametrize("begun", [date(2026, 3, 2) + timedelta(days=n) for n in range(0, 270, 3)])
def test_a_clock_that_stood_still_moves_the_last_day_by_as_many_working_days(begun: date) -> None:
    last = workdays.due(begun, "approval_days", LONDON)
    for stopped in (begun, begun + timedelta(days=4), last, last + timedelta(days=5)):
        for stood in (0, 1, 3, 7, 12, 20):
            again = stopped + timedelta(days=stood)
            if again.year == 2026:
                moved = workdays.after_standstill(last, stopped, again, LONDON)
                assert moved == _by_counting(last, stopped, again), (last, stopped, again)


def test_without_the_rule_no_clock_stands_still() -> None:
    rules = {**LONDON.rules, "clock_stops": replace(LONDON.rules["clock_stops"], since=None)}
    without = replace(LONDON, rules=rules)
    assert workdays.after_standstill(date(2026, 3, 9), date(2026, 3, 3), date(2026, 3, 6), without) == date(2026, 3, 9)
