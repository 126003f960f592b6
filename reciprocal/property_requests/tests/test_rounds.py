"""More is asked in several rounds; while it waits the clock stands still, and the landlord reads its own alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from reciprocal.property_requests.tests.filling import ANSWERS, decision, page, question, send, step, words
from tests.people import request_row


def test_the_landlords_day_moves_by_the_days_that_it_waited(client_of: Any, staged: Any, now: Any) -> None:
    story, liam, nadia = staged("awaiting_landlord"), client_of("liam"), client_of("nadia")
    assert request_row(story).due_on == date(2026, 3, 17)
    now.forward(days=2)
    liam.post(step(story, "landlord_asks"), {"sections": ["tenancy"], "message_tenancy": "Joint or sole?"})
    now.forward(days=6)  # Thursday to Wednesday: four working days
    nadia.post(step(story, "answer_information"), {"tenancy": "The papers are in storage."})
    row = request_row(story)
    assert (row.state, row.due_on, row.stopped_due_on) == ("awaiting_landlord", date(2026, 3, 23), None)
    assert "Your answer is due by Monday 23 March 2026" in words(liam.get(decision(story)))


def test_two_rounds_go_back_to_who_asked_and_the_landlord_never_reads_the_coordinators(
    client_of: Any, staged: Any, now: Any
) -> None:
    story, clare, nadia, liam = staged("submitted"), client_of("clare"), client_of("nadia"), client_of("liam")
    for message in ("Is the floor right?", "And the lift?"):
        clare.post(step(story, "ask_information"), {"sections": ["home"], "message_home": message})
        now.forward(days=1)
        lift = {**ANSWERS["highest_floor"], "lift_needed": "yes"}
        assert send(nadia, f"{question(story, 'highest_floor')}?to=answer", lift).status_code == 302
        nadia.post(step(story, "answer_information"))
        assert request_row(story).state == "submitted"
    clare.post(step(story, "seek_approval"))
    liam.post(step(story, "landlord_asks"), {"sections": ["risk"], "message_risk": "Who scored it?"})
    assert "Alder Council needs more" in words(nadia.get(step(story, "answer_information")))
    nadia.post(step(story, "answer_information"), {"risk": "The service has closed."})
    assert request_row(story).state == "awaiting_landlord"
    read = words(liam.get(decision(story)))
    assert "Who scored it?" in read
    assert "I cannot answer this because: The service has closed." in read
    assert "And the lift?" not in read
    assert words(nadia.get(page(story))).count("And the lift?") == 1


def test_nothing_to_correct_lets_the_landlord_decline_at_once(client_of: Any, staged: Any) -> None:
    story, liam, nadia = staged("decline_proposed"), client_of("liam"), client_of("nadia")
    right = words(nadia.post(step(story, "correct_facts"), {"fact_1": "right"}))
    assert "Say which fact is wrong or has changed, or choose “Nothing to correct”." in right
    assert "Sent. The landlord decides now." in words(nadia.post(step(story, "nothing_to_correct"), follow=True))
    assert "Nothing to correct" in words(liam.get(decision(story)))
    assert "You declined." in words(liam.post(step(story, "decline"), follow=True))


def test_after_a_correction_the_landlord_names_its_facts_again_before_it_declines(client_of: Any, staged: Any) -> None:
    story, liam = staged("decline_proposed"), client_of("liam")
    wrong = {"fact_1": "wrong", "fact_1_wrong": "The case is open."}
    assert "Enter what is right instead of fact 1" in words(
        client_of("nadia").post(step(story, "correct_facts"), {"fact_1": "wrong"})
    )
    client_of("nadia").post(step(story, "correct_facts"), wrong)
    assert "The officer: This is wrong. The case is open." in words(liam.get(decision(story)))
    assert "Agree, or say which facts you still rely on." in words(liam.post(step(story, "decline")))
    assert liam.post(step(story, "approve"), {"our_tenant": "yes"}).status_code == 302


def test_a_hold_stops_the_clock_too(client_of: Any, staged: Any, now: Any) -> None:
    story, clare = staged("awaiting_landlord"), client_of("clare")
    now.forward(days=1)
    clare.post(step(story, "hold"), {"reason": "risk"})
    now.forward(days=7)
    clare.post(step(story, "resume"))
    row = request_row(story)
    assert (row.state, row.due_on) == ("awaiting_landlord", date(2026, 3, 24))
