"""Scenario 14, first half: a witness to a crime; the officer leaves. A second officer takes over, or it rests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reciprocal import clock
from reciprocal.demo.cast import EVERYBODY
from reciprocal.notifications.models import Notice
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests.models import Handover
from reciprocal.worklist import daily
from tests.journeys.walk import Walker
from tests.people import Now, as_, as_system, request_row, take, tell

pytestmark = pytest.mark.browser
DESK = EVERYBODY["lantern_desk"]


def test_a_second_officer_takes_over_or_it_rests_and_clare_is_told(site: str, new_page: Any, as_role: Any) -> None:
    moment = Now()
    moment.at = datetime.now(UTC) - timedelta(minutes=5)
    with clock.use(moment):
        handed = tell("draft", moment, primary_reason="OCS", cover=DESK.membership_id)
        for step in ("submit", "seek_approval"):
            take(handed, step, moment.at)
        alone = tell("circulating", moment, primary_reason="OCS")
        with as_("lantern_desk") as actor:
            requests.accept_cover(actor, handed.request_id, at=moment.at)
    nadia, clare, lena = (Walker(new_page(), site, name) for name in ("Nadia", "Clare", "Lena"))

    nadia.page.goto(f"{site}/requests/{handed.request_id}/")
    nadia.button("Hand over to a cover")
    nadia.choose("Lantern duty desk, Duty desk", "The applicant knows and agrees")
    nadia.fill("A note to the new officer", "The letter of the witness care unit is with the file.")
    nadia.button("Hand over")
    nadia.sees("Lantern duty desk is now the nominating officer.")
    nadia.page.goto(f"{site}/requests/{handed.request_id}/")
    nadia.heading("Nothing to show here")
    assert request_row(handed).officer_id == DESK.membership_id
    with as_("clare"):
        assert Handover.objects.get().note == "The letter of the witness care unit is with the file."
    with as_("lantern_desk"):
        assert Notice.objects.filter(request_id=handed.request_id, key="changed_hands").count() == 1

    code = request_row(alone).code or ""
    lena.page.goto(f"{site}/profiles/")
    lena.sees(code)
    as_role("superuser").execute(
        "UPDATE accounts_membership SET ended_on = current_date WHERE id = %s", [EVERYBODY["nadia"].membership_id]
    )
    with clock.use(moment), as_system():
        assert daily.hold_without_officer(datetime.now(UTC)) == 1
    row = request_row(alone)
    assert (row.state, row.hold_reason) == ("on_hold", "no_officer")
    lena.page.goto(f"{site}/profiles/")
    lena.sees_not(code)

    clare.worklist()
    assert code in clare.rows()
    with as_("clare"):
        assert Notice.objects.filter(request_id=alone.request_id, key="nobody_speaks").count() == 1
    clare.link(code)
    clare.heading("Find a cover")
    clare.select("Who speaks for the household from now on?", "Lantern duty desk, Duty desk")
    clare.button("Hand over")
    clare.button("Take off hold")
    clare.button("Take off hold")
    clare.sees("The request is off hold.")
    row = request_row(alone)
    assert (row.state, row.officer_id) == ("circulating", DESK.membership_id)
    lena.page.goto(f"{site}/profiles/")
    lena.sees(code)
