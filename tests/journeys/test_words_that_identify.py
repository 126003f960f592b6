"""Nadia types a telephone number and a name: she takes one out and lets the other stand, and Clare clears it."""

from __future__ import annotations

import pytest

from tests.journeys.account import looks_right
from tests.journeys.conftest import StepIn
from tests.journeys.walk import agree, press_twice, question, send
from tests.people import Now, request_row, tell

pytestmark = pytest.mark.browser
HAPPENED = "The person causing harm has come back to the home twice since January. A neighbour, Anya, rang the police."
NUMBER = " Her number is 07700 900123."
NOT_CLEARED = "Some words could identify someone and are not cleared yet."


def test_one_is_taken_out_the_other_is_cleared_and_then_it_is_circulated(now: Now, step_in: StepIn) -> None:
    story = tell("draft", now)
    nadia, clare, liam = (step_in(name) for name in ("Nadia", "Clare", "Liam"))
    question(nadia, story, "risk_summary")
    nadia.fill("What is the risk, in a few sentences?", HAPPENED + NUMBER)
    nadia.go_on()
    nadia.sees("There is a problem", "They could identify someone: a possible name and a phone number.")
    assert nadia.page.locator("mark").all_text_contents() == ["Anya (a possible name)", "07700 900123 (a phone number)"]
    looks_right(nadia.page)
    nadia.choose('"Anya" does not identify anyone in or near the household')
    nadia.go_on()
    nadia.sees("They could identify someone: a phone number.")  # a number is nothing that a tick lets stand
    nadia.fill("What is the risk, in a few sentences?", HAPPENED)
    nadia.go_on()  # what was ticked is ticked still
    nadia.heading("Which risk assessment was done?")
    nadia.go(f"profiles/look-over/{story.request_id}/")
    nadia.sees("The words marked below could identify someone.", "Anya", "What partners would read")
    looks_right(nadia.page)
    send(nadia, story)

    clare.go(f"requests/{story.request_id}/")
    clare.sees("Words that could identify someone", "The officer let it stand on")
    looks_right(clare.page)
    press_twice(clare, story, "Ask the landlord to decide")
    agree(liam, story)
    clare.go(f"requests/{story.request_id}/steps/circulate/")
    clare.sees(NOT_CLEARED)
    assert clare.page.get_by_role("button", name="Circulate now").count() == 0
    clare.go(f"requests/{story.request_id}/")
    clare.button("Clear")
    clare.sees("Cleared, for as long as the text stays as it is.")
    press_twice(clare, story, "Circulate now")
    assert request_row(story).state == "circulating"
