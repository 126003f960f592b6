"""Nora fills in half a page and is called away; what she sends after her session was closed is offered back to her."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.account import choose_password, link_to, press, register, set_up_code_app, sign_in
from tests.sign_in import code_of

pytestmark = pytest.mark.browser
NORA = "nora@lantern-support.example"


def test_what_was_sent_too_late_is_offered_back(site: str, new_page: Callable[..., Page], as_role: Any) -> None:
    nora, database = new_page(), as_role("superuser")
    register(nora, site, NORA)
    nora.goto(site + link_to(database, NORA))
    choose_password(nora)
    secret = set_up_code_app(nora)
    nora.goto(f"{site}/requests/new/")
    press(nora, "Start a property request")
    title = nora.get_by_role("heading", level=1).inner_text()
    nora.get_by_label("No", exact=True).check()
    database.execute("UPDATE accounts_session SET ends_at = now() - interval '1 minute'")
    press(nora, "Save and continue")
    expect(nora.get_by_role("heading", level=1)).to_have_text("Your session was closed")
    expect(nora.locator("main")).to_contain_text("we have kept it sealed for you and offer it back when you sign in")

    press(nora, "Sign in")
    sign_in(nora, site, NORA)
    nora.get_by_label("6 numbers from your app").fill(code_of(secret, 1))
    press(nora, "Sign in")
    expect(nora.get_by_role("heading", level=1)).to_have_text("You sent this after your session was closed")
    expect(nora.locator("main")).to_contain_text(f'We kept what you typed on "{title}". Nobody else can read it.')
    press(nora, "Look at it and save")
    expect(nora.get_by_role("heading", level=1)).to_have_text(title)
    expect(nora.get_by_label("No", exact=True)).to_be_checked()
    rows = database.execute("SELECT danger_now FROM property_requests_propertyrequest WHERE state = 'draft'").fetchall()
    assert rows == [("",)]  # looking saved nothing
    press(nora, "Save and continue")
    rows = database.execute("SELECT danger_now FROM property_requests_propertyrequest WHERE state = 'draft'").fetchall()
    assert rows == [("no",)]
