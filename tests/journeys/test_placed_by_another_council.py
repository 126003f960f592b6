"""Scenario 8: placed by one council, tenant of another. The landlord of the tenancy decides, not who placed them."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.demo.cast import organisation_id
from reciprocal.property_requests.models import Approval
from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.journeys.walk import Walker, press_twice, question, send
from tests.people import Now, Story, as_, request_row, tell

pytestmark = pytest.mark.browser
PLACED = (
    "Cedar Council placed them but is not the landlord of their tenancy. Go back and choose the landlord whose "
    "tenancy they hold"
)


def test_the_landlord_of_the_tenancy_decides(now: Now, step_in: StepIn, as_role: Any) -> None:
    cedar = organisation_id("Cedar Council")
    story, database = tell("draft", now, primary_reason="FGM", landlord_id=cedar, tenancy_held=""), as_role("superuser")
    nadia, clare, liam = (step_in(name) for name in ("Nadia", "Clare", "Liam"))
    cedar_desk, lena = step_in("Cedar rehousing desk"), step_in("Lena")
    nadia_says_who_placed_them(nadia, story)
    nadia.sees(PLACED)
    question(nadia, story, "landlord")
    nadia.select("Who is the applicant's landlord?", "Alder Council")
    nadia.go_on()
    nadia_says_who_placed_them(nadia, story)
    nadia.sees_not(PLACED)

    nadia.go(f"requests/{story.request_id}/check/")
    nadia.sees("It cannot be sent yet", "Select whether the tenancy is still in place")
    question(nadia, story, "tenancy_held")
    nadia.choose("Yes")
    nadia.go_on()
    send(nadia, story)
    assert request_row(story).state == "submitted"
    press_twice(clare, story, "Ask the landlord to decide")
    assert request_row(story).state == "awaiting_landlord"

    draft = request_row(story).draft_reference
    liam.worklist()
    assert draft in liam.rows()
    liam.link(draft)
    liam.sees("Female genital mutilation (FGM)", "In place", "Now in temporary accommodation")
    liam.sees_not("Cedar", "Bromley", "Croydon")
    cedar_desk.worklist()
    cedar_desk.sees("Nothing is waiting for you.")
    for walker in (cedar_desk, lena):
        assert walker.go(f"decisions/{story.request_id}/") == 404
        walker.worklist()
        walker.sees_not(draft, "FGM", "Alder", "Camden")
    with as_("cedar_lead"):
        assert not Approval.objects.exists()
    assert outcomes.steps(database, story.request_id) == ["start_request", "submit", "seek_approval"]
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received", "update"],
        "clare": ["to_check"],
        "moves_desk": ["to_check"],
        "liam": ["to_decide"],
    }
    assert outcomes.pot(database) == {}


def nadia_says_who_placed_them(nadia: Walker, story: Story) -> None:
    question(nadia, story, "where_now")
    nadia.choose("In temporary accommodation", "Yes")
    nadia.select("Which council placed them?", "Cedar Council")
    nadia.go_on()
