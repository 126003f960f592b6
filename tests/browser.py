"""What browser tests may ask for: the real web server on their own database, and pages in a real Chromium."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from reciprocal.config import webserver
from reciprocal.config.browser import find_chromium
from tests import database

NewPage = Callable[..., Page]
# No talk with anybody but the server under test.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]


@pytest.fixture
def site(fresh_database: str, cluster: database.Cluster) -> Iterator[str]:
    """The address of a web server of its own, run as the demo runs it, on the test's `fresh_database`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "RECIPROCAL_DATABASE": cluster.url("web", fresh_database),
    }
    environment.pop("DATABASE_URL", None)
    with webserver.running(port, environment):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the worker; tests ask for `new_page`."""
    with sync_playwright() as playwright:
        args = [*QUIET, "--no-sandbox"] if os.getuid() == 0 else QUIET
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=args)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    """`new_page(javascript=False, width=375)`: a page with no cookies, as a person opening a browser has it.

    The test fails at its end when a script broke or the content security policy stopped something.
    """
    wrong: list[str] = []
    contexts: list[Any] = []

    def open_page(*, javascript: bool = True, width: int = 1280) -> Page:
        context = chromium.new_context(
            java_script_enabled=javascript, locale="en-GB", viewport={"width": width, "height": 900}
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong, wrong


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page at 1280 pixels, with JavaScript."""
    return new_page()
