"""Liam reads and decides without scrolling on a screen of 1366 by 768, and Nadia's form works without scripts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from reciprocal import clock
from reciprocal.property_requests import approvals
from reciprocal.property_requests.tests.filling import decision, question
from tests.people import Now, as_, tell

_LOWEST = """Math.max(...[...document.querySelectorAll(".rec-decide .govuk-button, .rec-decide dl")]
  .map(one => one.getBoundingClientRect().bottom + scrollY))"""


def _told(state: str, **answers: Any) -> Any:
    moment = Now()
    moment.at = datetime.now(UTC)  # the server's clock is another process's
    with clock.use(moment):
        return tell(state, moment, **answers)


def _step_in(page: Page, site: str, key: str) -> None:
    page.goto(site)
    page.locator(f'form[action="/step-in/{key}/"] button').click()


@pytest.mark.browser
@pytest.mark.parametrize("reason", ["DA", "SYV"])
def test_the_decision_needs_no_scrolling(site: str, new_page: Any, reason: str) -> None:
    places = {"unsafe_places": ["hackney", "newham"], "area_assessed": "yes", "safe_places": []}
    support = {"support_confirmed": "yes", "risk_managed": "yes", **places} if reason == "SYV" else {}
    number = {"police_reference_held": "yes", "police_reference": "CAD 1234 of 2 March"}
    story = _told("awaiting_landlord", primary_reason=reason, **number, **support)
    with as_("liam") as actor:  # a panel adds a line
        at = datetime.now(UTC)
        approvals.set_panel_date(actor, story.request_id, at=at, panel_on=at.date() + timedelta(days=7))
    page = new_page(width=1366)
    _step_in(page, site, "liam")
    page.goto(site + decision(story))
    assert page.locator("h1").inner_text().startswith("Decide on DR-")
    assert page.evaluate(_LOWEST) <= 768


@pytest.mark.browser
def test_a_follow_up_opens_without_scripts_on_a_telephone(site: str, new_page: Any) -> None:
    draft = _told("draft")
    page = new_page(javascript=False, width=375)
    _step_in(page, site, "nadia")
    page.goto(site + question(draft, "kept_away"))
    assert not page.get_by_label("Dogwood Homes", exact=True).is_visible()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Dogwood Homes", exact=True).check()
    page.get_by_role("button", name="Save and continue").click()
    assert page.locator(".govuk-error-summary").count() == 0
    page.goto(site + question(draft, "kept_away"))
    assert page.get_by_text("Recorded. Only the coordinator can see this list.").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
