"""The page of everything that is late or quiet, by the people to ring, and the reminders that go out from it."""

from __future__ import annotations

from typing import Any

from reciprocal.circulation import answers
from reciprocal.property_requests.tests.filling import words
from reciprocal.worklist import reminders
from reciprocal.worklist.tests.test_outbox import LIAM, send
from reciprocal.worklist.tests.test_reminders import bodies, remind
from tests.people import as_, as_system, organisation_id, request_row


def test_nobody_is_late_at_first(client_of: Any, staged: Any) -> None:
    staged("awaiting_landlord")
    assert "Nobody is late." in words(client_of("clare").get("/chase/"))


def test_what_is_late_stands_under_whom_to_ring(client_of: Any, staged: Any, now: Any) -> None:
    waiting, asked, moving = staged("awaiting_landlord"), staged("information_needed"), staged("moving")
    circulating = staged("circulating")
    with as_("clare") as actor:
        cedar = organisation_id("Cedar Council")
        answers.ask_partner(actor, circulating.request_id, at=now.at, organisation_id=cedar)
    now.forward(days=15)
    page = words(client_of("clare").get("/chase/"))
    assert "Alder Council Liam, reciprocal named lead: 020 7946 0000" in page
    assert f"{request_row(waiting).reference}. The landlord has not answered, 1 working day overdue" in page
    assert f"{request_row(asked).reference}. More was asked and not answered, 6 working days overdue" in page
    assert f"{request_row(moving).reference}. Nothing has been heard of the move since Tuesday 3 March 2026" in page
    assert "Asked on 3 March 2026 whether it has a home, and has not answered" in page
    assert "Cedar Council Lena, lettings officer: 020 7946 0000" in page


def test_a_move_that_was_asked_about_is_quiet_until_the_day_that_was_said(
    client_of: Any, staged: Any, now: Any
) -> None:
    story, clare = staged("moving"), client_of("clare")
    now.forward(days=15)
    said = {"answer": "signing", "until_signing-day": "25", "until_signing-month": "3", "until_signing-year": "2026"}
    clare.post(f"/requests/{story.request_id}/steps/ring_partner/", said)
    assert "Nobody is late." in words(clare.get("/chase/"))
    now.forward(days=8)
    assert "Rung on 18 March 2026: Signing booked 25 March 2026." in words(clare.get("/chase/"))


def test_after_a_call_clare_is_back_at_her_list(client_of: Any, staged: Any, now: Any) -> None:
    story, clare = staged("awaiting_landlord"), client_of("clare")
    now.forward(days=15)
    ring = f"/requests/{story.request_id}/steps/ring_landlord/"
    assert f'href="{ring}?to=chase"' in clare.get("/chase/").content.decode()
    assert clare.post(f"{ring}?to=chase", {"answer": "no_answer"})["Location"] == "/chase/"
    assert clare.post(f"{ring}?to=elsewhere", {"answer": "no_answer"})["Location"] == f"/requests/{story.request_id}/"
    assert "Rung on 18 March 2026: No answer." in words(clare.get("/chase/"))


def test_clare_ticks_and_liam_gets_one_list_of_all_that_is_late(client_of: Any, staged: Any, now: Any) -> None:
    one, other = staged("awaiting_landlord"), staged("awaiting_landlord")
    clare = client_of("clare")
    now.forward(days=15)
    remind(now)
    send(now)
    assert "Select whom to remind" in words(clare.post("/chase/", {}))
    ticked = {"remind": [str(one.request_id), str(other.request_id)]}
    assert "2 reminders go out" in words(clare.post("/chase/", ticked, follow=True))
    remind(now)
    assert bodies(now, LIAM) == []  # he had a list today
    now.forward(days=1)
    remind(now)
    first, second = sorted(request_row(story).draft_reference for story in (one, other))
    [sent] = bodies(now, LIAM)
    assert sent.startswith("2 things are overdue | These are waiting for you:")
    assert f"{first}: 2 working days overdue" in sent
    assert f"{second}: 2 working days overdue" in sent
    now.forward(days=1)
    remind(now)
    assert bodies(now, LIAM) == []


def test_a_reminder_that_no_longer_matters_is_not_sent(client_of: Any, staged: Any, now: Any) -> None:
    story, clare = staged("awaiting_landlord"), client_of("clare")
    now.forward(days=15)
    clare.post("/chase/", {"remind": [str(story.request_id)]})
    client_of("liam").post(f"/requests/{story.request_id}/steps/approve/", {"our_tenant": "yes"})
    with as_system():
        asked = list(reminders._asked_for(now.at.date()))
    assert asked == []


def test_a_partner_kept_away_since_it_was_asked_is_chased_no_more(client_of: Any, staged: Any, now: Any) -> None:
    story, clare = staged("circulating"), client_of("clare")
    cedar = organisation_id("Cedar Council")
    with as_("clare") as actor:
        answers.ask_partner(actor, story.request_id, at=now.at, organisation_id=cedar)
    now.forward(days=7)
    assert "Cedar Council" in words(clare.get("/chase/"))
    clare.post(f"/requests/{story.request_id}/steps/keep_away/", {"organisation": str(cedar), "whom": "everybody"})
    assert "Nobody is late." in words(clare.get("/chase/"))
