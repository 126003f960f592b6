"""The lists of requests: the officer's own, and the coordinator's of all that were sent."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from reciprocal.property_requests.tests.filling import words
from tests.people import request_row


def test_the_coordinator_sees_every_request_but_drafts(client_of: Any, staged: Any) -> None:
    draft, sent, other = staged("draft"), staged("submitted"), staged("circulating", officer="harbour_desk")
    text = words(client_of("clare").get("/requests/"))
    assert request_row(sent).draft_reference in text
    assert str(request_row(other).code) in text
    assert request_row(draft).draft_reference not in text


def test_an_officer_sees_the_own_requests(client_of: Any, staged: Any) -> None:
    own, other = staged("draft"), staged("submitted", officer="harbour_desk")
    text = words(client_of("nadia").get("/requests/"))
    assert request_row(own).draft_reference in text
    assert request_row(other).draft_reference not in text
    assert "You have no requests yet." in words(client_of("lantern_desk").get("/requests/"))


def test_a_state_can_be_chosen_and_the_choice_cleared(client_of: Any, staged: Any) -> None:
    sent, clare = staged("submitted"), client_of("clare")
    assert request_row(sent).draft_reference in words(clare.get("/requests/?state=submitted"))
    assert "No requests match these filters. Clear filters" in words(clare.get("/requests/?state=moving"))


def test_what_is_late_says_so(client_of: Any, staged: Any, now: Any) -> None:
    staged("submitted")
    now.forward(days=7)
    assert "5 March 2026, overdue" in words(client_of("clare").get("/requests/"))


def test_no_one_else_has_a_list(client_of: Any, staged: Any) -> None:
    staged("circulating")
    for key in ("liam", "lena", "petra", "max", "anya", "audrey", "bart"):
        assert client_of(key).get("/requests/").status_code == 404


def test_a_long_list_comes_in_pages_and_costs_no_more(client_of: Any, staged: Any) -> None:
    clare = client_of("clare")
    staged("submitted")
    clare.get("/requests/")
    with CaptureQueriesContext(connection) as few:
        clare.get("/requests/")
    for _ in range(26):
        staged("submitted")
    with CaptureQueriesContext(connection) as many:
        text = words(clare.get("/requests/"))
    assert "Page 1 of 2" in text
    assert len(many) == len(few)
