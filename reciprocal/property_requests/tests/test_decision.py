"""Liam decides for Alder Council, on what he may know."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reciprocal.property_requests import actions
from reciprocal.property_requests.tests.filling import decision, page, step, words
from tests.people import ROADS, as_, organisation_id, request_row

FACTS = {
    "reason": "risk_not_high",
    "asked_risk_not_high": "The patch team, last month",
    "facts": "The person causing harm has left the area.",
    "source": "Our patch team, February 2026",
    "would_change": "A recent view of a specialist service",
}


def test_liam_reads_what_he_needs_to_decide(client_of: Any, staged: Any) -> None:
    story = staged("awaiting_landlord")
    text = words(client_of("liam").get(decision(story)))
    assert f"Decide on {request_row(story).draft_reference}" in text
    assert "Your answer is due by Tuesday 17 March 2026 (10 working days left)." in text
    assert "Ask the nominating officer for the name: Nadia" in text
    assert "1 adult, 34, female. 2 children: girl 8, boy 5 · Needs 2 bedrooms" in text
    assert "5 chosen, 5 needed" in text
    assert f"Made for Alder Council on 3 March 2026. {request_row(story).draft_reference}" in text
    assert "Your balance now: even. It would be: owes 1." in text


@pytest.mark.parametrize("state", [state for state in ROADS if state not in ("draft", "submitted")])
def test_the_landlord_never_learns_the_code_nor_where_to(client_of: Any, staged: Any, state: str) -> None:
    story = staged(state)
    liam = client_of("liam")
    answer = liam.get(decision(story))
    if state == "information_needed":  # the coordinator asked before the landlord was
        assert answer.status_code == 404
        return
    read = words(answer) + words(liam.get("/decisions/?show=all"))
    row = request_row(story)
    for secret in (row.code or "no code yet", "Bromley", "Croydon", "Ealing", "Lewisham", "Sutton", "Cedar"):
        assert secret not in read
    assert row.draft_reference in read


def test_youth_violence_shows_what_is_unsafe_and_the_support(client_of: Any, staged: Any) -> None:
    asked = {"unsafe_places": ["hackney", "newham"], "area_assessed": "yes", "support_confirmed": "yes"}
    story = staged("awaiting_landlord", primary_reason="SYV", safe_places=[], risk_managed="yes", **asked)
    text = words(client_of("liam").get(decision(story)))
    assert "Not safe Hackney and Newham" in text
    assert "In the new area: confirmed on 2 March 2026" in text
    assert "Risk management By the same agency · A youth justice worker · plan of 2 March 2026" in text
    assert "Other boroughs Assessed as safe on 2 March 2026 by youth justice" in text
    assert "chosen" not in text


def test_every_line_that_the_landlord_needs_and_no_other(client_of: Any, staged: Any) -> None:
    story = staged(
        "awaiting_landlord",
        other_reasons=["STALK"],
        tenancy_route="joint",
        joint_with="person_causing_harm",
        communication=["spoken", "other"],
        language="arabic",
        other_help="A speaking clock",
        bedrooms_by="therapist",
        bedrooms=3,
        bedrooms_why="A carer sleeps there at times",
        abuse_service="told",
        abuse_service_on=date(2026, 2, 1),
    )
    text = words(client_of("liam").get(decision(story)))
    assert "Joint, with the person causing harm" in text
    assert "a spoken-language interpreter · a speaking clock" in text
    assert "3 bedrooms, as an occupational therapist assessed. A carer sleeps there at times" in text
    assert "Independent domestic violence adviser (IDVA) since January 2026" in text
    assert "Domestic abuse · Stalking" in text
    for other in ("Arabic", "A child's school", "gave them the details", "Sutton", "Other boroughs", "Risk management"):
        assert other not in text


def test_agreeing_needs_the_tick_and_says_what_follows(client_of: Any, staged: Any) -> None:
    story, liam = staged("awaiting_landlord"), client_of("liam")
    missing = liam.post(step(story, "approve"))
    assert missing.status_code == 422
    assert "Confirm that this is your tenant. Ask the officer for the name first" in words(missing)
    assert "1 adult, 34" in words(missing)
    agreed = liam.post(step(story, "approve"), {"our_tenant": "yes"}, follow=True)
    assert "You agreed. The request goes to partners by Tuesday 10 March 2026." in words(agreed)
    assert request_row(story).state == "approved"


def test_asking_stops_the_clock_and_nadia_answers(client_of: Any, staged: Any) -> None:
    story, liam, nadia = staged("awaiting_landlord"), client_of("liam"), client_of("nadia")
    form = words(liam.get(step(story, "landlord_asks")))
    assert "A police report cannot be required." in form
    assert "Choose safe places" not in form
    assert "Select a section" in words(liam.post(step(story, "landlord_asks"), {}))
    liam.post(step(story, "landlord_asks"), {"sections": ["tenancy"], "message_tenancy": "Since when do they hold it?"})
    asked = nadia.get(step(story, "answer_information"))
    assert "Alder Council needs more" in words(asked)
    assert "Since when do they hold it?" in words(asked)
    nadia.post(step(story, "answer_information"), {"tenancy": "The papers are in storage."})
    assert request_row(story).state == "awaiting_landlord"
    assert "The papers are in storage." in words(liam.get(decision(story)))


def test_the_panel_moves_the_day_once(client_of: Any, staged: Any) -> None:
    story, liam = staged("awaiting_landlord"), client_of("liam")
    day = {"panel_on-day": "20", "panel_on-month": "3", "panel_on-year": "2026"}
    past = liam.post(step(story, "set_panel_date"), {**day, "panel_on-day": "2"})
    assert "The panel date must be today or later" in words(past)
    far = liam.post(step(story, "set_panel_date"), {**day, "panel_on-month": "6"})
    assert "If it is later, call 020 7946 0100" in words(far)
    moved = words(liam.post(step(story, "set_panel_date"), day, follow=True))
    assert "Your answer is due by Tuesday 24 March 2026" in moved
    assert "Your panel meets on Friday 20 March 2026." in moved
    assert "Alder Council's panel meets on Friday 20 March 2026." in words(client_of("nadia").get(page(story)))
    again = liam.post(step(story, "set_panel_date"), day)
    assert "The panel date was moved once already. Decide now, or call 020 7946 0100" in words(again)


def test_a_decline_takes_two_steps_and_the_officers_time(client_of: Any, staged: Any, now: Any) -> None:
    story, liam, nadia = staged("awaiting_landlord"), client_of("liam"), client_of("nadia")
    assert "Enter the facts you are relying on" in words(
        liam.post(step(story, "propose_decline"), {**FACTS, "facts": ""})
    )
    said = words(liam.post(step(story, "propose_decline"), FACTS, follow=True))
    assert "The officer has until Tuesday 10 March 2026 to correct the facts. Then you decide again." in said
    assert "steps/decline/" not in liam.get(decision(story)).content.decode()
    refused = liam.post(step(story, "decline"))
    assert "The officer may correct the facts until 10 March 2026." in words(refused)

    correct = words(nadia.get(step(story, "correct_facts")))
    assert "The person causing harm has left the area." in correct
    assert "You have until Tuesday 10 March 2026. If you send nothing, the landlord may decline." in correct
    now.forward(days=9)
    assert "The officer sent no correction. Decide now." in words(liam.get(decision(story)))
    assert "You declined." in words(liam.post(step(story, "decline"), follow=True))
    assert request_row(story).state == "declined"


def test_a_correction_brings_it_back(client_of: Any, staged: Any) -> None:
    story = staged("decline_proposed")
    client_of("nadia").post(
        step(story, "correct_facts"), {"fact_1": "changed", "fact_1_changed": "They came back last week."}
    )
    text = words(client_of("liam").get(decision(story)))
    assert "They came back last week." in text
    assert request_row(story).state == "awaiting_landlord"


def test_after_the_move_liam_knows_that_one_home_is_owed(client_of: Any, staged: Any) -> None:
    text = words(client_of("liam").get(decision(staged("moved"))))
    assert "Moved on" in text
    assert "One home owed." in text


def test_the_list_holds_what_waits_and_then_everything(client_of: Any, staged: Any) -> None:
    liam = client_of("liam")
    assert "No requests are waiting for your decision." in words(liam.get("/decisions/"))
    waiting, done = staged("awaiting_landlord"), staged("approved")
    first, everything = words(liam.get("/decisions/")), words(liam.get("/decisions/?show=all"))
    assert request_row(waiting).draft_reference in first
    assert request_row(done).draft_reference not in first
    assert request_row(done).draft_reference in everything


def test_other_landlords_and_the_barred_see_nothing(client_of: Any, staged: Any, now: Any) -> None:
    story = staged("awaiting_landlord")
    for key in ("cedar_lead", "birch_lead", "petra", "lena", "clare", "nadia"):
        assert client_of(key).get(decision(story)).status_code == 404, key
        assert client_of(key).post(step(story, "approve"), {"our_tenant": "yes"}).status_code in (404, 409), key
    assert request_row(story).state == "awaiting_landlord"
    with_bar = staged("awaiting_landlord")
    with as_("clare") as actor:
        actions.keep_away(actor, with_bar.request_id, at=now.at, organisation_id=organisation_id("Alder Council"))
    assert client_of("liam").get(decision(with_bar)).status_code == 404
    assert client_of("liam").get(step(with_bar, "approve")).status_code == 404
