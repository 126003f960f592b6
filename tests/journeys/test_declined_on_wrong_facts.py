"""Scenario 12: the landlord is minded to decline on wrong facts; they are corrected, and it agrees."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.property_requests.models import Decision
from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.people import Now, as_, request_row, tell

pytestmark = pytest.mark.browser
WRONG = "The police closed the case in January."
RIGHT = "The case was opened again in February and goes to court in May."
ALSO_SAID = "The person causing harm has moved away."


def test_both_decisions_stay_in_the_history(now: Now, step_in: StepIn, as_role: Any) -> None:
    story, asked = tell("awaiting_landlord", now, primary_reason="SV"), tell("submitted", now)
    draft, database = request_row(story).draft_reference, as_role("superuser")
    liam, nadia, clare, lena = (step_in(name) for name in ("Liam", "Nadia", "Clare", "Lena"))

    liam.worklist()
    liam.link(draft)
    liam.button("We are minded to decline")
    liam.choose("On our facts the risk is not high where they live")
    liam.fill("The facts; who was asked; when", "The police, by telephone, in January")
    liam.fill("Which facts are you relying on?", f"{WRONG}\n{ALSO_SAID}")
    liam.fill("Where do they come from, and from when?", "Our patch team, January")
    liam.fill("What would change your decision?", "News of the case")
    liam.button("Send the facts to the officer")
    liam.sees("to correct the facts. Then you decide again.")
    assert "Decline the request" not in liam.page.content()
    assert request_row(story).state == "decline_proposed"

    nadia.worklist()
    assert "The landlord is minded to decline. Correct the facts by" in nadia.rows()
    nadia.link(draft)
    nadia.button("Correct the facts")
    nadia.sees(WRONG, ALSO_SAID, "If you send nothing, the landlord may decline.")
    first, second = (nadia.page.get_by_role("group", name=f"“{fact}”") for fact in (WRONG, ALSO_SAID))
    first.get_by_label("This has changed", exact=True).check()
    first.locator("textarea").last.fill(RIGHT)
    second.get_by_label("This is right", exact=True).check()
    nadia.button("Send corrections")
    nadia.sees("Sent. The landlord decides again.")
    assert request_row(story).state == "awaiting_landlord"

    liam.worklist()
    liam.link(draft)
    liam.page.get_by_text("What happened so far").click()
    liam.sees(WRONG, "The officer: This has changed.", RIGHT)
    liam.tick_all()
    liam.button("We agree")
    liam.sees("You agreed.")

    row = request_row(story)
    assert row.state == "approved"
    with as_("clare"):
        kinds = list(Decision.objects.filter(request_id=row.pk).order_by("at").values_list("kind", flat=True))
    assert kinds == ["propose_decline", "approve"]
    assert outcomes.steps(database, story.request_id) == [
        *("start_request", "submit", "seek_approval", "propose_decline", "correct_facts", "approve"),
    ]
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received", *["update"] * 3],  # asked, minded to decline, agreed
        "clare": ["next_step", "to_check"],
        "moves_desk": ["next_step", "to_check"],
        "liam": ["to_decide"] * 2,
    }
    assert outcomes.pot(database) == {}

    clare.go(f"requests/{row.pk}/")
    clare.sees("The landlord is minded to decline and gave its facts.", "The landlord agreed.", WRONG, RIGHT)
    liam.worklist()
    liam.sees_not(row.code or "ARC-", request_row(asked).draft_reference)
    for where in ("worklist/", "profiles/"):
        lena.go(f"{where}")
        lena.sees_not(draft, row.code or "ARC-", WRONG, RIGHT)
