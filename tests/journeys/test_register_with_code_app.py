"""An officer registers with a work e-mail and a code app, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.account import choose_password, link_to, looks_right, press, register, set_up_code_app, sign_in
from tests.sign_in import PASSWORD, code_of

pytestmark = pytest.mark.browser
NORA = "nora@lantern-support.example"


@pytest.mark.parametrize("javascript", [True, False])
def test_nora_registers_signs_out_and_signs_in_again(
    javascript: bool, site: str, new_page: Callable[..., Page], as_role: Any
) -> None:
    page = new_page(javascript=javascript, width=375)
    register(page, site, NORA)
    page.goto(site + link_to(as_role("superuser"), NORA))
    choose_password(page)
    page.goto(f"{site}/worklist/")  # a password alone opens nothing
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Worklist")
    page.goto(f"{site}/sign-in/set-up/")
    secret = set_up_code_app(page)
    expect(page.locator("body")).to_contain_text("Nora, Nominating officer, Lantern Support")
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, site, NORA)
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    page.get_by_label("6 numbers from your app").fill("000000")
    press(page, "Sign in")
    expect(page.locator(".govuk-error-summary")).to_contain_text("The code is not right, or it is too old.")
    page.get_by_label("6 numbers from your app").fill(code_of(secret, 1))
    press(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Worklist")


def test_axe_finds_nothing_on_the_way(site: str, new_page: Callable[..., Page], as_role: Any) -> None:
    page = new_page()
    for address in ("/register/", "/sign-in/", "/sign-in/help/", "/sign-in/help/sent/", "/signed-out/"):
        page.goto(site + address)
        looks_right(page)
    page.goto(f"{site}/register/")
    press(page, "Register")
    looks_right(page)
    register(page, site, NORA)
    page.goto(site + link_to(as_role("superuser"), NORA))
    looks_right(page)
    choose_password(page)
    looks_right(page)
    page.goto(f"{site}/security/code-app/")
    looks_right(page)
    page.goto(f"{site}/security/keys/add/")
    looks_right(page)
    page.goto(f"{site}/sign-in/set-up/")
    set_up_code_app(page)
    new_codes_by_keyboard(page)


def new_codes_by_keyboard(page: Page) -> None:
    """From the worklist to new recovery codes with the keys alone."""
    by_keyboard(page, "Sign-in and security")
    looks_right(page)
    expect(page.locator("main")).to_contain_text("10 are left.")
    by_keyboard(page, "Make new recovery codes")
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your password again")
    looks_right(page)
    page.get_by_label("Password").press_sequentially(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Make new recovery codes")
    expect(page.locator("main")).to_contain_text("The codes that you have now stop working.")
    looks_right(page)
    by_keyboard(page, "Make new recovery codes")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    expect(page.locator("#codes li")).to_have_count(10)
    looks_right(page)


def by_keyboard(page: Page, name: str) -> None:
    """Press Tab until a link or button has the focus, then Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == name:
            break
    else:
        raise AssertionError(f"The keyboard did not reach {name}.")
    with page.expect_navigation():
        page.keyboard.press("Enter")
