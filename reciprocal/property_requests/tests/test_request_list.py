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


def test_what_waits_longest_stands_first_and_what_ended_last(client_of: Any, staged: Any, now: Any) -> None:
    closed, late = staged("closed"), staged("circulating")
    now.forward(days=1)
    new = staged("submitted")
    text = words(client_of("clare").get("/requests/"))
    places = [text.index(str(row.code or row.draft_reference)) for row in map(request_row, (late, new, closed))]
    assert places == sorted(places)


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


def test_clare_filters_and_no_reason_place_or_landlord_stands_in_an_address(client_of: Any, staged: Any) -> None:
    abuse, hate = staged("circulating"), staged("circulating", primary_reason="HATE", bedrooms=3)
    clare = client_of("clare")

    def found(answer: Any) -> list[bool]:
        return [str(request_row(story).code) in words(answer) for story in (abuse, hate)]

    assert found(clare.post("/requests/", {"reason": "HATE"})) == [False, True]
    assert found(clare.post("/requests/", {"beds": "2"})) == [True, False]
    assert found(clare.post("/requests/", {"place": "croydon", "reason": "DA"})) == [True, False]
    assert found(clare.post("/requests/", {"waiting": "coordinator"})) == [False, False]
    assert "No requests match these filters." in words(clare.post("/requests/", {"place": "havering"}))
    assert found(clare.get("/requests/?reason=HATE&beds=3&place=croydon")) == [True, True]


def test_the_views_that_clare_needs_again_and_again(client_of: Any, staged: Any, now: Any) -> None:
    youth = {"primary_reason": "SYV", "unsafe_places": ["hackney"], "safe_places": []}
    youth |= {"area_assessed": "not_yet", "support_confirmed": "not_yet", "risk_managed": "nobody"}
    alone, unsupported = staged("circulating"), staged("submitted", **youth)
    clare = client_of("clare")
    text = words(clare.get("/requests/?view=no_support"))
    assert request_row(unsupported).draft_reference in text
    assert str(request_row(alone).code) not in text
    assert "No requests match these filters." in words(clare.get("/requests/?view=unmatched"))
    now.forward(days=200)
    late = client_of("clare")
    assert str(request_row(alone).code) in words(late.get("/requests/?view=unmatched"))
    assert request_row(unsupported).draft_reference in words(late.get("/requests/?view=overdue"))
    assert str(request_row(alone).code) in words(late.get("/requests/?view=no_cover"))
