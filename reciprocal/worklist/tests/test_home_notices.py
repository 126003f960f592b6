"""Lettings officers hear once that a home of theirs needs a check, and that somebody new could live in one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from reciprocal.property_requests import actions as requests
from reciprocal.worklist.home_notices import tell_of_homes
from reciprocal.worklist.tests.test_outbox import LENA, send, to
from tests.people import Now, Story, as_, as_system, declare, organisation_id

pytestmark = pytest.mark.django_db
Staged = Callable[..., Story]
NEWS, CHECK = "Your list: an update", "Your list: something needs you"


def told(now: Now, *, keep_away: Story | None = None) -> list[str]:
    """The subjects about homes that Lena gets now."""
    with as_system():
        tell_of_homes(now.at)
    if keep_away:
        with as_("clare") as actor:
            requests.keep_away(actor, keep_away.request_id, at=now.at, organisation_id=organisation_id("Cedar Council"))
    return [subject for subject in to(send(now), LENA) if subject in (NEWS, CHECK)]


def lena_declares(now: Now, **differs: object) -> None:
    """Lena puts a home on her list."""
    with as_("lena") as actor:
        declare(actor, now.at, **differs)


def test_a_request_that_fits_a_home_on_the_list_is_news_once(staged: Staged, now: Now) -> None:
    lena_declares(now)
    assert told(now) == []
    now.forward(hours=1)
    staged("circulating")
    assert told(now) == [NEWS]
    now.forward(days=1)
    assert told(now) == []


def test_two_on_one_day_are_one_piece_of_news_and_the_second_waits_a_day(staged: Staged, now: Now) -> None:
    lena_declares(now)
    now.forward(minutes=5)
    staged("circulating")
    assert told(now) == [NEWS]
    now.forward(minutes=5)
    staged("circulating")
    assert told(now) == []
    now.forward(days=1)
    assert told(now) == [NEWS]


def test_what_was_there_when_the_home_was_declared_is_no_news(staged: Staged, now: Now) -> None:
    staged("circulating")
    now.forward(hours=1)
    lena_declares(now)
    assert told(now) == []


def test_what_does_not_fit_and_what_is_under_offer_is_no_news(staged: Staged, now: Now) -> None:
    lena_declares(now, bedrooms=1)
    now.forward(minutes=5)
    staged("circulating")
    staged("under_offer", bedrooms=1)
    assert told(now) == []


def test_a_partner_that_is_kept_away_hears_nothing_even_of_what_was_queued(staged: Staged, now: Now) -> None:
    lena_declares(now)
    now.forward(minutes=5)
    story = staged("circulating")
    assert told(now, keep_away=story) == []
    lena_declares(now)
    now.forward(days=1)
    staged("circulating", bars=("Cedar Council",))
    assert told(now) == []


def test_a_home_whose_day_has_passed_needs_a_check_once(now: Now) -> None:
    lena_declares(now, hold_until=now.at.date() + timedelta(days=1))
    lena_declares(now, hold_until=now.at.date() + timedelta(days=1))
    now.forward(days=1)
    assert told(now) == []
    now.forward(days=1)
    assert told(now) == [CHECK]
    assert told(now) == []


def test_nobody_is_written_to_before_nine(now: Now) -> None:
    lena_declares(now, hold_until=now.at.date())
    now.forward(hours=20)
    assert now.at.hour == 8
    assert told(now) == []
    now.forward(hours=1)
    assert told(now) == [CHECK]
