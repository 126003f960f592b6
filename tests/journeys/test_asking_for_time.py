"""Scenario 13: time is asked for and the home is kept; a no about safety costs nothing, a second no uses the offer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reciprocal.homes.models import Home
from reciprocal.offers import rulings
from reciprocal.offers.models import Offer, TimeAsked
from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.journeys.walk import Walker
from tests.people import Now, Story, as_, request_row, take, tell

pytestmark = pytest.mark.browser
MONDAY = date(2026, 3, 9)
ROAD = "Her ex-partner's mother lives on that road."
GARDEN = "There is no garden."
MET = "The home met every need that was written down."
# What only the officer and the coordinator may read.
THEIRS = ("mother", "garden", "met every need", "connected with the risk", "DR-")


def test_two_answers_after_time_was_asked_for(now: Now, step_in: StepIn, as_role: Any) -> None:
    story, database = tell("under_offer", now, bars=("Dogwood Homes",)), as_role("superuser")
    nadia, lena, clare, liam = (step_in(name) for name in ("Nadia", "Lena", "Clare", "Liam"))
    bart, site = step_in("Bart"), nadia.site

    time_is_asked_for_and_lena_keeps_the_offer(nadia, lena, story)
    for _ in range(4):  # from Tuesday to Monday
        clare.page.goto(site)
        clare.button("One working day on")

    nadia_says_no(nadia, story, ROAD, "Someone connected with the risk is near")
    nadia.sees("The applicant's no is recorded. It does not count. Partners can see the profile again.")
    assert request_row(story).state == "circulating"
    assert used(story) == 0
    clare.go(f"offers/{story.offer_id}/")
    clare.sees(ROAD, "The refusal does not count. We keep looking.")
    lena_reads_that_it_ended_and_not_why(lena, story)

    now.forward(days=6)
    take(story, "send_offer", now.at)
    nadia_says_no(nadia, story, GARDEN, "It lacks something they want")
    nadia.sees("decides by 16 March 2026 whether it counts.")
    clare.worklist()
    assert "Rule on a refusal" in clare.rows()
    clare.go(f"offers/{story.offer_id}/")
    clare.button("Rule on the refusal")
    clare.sees(GARDEN, "Counting this uses offer 1 of 1. The request closes.")
    clare.choose("It counts")
    clare.fill("Why?", MET)
    clare.button("Record ruling")
    row = request_row(story)
    assert (row.state, row.closed_reason, used(story)) == ("closed", "cap", 1)

    nadia.go(f"offers/{story.offer_id}/")
    nadia.sees(f"The refusal counts. The reason is: {MET} You can ask for a second look by 23 March 2026.")
    nadia.button("Ask for a second look")
    nadia.button("Ask for a second look")
    nadia.sees("Sent. Somebody else looks at the ruling again.")
    clare.go(f"offers/{story.offer_id}/steps/rule_again/")
    clare.choose("It does not count")
    clare.fill("Why?", "I have thought again.")
    clare.button("Record ruling")
    clare.sees("Somebody else takes the second look")  # she ruled the first time
    assert (request_row(story).state, used(story)) == ("closed", 1)
    lena_reads_that_it_ended_and_not_why(lena, story)
    the_landlord_reads_no_more_than_that_it_agreed(liam, story)
    for where in ("worklist/", "profiles/"):
        bart.go(f"{where}")
        bart.sees_not(row.code or "ARC-", *THEIRS)
    with as_("clare"):
        assert list(Offer.objects.order_by("sent_on").values_list("state", flat=True)) == ["refused", "refused"]
    assert outcomes.steps(database, story.request_id) == [
        *("start_request", "submit", "seek_approval", "approve", "circulate"),
        *("send_offer", "ask_time", "refuse", "send_offer", "refuse", "rule", "ask_second_ruling"),
    ]
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received", *["update"] * 6],  # asked, agreed, circulated, two offers and the ruling
        "clare": ["needs_answer", "next_step", "to_check", *["update"] * 5],  # two offers, time, two answers
        "moves_desk": ["needs_answer", "next_step", "to_check", *["update"] * 5],
        "liam": ["to_decide"],
        "lena": ["update"] * 3,  # time was asked for, and two ends
    }
    assert outcomes.pot(database) == {}


def time_is_asked_for_and_lena_keeps_the_offer(nadia: Walker, lena: Walker, story: Story) -> None:
    """Nadia asks until Monday; Lena is about to withdraw, is asked whether the home is really gone, and keeps it."""
    nadia.go(f"offers/{story.offer_id}/")
    nadia.button("Ask for more time")
    nadia.sees("Asking for time is not refusing.")
    nadia.day(MONDAY)
    nadia.choose("Advice on the tenancy")
    nadia.button("Ask for more time")
    nadia.sees("Time is asked for until 9 March 2026.")
    lena.go(f"offers/{story.offer_id}/")
    lena.sees_not("Advice on the tenancy")
    lena.button("Withdraw this offer")
    lena.sees("The officer has asked for time until 9 March 2026.", "Is the home really gone?")
    lena.button("Keep the offer")
    with as_("lena"):
        assert (Offer.objects.get().state, Home.objects.get().state) == ("sent", "offered")
        assert not TimeAsked.objects.exists()  # what the time is for is not the landlord's


def nadia_says_no(nadia: Walker, story: Story, words: str, closest: str) -> None:
    """Nadia records the applicant's no in their own words."""
    nadia.go(f"offers/{story.offer_id}/")
    nadia.button("The applicant says no")
    nadia.fill("What did the applicant say, in their own words?", words)
    nadia.choose(closest)
    nadia.button("Save")


def lena_reads_that_it_ended_and_not_why(lena: Walker, story: Story) -> None:
    """The offer has left its landlord; its home is free, and no word says why."""
    lena.go(f"offers/{story.offer_id}/")
    lena.heading("Nothing to show here")
    lena.go(f"homes/{story.home_id}/")
    lena.sees("The home is free again")
    lena.sees_not(*THEIRS)
    lena.worklist()
    lena.sees_not(*THEIRS)


def the_landlord_reads_no_more_than_that_it_agreed(liam: Walker, story: Story) -> None:
    """The applicant's own landlord learns of no offer, no answer and no end."""
    liam.go(f"decisions/{story.request_id}/")
    liam.sees("You agreed.")
    liam.sees_not("ARC-", "Cedar", "Croydon", "refus", "second look by", *THEIRS[:-1])


def used(story: Story) -> int:
    """How many offers of this household are used up."""
    with as_("nadia"):
        return rulings.cap_of(story.request_id, MONDAY).used
