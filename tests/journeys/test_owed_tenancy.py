"""Scenario 7: forced marriage, 19, and no tenancy. The council that owes her one approves, and owes the pot a home."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.property_requests.models import Approval
from reciprocal.property_requests.tests.filling import kept
from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.journeys.walk import Walker, agree, press_twice, question, send
from tests.people import Now, Story, as_, request_row, take, tell

pytestmark = pytest.mark.browser
# What whoever lets homes may not read.
SECRET = ("orced marriage", "Elm", "Newham", "owe", "DR-", "19")


def test_the_council_that_owes_the_tenancy_approves_and_pays(now: Now, step_in: StepIn, as_role: Any) -> None:
    story = tell(
        "draft",
        now,
        lead="elm_lead",
        bars=("Dogwood Homes",),
        primary_reason="FM",
        home_place="newham",
        adults=[19],
        children=[],
        bedrooms=1,
        fewer_accepted="no",
    )
    database = as_role("superuser")
    nadia, clare, elm, lena = (step_in(name) for name in ("Nadia", "Clare", "Elm rehousing desk", "Lena"))
    liam, bart = step_in("Liam"), step_in("Bart")
    nadia_says_who_owes_it(nadia, story)
    send(nadia, story)
    press_twice(clare, story, "Ask the landlord to decide")

    liam.worklist()
    liam.sees("Nothing is waiting for you.")
    with as_("elm_lead"):
        assert Approval.objects.get().tenancy_route == "owed"
    elm.go(f"decisions/{story.request_id}/")
    elm.sees("Owed, not held yet", "Elm Council will owe the pot one home", "Forced marriage")
    elm.sees_not("Bromley", "Croydon")
    agree(elm, story)

    now.forward(hours=1)
    for step in ("circulate", "send_offer"):
        take(story, step, now.at)
    code = request_row(story).code or ""
    lena_finds_no_local_connection(lena, story, code)
    for step in ("accept", "record_signing", "record_start"):
        take(story, step, now.at)
    assert request_row(story).state == "moved"
    elm.go("statement/")
    elm.sees("You owe the pot 1 home.", "One of your tenants moved")
    elm.sees_not(code, "Cedar", "Croydon")
    lena.go("worklist/")
    lena.sees_not(*SECRET[:-1])
    for walker, where in ((liam, "statement/"), (liam, "decisions/"), (bart, "profiles/"), (bart, "worklist/")):
        walker.go(f"{where}")
        walker.sees_not(code, *SECRET[:3], "DR-")
    assert outcomes.steps(database, story.request_id) == [
        *("start_request", "submit", "seek_approval", "approve", "circulate"),
        *("send_offer", "accept", "record_signing", "record_start"),
    ]
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received", *["update"] * 6],  # asked, agreed, circulated, offered, signed, started
        "clare": ["next_step", "to_check", *["update"] * 4],  # offered, accepted, signed, started
        "moves_desk": ["next_step", "to_check", *["update"] * 4],
        "elm_lead": ["statement", "to_decide"],
        "lena": ["update"],  # the yes
    }
    assert outcomes.pot(database) == {"Cedar Council": [1], "Elm Council": [-1]}


def nadia_says_who_owes_it(nadia: Walker, story: Story) -> None:
    """No tenancy is held; only a council can owe one."""
    question(nadia, story, "tenancy_route")
    nadia.choose("No, but a council owes them one")
    nadia.go_on()
    nadia.heading("Who is the applicant's landlord?")
    nadia.select("Who is the applicant's landlord?", "Birch Homes")
    nadia.go_on()
    nadia.go(f"requests/{story.request_id}/check/")
    nadia.sees("A council owes the tenancy. Choose the council that owes it")
    question(nadia, story, "landlord")
    nadia.select("Who is the applicant's landlord?", "Elm Council")
    nadia.go_on()
    assert kept(story)["tenancy_type"] == "OWED"


def lena_finds_no_local_connection(lena: Walker, story: Story, code: str) -> None:
    """Cedar Council cannot take its offer back for want of a local connection: there is no such reason."""
    lena.go(f"offers/{story.offer_id}/")
    lena.sees(code)
    lena.sees_not(*SECRET[:-1])
    lena.button("Withdraw this offer")
    lena.sees("If your reason is a local connection rule, ask Example Moves Team before you withdraw.")
    reasons = lena.page.get_by_role("radio").all()
    assert len(reasons) == 6
    assert not [one for one in reasons if "onnection" in (one.get_attribute("value") or "")]
    lena.sees_not(*SECRET[:-1])
