"""Clare takes a move back: two new lines, and nothing of what was written changes."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.ledger import actions
from reciprocal.ledger.models import Line, Pair
from reciprocal.ledger.queries import balances, statement
from tests.people import Story, as_

WHY = "The household came back in the first week."


def take_back(story: Story, now: Any, who: str = "clare", reason: str = WHY) -> None:
    with as_(who) as actor:
        actions.reverse_move(actor, story.request_id, at=now.at, reason=reason)


def test_both_lines_are_taken_back_in_the_month_of_the_correction(staged: Any, now: Any) -> None:
    story = staged("moved")
    now.forward(days=31)
    take_back(story, now)
    with as_("clare"):
        assert balances(now.at.date()) == [("Alder Council", 0, 0, 0), ("Cedar Council", 0, 0, 0)]
        pair = Pair.objects.get(reverses__request_id=story.request_id)
        assert (pair.words, pair.recorded_at, pair.request_id) == (WHY, now.at, None)
    with as_("petra") as petra:
        april, march = statement(petra.organisation)
        assert april.lines == (("Correction for March 2026", 1),)
        assert april.why == ("Correction: a line of March 2026 is taken back. The move no longer counts.",)
        assert (march.lines, march.after, april.after) == ((("One of your tenants moved", -1),), -1, 0)


def test_both_landlords_read_the_same_neutral_words_and_never_hers(client_of: Any, staged: Any, now: Any) -> None:
    take_back(staged("moved"), now)
    page = client_of("petra").get("/statement/").content.decode().split("<main")[1]
    assert "Correction for March 2026" in page
    assert "Correction: a line of March 2026 is taken back. The move no longer counts." in page
    for never in ("household came back", "Cedar", "ARC-", "DR-", "3 March"):
        assert never not in page, never


def test_a_move_is_taken_back_once(staged: Any, now: Any) -> None:
    story = staged("moved")
    take_back(story, now)
    with pytest.raises(RefusedError, match="no move of this request that could still be taken back"):
        take_back(story, now)
    with as_("clare"):
        assert (Line.objects.count(), Pair.objects.count()) == (4, 2)


def test_there_has_to_be_a_move_and_a_reason(staged: Any, now: Any) -> None:
    with pytest.raises(RefusedError, match="no move of this request"):
        take_back(staged("moving"), now)
    with pytest.raises(RefusedError, match="Enter why the move is taken back"):
        take_back(staged("moved"), now, reason="  ")


@pytest.mark.parametrize("who", ["nadia", "liam", "petra", "lena", "max", "bart", "nobody"])
def test_nobody_but_a_coordinator_takes_a_move_back(who: str, staged: Any, now: Any) -> None:
    story = staged("moved")
    with pytest.raises(HiddenError):
        take_back(story, now, who)
    with as_("clare"):
        assert Pair.objects.count() == 1
