"""Whoever is late says by themselves where it stands, in one click: the coordinator reads it, and nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reciprocal.notifications.models import Notice
from reciprocal.property_requests.models import Chase
from reciprocal.property_requests.tests.filling import page, words
from reciprocal.rulebook.chasing import READY, SAYS
from tests.people import as_, request_row

ABOUT_NOT_OURS = "They moved out years ago."


def _say(story: Any, of: str = "landlord") -> str:
    return f"{page(story)}steps/{of}_says/"


def _day(code: str, day: int, month: int = 3) -> dict[str, str]:
    name = f"until_{code}"
    return {"answer": code, f"{name}-day": str(day), f"{name}-month": str(month), f"{name}-year": "2026"}


def _told(who: str, story: Any) -> list[str]:
    with as_(who):
        return list(
            Notice.objects.filter(request_id=story.request_id).order_by("at", "pk").values_list("key", flat=True)
        )


def test_liam_says_it_in_one_click_from_his_worklist_and_from_the_decision(
    client_of: Any, staged: Any, now: Any
) -> None:
    story, liam = staged("awaiting_landlord"), client_of("liam")
    assert _say(story) not in liam.get("/worklist/").content.decode()
    assert _say(story) not in liam.get(f"/decisions/{story.request_id}/").content.decode()
    now.forward(days=15)
    assert f'href="{_say(story)}">Say where it stands' in liam.get("/worklist/").content.decode()
    assert _say(story) in liam.get(f"/decisions/{story.request_id}/").content.decode()
    asked = words(liam.get(_say(story)))
    assert "Where does it stand?" in asked
    for said in READY["landlord", "awaiting_landlord"]:
        assert said.text in asked
    assert "No answer" not in asked
    saved = liam.post(_say(story), {"answer": "name"}, follow=True)
    assert saved.redirect_chain == [(f"/decisions/{story.request_id}/", 302)]
    assert "reads what you said, and nobody else" in words(saved)
    assert "You said where it stands." in words(saved)


def test_the_first_answer_moves_the_day_and_the_second_tells_the_coordinator(
    client_of: Any, staged: Any, now: Any
) -> None:
    story, liam = staged("awaiting_landlord"), client_of("liam")
    now.forward(days=15)
    before = _told("clare", story)
    liam.post(_say(story), _day("colleague", 27))
    assert request_row(story).due_on == date(2026, 3, 27)
    assert "Friday 27 March 2026" in words(liam.get(f"/decisions/{story.request_id}/"))
    assert _told("clare", story) == before
    now.forward(days=13)
    liam.post(_say(story), _day("colleague", 10, 4))
    assert request_row(story).due_on == date(2026, 3, 27)
    assert _told("clare", story) == [*before, "update"]


def test_what_was_said_on_the_telephone_counts_as_the_first_answer(client_of: Any, staged: Any, now: Any) -> None:
    story = staged("awaiting_landlord")
    now.forward(days=15)
    client_of("clare").post(f"{page(story)}steps/ring_landlord/", {"answer": "away"})
    day = request_row(story).due_on
    now.forward(days=30)
    client_of("liam").post(_say(story), _day("colleague", 30, 4))
    assert request_row(story).due_on == day


def test_clare_reads_it_on_her_list_and_where_she_rings(client_of: Any, staged: Any, now: Any) -> None:
    story, clare = staged("awaiting_landlord"), client_of("clare")
    now.forward(days=15)
    client_of("liam").post(_say(story), _day("colleague", 27))
    said = "Said by themselves on 18 March 2026: Waiting for a colleague's check 27 March 2026."
    assert said in words(clare.get(f"{page(story)}steps/ring_landlord/"))
    now.forward(days=13)
    assert said in words(clare.get("/chase/"))
    clare.post(f"{page(story)}steps/ring_landlord/", {"answer": "no_answer"})
    assert "Rung on 31 March 2026: No answer." in words(clare.get("/chase/"))


def test_the_other_side_learns_nothing_of_what_was_said(client_of: Any, staged: Any, now: Any) -> None:
    story, nadia, liam = staged("awaiting_landlord"), client_of("nadia"), client_of("liam")
    now.forward(days=15)
    liam.post(_say(story), {"answer": "not_ours", "note_not_ours": ABOUT_NOT_OURS})
    read = words(nadia.get(page(story)))
    assert "The landlord said where it stands." in read
    assert "years ago" not in read
    assert "Not our tenant" not in read
    for who in ("nadia", "liam", "lena", "bart"):
        with as_(who):
            assert not Chase.objects.exists()
    with as_("clare"):  # there is something that they could have read
        assert Chase.objects.get().note == ABOUT_NOT_OURS
    assert "update" in _told("clare", story)


def test_the_landlord_learns_nothing_of_what_the_officer_said(client_of: Any, staged: Any, now: Any) -> None:
    story, nadia = staged("information_needed"), client_of("nadia")
    now.forward(days=15)
    assert f'href="{_say(story, "officer")}">Say where it stands' in nadia.get("/worklist/").content.decode()
    liam = client_of("liam")
    before = liam.get("/worklist/").content, liam.get("/decisions/?show=all").content
    nadia.post(_say(story, "officer"), {"answer": "applicant"})
    assert "The officer said where it stands." in words(nadia.get(page(story)))
    assert request_row(story).due_on > now.at.date()
    after = liam.get("/worklist/").content, liam.get("/decisions/?show=all").content
    assert [_plain(one) for one in before] == [_plain(one) for one in after]


def _plain(content: bytes) -> list[str]:
    return [line for line in content.decode().splitlines() if "csrf" not in line and "made_for" not in line]


@pytest.mark.parametrize(("state", "days", "links"), [
    ("information_needed", 15, ["no_longer_needed"]),
    ("circulating", 120, ["review", "not_safe_tonight", "no_longer_needed"]),
    ("under_offer", 14, ["accept", "refuse"]),
])  # fmt: skip
def test_what_means_a_step_leads_to_it_and_is_not_kept(
    client_of: Any, staged: Any, now: Any, state: str, days: int, links: list[str]
) -> None:
    story, nadia = staged(state), client_of("nadia")
    now.forward(days=days)
    asked = nadia.get(_say(story, "officer")).content.decode()
    for key in links:
        where = f"/offers/{story.offer_id}/" if key in ("accept", "refuse") else page(story)
        assert f'href="{where}steps/{key}/"' in asked
        assert nadia.get(f"{where}steps/{key}/").status_code == 200
    leading = [said.code for said in READY["officer", state] if said.leads]
    assert len(leading) == len(links)
    for code in leading:
        assert nadia.post(_say(story, "officer"), {"answer": code}).status_code == 422
    with as_("clare"):
        assert not Chase.objects.exists()


def test_a_review_and_an_offer_keep_their_day(client_of: Any, staged: Any, now: Any) -> None:
    nadia = client_of("nadia")
    for state, days, answer, then in (
        ("under_offer", 14, "no_contact", ""),
        ("circulating", 120, "changed", "steps/change_request/"),
    ):
        story = staged(state)
        before = request_row(story).due_on
        now.forward(days=days)
        gone = nadia.post(_say(story, "officer"), {"answer": answer})
        assert gone["Location"] == f"{page(story)}{then}"
        assert request_row(story).due_on == before
        with as_("clare"):
            assert Chase.objects.get(request_id=story.request_id).answer == answer


def test_nobody_says_anything_before_they_are_late(client_of: Any, staged: Any) -> None:
    story, liam = staged("awaiting_landlord"), client_of("liam")
    asked = words(liam.get(_say(story)))
    assert "This is not overdue" in asked
    assert "I am away" not in asked
    refused = liam.post(_say(story), {"answer": "away"})
    assert refused.status_code == 409
    assert "This is not overdue" in words(refused)
    with as_("clare"):
        assert not Chase.objects.exists()


def test_what_is_missing_gets_a_sentence_and_keeps_what_was_typed(client_of: Any, staged: Any, now: Any) -> None:
    story, liam = staged("awaiting_landlord"), client_of("liam")
    now.forward(days=15)
    assert "Select where it stands" in words(liam.post(_say(story), {}))
    assert "Enter the date you name" in words(liam.post(_say(story), {"answer": "panel"}))
    assert "Enter what you want to say about it" in words(liam.post(_say(story), {"answer": "not_ours"}))
    later = liam.post(_say(story), _day("panel", 27) | {"until_panel-year": "2027"})
    assert later.status_code == 422
    assert 'value="2027"' in later.content.decode()
    assert request_row(story).due_on == date(2026, 3, 17)


def test_lena_says_where_the_move_stands_and_clare_asks_no_more_until_then(
    client_of: Any, staged: Any, now: Any
) -> None:
    story, lena, clare = staged("moving"), client_of("lena"), client_of("clare")
    where = f"/offers/{story.offer_id}/steps/partner_says/"
    assert where in lena.get(f"/offers/{story.offer_id}/").content.decode()
    assert where not in lena.get("/worklist/").content.decode()
    now.forward(days=15)
    assert where in lena.get("/worklist/").content.decode()
    assert "Nobody is late." not in words(clare.get("/chase/"))
    saved = lena.post(where, _day("signing", 25), follow=True)
    assert "You said where it stands." in words(saved)
    assert "Nobody is late." in words(clare.get("/chase/"))
    assert "Signing booked" not in words(client_of("nadia").get(page(story)))
    lena.post(where, {"answer": "fallen_through", "note_fallen_through": "The seller withdrew."})
    assert "update" in _told("clare", story)


def test_another_landlord_and_whoever_is_kept_away_find_nothing(client_of: Any, staged: Any, now: Any) -> None:
    story = staged("moving")
    other = staged("awaiting_landlord")
    now.forward(days=15)
    for who in ("bart", "lena", "audrey"):
        for key in SAYS.values():
            for where in (f"{page(other)}steps/{key}/", f"/offers/{other.request_id}/steps/{key}/"):
                assert client_of(who).post(where, {"answer": "away"}).status_code == 404
    assert client_of("bart").get(f"/offers/{story.offer_id}/steps/partner_says/").status_code == 404
    assert client_of("liam").post(_say(story), {"answer": "away"}).status_code == 409
