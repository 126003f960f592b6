"""Setting up an account in a browser: the link in the mail, the password, the code app, and a key in the machine."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.screens.test_every_screen import violations
from tests.sign_in import PASSWORD, code_of


def link_to(database: Any, address: str) -> str:
    """The path of the link in the newest mail that waits for an address."""
    row = database.execute(
        "SELECT body FROM notifications_mail WHERE address = %s AND kind = 'account' ORDER BY queued_at DESC LIMIT 1",
        [address],
    ).fetchone()
    found = re.search(r"https?://[^/\s]+(/\S+?)\.?\s", row[0])
    assert found, row
    return found[1]


def register(page: Page, site: str, email: str) -> None:
    """Fill in and send the page on which an officer registers."""
    page.goto(f"{site}/register/")
    for label, typed in (
        ("Name", "Nora"),
        ("Role", "Adviser"),
        ("Agency", "Lantern Support"),
        ("Work phone", "020 7946 0018"),
        ("Work e-mail", email),
    ):
        page.get_by_label(label, exact=True).fill(typed)
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    press(page, "Register")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your e-mail")


def choose_password(page: Page) -> None:
    """Choose a password on the page that a link has opened."""
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second step")


def set_up_code_app(page: Page) -> str:
    """Set up a code app and see the recovery codes; gives the secret of the app."""
    page.get_by_role("button", name="Use a code app").click()
    secret = page.locator("#secret").inner_text()
    page.get_by_label("6 numbers from your app").fill(code_of(secret))
    press(page, "Continue")
    expect(page.locator("#codes li")).to_have_count(10)
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Worklist")
    return secret


def sign_in(page: Page, site: str, email: str) -> None:
    """Sign in by password, as far as the second step."""
    page.goto(f"{site}/sign-in/")
    page.get_by_label("Work e-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def press(page: Page, name: str) -> None:
    """Press a button of the page itself, or a link that looks like one, and wait for what comes."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def put_in_a_key(page: Page) -> None:
    """Put a passkey that knows its owner into the machine."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def looks_right(page: Page) -> None:
    """Nothing on this page is what axe would object to."""
    assert violations(page) == [], page.url
