"""Scenario 2: four boroughs are too few, and the home's own is none. The draft stays; with a fifth it is sent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.journeys.walk import question, send
from tests.people import Now, request_row, tell

pytestmark = pytest.mark.browser
FOUR = ("Bromley", "Croydon", "Ealing", "Lewisham")
TOO_FEW = "You have chosen 4. Choose at least 5. More safe boroughs means more homes that could be offered."


def test_it_is_sent_with_the_fifth_and_not_before(now: Now, step_in: StepIn, as_role: Any) -> None:
    story, database = tell("draft", now, safe_places=[]), as_role("superuser")
    nadia, clare, liam, lena = (step_in(name) for name in ("Nadia", "Clare", "Liam", "Lena"))
    question(nadia, story, "safe_places")
    nadia.sees("Camden is not in the list because the move is to a different borough.")
    assert nadia.page.get_by_label("Camden", exact=True).count() == 0
    nadia.choose(*FOUR)
    nadia.go_on()
    nadia.sees(TOO_FEW)
    nadia.page.get_by_label("Sutton", exact=True).evaluate("box => box.value = 'camden'")
    nadia.choose("Sutton")  # a page that somebody has changed sends Camden
    nadia.go_on()
    nadia.sees("There is a problem")

    nadia.go(f"requests/{story.request_id}/check/")
    nadia.sees("It cannot be sent yet", "Select at least 5 safe boroughs")
    draft = request_row(story)
    assert (draft.state, draft.code) == ("draft", None)
    nadia.worklist()
    nadia.sees(draft.draft_reference)  # it is kept
    for walker in (clare, liam, lena):
        walker.worklist()
        walker.sees_not("DR-")
    assert outcomes.steps(database, story.request_id) == ["start_request"]
    assert outcomes.told(database, story.request_id) == {}

    question(nadia, story, "safe_places")
    nadia.choose(*FOUR, "Sutton")
    nadia.go_on()
    send(nadia, story)
    assert request_row(story).state == "submitted"
    clare.worklist()
    clare.sees(draft.draft_reference)
    for walker in (liam, lena):
        walker.worklist()
        walker.sees_not("DR-")
    assert outcomes.steps(database, story.request_id) == ["start_request", "submit"]
    told = {"nadia": ["received"], "clare": ["to_check"], "moves_desk": ["to_check"]}
    assert outcomes.told(database, story.request_id) == told
    assert outcomes.pot(database) == {}
