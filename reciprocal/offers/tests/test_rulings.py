"""A refusal in the applicant's own words, and whether it counts: the coordinator's ruling and one second look."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.homes.models import Home
from reciprocal.ledger.models import Line
from reciprocal.offers import actions, rulings
from reciprocal.offers.models import Ruling
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook.reasons import REFUSALS
from tests.people import NOON, Story, as_, request_row

NEVER = [code for code, reason in REFUSALS.items() if not reason.needs_ruling]
RULED = [code for code, reason in REFUSALS.items() if reason.needs_ruling]


def refuse(story: Story, reason: str) -> None:
    """Nadia records the applicant's no."""
    assert story.offer_id is not None
    with as_("nadia") as nadia:
        actions.refuse(nadia, story.offer_id, at=NOON, words="In their own words.", reason=reason)


def rule(story: Story, who: str = "clare", *, counts: bool = True, why: str = "It met every need.") -> None:
    """A coordinator rules on it."""
    assert story.offer_id is not None
    with as_(who) as actor:
        rulings.rule(actor, story.offer_id, at=NOON, counts=counts, why=why)


@pytest.mark.parametrize("reason", NEVER)
def test_what_never_counts_circulates_at_once(staged: Any, reason: str) -> None:
    story = staged("under_offer")
    refuse(story, reason)
    assert request_row(story).state == "circulating"
    with pytest.raises(RefusedError):
        rule(story)


@pytest.mark.parametrize("reason", RULED)
def test_any_other_waits_five_working_days_for_the_ruling(staged: Any, reason: str) -> None:
    story = staged("under_offer")
    refuse(story, reason)
    row = request_row(story)
    assert (row.state, str(row.due_on)) == ("ruling_awaited", "2026-03-10")
    with as_("lena"):
        assert Home.objects.get(pk=story.home_id).state == "open"
    with as_("clare"):
        assert not Line.objects.exists()


def test_too_small_never_counts_where_the_home_is_below_the_need(staged: Any) -> None:
    story = staged("under_offer", bedrooms=3, fewer_accepted="yes")
    refuse(story, "too_small")
    assert request_row(story).state == "circulating"


def test_one_that_does_not_count_goes_on_and_leaves_the_number_as_it_was(staged: Any) -> None:
    story = staged("under_offer")
    refuse(story, "features")
    rule(story, counts=False, why="The garden was promised.")
    assert request_row(story).state == "circulating"
    with as_("nadia"):
        assert rulings.cap_of(story.request_id, NOON.date()) == rulings.Cap(1, 0)


def test_one_that_counts_uses_the_offer_and_closes_the_request(staged: Any) -> None:
    story = staged("under_offer")
    refuse(story, "features")
    rule(story)
    row = request_row(story)
    assert (row.state, row.closed_reason) == ("closed", "cap")
    with as_("clare"):
        assert rulings.cap_of(story.request_id, NOON.date()).used == 1
        assert not Line.objects.exists()


def test_it_cannot_count_where_the_applicant_had_not_been_told(staged: Any) -> None:
    story = staged("under_offer")
    refuse(story, "features")
    with as_("nadia"):
        PropertyRequest.objects.filter(pk=story.request_id).update(explained=["keep_tenancy"])
    with pytest.raises(RefusedError, match="had not been told how many offers"):
        rule(story)
    rule(story, counts=False)


def test_another_person_looks_once_and_a_changed_ruling_reopens_the_request(staged: Any) -> None:
    story = staged("under_offer")
    refuse(story, "features")
    rule(story)
    with as_("moves_desk") as desk, pytest.raises(RefusedError, match="Nobody waits for a second look"):
        rulings.rule_again(desk, story.offer_id, at=NOON, counts=False, why="The floor was too high.")
    with as_("nadia") as nadia:
        rulings.ask_second_ruling(nadia, story.offer_id, at=NOON)
        with pytest.raises(RefusedError, match="asked for already"):
            rulings.ask_second_ruling(nadia, story.offer_id, at=NOON)
    with as_("clare") as clare, pytest.raises(RefusedError, match="Somebody else takes the second look"):
        rulings.rule_again(clare, story.offer_id, at=NOON, counts=False, why="I think again.")
    with as_("moves_desk") as desk:
        rulings.rule_again(desk, story.offer_id, at=NOON, counts=False, why="The floor was too high.")
    row = request_row(story)
    assert (row.state, row.closed_reason) == ("circulating", "")
    with as_("nadia"):
        assert rulings.cap_of(story.request_id, NOON.date()).used == 0


def test_a_second_look_that_changes_nothing_leaves_it_closed(staged: Any) -> None:
    story = staged("under_offer")
    refuse(story, "features")
    rule(story)
    with as_("nadia") as nadia:
        rulings.ask_second_ruling(nadia, story.offer_id, at=NOON)
    with as_("moves_desk") as desk:
        rulings.rule_again(desk, story.offer_id, at=NOON, counts=True, why="It met every need.")
    assert request_row(story).closed_reason == "cap"


def test_a_second_look_is_asked_for_within_ten_working_days(staged: Any, now: Any) -> None:
    story = staged("under_offer")
    refuse(story, "features")
    rule(story)
    with as_("nadia") as nadia:
        now.forward(days=14)  # ten working days
        assert rulings.open_steps(story.offer_id, "closed", now.at.date()) == {"ask_second_ruling"}
        now.forward(days=1)
        with pytest.raises(RefusedError, match="The time for a second look is over"):
            rulings.ask_second_ruling(nadia, story.offer_id, at=now.at)


def test_the_database_itself_takes_no_second_ruling_from_the_same_person(staged: Any) -> None:
    story = staged("under_offer")
    refuse(story, "features")
    rule(story)
    with as_("clare") as clare:
        first = Ruling.objects.get()
        second = Ruling(
            offer_id=story.offer_id, request_id=story.request_id, again=True, counts=False, why="x", at=NOON
        )
        second.by_id = first.by_id
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            second.save(force_insert=True)
        assert clare.membership == first.by_id
    with as_("moves_desk") as desk:  # the same row by somebody else is taken, so it was the person
        second.by_id = desk.membership
        second.save(force_insert=True)


@pytest.mark.parametrize(
    ("reason", "waits"), [("viewing_unsafe", "after_coordinator"), ("description", "after_correction")]
)
def test_a_home_waits_where_the_table_says_so(staged: Any, reason: str, waits: str) -> None:
    story = staged("under_offer")
    refuse(story, reason)
    with as_("lena"):
        assert Home.objects.get(pk=story.home_id).opens_after == waits


def test_nobody_else_rules(staged: Any) -> None:
    story = staged("under_offer")
    refuse(story, "features")
    for key in ("lena", "bart", "liam", "max"):
        with pytest.raises(HiddenError):
            rule(story, key)
    with pytest.raises(RefusedError):
        rule(story, "nadia")


def test_the_pages_lead_from_the_no_to_the_ruling_and_the_second_look(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    nadia, clare, url = client_of("nadia"), client_of("clare"), f"/offers/{story.offer_id}/"
    said = nadia.post(f"{url}steps/refuse/", {"words": "There is no garden.", "reason": "features"}, follow=True)
    assert "decides by 10 March 2026 whether it counts." in said.content.decode()
    assert "Rule on a refusal" in clare.get("/worklist/").content.decode()
    page = clare.get(f"{url}steps/rule/").content.decode()
    for text in ("There is no garden.", "Counting this uses offer 1 of 1. The request closes.", "until 17 March 2026"):
        assert text in page, text
    page = clare.post(f"{url}steps/rule/", {"counts": "", "why": ""}).content.decode()
    assert "Select whether it counts" in page
    assert "Enter why. The officer will read this" in page
    clare.post(f"{url}steps/rule/", {"counts": "yes", "why": "It met every need."})
    page = nadia.get(url).content.decode()
    assert (
        "The refusal counts. The reason is: It met every need. You can ask for a second look by 17 March 2026." in page
    )
    nadia.post(f"{url}steps/ask_second_ruling/", {})
    assert "Second look asked for" not in clare.get("/worklist/").content.decode()
    desk = client_of("moves_desk")
    assert "Second look asked for" in desk.get("/worklist/").content.decode()
    desk.post(f"{url}steps/rule_again/", {"counts": "no", "why": "The floor was too high."})
    assert "The refusal does not count. We keep looking." in nadia.get(url).content.decode()


def test_a_hold_that_the_reason_suggests_is_the_next_page_chosen_already(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    answer = client_of("nadia").post(
        f"/offers/{story.offer_id}/steps/refuse/", {"words": "He rang me.", "reason": "pressure"}
    )
    assert answer.headers["Location"] == f"/requests/{story.request_id}/steps/hold/?reason=pressure"
    page = client_of("nadia").get(answer.headers["Location"]).content.decode()
    assert 'value="pressure" checked' in page
