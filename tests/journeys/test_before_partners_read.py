"""Scenarios 2, 7, 8 and 9 in a browser: too few places, a tenancy that is owed, a placing council, a notice given."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from reciprocal import clock
from reciprocal.demo.cast import organisation_id
from reciprocal.ledger.queries import balance
from reciprocal.notifications.models import Notice
from reciprocal.property_requests.models import Approval
from reciprocal.property_requests.tests.filling import kept
from tests.journeys.walk import Walker
from tests.people import Now, Story, as_, request_row, take, tell

pytestmark = pytest.mark.browser


@pytest.fixture
def moment() -> Now:
    """A little before now, since the demonstration's clock begins now."""
    found = Now()
    found.at = datetime.now(UTC) - timedelta(minutes=5)
    return found


def begun(moment: Now, **answers: Any) -> Story:
    """A draft of Nadia's."""
    with clock.use(moment):
        return tell("draft", moment, **answers)


def send(nadia: Walker, story: Story) -> None:
    """Check the answers and send the request."""
    nadia.page.goto(f"{nadia.site}/requests/{story.request_id}/check/")
    nadia.sees_not("It cannot be sent yet")
    nadia.button("Continue")
    nadia.tick_all()
    nadia.button("Send request")
    nadia.heading("Request sent")


def ask_the_landlord(clare: Walker, story: Story) -> None:
    """Ask the applicant's landlord to decide."""
    clare.page.goto(f"{clare.site}/requests/{story.request_id}/")
    clare.button("Ask the landlord to decide")
    clare.button("Ask the landlord to decide")


def question(walker: Walker, story: Story, key: str) -> None:
    """Open one page of the request."""
    walker.page.goto(f"{walker.site}/requests/{story.request_id}/questions/{key}/")


def test_too_few_places_are_not_sent_and_the_home_s_own_is_none(site: str, new_page: Any, moment: Now) -> None:
    story = begun(moment, safe_places=[])
    nadia, clare = (Walker(new_page(), site, name) for name in ("Nadia", "Clare"))
    question(nadia, story, "safe_places")
    nadia.sees("Camden is not in the list because the move is to a different borough.")
    assert nadia.page.get_by_label("Camden", exact=True).count() == 0
    nadia.choose("Bromley", "Croydon", "Ealing", "Lewisham")
    nadia.go_on()
    nadia.sees("You have chosen 4. Choose at least 5. More safe boroughs means more homes that could be offered.")
    nadia.page.goto(f"{site}/requests/{story.request_id}/check/")
    nadia.sees("It cannot be sent yet", "Select at least 5 safe boroughs")
    assert request_row(story).state == "draft"
    clare.worklist()
    clare.sees_not("DR-")
    question(nadia, story, "safe_places")
    nadia.choose("Bromley", "Croydon", "Ealing", "Lewisham", "Sutton")
    nadia.go_on()
    send(nadia, story)
    assert request_row(story).state == "submitted"


def test_a_tenancy_that_is_owed_is_approved_and_paid_by_the_council_that_owes(
    site: str, new_page: Any, moment: Now
) -> None:
    story = begun(moment, primary_reason="FM", home_place="newham")
    story.lead = "elm_lead"
    nadia, clare, liam = (Walker(new_page(), site, name) for name in ("Nadia", "Clare", "Liam"))
    question(nadia, story, "tenancy_route")
    nadia.choose("No, but a council owes them one")
    nadia.go_on()
    nadia.heading("Who is the applicant's landlord?")
    nadia.select("Who is the applicant's landlord?", "Birch Homes")
    nadia.go_on()
    nadia.page.goto(f"{site}/requests/{story.request_id}/check/")
    nadia.sees("A council owes the tenancy. Choose the council that owes it")
    question(nadia, story, "landlord")
    nadia.select("Who is the applicant's landlord?", "Elm Council")
    nadia.go_on()
    assert kept(story)["tenancy_type"] == "OWED"
    send(nadia, story)
    ask_the_landlord(clare, story)
    with as_("elm_lead"):
        assert Approval.objects.get().tenancy_route == "owed"
    liam.worklist()
    liam.sees("Nothing is waiting for you.")
    now = datetime.now(UTC)
    with clock.use(lambda: now):
        for step in ("approve", "circulate", "send_offer", "accept", "record_signing", "record_start"):
            take(story, step, now)
    assert request_row(story).state == "moved"
    with as_("clare"):
        owes = {name: balance(organisation_id(name)) for name in ("Elm Council", "Cedar Council", "Alder Council")}
    assert owes == {"Elm Council": -1, "Cedar Council": 1, "Alder Council": 0}


def test_the_landlord_of_the_tenancy_decides_and_not_the_council_that_placed_them(
    site: str, new_page: Any, moment: Now
) -> None:
    story = begun(moment, primary_reason="FGM", landlord_id=organisation_id("Cedar Council"))
    nadia, clare, liam = (Walker(new_page(), site, name) for name in ("Nadia", "Clare", "Liam"))
    question(nadia, story, "where_now")
    nadia.choose("In temporary accommodation", "Yes")
    nadia.select("Which council placed them?", "Cedar Council")
    nadia.go_on()
    nadia.sees(
        "Cedar Council placed them but is not the landlord of their tenancy. Go back and choose the landlord whose "
        "tenancy they hold"
    )
    question(nadia, story, "landlord")
    nadia.select("Who is the applicant's landlord?", "Alder Council")
    nadia.go_on()
    question(nadia, story, "where_now")
    nadia.choose("In temporary accommodation", "Yes")
    nadia.select("Which council placed them?", "Cedar Council")
    nadia.go_on()
    send(nadia, story)
    ask_the_landlord(clare, story)
    liam.worklist()
    assert request_row(story).draft_reference in liam.rows()
    with as_("cedar_lead"):
        assert not Approval.objects.exists()


def test_a_notice_is_acted_on_and_partners_wait_for_the_landlord(site: str, new_page: Any, moment: Now) -> None:
    story = begun(moment, primary_reason="EXP", where_now="refuge", held_before="", placed_by="")
    nadia, clare, liam, lena = (Walker(new_page(), site, name) for name in ("Nadia", "Clare", "Liam", "Lena"))
    question(nadia, story, "tenancy_held")
    nadia.choose("Yes, but the tenant has given notice")
    nadia.day(date.today() + timedelta(days=21))
    nadia.go_on()
    nadia.heading("Act on the notice today")
    nadia.sees("Ask the landlord in writing to accept that the notice is withdrawn.")
    nadia.button("Continue")
    send(nadia, story)
    with as_("clare"):
        assert Notice.objects.filter(request_id=story.request_id, key="act_today").count() == 1
    ask_the_landlord(clare, story)
    liam.page.goto(f"{site}/decisions/{story.request_id}/")
    liam.tick_all()
    liam.button("We agree")
    clare.page.goto(f"{site}/requests/{story.request_id}/")
    clare.button("Circulate now")
    clare.sees("The tenancy may not be in place. Change that answer when the landlord confirms that it is")
    lena.page.goto(f"{site}/profiles/")
    lena.sees_not("ARC-")
    liam.page.goto(f"{site}/decisions/{story.request_id}/")
    liam.button("Confirm the tenancy")
    liam.button("Confirm")
    liam.sees("You confirmed the tenancy.")
    clare.page.goto(f"{site}/requests/{story.request_id}/")
    clare.button("Circulate now")
    clare.button("Circulate now")
    assert request_row(story).state == "circulating"
    lena.page.goto(f"{site}/profiles/")
    lena.sees(request_row(story).code or "")
