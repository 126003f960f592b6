"""Petra invites a colleague, who sets up her account; when Petra stops her access, her open page is the last one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.account import link_to, press, set_up_code_app
from tests.journeys.walk import Walker
from tests.sign_in import PASSWORD

pytestmark = pytest.mark.browser
LEA = "lea@alder-council.example"


def test_lea_comes_by_invitation_and_leaves_at_once(site: str, new_page: Callable[..., Page], as_role: Any) -> None:
    petra = Walker(new_page(), site, "Petra")
    petra.link("People")
    petra.button("Invite someone")
    petra.fill("Work e-mail", LEA)
    petra.page.get_by_label("Lettings officer", exact=True).check()
    petra.button("Send invitation")
    petra.sees(f"We have sent an invitation to {LEA}.")

    lea = new_page()
    lea.goto(site + link_to(as_role("superuser"), LEA))
    expect(lea.locator("body")).to_contain_text("Lettings officer at Alder Council")
    for label, typed in (("Name", "Lea"), ("Work phone", "020 7946 0018"), ("Password", PASSWORD)):
        lea.get_by_label(label, exact=True).fill(typed)
    press(lea, "Continue")
    set_up_code_app(lea)
    expect(lea.locator("body")).to_contain_text("Lea, Lettings officer, Alder Council")

    petra.link("People")
    petra.sees("Lea", "Code app")
    petra.link("Stop access of Lea")
    petra.button("Stop access")
    petra.sees("Lea no longer has access.")
    lea.goto(f"{site}/homes/")
    expect(lea.get_by_role("heading", level=1)).to_have_text("Who would you like to be?")
