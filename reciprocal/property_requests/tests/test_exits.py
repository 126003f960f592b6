"""Answers that end a request before it begins, and what interrupts it."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.property_requests.tests.filling import page, question, send, words
from reciprocal.rulebook.eligibility import ENDS
from reciprocal.rulebook.exits import EXITS
from tests.people import request_row


@pytest.mark.parametrize(("name", "value"), [end for end in ENDS if ENDS[end] != "E7"])
def test_an_answer_that_ends_the_questions_is_not_saved(client_of: Any, staged: Any, name: str, value: str) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    before = words(nadia.get(f"{page(draft)}check/"))
    answer = send(nadia, question(draft, name), {name: value})
    assert answer.status_code == 200
    text = words(answer)
    title = EXITS[ENDS[name, value]].title
    assert title.replace("{place}", "borough").replace("{area}", "London") in text
    assert "020 7946 0100" in text
    assert f'href="{question(draft, name)}"' in answer.content.decode()
    assert "Your answer was not saved" in text
    assert words(nadia.get(f"{page(draft)}check/")) == before


def test_the_landlord_comes_first_but_nadia_may_go_on(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", own_stock=""), client_of("nadia")
    url = question(draft, "own_stock")
    assert "Why do you want to go on now?" in words(send(nadia, url, {"own_stock": "not_yet"}))
    again = {"own_stock": "not_yet", "asked_again": "yes"}
    assert "Select why you want to go on now" in words(send(nadia, url, again))
    later = send(nadia, url, {**again, "own_stock_go_on": "ask_first"})
    told = words(nadia.get(later["Location"]))
    assert "Ask the landlord, then come back to this draft. We remind you on Tuesday 10 March 2026." in told
    assert "Ask the landlord first." in words(nadia.get(f"{page(draft)}check/"))
    assert send(nadia, url, {**again, "own_stock_go_on": "no_answer"}).status_code == 302
    assert "The landlord has said no or has not answered" in words(nadia.get(f"{page(draft)}check/"))


def test_danger_shows_help_first_and_the_request_goes_on(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    help_page = send(nadia, question(draft, "danger_now"), {"danger_now": "not_sure"})["Location"]
    assert "If someone is in danger, call 999." in words(nadia.get(help_page))
    assert "Tick to say you have taken the steps" in words(nadia.post(help_page))
    assert nadia.post(help_page, {"read": "yes"})["Location"] == question(draft, "safe_tonight")
    assert "/now/" in send(nadia, question(draft, "safe_tonight"), {"safe_tonight": "no"})["Location"]
    assert request_row(draft).danger_now == "not_sure"


def test_nobody_in_danger_is_not_held_up(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    answer = send(nadia, question(draft, "danger_now"), {"danger_now": "no"})
    assert answer["Location"] == question(draft, "safe_tonight")
    assert nadia.get(f"{page(draft)}now/danger_now/").status_code == 404


def test_a_notice_given_is_acted_on_today(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = f"{question(draft, 'tenancy_held')}?to=check"
    assert "Enter the date the notice ends" in words(send(nadia, url, {"tenancy_held": "notice"}))
    ends = {"notice_ends-day": "30", "notice_ends-month": "3", "notice_ends-year": "2026"}
    answer = send(nadia, url, {"tenancy_held": "notice", **ends})
    stop = nadia.get(answer["Location"])
    assert "Act on the notice today" in words(stop)
    assert f'href="{page(draft)}check/"' in stop.content.decode()
