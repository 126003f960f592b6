"""The steps that Nadia and Clare take with a request, each on its page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reciprocal.property_requests.tests.filling import ANSWERS, page, question, send, step, words
from tests.people import request_row


def test_clare_asks_section_by_section_and_nadia_changes_only_those(client_of: Any, staged: Any) -> None:
    story, clare, nadia = staged("submitted"), client_of("clare"), client_of("nadia")
    missing = clare.post(step(story, "ask_information"), {"sections": ["home"], "message_home": ""})
    assert "Describe the home needed: enter what you need to know" in words(missing)
    assert "Select at least one section" in words(clare.post(step(story, "ask_information")))
    asked = {
        "sections": ["home", "risk"],
        "message_home": "Would they take one fewer?",
        "message_risk": "Who scored it?",
    }
    assert clare.post(step(story, "ask_information"), asked).status_code == 302

    answering = nadia.get(step(story, "answer_information"))
    assert "Example Moves Team needs more" in words(answering)
    assert f'href="{question(story, "bedrooms")}?to=answer"' in answering.content.decode()
    assert "Only the sections that were asked about" in words(nadia.get(question(story, "safe_places")))
    back = send(nadia, f"{question(story, 'bedrooms')}?to=answer", {**ANSWERS["bedrooms"], "fewer_accepted": "yes"})
    assert back["Location"] == step(story, "answer_information")

    assert "Answer each section, or say why you cannot" in words(nadia.post(step(story, "answer_information")))
    nadia.post(step(story, "answer_information"), {"risk": "The service that did has closed."})
    row = request_row(story)
    assert (row.state, row.fewer_accepted) == ("submitted", "yes")
    assert "I cannot answer this because: The service that did has closed." in words(clare.get(page(story)))


def test_who_the_landlord_is_stands_fast_once_it_was_asked(client_of: Any, staged: Any) -> None:
    story, nadia = staged("awaiting_landlord"), client_of("nadia")
    asked = {"sections": ["tenancy"], "message_tenancy": "Which kind?"}
    client_of("liam").post(step(story, "landlord_asks"), asked)
    assert nadia.get(question(story, "landlord")).status_code == 409
    assert nadia.get(question(story, "tenancy_type")).status_code == 200


def test_clare_sees_what_the_landlord_will_read_before_she_asks_it(client_of: Any, staged: Any) -> None:
    story, clare = staged("submitted"), client_of("clare")
    before = words(clare.get(step(story, "seek_approval")))
    assert "What Alder Council will read" in before
    assert "5 chosen, 5 needed" in before
    assert "Croydon" not in before
    asked = words(clare.post(step(story, "seek_approval"), follow=True))
    assert "Alder Council was asked to decide." in asked
    assert request_row(story).state == "awaiting_landlord"


def test_a_hold_comes_back_when_its_reason_says(client_of: Any, staged: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    form = words(nadia.get(step(story, "hold")))
    assert "The applicant cannot be reached" in form
    assert "No active nominating officer" not in form
    assert "Select why it should rest" in words(nadia.post(step(story, "hold")))
    nadia.post(step(story, "hold"), {"reason": "no_contact"})
    assert request_row(story).due_on == date(2026, 3, 17)
    assert "Reason: The applicant cannot be reached." in words(nadia.get(page(story)))
    assert "The request is off hold." in words(nadia.post(step(story, "resume"), follow=True))
    assert request_row(story).state == "circulating"


def test_clare_closes_a_request_for_a_reason(client_of: Any, staged: Any) -> None:
    story, clare = staged("circulating"), client_of("clare")
    assert "Moved by Housing Moves" in words(clare.get(step(story, "close")))
    closed = words(clare.post(step(story, "close"), {"reason": "own_landlord"}, follow=True))
    assert "Reason: Rehoused by their own landlord." in closed
    assert request_row(story).state == "closed"


@pytest.mark.parametrize("state", ["draft", "circulating", "moving"])
def test_withdrawn_consent_stops_everything(client_of: Any, staged: Any, state: str) -> None:
    story, nadia = staged(state), client_of("nadia")
    before = words(nadia.get(step(story, "withdraw_consent")))
    assert "Stop this request?" in before
    assert ("The profile that partners can read" in before) == (state == "circulating")
    assert ("The live offer. It does not count" in before) == (state == "moving")
    stopped = words(nadia.post(step(story, "withdraw_consent"), follow=True))
    assert "Stopped. Tell the applicant, by their safe contact." in stopped
    assert "Reason: Consent withdrawn." in stopped


# What every step answers to everybody in every moment is tried in tests/guarantees/test_lifecycle_matrix.py.
@pytest.mark.parametrize("key", ["seek_approval", "hold", "withdraw_consent"])
def test_a_step_is_a_sentence_where_it_is_not_open_and_nothing_to_strangers(
    client_of: Any, staged: Any, key: str
) -> None:
    story = staged("moved")
    for insider in ("nadia", "clare"):
        for answer in (client_of(insider).get(step(story, key)), client_of(insider).post(step(story, key))):
            assert answer.status_code == 409, (insider, key)
            assert "You cannot do this now" in words(answer)
    for stranger in ("lantern_desk", "cedar_lead", "bart", "audrey"):
        assert client_of(stranger).get(step(story, key)).status_code == 404
        assert client_of(stranger).post(step(story, key)).status_code == 404
