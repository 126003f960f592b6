"""The clock: what it says can be said otherwise, and days are counted in London."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from reciprocal import clock


def test_it_says_the_time_of_the_machine_in_utc() -> None:
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 5
    assert clock.now().tzinfo is UTC


def test_another_source_may_say_the_time_for_a_while() -> None:
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with clock.use(lambda: moment):
        assert clock.now() == moment
    assert clock.now() != moment


def test_the_day_is_londons() -> None:
    with clock.use(lambda: datetime(2026, 6, 30, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)


def test_a_time_without_a_zone_is_refused() -> None:
    with clock.use(lambda: datetime(2026, 3, 2)), pytest.raises(ValueError, match="without a zone"):
        clock.now()
