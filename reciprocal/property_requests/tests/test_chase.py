"""The coordinator rings whoever is late: what was said is kept, the clock begins again once, and the officer reads
that somebody rang."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reciprocal.property_requests.models import Chase
from reciprocal.property_requests.tests.filling import page, words
from tests.people import as_, request_row

COLLEAGUE = {
    "answer": "colleague",
    "until_colleague-day": "27",
    "until_colleague-month": "3",
    "until_colleague-year": "2026",
}


def _ring(story: Any, of: str = "landlord") -> str:
    return f"{page(story)}steps/ring_{of}/"


def test_clare_reads_whom_to_ring_and_writes_down_what_was_said(client_of: Any, staged: Any, now: Any) -> None:
    story, clare = staged("awaiting_landlord"), client_of("clare")
    now.forward(days=15)
    asked = words(clare.get(_ring(story)))
    assert "Liam, Alder Council 020 7946 0000" in asked
    assert "Waiting for the tenant's name from the officer" in asked
    said = words(clare.post(_ring(story), COLLEAGUE, follow=True))
    assert "Example Moves Team rang Alder Council." in said
    assert request_row(story).due_on == date(2026, 3, 27)
    assert "Waiting for a colleague's check 27 March 2026" in words(clare.get(_ring(story)))


def test_the_officer_reads_that_somebody_rang_and_not_what_was_said(client_of: Any, staged: Any) -> None:
    story = staged("awaiting_landlord")
    note = {"answer": "not_ours", "note_not_ours": "They moved out years ago."}
    client_of("clare").post(_ring(story), note)
    nadia = words(client_of("nadia").get(page(story)))
    assert "Example Moves Team rang Alder Council." in nadia
    assert "years ago" not in nadia
    assert "Example Moves Team rang you." in words(client_of("liam").get(f"/decisions/{story.request_id}/"))
    with as_("nadia"):
        assert not Chase.objects.exists()
    with as_("liam"):
        assert not Chase.objects.exists()


def test_the_clock_begins_again_once_and_never_where_nobody_answered(client_of: Any, staged: Any) -> None:
    story, clare = staged("awaiting_landlord"), client_of("clare")
    before = request_row(story).due_on
    clare.post(_ring(story), {"answer": "no_answer"})
    assert request_row(story).due_on == before
    clare.post(_ring(story), COLLEAGUE)
    clare.post(_ring(story), {**COLLEAGUE, "until_colleague-day": "31"})
    assert request_row(story).due_on == date(2026, 3, 27)


def test_a_panel_s_day_gives_the_days_after_a_panel_and_the_landlord_s_page_the_same_day(
    client_of: Any, staged: Any
) -> None:
    story = staged("awaiting_landlord")
    day = {"until_panel-day": "27", "until_panel-month": "3", "until_panel-year": "2026"}
    client_of("clare").post(_ring(story), {"answer": "panel", **day})
    assert request_row(story).due_on == date(2026, 3, 31)
    assert "Tuesday 31 March 2026" in words(client_of("liam").get(f"/decisions/{story.request_id}/"))


def test_what_is_missing_or_too_late_gets_a_sentence_and_keeps_what_was_typed(client_of: Any, staged: Any) -> None:
    story, clare = staged("awaiting_landlord"), client_of("clare")
    assert "Select what they said" in words(clare.post(_ring(story), {}))
    assert "Enter the date they named" in words(clare.post(_ring(story), {"answer": "panel"}))
    later = clare.post(_ring(story), {**COLLEAGUE, "until_colleague-year": "2027"})
    assert later.status_code == 422
    assert "must be on or before 2 May 2026" in words(later)
    assert 'value="2027"' in later.content.decode()
    assert "Enter what they said about it" in words(clare.post(_ring(story), {"answer": "not_ours"}))


@pytest.mark.parametrize(("state", "of", "said"), [
    ("information_needed", "officer", "Waiting for another agency"),
    ("circulating", "officer", "Still needed, safe tonight"),
    ("under_offer", "officer", "Viewing is booked"),
    ("moving", "partner", "Signing booked"),
])  # fmt: skip
def test_each_wait_has_its_own_ready_answers(client_of: Any, staged: Any, state: str, of: str, said: str) -> None:
    story = staged(state)
    asked = words(client_of("clare").get(_ring(story, of)))
    assert said in asked
    assert "No answer" in asked
    assert ("Nadia" if of == "officer" else "Lena, Cedar Council") in asked


def test_a_review_and_an_offer_keep_their_day(client_of: Any, staged: Any) -> None:
    for state, answer in (("circulating", "safe"), ("under_offer", "viewing")):
        story = staged(state)
        before = request_row(story).due_on
        client_of("clare").post(_ring(story, "officer"), {"answer": answer})
        assert request_row(story).due_on == before


def test_a_reminder_goes_out_once_a_day_and_only_where_somebody_is_late(client_of: Any, staged: Any, now: Any) -> None:
    story, clare = staged("awaiting_landlord"), client_of("clare")
    remind = f"{page(story)}steps/remind/"
    assert clare.post(remind).status_code == 409
    assert remind not in clare.get(page(story)).content.decode()
    now.forward(days=20)
    assert remind in clare.get(page(story)).content.decode()
    assert clare.post(remind).status_code == 302
    again = clare.post(remind)
    assert again.status_code == 409
    assert "A reminder of this was sent today." in words(again)
