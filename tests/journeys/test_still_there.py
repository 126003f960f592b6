"""Nadia does not click for a while: she is asked whether she is still there, and what she typed stays."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.account import looks_right
from tests.journeys.walk import Walker

pytestmark = pytest.mark.browser


def test_two_minutes_before_the_end_she_is_asked_and_stays_signed_in(site: str, new_page: Any, as_role: Any) -> None:
    nadia, database = Walker(new_page(), site, "Nadia"), as_role("superuser")
    nadia.go("requests/new/")
    nadia.button("Start a property request")
    nadia.page.clock.install()
    nadia.page.reload()
    nadia.choose("No")
    warning = nadia.page.get_by_role("dialog")
    nadia.page.clock.run_for(12 * 60 * 1000)
    expect(warning).to_be_hidden()
    nadia.page.clock.run_for(65 * 1000)
    expect(warning).to_contain_text("Are you still there?")
    expect(warning).to_contain_text("We close your session in 2 minutes. This page is saved when you send it.")
    looks_right(nadia.page)
    ends = "SELECT max(ends_at) FROM accounts_session"
    before = database.execute(ends).fetchone()[0]
    with nadia.page.expect_response(lambda answer: answer.url.endswith("/worklist/")):
        warning.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_be_hidden()
    assert database.execute(ends).fetchone()[0] > before
    expect(nadia.page.get_by_label("No", exact=True)).to_be_checked()
    nadia.page.clock.run_for(12 * 60 * 1000)
    expect(warning).to_be_hidden()
