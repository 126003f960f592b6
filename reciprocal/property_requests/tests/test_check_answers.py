"""Nadia reads her answers before she sends them, and mends what stands in the way."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.property_requests.tests.filling import ANSWERS, DECLARED, page, question, send, step, words
from tests.people import request_row


def test_each_block_is_a_sentence_that_leads_to_its_page(client_of: Any, staged: Any) -> None:
    draft = staged("draft", bedrooms=None, safe_contact_held="no", wants_to_leave="not_sure")
    nadia = client_of("nadia")
    check = nadia.get(f"{page(draft)}check/")
    assert "It cannot be sent yet" in words(check)
    for sentence, key in (
        ("The scheme is for moves to a different borough.", "wants_to_leave"),
        ("Number of bedrooms must be a whole number between 0 and 8", "bedrooms"),
        ("Agree a safe way to contact the applicant before you send the request", "safe_contact_held"),
    ):
        assert sentence in words(check)
        assert f'href="{question(draft, key)}?to=check"' in check.content.decode()
    assert "Continue" not in words(check)


def test_a_change_leads_back_to_the_answers(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", bedrooms=None), client_of("nadia")
    answer = send(nadia, f"{question(draft, 'bedrooms')}?to=check", ANSWERS["bedrooms"])
    assert answer["Location"] == f"{page(draft)}check/"
    assert "It cannot be sent yet" not in words(nadia.get(answer["Location"]))


def test_sealed_answers_are_not_shown(client_of: Any, staged: Any) -> None:
    draft = staged("draft", primary_reason="SYV", safe_places=[], unsafe_places=["hackney", "newham"])
    check = words(client_of("nadia").get(f"{page(draft)}check/"))
    assert "Which boroughs are not safe? Recorded. Not shown here." in check
    assert "Hackney" not in check


def test_every_clause_is_confirmed_before_it_is_sent(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    answer = nadia.post(step(draft, "submit"), {**DECLARED, "right": ""})
    assert answer.status_code == 422
    assert "Tick to confirm that the answers are right as far as you know" in words(answer)
    assert request_row(draft).state == "draft"


def test_what_is_blocked_cannot_be_sent_by_hand(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", kept_away=""), client_of("nadia")
    assert nadia.get(step(draft, "submit"))["Location"] == f"{page(draft)}check/"
    answer = nadia.post(step(draft, "submit"), DECLARED)
    assert answer.status_code == 409
    assert "Select whether anyone should be kept away" in words(answer)
    assert request_row(draft).state == "draft"


def test_a_finished_section_that_time_or_another_answer_broke_needs_another_look(
    client_of: Any, staged: Any, now: Any
) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    assert "Choose safe places Finished" in words(nadia.get(page(draft)))
    send(nadia, question(draft, "home_place"), {"home_place": "croydon"})
    now.forward(days=120)
    tasks = words(nadia.get(page(draft)))
    assert "Choose safe places Needs another look" in tasks
    assert "Record consent Needs another look" in tasks


def test_what_was_not_asked_is_not_on_the_page(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    read = words(nadia.get(f"{page(draft)}check/"))
    assert read.count("when did they start?") == 2  # once to read, and once in the name of its link
    assert "Independent domestic violence adviser (IDVA): when did they start? January 2026" in read
    assert "When is the baby due?" not in read
    assert "When did you tell them?" not in read


def test_an_old_assessment_is_said_to_be_old_and_may_stand(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    old = "This assessment is over 6 months old. Do it again if you can"
    for year, said in (("2025", True), ("2026", False)):
        answer = send(nadia, question(draft, "risk_tool"), {**ANSWERS["risk_tool"], "assessed_on-year": year})
        assert answer.status_code == 302
        assert (old in words(nadia.get(answer["Location"]))) is said


@pytest.mark.parametrize(("reason", "said"), [("SYV", True), ("HATE", False)])
def test_youth_violence_without_support_is_told_what_it_stops(
    client_of: Any, staged: Any, reason: str, said: bool
) -> None:
    draft, nadia = staged("draft", primary_reason=reason), client_of("nadia")
    answer = send(nadia, question(draft, "agencies"), {"agencies": ["nobody"]})
    stops = "The request cannot go to partners until support and risk management are confirmed."
    assert (stops in words(nadia.get(answer["Location"]))) is said
