"""An officer registers with a passkey, and from then on signs in with it alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.account import choose_password, link_to, press, put_in_a_key, register

pytestmark = pytest.mark.browser
NORA = "nora@lantern-support.example"


def test_nora_registers_with_a_passkey_and_signs_in_by_it(site: str, page: Page, as_role: Any) -> None:
    put_in_a_key(page)
    register(page, site, NORA)
    page.goto(site + link_to(as_role("superuser"), NORA))
    choose_password(page)
    page.get_by_role("button", name="Use a passkey or a security key").click()
    press(page, "Add this key")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Worklist")
    page.get_by_role("button", name="Sign out").click()

    page.goto(f"{site}/sign-in/")
    expect(page.locator("#key-failed")).to_be_hidden()
    press(page, "Use a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Worklist")
    expect(page.locator("body")).to_contain_text("Nora, Nominating officer, Lantern Support")
