"""Nora loses her phone: Clare rings her back, Max agrees, and she sets up a new second step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.account import choose_password, link_to, register, set_up_code_app, sign_in
from tests.journeys.walk import Walker

pytestmark = pytest.mark.browser
NORA = "nora@lantern-support.example"


def test_two_people_and_a_call_back(site: str, new_page: Callable[..., Page], as_role: Any) -> None:
    nora = new_page()
    register(nora, site, NORA)
    nora.goto(site + link_to(as_role("superuser"), NORA))
    choose_password(nora)
    set_up_code_app(nora)

    clare = Walker(new_page(), site, "Clare")
    clare.link("People")
    clare.select("Organisation", "Lantern Support")
    clare.button("Show its people")
    clare.link("Reset second step of Nora")
    clare.sees("020 7946 0018")
    clare.tick_all()
    clare.button("Ask a second person")
    clare.sees("Nora was rung back. A second person has to agree.")
    expect(clare.page.get_by_role("button", name="Agree for Nora")).to_have_count(0)

    maxim = Walker(new_page(), site, "Max")
    maxim.link("People")
    maxim.sees("Clare rang back Nora, Nominating officer, Lantern Support.")
    maxim.button("Agree for Nora")
    maxim.sees("Nora can set up a new second step now.")

    nora.goto(f"{site}/requests/")
    expect(nora.get_by_role("heading", level=1)).to_have_text("Who would you like to be?")  # her session ended
    sign_in(nora, site, NORA)
    expect(nora.get_by_role("heading", level=1)).to_have_text("Set up your second step")
    set_up_code_app(nora)
