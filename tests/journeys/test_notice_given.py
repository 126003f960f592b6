"""Scenario 9: exploitation, a refuge, and a notice given. Partners wait until the landlord confirms the tenancy."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.journeys.walk import Walker, agree, press_twice, question, send
from tests.people import NOON, Now, Story, request_row, tell

pytestmark = pytest.mark.browser
IN_DOUBT = "The tenancy may not be in place. Change that answer when the landlord confirms that it is"
SECRET = ("xploitation", "rafficking", "efuge", "otice", "Camden", "Alder", "DR-")


def test_a_notice_is_acted_on_and_partners_wait(now: Now, step_in: StepIn, as_role: Any) -> None:
    away: dict[str, Any] = {"where_now": "refuge", "held_before": "", "placed_by": ""}
    story = tell("draft", now, bars=("Dogwood Homes",), primary_reason="EXP", **away)
    database = as_role("superuser")
    nadia, clare, liam, lena, bart = (step_in(name) for name in ("Nadia", "Clare", "Liam", "Lena", "Bart"))
    question(nadia, story, "tenancy_held")
    nadia.choose("Yes, but the tenant has given notice")
    nadia.day(NOON.date() + timedelta(days=21))
    nadia.go_on()
    nadia.heading("Act on the notice today")
    nadia.sees("Ask the landlord in writing to accept that the notice is withdrawn.")
    nadia.button("Continue")
    send(nadia, story)
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received"],
        "clare": ["act_today", "to_check"],
        "moves_desk": ["act_today", "to_check"],
    }
    clare.worklist()
    clare.sees(request_row(story).draft_reference)
    press_twice(clare, story, "Ask the landlord to decide")
    agree(liam, story)

    nobody_is_asked_before_the_tenancy_is_sure(clare, lena, story)
    liam.go(f"decisions/{story.request_id}/")
    liam.button("Confirm the tenancy")
    liam.button("Confirm")
    liam.sees("You confirmed the tenancy.")
    press_twice(clare, story, "Circulate now")

    assert request_row(story).state == "circulating"
    code = request_row(story).code or ""
    lena.go("profiles/")
    lena.link(code)
    lena.sees(code)
    lena.sees_not(*SECRET)
    liam.go(f"decisions/{story.request_id}/")
    liam.sees_not(code, "Cedar", "Croydon")
    for where in ("profiles/", "worklist/"):
        bart.go(f"{where}")
        bart.sees_not(code, *SECRET)
    assert outcomes.steps(database, story.request_id) == [
        *("start_request", "submit", "seek_approval", "approve", "confirm_tenancy", "circulate"),
    ]
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received", *["update"] * 4],  # asked, agreed, confirmed, circulated
        "clare": ["act_today", "next_step", "next_step", "to_check"],
        "moves_desk": ["act_today", "next_step", "next_step", "to_check"],
        "liam": ["to_decide"],
    }
    assert outcomes.pot(database) == {}


def nobody_is_asked_before_the_tenancy_is_sure(clare: Walker, lena: Walker, story: Story) -> None:
    clare.go(f"requests/{story.request_id}/")
    clare.button("Circulate now")
    clare.sees(IN_DOUBT)
    assert request_row(story).state == "approved"
    lena.go("profiles/")
    lena.sees_not("ARC-")
