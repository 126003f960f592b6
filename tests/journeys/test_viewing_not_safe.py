"""Scenario 14, second half: a threat follows a witness to a viewing. The offer is void, and there are new rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from reciprocal.homes.models import Home
from reciprocal.offers import rulings
from reciprocal.offers.models import Offer, Viewing, Voided
from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.journeys.walk import Walker, plan_a_viewing, press_twice
from tests.people import NOON, Now, Story, as_, request_row, tell

pytestmark = pytest.mark.browser
BEFORE, AFTER = "Arrange viewings through the officer only.", "More than one worker at the viewing."
# What the landlord of the home may not read: of whom, and why its offer ended.
SECRET = ("nother high risk", "witness", "olice", "Camden", "Alder", "DR-", "not safe", "compromised", "wrong person")


def test_an_unsafe_viewing_costs_nothing_and_changes_the_rules(now: Now, step_in: StepIn, as_role: Any) -> None:
    letter: dict[str, Any] = {
        "agencies": ["police"],
        "since_police": date(2026, 2, 1),
        "risk_summary": "A witness to a crime. The witness care unit has written a letter.",
    }
    story = tell("under_offer", now, bars=("Dogwood Homes",), primary_reason="OCS", **letter)
    code, database = request_row(story).code or "", as_role("superuser")
    nadia, lena, clare, liam, bart = (step_in(name) for name in ("Nadia", "Lena", "Clare", "Liam", "Bart"))

    nadia_plans_a_viewing(nadia, story)
    lena.go(f"offers/{story.offer_id}/")
    lena.sees("A viewing is planned. Show place and time")
    lena.go(f"profiles/{story.profile_id}/")
    lena.sees(BEFORE)
    lena.sees_not(AFTER, *SECRET)
    nadia_says_that_it_was_not_safe(nadia, story)
    assert request_row(story).state == "circulating"
    with as_("clare"):
        assert (Offer.objects.get().state, Voided.objects.get().reason) == ("void", "viewing_unsafe")
        assert Home.objects.get().opens_after == "after_coordinator"
    with as_("nadia"):
        assert Viewing.objects.get().outcome == "stopped"
        assert rulings.cap_of(story.request_id, NOON.date()).used == 0

    nadia.button("Put on hold")
    row = request_row(story)
    assert (row.state, row.hold_reason) == ("on_hold", "compromised")
    lena_reads_that_it_ended_and_not_why(lena, story, code)
    clare_looks_at_the_home(clare, story, code)
    nadia_gives_new_rules(nadia, story)
    press_twice(clare, story, "Take off hold")
    assert request_row(story).state == "circulating"

    lena.go(f"profiles/{story.profile_id}/")
    lena.sees(code, BEFORE.rstrip("."), AFTER)
    lena.sees_not(*SECRET)
    liam.go(f"decisions/{story.request_id}/")
    liam.sees("You agreed.", "Police", letter["risk_summary"])
    liam.sees_not(code, "Cedar", "Croydon", "viewing was", "void", "on hold")
    for where in ("worklist/", "profiles/", "homes/"):
        bart.go(f"{where}")
        bart.sees_not(code, *SECRET)
    assert outcomes.steps(database, story.request_id) == [
        *("start_request", "submit", "seek_approval", "approve", "circulate", "send_offer"),
        *("arrange_viewing", "record_viewing", "not_safe", "hold", "change_request", "resume"),
    ]
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received", *["update"] * 5],  # asked, agreed, circulated, offered, off hold
        "clare": ["call_today", "next_step", "to_check", *["update"] * 3],  # offered, on hold, changed
        "moves_desk": ["call_today", "next_step", "to_check", *["update"] * 4],  # and off hold
        "liam": ["to_decide"],
        "lena": ["call_today", *["update"] * 2],  # a viewing, and the end
    }
    assert outcomes.pot(database) == {}


def nadia_plans_a_viewing(nadia: Walker, story: Story) -> None:
    """Nobody plans a viewing of which somebody else knows; no answer is kept."""
    nadia.go(f"offers/{story.offer_id}/")
    nadia.button("Arrange viewing")
    plan_a_viewing(nadia, NOON.date() + timedelta(days=1))
    nadia.answer("Does anyone else know about the viewing?", "Yes")
    nadia.button("Save plan")
    nadia.sees("Change the time or place, and tell the coordinator.")
    nadia.answer("Does anyone else know about the viewing?", "No")
    nadia.button("Save plan")


def nadia_says_that_it_was_not_safe(nadia: Walker, story: Story) -> None:
    nadia.button("Record the viewing")
    nadia.sees("If it was not safe, the offer ends at once and does not count.")
    nadia.button("It was not safe")


def lena_reads_that_it_ended_and_not_why(lena: Walker, story: Story, code: str) -> None:
    """The offer has left its landlord; the home waits, and the household is gone from the list while it rests."""
    lena.go(f"offers/{story.offer_id}/")
    lena.heading("Nothing to show here")
    for where in (f"homes/{story.home_id}/", "profiles/", "worklist/"):
        lena.go(f"{where}")
        lena.sees_not(code, *SECRET)


def clare_looks_at_the_home(clare: Walker, story: Story, code: str) -> None:
    """Clare has the request on her worklist for today, and lets the home be offered again once she has looked."""
    clare.worklist()
    clare.sees(code)
    clare.go(f"offers/{story.offer_id}/")
    clare.sees("The offer could not stand", "The viewing was not safe. It does not count.")
    clare.go(f"homes/{story.home_id}/")
    clare.sees("An offer of it ended because something was not safe.")
    clare.button("I have looked: it can be offered again")
    with as_("clare"):
        assert Home.objects.get().opens_after == ""


def nadia_gives_new_rules(nadia: Walker, story: Story) -> None:
    nadia.go(f"requests/{story.request_id}/changes/practical_points/")
    nadia.choose(AFTER.rstrip("."))
    nadia.button("Continue")
    nadia.button("Save change")
    nadia.sees("The change is saved.")
