"""Scenario 4: the receiving area is checked before a yes; it is not safe, the place stops, and no partner reads why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from reciprocal.circulation.models import Profile
from reciprocal.circulation.queries import may_be_offered
from reciprocal.demo.cast import organisation_id
from reciprocal.homes.models import Home
from reciprocal.offers import actions, rulings
from reciprocal.offers.models import Offer, Voided
from reciprocal.property_requests.models import RequestPlace
from reciprocal.workflow.due import day_of
from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.journeys.walk import Walker
from tests.people import ADDRESS, Now, Story, as_, declare, request_row, tell

pytestmark = pytest.mark.browser
# A parent and two boys, tenants of Birch Homes in Newham.
HOUSEHOLD: dict[str, Any] = {
    "lead": "birch_lead",
    "landlord_id": organisation_id("Birch Homes"),
    "tenancy_type": "ASS_LIFE",
    "home_place": "newham",
    "primary_reason": "SYV",
    "children": [{"age": 15, "sex": "male"}, {"age": 12, "sex": "male"}],
    "unsafe_places": ["hackney", "tower_hamlets"],
    "safe_places": ["lewisham", "greenwich", "croydon", "bromley", "sutton"],
    "area_assessed": "yes",
    "support_confirmed": "yes",
    "risk_managed": "yes",
}
SECRET = ("gang", "youth", "violence", "Newham", "Hackney", "Birch", "DR-", "not safe", "unsafe")


def test_an_area_that_is_not_safe_ends_the_offer_and_stops_the_place(now: Now, step_in: StepIn, as_role: Any) -> None:
    story, database = tell("circulating", now, **HOUSEHOLD), as_role("superuser")
    profile = story.profiles["Fir Homes"]
    with as_("fir_lettings") as fir:
        offered, second, elsewhere = (
            declare(fir, now.at, place=place, tenancy="ASS_LIFE") for place in ("lewisham", "lewisham", "greenwich")
        )
        assert {profile} == set(may_be_offered(second)) == set(may_be_offered(elsewhere))
        today = day_of(now.at)
        story.home_id, story.offer_id = (
            offered,
            actions.send_offer(
                fir,
                profile,
                offered,
                at=now.at,
                tenancy="ASS_LIFE",
                starts_on=today + timedelta(days=14),
                answer_by=today + timedelta(days=7),
                home_is_empty=True,
                address=ADDRESS,
            ),
        )
    nadia, clare, bart = (step_in(name) for name in ("Nadia", "Clare", "Bart"))
    fir_desk, birch = step_in("Fir lettings desk"), step_in("Birch rehousing desk")

    nadia.go(f"offers/{story.offer_id}/")
    nadia.button("The applicant says yes")
    nadia.choose("Youth justice", "Not finished")
    nadia.day(today)
    nadia.button("Record yes")
    nadia.sees("Yes can be recorded when the check is finished. You can ask for more time.")
    assert request_row(story).state == "under_offer"
    nadia.choose("Not safe")  # what was answered before still stands there
    nadia.button("Record yes")
    nadia.sees("The offer is void and does not count. The place is not offered again.", "will ring you today.")

    code = request_row(story).code
    clare.worklist()
    assert code
    assert code in clare.rows()
    clare.go(f"offers/{story.offer_id}/")
    clare.sees("The place is not safe")
    the_place_is_stopped_and_the_offer_not_used(story)
    for key in ("fir_lettings", "bart"):
        with as_(key):
            assert "lewisham" not in Profile.objects.get(request_id=story.request_id).listed_places
    with as_("fir_lettings"):
        assert may_be_offered(offered) == may_be_offered(second) == {}
        assert set(may_be_offered(elsewhere)) == {profile}
        assert Home.objects.get(pk=offered).state == "open"
        assert not Offer.objects.exists()
        assert not Voided.objects.exists()
    no_partner_reads_why(bart, profile=story.profiles["Dogwood Homes"])
    no_partner_reads_why(fir_desk, profile=profile, home=offered)
    birch.go(f"decisions/{story.request_id}/")
    birch.sees("You agreed.", "Hackney")
    birch.sees_not(code, "Fir Homes", "Lewisham", "void")
    assert outcomes.steps(database, story.request_id) == [
        *("start_request", "submit", "seek_approval", "approve", "circulate"),
        *("send_offer", "not_safe"),
    ]
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received", *["update"] * 4],  # asked, agreed, circulated, offered
        "clare": ["call_today", "next_step", "to_check", "update"],
        "moves_desk": ["call_today", "next_step", "to_check", "update"],
        "birch_lead": ["to_decide"],
        "fir_lettings": ["update"],
    }
    assert outcomes.pot(database) == {}


def the_place_is_stopped_and_the_offer_not_used(story: Story) -> None:
    assert request_row(story).state == "circulating"
    with as_("clare"):
        assert Offer.objects.get().state == "void"
        assert Voided.objects.get().reason == "unsafe_place"
        assert RequestPlace.objects.get(place="lewisham").verdict == "unsafe"
    with as_("nadia"):
        assert rulings.cap_of(story.request_id, request_row(story).state_since.date()).used == 0


def no_partner_reads_why(walker: Walker, *, profile: UUID, home: UUID | None = None) -> None:
    walker.go(f"profiles/{profile}/")
    walker.sees_not("Lewisham", *SECRET)
    walker.worklist()
    walker.sees_not(*SECRET)
    if home is not None:
        walker.go(f"homes/{home}/")
        walker.sees("The home is free again")
        walker.sees_not(*SECRET)
