"""Reminders: by the days of the lifecycle's rows, once, and at most one mail a person and day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from reciprocal.notifications.models import Mail
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import approvals
from reciprocal.worklist import reminders
from reciprocal.worklist.tests.test_outbox import CLARE, LENA, LIAM, NADIA, send, to
from tests.people import Now, Story, as_, as_system, organisation_id, request_row

pytestmark = pytest.mark.django_db
Staged = Callable[..., Story]
PETRA = "petra@alder-council.example"


def remind(now: Now) -> int:
    """Queue the reminders of the day."""
    with as_system():
        return reminders.remind(now.at)


def on(now: Now, month: int, day: int, hour: int = 12) -> None:
    """Let it be that day of 2026."""
    now.at = datetime(2026, month, day, hour, tzinfo=UTC)


def bodies(now: Now, address: str) -> list[str]:
    """What goes to somebody now: subjects and lines, without the frame."""
    return [
        f"{message.subject} | {str(message.body).split('Sign in:')[0].removeprefix('Hello,').strip()}"
        for message in send(now)
        if message.to == [address]
    ]


def test_the_landlord_is_reminded_at_five_and_eight_days_then_the_coordinator_then_its_manager(
    staged: Staged, now: Now
) -> None:
    reference = request_row(staged("awaiting_landlord")).draft_reference  # Tuesday 3 March, due on 17 March
    send(now)
    told: dict[str, list[str]] = {LIAM: [], CLARE: [], PETRA: []}
    for day in range(4, 32):
        on(now, 3, day)
        remind(now)
        for message in send(now):
            if message.to[0] not in told:  # another coordinator
                continue
            line = str(message.body).split("\n\n")[1]
            told[message.to[0]].append(f"{day}: {message.subject}: {line}")
    assert told == {
        LIAM: [
            f"10: {reference}: reminder: {reference} is due on Tuesday 17 March 2026.",
            f"13: {reference}: reminder: {reference} is due on Tuesday 17 March 2026.",
        ],
        CLARE: [f"17: {reference}: overdue: {reference} is due today. Sign in to see whom to ring."],
        PETRA: [
            "31: Your organisation: overdue: Something for your organisation is 10 working days overdue. "
            "Example Moves Team will ring you."
        ],
    }


def test_a_panel_date_moves_the_reminders(staged: Staged, now: Now) -> None:
    story = staged("awaiting_landlord")
    with as_("liam") as actor:
        approvals.set_panel_date(actor, story.request_id, at=now.at, panel_on=datetime(2026, 3, 16).date())
    due = request_row(story).due_on
    assert due == datetime(2026, 3, 18).date()
    send(now)
    on(now, 3, 10)
    assert remind(now) == 0
    on(now, 3, 11)
    assert remind(now) == 1


def test_nobody_is_reminded_twice_of_the_same(staged: Staged, now: Now) -> None:
    staged("awaiting_landlord")
    send(now)
    on(now, 3, 10)
    assert [remind(now), remind(now)] == [1, 0]
    on(now, 3, 11)
    assert remind(now) == 0


def test_nobody_is_written_to_before_nine(staged: Staged, now: Now) -> None:
    staged("awaiting_landlord")
    on(now, 3, 10, hour=8)
    assert remind(now) == 0
    on(now, 3, 10, hour=9)
    assert remind(now) == 1


def test_all_late_things_are_in_one_list_of_references(staged: Staged, now: Now) -> None:
    references = sorted(request_row(staged("information_needed")).draft_reference for _ in range(3))
    send(now)
    on(now, 3, 12)  # due on Tuesday 10 March
    remind(now)
    (said,) = bodies(now, NADIA)
    subject, listed = said.split(" | ")
    assert subject == "3 things are overdue"
    head, *lines = [line for line in listed.splitlines() if line]
    assert head == "These are waiting for you:"
    assert sorted(lines) == [f"{reference}: 2 working days overdue" for reference in references]


def test_one_person_gets_at_most_one_list_a_day_and_the_rest_comes_tomorrow(staged: Staged, now: Now) -> None:
    staged("information_needed")
    send(now)
    on(now, 3, 12, hour=10)
    assert remind(now) == 1
    now.at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    staged("information_needed")
    on(now, 3, 12, hour=15)
    assert remind(now) == 0
    on(now, 3, 13)
    assert remind(now) == 1
    with as_system():
        assert Mail.objects.filter(kind="reminder").count() == 2


def test_what_was_done_meanwhile_is_not_in_the_list(staged: Staged, now: Now) -> None:
    story = staged("information_needed")
    send(now)
    on(now, 3, 12)
    remind(now)
    with as_("nadia") as actor:
        requests.withdraw_consent(actor, story.request_id, at=now.at)
    assert not any("overdue" in subject for subject in to(send(now), NADIA))
    with as_system():
        assert Mail.objects.get(kind="reminder").why_not == "nothing is left"


def test_a_draft_is_reminded_of_twice_before_it_goes(staged: Staged, now: Now) -> None:
    reference = request_row(staged("draft")).draft_reference  # deleted on 2 April
    said = []
    for month, day in ((3, 16), (3, 17), (3, 27), (3, 28)):
        on(now, month, day)
        remind(now)
        said += [f"{day}: {line}" for line in bodies(now, NADIA)]
    assert said == [
        f"17: {reference}: reminder | Your draft is waiting.",
        f"28: {reference}: reminder | Your draft is deleted on Thursday 2 April 2026.",
    ]


def test_an_offer_is_reminded_of_to_the_officer_a_working_day_before(staged: Staged, now: Now) -> None:
    row = request_row(staged("under_offer"))  # answer by Tuesday 10 March
    send(now)
    on(now, 3, 9)
    remind(now)
    assert bodies(now, NADIA) == [f"{row.code}: reminder | {row.code} is due on Tuesday 10 March 2026."]


def test_a_partner_kept_away_after_it_was_queued_gets_no_reminder(staged: Staged, now: Now) -> None:
    story = staged("awaiting_landlord")
    send(now)
    on(now, 3, 10)
    remind(now)
    with as_("clare") as actor:
        requests.keep_away(actor, story.request_id, at=now.at, organisation_id=organisation_id("Alder Council"))
    assert to(send(now), LIAM) == []
    assert to(send(now), LENA) == []


@pytest.mark.parametrize("kept_away", ["long before", "after it was queued", "never"])
def test_the_manager_of_a_landlord_that_is_kept_away_is_not_told_that_something_is_late(
    kept_away: str, staged: Staged, now: Now
) -> None:
    """The manager may not open the request anyhow, so the bar is asked for by itself."""
    story = staged("awaiting_landlord")
    for day in (3, 31):
        on(now, 3, day)
        remind(now)
        if day == {"long before": 3, "after it was queued": 31}.get(kept_away):
            with as_("clare") as actor:
                requests.keep_away(actor, story.request_id, at=now.at, organisation_id=organisation_id("Alder Council"))
        told = bodies(now, PETRA)
    assert len(told) == (kept_away == "never")


@pytest.mark.parametrize(("own_stock", "days"), [("ask_first", [10, 17]), ("cannot", [17])])
def test_whoever_asks_the_landlord_first_is_reminded_after_five_working_days(
    staged: Staged, now: Now, own_stock: str, days: list[int]
) -> None:
    reference = request_row(staged("draft", own_stock=own_stock)).draft_reference  # Tuesday 3 March
    told = []
    for day in range(4, 20):
        on(now, 3, day)
        remind(now)
        told += [f"{day}: {body}" for body in bodies(now, NADIA)]
    assert told == [f"{day}: {reference}: reminder | Your draft is waiting." for day in days]
