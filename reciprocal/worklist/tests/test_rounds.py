"""One round after another: what goes by the day is looked for once in an hour, and a failed check is told once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from reciprocal.worklist import failed_check, rounds
from reciprocal.worklist.tests.test_outbox import CLARE, send, to
from tests.people import Now, Story, as_system

pytestmark = pytest.mark.django_db
MAX = "max@example-moves-team.example"


def test_reminders_are_looked_for_once_an_hour_and_mails_go_in_each_round(
    staged: Callable[..., Story], now: Now
) -> None:
    staged("submitted")
    with as_system():
        first = rounds.run(now.at)
        assert first["sent"] > 0
        assert "reminded" in first
        assert "reminded" not in rounds.run(now.at + timedelta(minutes=59), now.at)
        later = now.at + timedelta(days=8)
        assert rounds.run(later, now.at)["reminded"] > 0


def test_a_failed_check_is_told_to_the_scheme_manager_once_a_day(now: Now) -> None:
    for _ in range(2):
        with as_system():
            failed_check.tell(now.at)
    sent = send(now)
    assert to(sent, MAX) == ["Reciprocal: act today"]
    assert "A check has failed. Sign in today." in str(sent[0].body)
    assert to(sent, CLARE) == []
    now.forward(days=1)
    with as_system():
        assert failed_check.tell(now.at) == 1
