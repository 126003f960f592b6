"""Scenario 11: a joint tenancy for life. A council may offer no less; an association may, and advice comes first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from reciprocal.demo.cast import organisation_id
from reciprocal.offers import actions
from reciprocal.offers.models import Answer, Offer
from reciprocal.rulebook.move_list import FIREWALL
from reciprocal.workflow.due import day_of
from tests.journeys import outcomes
from tests.journeys.conftest import StepIn
from tests.journeys.walk import Walker
from tests.people import ADDRESS, Now, Story, as_, declare, request_row, tell

pytestmark = pytest.mark.browser
JOINT: dict[str, Any] = {
    "lead": "birch_lead",
    "landlord_id": organisation_id("Birch Homes"),
    "home_place": "newham",
    "tenancy_type": "ASS_LIFE",
    "tenancy_route": "joint",
    "joint_with": "person_causing_harm",
}
STOP = "A lifetime tenancy is needed here. If you cannot give one, ask Example Moves Team"
WEAKER = "Weaker: the tenancy is for a fixed term. Read the advice below to the applicant and record what they say."
LAW = "This tenancy is less secure than the one held now. Explain this and offer independent housing advice"
ADVICE = "You have the right to take time and get legal advice."
READ = "I have read the advice and the applicant wants to go on"
# What whoever lets homes may not read: the reason, whose tenant it is, with whom the tenancy is shared, and the law.
SECRET = ("omestic", "Birch", "Newham", "Joint", "joint tenan", "causing harm", LAW, "DR-")


def test_a_weaker_tenancy_goes_on_only_after_the_advice(now: Now, step_in: StepIn, as_role: Any) -> None:
    story = tell("circulating", now, bars=("Dogwood Homes",), **JOINT)
    with as_("fir_lettings") as fir:
        home = declare(fir, now.at, place="lewisham", label="2-bed flat, Lewisham", tenancy="AST_FIXED")
    with as_("lena") as actor:
        flexible = declare(actor, now.at, tenancy="SEC_FLEX")
    code, database = request_row(story).code or "", as_role("superuser")
    nadia, lena, clare, bart = (step_in(name) for name in ("Nadia", "Lena", "Clare", "Bart"))
    fir_desk, birch = step_in("Fir lettings desk"), step_in("Birch rehousing desk")

    the_council_is_stopped(lena, flexible, code)
    with as_("clare"):
        assert not Offer.objects.exists()
    the_association_offers(fir_desk, story, home, code)
    assert request_row(story).state == "under_offer"

    clare.go(f"offers/{story.offer_id}/")
    clare.sees("Tenancy compared", WEAKER, LAW, ADVICE)
    nadia_records_the_advice(nadia, story)
    assert request_row(story).state == "moving"
    clare.page.reload()
    clare.sees("Advice on the tenancy", "It was read, and the applicant wanted to go on.")
    with as_("nadia"):
        assert Answer.objects.get().advice_read

    the_keys(fir_desk, story, now)
    assert request_row(story).state == "moved"
    the_landlord_reads_with_whom_and_not_where(birch, story, code)
    for where in ("worklist/", "profiles/", "homes/"):
        for walker in (bart, lena):
            walker.go(f"{where}")
            walker.sees_not(code, "Lewisham", *SECRET)
    assert outcomes.steps(database, story.request_id) == [
        *("start_request", "submit", "seek_approval", "approve", "circulate"),
        *("send_offer", "accept", "record_signing", "record_start"),
    ]
    assert outcomes.told(database, story.request_id) == {
        "nadia": ["received", *["update"] * 6],  # asked, agreed, circulated, offered, signed, started
        "clare": ["next_step", "to_check", *["update"] * 4],  # offered, accepted, signed, started
        "moves_desk": ["next_step", "to_check", *["update"] * 4],
        "birch_lead": ["statement", "to_decide"],
        "fir_lettings": ["update"],  # the yes
    }
    assert outcomes.pot(database) == {"Birch Homes": [-1], "Fir Homes": [1]}


def the_council_is_stopped(lena: Walker, home: UUID, code: str) -> None:
    """A flexible tenancy of a council is refused, whatever the reason for the move, and no word tells that reason."""
    lena.go(f"homes/{home}/")
    lena.sees(code, "The tenancy is weaker than they have. See before you offer.")
    lena.button("Offer this home")
    lena.tick_all()
    lena.fill("Address of the home", ADDRESS)
    lena.button("Send offer")
    lena.sees(STOP)
    lena.sees_not(*SECRET)


def the_association_offers(fir_desk: Walker, story: Story, home: UUID, code: str) -> None:
    fir_desk.go(f"homes/{home}/")
    fir_desk.sees(code, "The tenancy is weaker than they have. See before you offer.")
    fir_desk.button("Offer this home")
    fir_desk.sees_not(*SECRET)
    fir_desk.tick_all()
    fir_desk.fill("Address of the home", ADDRESS)
    fir_desk.button("Send offer")
    fir_desk.sees("Offer sent")
    story.offer_id = UUID(fir_desk.page.url.split("/offers/")[1].split("/")[0])
    fir_desk.sees_not(WEAKER, ADVICE, *SECRET)


def nadia_records_the_advice(nadia: Walker, story: Story) -> None:
    """Nadia sees both tenancies side by side; a yes without the advice is refused, and what was ticked stays."""
    nadia.go(f"offers/{story.offer_id}/")
    nadia.sees("Assured, lifetime (housing association)", "Assured shorthold, fixed term", "Joint", WEAKER, LAW, ADVICE)
    nadia.button("The applicant says yes")
    nadia.sees(WEAKER, ADVICE)
    nadia.choose("No")
    nadia.tick_all()
    nadia.page.get_by_label(READ, exact=True).uncheck()
    nadia.button("Record yes")
    nadia.sees("Tick to say the advice was read, or record that the applicant says no")
    assert request_row(story).state == "under_offer"
    nadia.choose(READ)
    nadia.button("Record yes")
    nadia.sees("Recorded. Everything else on this request is released.")


def the_keys(fir_desk: Walker, story: Story, now: Now) -> None:
    """Fir Homes signs, and the tenancy starts."""
    now.forward(hours=1)
    assert story.offer_id
    with as_("fir_lettings") as fir:
        today = day_of(now.at)
        actions.record_signing(fir, story.offer_id, at=now.at, signed_on=today)
        actions.record_start(fir, story.offer_id, at=now.at, started_on=today, firewall=FIREWALL.lines)
    fir_desk.go("statement/")
    fir_desk.sees_not(*SECRET)


def the_landlord_reads_with_whom_and_not_where(birch: Walker, story: Story, code: str) -> None:
    birch.go(f"decisions/{story.request_id}/")
    birch.sees("Joint, with the person causing harm", "One home owed")
    birch.sees_not(code, "Fir Homes", "Lewisham", "fixed term")
    birch.link("Statement")
    birch.sees("You owe the pot 1 home.", "One of your tenants moved")
    birch.sees_not(code, "Fir Homes", "Lewisham", "DR-")
