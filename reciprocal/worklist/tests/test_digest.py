"""The list of the week: on its day, with the question and two counts of what this reader may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from reciprocal.circulation import answers
from reciprocal.property_requests import actions as requests
from reciprocal.worklist import digest
from reciprocal.worklist.tests.test_outbox import LENA, send
from tests.people import Now, Story, as_, as_system, organisation_id

pytestmark = pytest.mark.django_db
Staged = Callable[..., Story]


def lists(now: Now, day: int) -> list[str]:
    """What Lena's list of that day of March 2026 says; empty where none comes."""
    now.at = datetime(2026, 3, day, 12, tzinfo=UTC)
    with as_system():
        digest.queue(now.at)
    return [
        str(message.body) for message in send(now) if message.to == [LENA] and message.subject == "This week's list"
    ]


def test_it_comes_on_monday_once_with_question_and_counts(staged: Staged, now: Now) -> None:
    staged("circulating")
    staged("circulating")
    assert lists(now, 8) == []
    (said,) = lists(now, 9)
    assert said == (
        "Hello,\n\n"
        "Do you have a home this week? Answer in one click after signing in: nothing this week, maybe, or I have one.\n"
        "http://localhost:8000/this-week/\n\n"
        "2 profiles could fit homes like yours. 2 are new since last week.\n\n"
        "Next list: 16 March 2026.\n\n"
        "Reciprocal. Questions: 020 7946 0100, Monday to Friday, 9am to 5pm. Do not reply with details of anyone.\n"
    )
    assert lists(now, 9) == []


def test_without_a_profile_it_asks_and_says_no_number(now: Now) -> None:
    (said,) = lists(now, 9)
    assert "Do you have a home this week?" in said
    assert "profile" not in said


def test_where_nothing_is_new_and_the_week_is_answered_nothing_comes(staged: Staged, now: Now) -> None:
    staged("circulating")
    lists(now, 9)
    now.at = datetime(2026, 3, 16, 9, tzinfo=UTC)
    with as_("lena") as actor:
        answers.answer_week(actor, at=now.at, answer="nothing")
    assert lists(now, 16) == []


def test_a_bar_lowers_the_number_one_list_later(staged: Staged, now: Now) -> None:
    kept, lost = staged("circulating"), staged("circulating")
    lists(now, 9)
    with as_("clare") as actor:
        requests.keep_away(actor, lost.request_id, at=now.at, organisation_id=organisation_id("Cedar Council"))
    (said,) = lists(now, 16)
    assert "2 profiles could fit homes like yours.\n" in said
    (said,) = lists(now, 23)
    assert "1 profile could fit homes like yours.\n" in said
    assert kept.request_id != lost.request_id
