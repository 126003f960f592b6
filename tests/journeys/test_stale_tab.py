"""Nadia has the same question open in two tabs: what she sends from the old one replaces nothing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.account import looks_right, press
from tests.journeys.walk import Walker

pytestmark = pytest.mark.browser


def test_the_old_tab_is_told_what_changed_by_whom_and_at_what_time(site: str, new_page: Any, as_role: Any) -> None:
    nadia, database = Walker(new_page(), site, "Nadia"), as_role("superuser")

    def kept() -> str:
        rows = database.execute("SELECT danger_now FROM property_requests_propertyrequest WHERE state = 'draft'")
        return rows.fetchone()[0]

    nadia.go("requests/new/")
    nadia.button("Start a property request")
    question, old = nadia.page.url, nadia.page.context.new_page()
    old.goto(question)
    nadia.choose("No")
    nadia.button("Save and continue")

    old.get_by_label("Yes", exact=True).check()
    press(old, "Save and continue")
    expect(old.get_by_role("heading", level=1)).to_have_text("This page has changed since you opened it")
    expect(old.locator("main")).to_contain_text(", by you in another tab, at ")
    expect(old.locator("main")).to_contain_text("What you sent has not replaced it. Both are below.")
    expect(old.get_by_label("Yes", exact=True)).to_be_checked()
    looks_right(old)
    assert kept() == "no"
    press(old, "Use what I sent")
    assert kept() == "yes"
