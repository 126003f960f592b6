"""The same races as two browsers run them, against the web server: whoever loses reads a page with a sentence."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from reciprocal.demo.time import keep
from reciprocal.homes.models import Home
from reciprocal.offers.models import Offer
from reciprocal.workflow.perform import CHANGED_MEANWHILE
from tests.forms import form_of
from tests.guarantees import pages
from tests.people import Now, Story, as_, declare, request_row, tell

ROUNDS = 4
TICKS = {"ages_changed": "no"} | dict.fromkeys(
    ("read_offer", "read_tenancies", "know_how_long", "agree_to_name"), "yes"
)
SURE = dict.fromkeys(("agreed", "right", "will_tell", "will_name"), "yes")


@dataclass
class Answer:
    """What came back in the end: status, address and words."""

    status: int
    url: str
    text: str


class Visitor:
    """One of the cast in a browser without a screen."""

    def __init__(self, site: str, key: str) -> None:
        self.site = site
        self._open = build_opener(HTTPCookieProcessor(CookieJar()))
        front = form_of(self.get("/").text)
        self.post(f"/step-in/{key}/", front)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._sent(path, None)

    def post(self, path: str, data: dict[str, str]) -> Answer:
        """Send a form, and follow where it leads."""
        return self._sent(path, urlencode(data).encode())

    def _sent(self, path: str, data: bytes | None) -> Answer:
        try:
            answer = self._open.open(f"{self.site}{path}", data, timeout=60)
        except HTTPError as refused:
            return Answer(refused.code, refused.url or "", refused.read().decode())
        return Answer(answer.status, answer.url, answer.read().decode())


Post = tuple[Visitor, str, dict[str, str]]


def at_once(*posts: Post) -> list[Answer]:
    """Send two forms in the same moment, each as its page was opened before; gives the answers."""
    return sent_at_once(*((one, path, {**form_of(one.get(path).text), **given}) for one, path, given in posts))


def sent_at_once(*filled: Post) -> list[Answer]:
    """Send forms that are filled in, in the same moment."""
    gate = threading.Barrier(len(filled))

    def send(one: Visitor, path: str, data: dict[str, str]) -> Answer:
        gate.wait(60)
        return one.post(path, data)

    with ThreadPoolExecutor(len(filled)) as pool:
        return [future.result() for future in [pool.submit(send, *post) for post in filled]]


def one_refused(answers: list[Answer]) -> Answer:
    """Expect that one was done and the other refused with a sentence; gives the one that was done."""
    done, refused = sorted(answers, key=lambda answer: answer.status)
    assert (done.status, refused.status) == (200, 409), answers
    assert "is open only while" in refused.text or CHANGED_MEANWHILE in refused.text, refused.text
    return done


@pytest.fixture
def visit(now: Now, fresh_database: str, request: pytest.FixtureRequest) -> Callable[[str], Visitor]:
    """`visit("nadia")`: somebody at the web server, which is started when it is first asked for."""

    def come(key: str) -> Visitor:
        if "site" not in request.fixturenames:
            keep(now.at + timedelta(minutes=5))
        return Visitor(request.getfixturevalue("site"), key)

    return come


def test_who_sends_a_request_twice_reads_twice_that_it_was_sent(visit: Any, now: Now) -> None:
    stories = [tell("draft", now) for _ in range(ROUNDS)]
    nadia = visit("nadia")
    for story in stories:
        post = nadia, f"/requests/{story.request_id}/steps/submit/", SURE
        for answer in at_once(post, post):
            assert (answer.status, answer.url.rsplit("/", 2)[1]) == (200, "sent"), answer
            assert "Request sent" in answer.text
        assert request_row(story).state == "submitted"


def test_who_presses_twice_declares_one_home(visit: Any, now: Now) -> None:
    lena, path = visit("lena"), "/homes/declare/"
    for round_ in range(1, ROUNDS + 1):
        pressed = lena, path, {**form_of(lena.get(path).text), **pages.ANSWERS["declare_home"]}
        first, second = sent_at_once(pressed, pressed)
        assert (first.status, second.status) == (200, 200), second
        assert first.url == second.url
        with as_("lena"):
            assert Home.objects.count() == round_


def test_two_partners_offer_at_once(visit: Any, now: Now) -> None:
    stories = [(tell("circulating", now), home("lena", now), home("bart", now)) for _ in range(ROUNDS)]
    lena, bart = visit("lena"), visit("bart")
    for story, lenas, barts in stories:
        one_refused(
            at_once(
                (lena, offer_path(lenas, story, "Cedar Council"), offered("SEC_LIFE")),
                (bart, offer_path(barts, story, "Dogwood Homes"), offered("ASS_LIFE")),
            )
        )
        with as_("clare"):
            assert Offer.objects.filter(request_id=story.request_id).count() == 1


def test_one_home_is_offered_for_two_requests_at_once(visit: Any, now: Now) -> None:
    rounds = [(tell("circulating", now), tell("circulating", now), home("lena", now)) for _ in range(ROUNDS)]
    lena = visit("lena")
    for first, second, one in rounds:
        posts = [(lena, offer_path(one, story, "Cedar Council"), offered("SEC_LIFE")) for story in (first, second)]
        one_refused(at_once(*posts))
        with as_("clare"):
            assert Offer.objects.filter(home_id=one).count() == 1


def test_a_yes_and_a_no_at_once(visit: Any, now: Now) -> None:
    stories = [tell("under_offer", now) for _ in range(ROUNDS)]
    nadia = visit("nadia")
    for story in stories:
        base, no = f"/offers/{story.offer_id}/steps/", {"words": "The stairs are too steep.", "reason": "access"}
        yes, refused = at_once((nadia, f"{base}accept/", TICKS), (nadia, f"{base}refuse/", no))
        one_refused([yes, refused])
        assert request_row(story).state == ("moving" if yes.status == 200 else "circulating")


def test_an_agreement_and_withdrawn_consent_at_once(visit: Any, now: Now) -> None:
    stories = [tell("awaiting_landlord", now) for _ in range(ROUNDS)]
    liam, nadia = visit("liam"), visit("nadia")
    for story in stories:
        agreed, stopped = at_once(
            (liam, f"/requests/{story.request_id}/steps/approve/", {"our_tenant": "yes"}),
            (nadia, f"/requests/{story.request_id}/steps/withdraw_consent/", {}),
        )
        assert request_row(story).state == "closed"
        assert stopped.status == 200, stopped
        if agreed.status != 200:
            one_refused([agreed, stopped])


def home(key: str, now: Now) -> Any:
    """Declare a home. Gives its id."""
    with as_(key) as actor:
        return declare(actor, now.at)


def offer_path(one: Any, story: Story, partner: str) -> str:
    """Give the address of the page on which a home is offered for a request."""
    return f"/homes/{one}/offer/{story.profiles[partner]}/"


def offered(tenancy: str) -> dict[str, str]:
    """What a lettings officer fills in beside what stands there already."""
    starts = {"starts_on-day": "20", "starts_on-month": "3", "starts_on-year": "2026"}
    answer = {"answer_by-day": "10", "answer_by-month": "3", "answer_by-year": "2026"}
    where = {"address": "Flat 3, 18 Larkfall Gardens"}
    return {"tenancy": tenancy, "home_is_empty": "yes", **where, **starts, **answer}
