"""The service tells partners that a statement is ready, and both sides of a dispute what the other said."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.ledger import actions as ledger
from reciprocal.ledger.models import Dispute
from reciprocal.notifications.models import Notice
from reciprocal.worklist.statements import tell_of_statements
from tests.people import Now, as_, as_system


def told(key: str) -> list[str]:
    """The keys of the notices that somebody got."""
    with as_(key):
        return list(Notice.objects.filter(request_id=None).order_by("at").values_list("key", flat=True))


@pytest.fixture
def april(staged: Any, now: Now) -> Any:
    """A household of Alder Council moved in March; it is 2 April. The fixture tells what there is to tell."""
    staged("moved")

    def tell() -> int:
        with as_system():
            return tell_of_statements(now.at)

    assert tell() == 0, "March is not over"
    now.forward(days=30)
    return tell


def test_a_statement_that_is_ready_is_told_once_to_all_who_read_it(april: Any, now: Now) -> None:
    assert april() == 3
    assert april() == 0
    for key in ("petra", "liam", "cedar_lead"):
        assert told(key) == ["statement_ready"]
        with as_(key):
            notice = Notice.objects.get(key="statement_ready")
            assert (str(notice.about), str(notice.due_on)) == ("2026-03-01", "2026-04-17")
    for key in ("birch_lead", "lena", "clare", "nadia"):
        assert told(key) == []


def test_after_the_day_nobody_is_told_any_more(april: Any, now: Now) -> None:
    now.forward(days=16)
    assert april() == 0


def test_a_dispute_is_told_to_the_coordinator_and_its_answer_to_the_partner(april: Any, now: Now) -> None:
    april()
    with as_("petra") as petra:
        ledger.dispute(petra, line=None, what="missing", words="One in January.", at=now.at)
    assert april() == 2  # both coordinators
    assert told("clare") == ["statement_line"]
    assert told("petra") == ["statement_ready"]
    now.forward(hours=1)
    with as_("clare") as clare:
        ledger.answer_dispute(clare, Dispute.objects.get().pk, answer="asked", words="Which?", at=now.at)
    assert april() == 2
    for key in ("liam", "petra"):
        assert told(key) == ["statement_ready", "statement_line"]
    assert april() == 0
    assert told("birch_lead") == []
