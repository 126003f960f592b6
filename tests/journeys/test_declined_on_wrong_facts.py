"""Scenario 12: the landlord is minded to decline on wrong facts; they are corrected, and it agrees."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from reciprocal import clock
from reciprocal.ledger.models import Line
from reciprocal.notifications.models import Notice
from reciprocal.property_requests.models import Decision
from tests.journeys.walk import Walker
from tests.people import Now, as_, request_row, tell

pytestmark = pytest.mark.browser
WRONG = "The police closed the case in January."
RIGHT = "The case was opened again in February and goes to court in May."
ALSO_SAID = "The person causing harm has moved away."


def test_both_decisions_stay_in_the_history(site: str, new_page: Any) -> None:
    moment = Now()
    moment.at = datetime.now(UTC)  # the server's clock is another process's
    with clock.use(moment):
        story = tell("awaiting_landlord", moment, primary_reason="SV")
        asked = tell("submitted", moment)
    draft = request_row(story).draft_reference
    liam, nadia, clare = (Walker(new_page(), site, name) for name in ("Liam", "Nadia", "Clare"))

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
        assert not Line.objects.exists()
    assert kinds == ["propose_decline", "approve"]
    with as_("nadia"):
        told = list(Notice.objects.filter(request_id=row.pk).values_list("key", flat=True))
    assert sorted(told) == ["received", "update", "update", "update"]
    with as_("liam"):
        assert list(Notice.objects.values_list("key", flat=True)) == ["to_decide", "to_decide"]

    clare.page.goto(f"{site}/requests/{row.pk}/")
    clare.sees("The landlord is minded to decline and gave its facts.", "The landlord agreed.", WRONG, RIGHT)
    liam.worklist()
    liam.sees_not(row.code or "ARC-", request_row(asked).draft_reference)
