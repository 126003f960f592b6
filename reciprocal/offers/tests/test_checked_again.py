"""What the officer changes while a request is checked has to be looked at again."""

from __future__ import annotations

from typing import Any

from reciprocal.offers.changes import change_request
from reciprocal.property_requests import checking
from tests.people import as_, request_row


def test_a_change_of_the_request_takes_every_tick(staged: Any, now: Any) -> None:
    story = staged("submitted")
    with as_("clare") as actor:
        checking.tick(actor, story.request_id, at=now.at, complete=["consent", "risk"])
        assert set(checking.ticked(story.request_id)) == {"consent", "risk"}
    now.forward(hours=1)
    with as_("nadia") as actor:
        row = request_row(story)
        change_request(actor, story.request_id, at=now.at, answers={"pets": "dog"}, version=row.version)
    with as_("clare"):
        assert checking.ticked(story.request_id) == {}
