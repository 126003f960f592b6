"""Scenario 3: youth violence. Nothing goes to partners before support, risk and places are recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from reciprocal.circulation.models import AllowedPlace
from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import long_date
from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.journeys.documents import approval_view, profile
from tests.journeys.walk import Walker
from tests.people import NOON, Now, Story, as_, request_row, take, tell

pytestmark = pytest.mark.browser
BLOCKED = (
    "It cannot go to partners until a professional has assessed the other boroughs as safe",
    "It cannot go to partners until support in the new area is confirmed",
    "It cannot go to partners until an agency manages the risk",
)
SUMMARY = "The older boy was followed home twice and threatened by a group that knows the estate and both schools."
POINTS = "No signs, posts or social media that show the home has been let"
HOUSEHOLD: dict[str, Any] = {
    "primary_reason": "SYV",
    "landlord_id": organisation_id("Birch Homes"),
    "home_place": "newham",
    "tenancy_type": "ASS_LIFE",
    "where_now": "home",
    "adults": [41],
    "children": [{"age": 15, "sex": "male"}, {"age": 12, "sex": "male"}],
    "safe_places": [],
    "unsafe_places": ["newham", "hackney", "tower-hamlets"],
    "area_assessed": "not_yet",
    "area_assessed_on": None,
    "area_assessed_by": "",
    "cannot_take": ["none"],
    "security_need": ["none"],
    "practical_points": ["no_name", "no_signs"],
    "risk_summary": SUMMARY,
    "risk_tool": "youth",
    "dash_score": None,
    "risk_basis": ["judgement"],
    "agencies": ["youth_justice"],
    "since_idva": None,
    "since_youth_justice": date(2026, 1, 1),
    "new_area_support": "The youth justice team, from the first week.",
    "support_confirmed": "not_yet",
    "support_confirmed_on": None,
    "risk_managed": "nobody",
    "risk_worker": "",
    "plan_written": "",
    "plan_on": None,
}
WHY = ("outh violence", "ang-related", "Newham", "Hackney", "Tower Hamlets", "Birch", "Nadia", "followed", "justice")


@pytest.fixture
def story(now: Now, sound: None) -> Story:
    """What Nadia wrote of a parent and two boys in Newham; sent, asked about, and agreed to by Birch Homes."""
    told = tell("draft", now, lead="birch_lead", bars=("Dogwood Homes",), **HOUSEHOLD)
    for step in ("submit", "seek_approval", "approve"):
        take(told, step, now.at)
    return told


def change(nadia: Walker, story: Story, key: str) -> None:
    """Open one page of the request to change it after it was sent."""
    nadia.go(f"requests/{story.request_id}/changes/{key}/")


def save_change(nadia: Walker) -> None:
    """Look at what a change does, and save it."""
    nadia.button("Continue")
    nadia.button("Save change")
    nadia.sees("The change is saved.")


def record_support_and_assessment(nadia: Walker, story: Story, today: date) -> None:
    """Nadia records what the youth justice worker has confirmed."""
    change(nadia, story, "area_assessed")
    nadia.choose("Yes")
    nadia.day(today)
    nadia.select("Role of the person who assessed it", "Youth justice")
    save_change(nadia)
    change(nadia, story, "new_area_support")
    nadia.answer("Has the agency confirmed it?", "Yes")
    nadia.day(today)
    nadia.answer("Does the agency also manage the risk?", "Yes")
    nadia.fill("Name and role of the worker", "A youth justice worker")
    nadia.answer("Is there a written plan?", "Yes")
    nadia.day(today, place=1)
    save_change(nadia)


def test_partners_read_the_safe_places_alone_and_only_after_support(
    step_in: StepIn, story: Story, as_role: Any
) -> None:
    today, database = NOON.date(), as_role("superuser")
    nadia, clare, lena, bart = (step_in(name) for name in ("Nadia", "Clare", "Lena", "Bart"))
    birch = step_in("Birch rehousing desk")
    code = request_row(story).code or ""
    clare.go(f"requests/{story.request_id}/steps/circulate/")
    clare.sees(*BLOCKED)
    assert request_row(story).state == "approved"
    lena.go("profiles/")
    lena.sees_not(code)

    record_support_and_assessment(nadia, story, today)
    clare.go(f"requests/{story.request_id}/")
    clare.button("Circulate now")
    clare.sees_not(*BLOCKED)
    clare.button("Circulate now")
    assert request_row(story).state == "circulating"

    with as_("clare"):
        allowed = set(AllowedPlace.objects.filter(request_id=story.request_id).values_list("place", flat=True))
    assert allowed == {place.code for place in current().places} - {"newham", "hackney", "tower-hamlets"}
    assert len(allowed) == 30
    lena.go("profiles/")
    lena.link(code)
    lena.sees("Croydon", "2 bedrooms · 3 people", "2 children (10 to 15)")
    lena.sees_not(*WHY, "Greenwich")

    lines = profile("fir_lettings")
    fir = dict(lines)
    assert fir["Safe in your boroughs"] == (
        "Greenwich and Lewisham\n"
        "This list may be incomplete. Declare a home in any borough and we will tell you whether it may be offered."
    )
    assert fir["Who"] == "1 adult (35 to 54). 2 children (10 to 15)."
    assert fir["Tenancy now"] == "Lifetime. Offer a lifetime tenancy."
    assert fir["Practical points"] == f"Do not put a name on the door or intercom before the move. {POINTS}."
    # The same lines in the same order with the same words as for any other reason.
    assert [label for label, _ in lines] == [label for label, _ in profile("lena")]
    assert not [text for text in WHY if text in str(lines)]
    for where in ("profiles/", "worklist/"):
        bart.go(f"{where}")
        bart.sees_not(code, *WHY)
    birch.go(f"decisions/{story.request_id}/")
    birch.sees("You agreed.", "Hackney, Newham and Tower Hamlets")
    birch.sees_not(code, "Croydon", "Greenwich", "Lewisham", "Cedar", "Fir Homes")
    assert outcomes.steps(database, story.request_id) == [
        *("start_request", "submit", "seek_approval", "approve"),
        *("change_request", "change_request", "circulate"),
    ]
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received", *["update"] * 3],  # asked, agreed, circulated
        "clare": ["next_step", "to_check", *["update"] * 2],  # changed twice
        "moves_desk": ["next_step", "to_check", *["update"] * 2],
        "birch_lead": ["to_decide"],
    }
    assert outcomes.pot(database) == {}


def test_the_landlord_reads_what_is_unsafe_and_what_is_done_and_no_safe_place(story: Story) -> None:
    nadia = EVERYBODY["nadia"]
    view = approval_view("birch_lead")
    assert view[1:] == [
        ("Borough", "Newham · Assured, lifetime (housing association) · Sole · In place · Arrears: none"),
        ("Home now", "2 bedrooms, 1st to 3rd floor, flat or maisonette · Overcrowded: no · Now at the home"),
        ("Household", "1 adult, 41, female. 2 children: boy 15, boy 12 · Needs 2 bedrooms"),
        ("Home needed", "Floor: any · lift: not needed · access: none · pets: none"),
        ("Own homes", "The officer says: no home of this landlord would be safe."),
        (
            "Reason",
            "Gang-related harm or serious youth violence · A youth violence assessment on "
            f"{long_date(NOON.date() - timedelta(days=1))} · Professional judgement · "
            "Youth justice since January 2026",
        ),
        ("Summary", SUMMARY),
        ("Not safe", "Hackney, Newham and Tower Hamlets"),
        ("Other boroughs", "Not assessed yet"),
        ("Support", "The youth justice team, from the first week. In the new area: not confirmed"),
        ("Risk management", "Nobody yet"),
        ("Practical points", f"Do not put a name on the door or intercom before the move. {POINTS}"),
        ("Consent", f"Recorded on {long_date(NOON.date() - timedelta(days=1))}"),
    ]
    assert view[0][1].startswith(f"Ask the nominating officer for the name: {nadia.name}, ")
