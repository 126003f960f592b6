"""Whatever is sent to any address by anybody, no answer is a fault of ours."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from tests.guarantees.scene import Scene, scene_of_x
from tests.guarantees.test_guards import patterns
from tests.people import Now
from tests.proof import Proof

ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db
SEED = 20262
FEW = 60
READERS = ("nadia", "lena", "clare", "liam", "petra", "max", "audrey", "nobody")
METHODS = ("GET", "POST", "POST", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
BAD = (
    "", " ", "\x00", "a\x00b", "\ud800", "\u202e\u0000", "\U0001f600" * 40, "0", "-1", "1e999", "NaN", "inf", "9" * 400,
    "٣", "½", "1.5", "2147483648", "99999999999999999999", "31", "0000", "29", "'", "\"", "';--", "') OR 1=1--", "%s",
    "%(x)s",
    "{0}", "{{ 7*7 }}", "{% now %}", "<script>alert(1)</script>", "../../etc/passwd", "\r\nSet-Cookie: a=b",
    "x" * 100_000,
    "yes", "no", "none", "on", "true", "null", "[]", "{}", "2026-02-30", "0000-00-00", "9999-12-31", "99999-01-01",
    "NO_SUCH", str(uuid4()), "00000000-0000-0000-0000-000000000000", "0" * 32, "ﬀ", "İ", "ß",
    "a" * 300 + "@example.org",
    "@", "tel:+44", "\t\n\v\f", "\u2028", "￿",
)  # fmt: skip
NAMES = (
    "csrfmiddlewaretoken", "next", "page", "sort", "seen", "kept", "made_for", "key", "id", "code", "login", "password",
    "email", "post", "confirm", "agreed", "reason", "date-day", "date-month", "date-year", "credential", "question",
)  # fmt: skip
KINDS = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/xml",
    "",
    "a/b;c",
)
_FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]*\sname="([^"]+)"')
_VALUE = re.compile(r'name="([^"]+)"[^>]*\svalue="([^"]*)"')


class Fuzzer:
    """Draws one bad input after the other for the addresses of the service, about one household and about none."""

    def __init__(self, scene: Scene, seed: int) -> None:
        self.scene, self.chance = scene, random.Random(seed)
        self.routes = [(route, getattr(pattern.callback, "guard", None)) for route, pattern in patterns()]

    def address(self, number: int) -> str:
        """Fill the ids of one route: its own household's, somebody else's, or nonsense. Each route in its turn."""
        route, needs = self.routes[number % len(self.routes)]
        kind = needs.kind if needs else ""
        things = {one: str(self.scene.thing(one)) for one in ("request", "profile", "offer", "home")}

        def filled(part: re.Match[str]) -> str:
            if part[0].startswith("<uuid"):
                likely = things.get(kind) or self.chance.choice(list(things.values()))
                return self.chance.choice((likely, likely, likely, str(uuid4()), quote(self.bad(200), safe="")))
            return quote(self.bad(200), safe="")

        if route.startswith("/^"):  # the one written as an expression: the page for a new password
            return f"/sign-in/help/{self.chance.choice(('1', uuid4().hex, '-'))}-{quote(self.bad(200), safe='')}/"
        return re.sub(r"<[^>]+>", filled, route)

    def bad(self, longest: int = 200_000) -> str:
        """Draw a value that nobody should type."""
        one = self.chance.choice(BAD)[:longest]
        if self.chance.random() < 0.1:
            one += self.chance.choice(BAD)[:longest]
        return one.encode("utf-8", "replace").decode() if longest < 1000 else one

    def body(self, page: str) -> tuple[bytes, str]:
        """Make a body out of the fields of the page, most of them as they were, or of no page at all."""
        if self.chance.random() < 0.15:
            return self.bad().encode("utf-8", "surrogatepass"), self.chance.choice(KINDS)
        pairs = [(name, value) for name, value in _VALUE.findall(page) if self.chance.random() < 0.7]
        names = [*_FIELD.findall(page), *self.chance.sample(NAMES, 4)]
        for name in self.chance.sample(names, min(len(names), self.chance.randint(1, 6))):
            pairs.append((name, self.bad()))
        return urlencode(pairs, encoding="utf-8", errors="surrogatepass").encode(), KINDS[0]


def reader_of(fuzzer: Fuzzer, clients: dict[str, Client], path: str) -> str:
    """Choose who asks: mostly somebody who may open the page, so that what is behind the door is tried too."""
    for reader in fuzzer.chance.sample(READERS, 4):
        with transaction.atomic():
            opens = clients[reader].get(path).status_code == 200
            transaction.set_rollback(True)
        if opens:
            break
    return reader


def send_one(fuzzer: Fuzzer, client: Client, path: str) -> tuple[str, int]:
    """Send one bad input and take back whatever it did; gives what was asked and the status of the answer."""
    method = fuzzer.chance.choice(METHODS)
    if fuzzer.chance.random() < 0.5:
        query = {fuzzer.chance.choice(NAMES): fuzzer.bad(2000) for _ in range(2)}
        path += "?" + urlencode(query, encoding="utf-8", errors="surrogatepass")
    cookies = client.cookies.output()
    kept = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        page = client.get(path).content.decode(errors="replace") if method == "POST" else ""
        data, kind = fuzzer.body(page) if method not in ("GET", "HEAD") else (b"", KINDS[0])
        more: dict[str, Any] = {}
        if fuzzer.chance.random() < 0.1:
            more = {"HTTP_X_FORWARDED_FOR": fuzzer.bad(50).replace("\n", "").replace("\r", ""), "HTTP_REFERER": "\\x"}
        answer = client.generic(method, path, data, content_type=kind, **more)
        transaction.set_rollback(True)
    if client.cookies.output() != cookies:
        client.cookies.clear()
        client.cookies.load(kept)
    return f"{method} {path[:150]} {data[:300]!r} {kind}", answer.status_code


def run(fuzzer: Fuzzer, clients: dict[str, Client], rounds: int) -> tuple[Counter[int], list[str]]:
    """Send many; gives how many answers of each status there were, and what was answered as a fault of ours."""
    for client in clients.values():
        client.raise_request_exception = False
    answers, faults = Counter[int](), list[str]()
    for number in range(rounds):
        cache.clear()
        path = fuzzer.address(number)
        reader = reader_of(fuzzer, clients, path)
        asked, status = send_one(fuzzer, clients[reader], path)
        answers[status] += 1
        if status >= 500:
            faults.append(f"{reader}: {asked}")
    return answers, faults


def test_no_bad_input_is_answered_as_a_fault_of_ours(proof: Proof, now: Now, client_of: ClientOf) -> None:
    scene = scene_of_x("under_offer", now)
    fuzzer = Fuzzer(scene, SEED)
    size = proof.size(FEW)
    answers, faults = run(fuzzer, {reader: client_of(reader) for reader in READERS}, size)
    proof.keep(
        "fuzz", "addresses", SEED, {"inputs": size, "answers": dict(sorted(answers.items())), "faults": faults[:40]}
    )
    assert faults == []
    assert answers[200] >= size / 10  # pages were reached, and not their doors alone
    assert answers[422] + answers[400] >= size / 40  # and forms came back with sentences


def test_a_view_that_trusts_what_it_is_sent_would_be_found(
    now: Now, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: a worklist that takes what is asked for numbers."""
    found = next(one for one in get_resolver().url_patterns if getattr(one, "name", "") == "worklist")
    shown: Any = found.callback

    def trusting(request: Any) -> Any:
        for value in request.GET.values():
            int(value)
        return shown(request)

    trusting.guard = shown.guard  # type: ignore[attr-defined]
    monkeypatch.setattr(found, "callback", trusting)
    fuzzer = Fuzzer(scene_of_x("under_offer", now), SEED)
    fuzzer.routes = [("/worklist/", None)]
    assert run(fuzzer, {reader: client_of(reader) for reader in READERS}, 20)[1]
