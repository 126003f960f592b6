"""The web server as a browser meets it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page


@pytest.mark.browser
def test_the_web_server_answers_a_browser(site: str, page: Page) -> None:
    response = page.goto(f"{site}/health")
    assert response is not None
    assert response.status == 200
    assert page.inner_text("body") == "ok"
    assert "default-src 'none'" in response.headers["content-security-policy"]


@pytest.mark.browser
def test_the_browser_reaches_nobody_else(page: Page) -> None:
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.org/")
