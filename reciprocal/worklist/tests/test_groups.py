"""What stands under which heading: danger first, what waits says when others are reminded, what is done stands last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from reciprocal.homes import actions as homes
from reciprocal.offers import actions as offers
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import reviews
from reciprocal.property_requests.tests.filling import words
from reciprocal.worklist import daily
from reciprocal.worklist.lately import lately
from reciprocal.worklist.queries import items
from reciprocal.worklist.rows import grouped
from tests.people import Now, Story, as_, as_system, declare, request_row

pytestmark = pytest.mark.django_db
Staged = Callable[..., Story]


def waits(who: str, now: Now) -> list[str]:
    """The sentences under "Waiting for others"."""
    with as_(who) as actor:
        groups = grouped(items(actor, now.at.date()), now.at.date())
    return [item.sentence for group in groups if group.heading == "Waiting for others" for item in group.items]


def done(who: str, now: Now) -> list[tuple[str, str]]:
    """What is done, by reference and sentence."""
    with as_(who) as actor:
        listed = {item.reference for item in items(actor, now.at.date())}
        return [(one.reference, one.sentence) for one in lately(actor, now.at.date()).done(listed)]


def page(client_of: Any, who: str) -> str:
    """The words of a worklist."""
    return words(client_of(who).get("/worklist/"))


def test_whoever_waits_for_the_landlord_reads_when_it_is_reminded(staged: Staged, now: Now) -> None:
    row = request_row(staged("awaiting_landlord"))
    for who in ("nadia", "clare"):
        assert waits(who, now) == [
            "Waiting for Alder Council, since 3 March 2026. We remind them on 10 March 2026",
        ], row.due_on
    now.forward(days=7)
    assert waits("nadia", now) == ["Waiting for Alder Council, since 3 March 2026. We remind them on 13 March 2026"]


def test_after_the_last_reminder_no_day_is_promised(staged: Staged, now: Now) -> None:
    staged("awaiting_landlord")
    now.forward(days=10)
    assert waits("nadia", now) == ["Waiting for Alder Council, since 3 March 2026"]


def test_whoever_waits_for_an_answer_to_an_offer_reads_when_the_officer_is_reminded(staged: Staged, now: Now) -> None:
    staged("under_offer")
    (lena,), (clare,) = waits("lena", now), waits("clare", now)
    assert ". We remind them on " in lena
    assert lena.rpartition(". ")[2] == clare.rpartition(". ")[2]


def test_danger_stands_first_until_the_coordinator_takes_a_step(client_of: Any, staged: Staged, now: Now) -> None:
    story = staged("circulating")
    now.forward(hours=1)
    with as_("nadia") as actor:
        reviews.not_safe_tonight(actor, story.request_id, at=now.at)
    said = page(client_of, "clare")
    assert "Safety first (1)" in said
    assert "Act today" in said
    assert said.index("Safety first") < said.index("Told to you")
    assert "Safety first" not in page(client_of, "nadia")
    now.forward(hours=1)
    with as_("clare") as actor:
        requests.hold(actor, story.request_id, at=now.at, reason="risk")
    assert "Safety first" not in page(client_of, "clare")


def test_a_lapse_is_no_danger_that_somebody_told_and_has_its_own_row(client_of: Any, staged: Staged, now: Now) -> None:
    staged("under_offer")
    now.forward(days=20)
    with as_system():
        assert daily.lapse_offers(now.at) == 1
    said = page(client_of, "clare")
    assert "Take it off hold or close it" in said
    assert "Safety first" not in said


def test_notice_given_by_the_tenant_stands_first(client_of: Any, staged: Staged) -> None:
    row = request_row(staged("submitted", tenancy_held="notice", notice_ends=date(2026, 3, 30)))
    said = page(client_of, "clare")
    assert "Safety first (1)" in said
    assert f"{row.draft_reference} needs you today." in said[: said.index("Told to you")]


def test_the_coordinator_is_asked_to_chase_from_the_day_on_which_an_answer_is_due(staged: Staged, now: Now) -> None:
    story = staged("awaiting_landlord")
    due = request_row(story).due_on
    assert due == date(2026, 3, 17)
    now.forward(days=13)
    assert _clare(now) == []
    now.forward(days=1)
    assert _clare(now) == [("The landlord has not answered, due today", "Chase")]
    now.forward(days=2)
    assert _clare(now) == [("The landlord has not answered, 2 working days overdue", "Chase")]


def _clare(now: Now) -> list[tuple[str, str]]:
    with as_("clare") as actor:
        return [(item.sentence, item.button) for item in items(actor, now.at.date()) if item.mine]


def test_what_ended_is_done_for_those_who_worked_on_it_and_for_a_week(staged: Staged, now: Now) -> None:
    story = staged("moved")
    row = request_row(story)
    assert [reference for reference, _ in done("nadia", now)] == [row.reference]
    assert [reference for reference, _ in done("clare", now)] == [row.reference]
    assert [reference for reference, _ in done("lena", now)] == [row.code]
    now.forward(days=8)
    for who in ("nadia", "clare", "lena"):
        assert done(who, now) == []


def test_the_landlord_reads_its_own_answer_and_nothing_of_what_came_after(staged: Staged, now: Now) -> None:
    row = request_row(staged("under_offer"))
    assert done("liam", now) == [(row.draft_reference, "You agreed.")]


def test_an_offer_that_came_to_nothing_is_not_among_what_a_partner_has_done(staged: Staged, now: Now) -> None:
    story = staged("under_offer")
    assert story.offer_id
    with as_("lena") as actor:
        offers.withdraw_offer(actor, story.offer_id, at=now.at, reason="not_ready")
    assert done("lena", now) == []


def test_a_home_that_left_the_list_is_done(now: Now) -> None:
    with as_("lena") as actor:
        home = declare(actor, now.at)
    assert done("lena", now) == []
    with as_("lena") as actor:
        homes.take_off(actor, home, at=now.at, fate="let_elsewhere")
    ((label, sentence),) = done("lena", now)
    assert label
    assert sentence
    assert done("bart", now) == []


def test_the_page_keeps_what_is_done_closed(client_of: Any, staged: Staged) -> None:
    staged("moved")
    html = client_of("nadia").get("/worklist/").content.decode()
    assert '<details class="govuk-details">' in html
    assert "Done in the last 7 days (1)" in html
