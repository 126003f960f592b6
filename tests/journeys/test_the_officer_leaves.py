"""Scenario 14, first half: a witness to a crime; the officer leaves. A second officer takes over, or it rests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reciprocal.demo.cast import EVERYBODY
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests.models import Handover
from reciprocal.worklist import daily
from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.people import Now, as_, as_system, request_row, take, tell

pytestmark = pytest.mark.browser
DESK = EVERYBODY["lantern_desk"]
LETTER = "A witness to a crime is threatened. The witness care unit has written a letter."
NOTE = "The letter of the witness care unit is with the file."
WITNESS: dict[str, Any] = {
    "primary_reason": "OCS",
    "risk_summary": LETTER,
    "agencies": ["police"],
    "since_police": date(2026, 2, 1),
}


def test_a_second_officer_takes_over_or_it_rests_and_clare_is_told(now: Now, step_in: StepIn, as_role: Any) -> None:
    database = as_role("superuser")
    handed = tell("draft", now, cover=DESK.membership_id, **WITNESS)
    for step in ("submit", "seek_approval"):
        take(handed, step, now.at)
    alone = tell("circulating", now, bars=("Dogwood Homes",), **WITNESS)
    with as_("lantern_desk") as actor:
        requests.accept_cover(actor, handed.request_id, at=now.at)
    nadia, clare, lena, liam, bart = (step_in(name) for name in ("Nadia", "Clare", "Lena", "Liam", "Bart"))
    desk = step_in("Lantern duty desk")

    nadia.go(f"requests/{handed.request_id}/")
    nadia.button("Hand over to a cover")
    nadia.choose("Lantern duty desk, Duty desk", "The applicant knows and agrees")
    nadia.fill("A note to the new officer", NOTE)
    nadia.button("Hand over")
    nadia.sees("Lantern duty desk is now the nominating officer.")
    nadia.go(f"requests/{handed.request_id}/")
    nadia.heading("Nothing to show here")
    assert request_row(handed).officer_id == DESK.membership_id
    with as_("clare"):
        assert Handover.objects.get().note == NOTE
    desk.worklist()
    desk.sees(request_row(handed).draft_reference)
    desk.go(f"requests/{handed.request_id}/")
    desk.sees("Nominating officer", DESK.name, NOTE)
    liam.go(f"decisions/{handed.request_id}/")
    liam.sees(LETTER, f"Ask the nominating officer for the name: {DESK.name}")  # what was written stays
    liam.sees_not("Nadia")
    assert request_row(handed).state == "awaiting_landlord"
    assert outcomes.steps(database, handed.request_id) == ["start_request", "submit", "seek_approval", "hand_over"]
    assert outcomes.told(database, handed.request_id) == {
        "nadia": ["received", "update"],
        "lantern_desk": ["changed_hands"],
        "clare": ["to_check", "update"],
        "moves_desk": ["to_check", "update"],
        "liam": ["to_decide"],
    }

    code = request_row(alone).code or ""
    lena.go("profiles/")
    lena.sees(code)
    database.execute(
        "UPDATE accounts_membership SET ended_on = %s WHERE id = %s",
        [now.at.date(), EVERYBODY["nadia"].membership_id],
    )
    now.forward(hours=1)
    with as_system():
        assert daily.hold_without_officer(now.at) == 1
    row = request_row(alone)
    assert (row.state, row.hold_reason) == ("on_hold", "no_officer")
    lena.go("profiles/")
    lena.sees_not(code)

    clare.worklist()
    assert code in clare.rows()
    clare.link(code)
    clare.heading("Find a cover")
    clare.select("Who speaks for the household from now on?", "Lantern duty desk, Duty desk")
    clare.button("Hand over")
    clare.button("Take off hold")
    clare.button("Take off hold")
    clare.sees("The request is off hold.")
    row = request_row(alone)
    assert (row.state, row.officer_id) == ("circulating", DESK.membership_id)
    lena.go("profiles/")
    lena.sees(code)
    liam.go(f"decisions/{alone.request_id}/")
    liam.sees("You agreed.", LETTER)
    liam.sees_not(code, "Cedar", "Croydon", "on hold", "officer has left")
    for where in ("worklist/", "profiles/"):
        bart.go(f"{where}")
        bart.sees_not(code, "witness", "DR-")
    assert outcomes.steps(database, alone.request_id) == [
        *("start_request", "submit", "seek_approval", "approve", "circulate"),
        *("officer_left", "find_officer", "resume"),
    ]
    assert outcomes.told(database, alone.request_id) == {
        "nadia": ["changed_hands", "received", *["update"] * 3],  # asked, agreed, circulated
        "lantern_desk": ["changed_hands", "update"],  # it is theirs, and off hold
        "clare": ["next_step", "nobody_speaks", "to_check"],
        "moves_desk": ["next_step", "nobody_speaks", "to_check", "update"],
        "liam": ["to_decide"],
    }
    assert outcomes.pot(database) == {}
