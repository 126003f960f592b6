"""What a browser is told beside each page, and what somebody outside can learn or stop: nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reciprocal.accounts import mails as written
from reciprocal.config import settings as in_force
from tests import settings as of_tests
from tests.guarantees.scene import Scene, scene_of_x
from tests.guarantees.test_guards import patterns
from tests.people import Now
from tests.sign_in import PASSWORD, by_password, give_password, mails

ClientOf = Callable[[str], Client]
Ask = Callable[[Client, str], Any]
pytestmark = pytest.mark.django_db
READERS = ("nadia", "lena", "clare")
NEVER_IN_A_TITLE = re.compile(
    r"domestic|abuse|hate|gang|violence|harass|camden|lewisham|bromley|croydon|[A-Z]{2,}-\d", re.I
)
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SIGN_IN: Ask = lambda client, email: client.post("/sign-in/", {"login": email, "password": "wrong"})  # noqa: E731
HELP: Ask = lambda client, email: client.post("/sign-in/help/", {"email": email})  # noqa: E731
DOORS = {"sign-in": SIGN_IN, "help": HELP}


@pytest.fixture(autouse=True)
def nobody_has_tried(client_of: object) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def pages_of(scene: Scene, client: Client) -> Iterator[tuple[str, Any]]:
    """Every page without a step that a reader can open by the ids of one household."""
    for route, pattern in patterns():
        kind = getattr(getattr(pattern.callback, "guard", None), "kind", "")
        if not re.search(r"<(?!uuid:id)|\(", route):
            address = route.replace("<uuid:id>", str(scene.thing(kind)) if kind else "")
            yield address, client.get(address)


def test_every_page_tells_the_browser_to_keep_and_to_pass_on_nothing(now: Now, client_of: ClientOf) -> None:
    scene, opened = scene_of_x("under_offer", now), 0
    for reader in READERS:
        for address, answer in pages_of(scene, client_of(reader)):
            told = {name: answer.headers[name] for name in HEADERS}
            assert "no-store" in told.pop("Cache-Control"), address
            assert told == {name: value for name, value in HEADERS.items() if name in told}, address
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert not re.search(r"unsafe|nonce|data:|https?:|\*", policy), policy
            assert "Access-Control-Allow-Origin" not in answer.headers
            if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
                continue
            opened += 1
            page = answer.content.decode()
            # Within a page nothing is run or styled in line, and nothing comes from elsewhere.
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", page), address
            assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", page.replace('type="application/json"', "src=")), (
                address
            )
            assert not re.search(r"(src|srcset)=\"(https?:)?//", page), address
            title = re.search(r"<title>(.*?)</title>", page, re.S)
            assert title
            assert not NEVER_IN_A_TITLE.search(title[1]), title[1]
    assert opened >= 30


def test_addresses_hold_random_ids_and_words_and_no_number_in_order() -> None:
    numbered = [route for route, pattern in patterns() if re.search(r"<int:|\\d", route)]
    assert numbered == ["/tour/<int:number>/"]  # the steps of the demonstration's tour, and of nobody's case


def test_cookies_in_production_are_bound_to_the_host_and_kept_from_scripts() -> None:
    """Asked of a process of its own: the tests run as the demonstration, which has no TLS."""
    asked = (
        "import os; os.environ.pop('RECIPROCAL_DEMO', None)\n"
        "from reciprocal.config import settings as s\n"
        "for kind in ('SESSION', 'CSRF'):\n"
        "    print(*(getattr(s, f'{kind}_COOKIE_{what}') for what in ('NAME', 'SECURE', 'HTTPONLY', 'SAMESITE')))\n"
        "    print(getattr(s, f'{kind}_COOKIE_DOMAIN', None), getattr(s, f'{kind}_COOKIE_PATH', '/'))\n"
        "print(s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31536000, s.DEBUG)\n"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == [
        "__Host-session True True Lax", "None /", "__Host-csrf True True Lax", "None /", "True True False",
    ]  # fmt: skip
    assert of_tests.SESSION_COOKIE_NAME == in_force.SESSION_COOKIE_NAME == "session"  # the demonstration's has no TLS


@pytest.mark.parametrize(("origin", "site", "taken"), [
    ("null", "same-origin", True), ("null", None, True), ("http://testserver", "same-origin", True),
    ("null", "cross-site", False), ("null", "same-site", False), ("null", "none", False),
    ("https://evil.example", "cross-site", False), ("https://evil.example", "same-origin", False),
])  # fmt: skip
def test_a_form_is_taken_from_our_own_pages_alone(origin: str, site: str | None, taken: bool) -> None:
    nadia, client = give_password("nadia"), Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/sign-in/").content.decode())
    assert token
    more: dict[str, Any] = {"HTTP_ORIGIN": origin, **({"HTTP_SEC_FETCH_SITE": site} if site else {})}
    form = {"login": nadia.email, "password": PASSWORD}
    answer = client.post("/sign-in/", {**form, "csrfmiddlewaretoken": token[1]}, **more)
    assert (answer.status_code == 302) is taken
    assert client.post("/sign-in/", form, **more).status_code != 302  # never without the token


@pytest.mark.parametrize("door", DOORS)
def test_a_known_and_an_unknown_address_get_the_same_bytes_and_statements(door: str) -> None:
    nadia = give_password("nadia")
    DOORS[door](Client(), "first@nowhere.example")  # what a process looks up once
    answers = []
    for email in (nadia.email, "nobody@support.example"):
        with CaptureQueriesContext(connection) as statements:
            answer = DOORS[door](Client(), email)
        body = re.sub(r'value="[^"]{60,}"', "", answer.content.decode().replace(email, "EMAIL"))
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        kinds = [re.sub(r"'[^']*'|\$\d+|%s", "?", one["sql"])[:30] for one in statements.captured_queries]
        answers.append((answer.status_code, headers, body, kinds))
    assert answers[0] == answers[1]
    assert len(answers[0][3]) >= 1


def test_the_statements_of_an_account_that_is_looked_up_differently_would_be_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: a mail that is written for known addresses alone."""
    nadia = give_password("nadia")
    before = written.send
    monkeypatch.setattr(written, "send", lambda key, to, at, **words: before(key, to, at, **words) if to else None)
    counts = []
    for email in (nadia.email, "nobody@support.example"):
        with CaptureQueriesContext(connection) as statements:
            HELP(Client(), email)
        counts.append(len(statements))
    assert counts[0] > counts[1]


def test_what_was_written_for_nobody_is_never_sent() -> None:
    HELP(Client(), "nobody@support.example")
    assert mails() == []


def test_a_stranger_elsewhere_stops_neither_her_sign_in_nor_her_link_nor_a_registration() -> None:
    nadia = give_password("nadia")
    new = {"name": "N", "title": "A", "agency": "Lantern Support", "phone": "020 7946 0018", "at_risk": "yes"}
    registers = {**new, "no_names": "yes", "email": "new@lantern-support.example"}
    stranger: dict[str, Any] = {"REMOTE_ADDR": "10.1.1.1"}
    for _ in range(8):
        by_password(Client(**stranger), nadia, "wrong")
        HELP(Client(**stranger), nadia.email)
        Client(**stranger).post("/register/", registers)
    before = len(mails())
    own: dict[str, Any] = {"REMOTE_ADDR": "10.2.2.2"}
    HELP(Client(**own), nadia.email)
    Client(**own).post("/register/", registers)
    assert len(mails()) == before + 2
    assert by_password(Client(**own), nadia).status_code == 302
    assert before <= 5 + 3 + 1  # and a mailbox is not flooded from one place
