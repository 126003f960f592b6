"""More time is never a refusal; an offer that nobody answers lapses and never counts; nobody rules in time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.homes import actions as homes
from reciprocal.homes.models import Home
from reciprocal.offers import actions, rulings
from reciprocal.offers.models import Offer, TimeAsked
from reciprocal.worklist import daily
from tests.people import NOON, as_, as_system, request_row, viewing_plan

MONDAY = date(2026, 3, 16)
YOUTH: dict[str, Any] = {
    "primary_reason": "SYV",
    "safe_places": [],
    "unsafe_places": ["hackney", "newham"],
    "area_assessed": "yes",
    "support_confirmed": "yes",
    "risk_managed": "yes",
}


def night(now: Any) -> int:
    """Let the service do what is due about offers. Gives how many lapsed."""
    with as_system():
        return daily.lapse_offers(now.at)


def test_an_offer_lapses_the_night_after_its_day_and_the_coordinator_rings(staged: Any, now: Any) -> None:
    story = staged("under_offer")
    now.forward(days=7)
    assert night(now) == 0  # the day itself is still theirs
    now.forward(days=1)
    assert night(now) == 1
    row = request_row(story)
    assert (row.state, row.hold_reason, row.due_on) == ("on_hold", "no_contact", date(2026, 3, 25))
    with as_("nadia"):
        assert Offer.objects.get().state == "lapsed"
        assert rulings.cap_of(story.request_id, now.at.date()).used == 0
    with as_("lena"):
        assert Home.objects.get(pk=story.home_id).state == "open"
        assert not Offer.objects.exists()


def test_time_that_was_asked_for_keeps_it(staged: Any, now: Any) -> None:
    story = staged("under_offer")
    with as_("nadia") as nadia:
        actions.ask_time(nadia, story.offer_id, at=NOON, until=MONDAY, what_for="health")
    now.forward(days=8)
    assert night(now) == 0
    assert request_row(story).state == "under_offer"
    with as_("lena"):
        assert not TimeAsked.objects.exists()  # what it is for is not the landlord's
        assert Offer.objects.get().time_asked_until == MONDAY


def test_the_landlord_says_until_when_it_can_hold_the_home(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    with as_("lena") as lena, pytest.raises(RefusedError, match="Nobody asked for more time"):
        actions.hold_offer(lena, story.offer_id, at=NOON, until=MONDAY)
    with as_("nadia") as nadia:
        actions.ask_time(nadia, story.offer_id, at=NOON, until=MONDAY, what_for="viewing")
    url = f"/offers/{story.offer_id}/steps/hold_offer/"
    page = client_of("lena").get(url).content.decode()
    assert "I can hold until" in page
    day = {"until-day": "13", "until-month": "3", "until-year": "2026"}
    assert client_of("lena").post(url, day).status_code == 302
    page = client_of("nadia").get(f"/offers/{story.offer_id}/").content.decode()
    assert "The landlord can hold the home until 13 March 2026." in page


def test_pressing_withdraw_while_time_is_asked_for_asks_first(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    with as_("nadia") as nadia:
        actions.ask_time(nadia, story.offer_id, at=NOON, until=MONDAY, what_for="advice")
        actions.arrange_viewing(nadia, story.offer_id, at=NOON, plan=viewing_plan(NOON))
    page = client_of("lena").get(f"/offers/{story.offer_id}/steps/withdraw_offer/").content.decode()
    for text in (
        "The officer has asked for time until 16 March 2026. Withdrawing now ends the offer. Is the home really gone?",
        "Keep the offer",
        "The viewing that is planned",
        "If your reason is a local connection rule, ask Example Moves Team before you withdraw.",
    ):
        assert text in page, text
    assert page.index("Keep the offer") < page.index("Withdraw it")
    assert 'class="govuk-button govuk-button--warning"' in page


@pytest.mark.parametrize(("reason", "opens"), [("works", "after_works"), ("other_move", "")])
def test_a_home_that_is_not_free_is_not_offered_until_its_landlord_says_so(
    staged: Any, reason: str, opens: str
) -> None:
    story = staged("under_offer")
    with as_("lena") as lena:
        actions.withdraw_offer(lena, story.offer_id, at=NOON, reason=reason)
        assert Home.objects.get(pk=story.home_id).opens_after == opens


def test_the_coordinator_opens_a_home_once_she_has_looked(staged: Any) -> None:
    story = staged("under_offer")
    with as_("nadia") as nadia:
        actions.not_safe(nadia, story.offer_id, at=NOON, reason="viewing_unsafe")
    with as_("clare") as clare:
        assert Home.objects.get(pk=story.home_id).opens_after == "after_coordinator"
        homes.looked_at(clare, story.home_id, at=NOON)
        assert Home.objects.get(pk=story.home_id).opens_after == ""
        with pytest.raises(HiddenError):
            homes.looked_at(clare, story.home_id, at=NOON)


def test_a_refusal_on_which_nobody_ruled_in_time_does_not_count(staged: Any, now: Any) -> None:
    story = staged("under_offer")
    with as_("nadia") as nadia:
        actions.refuse(nadia, story.offer_id, at=NOON, words="There is no garden.", reason="features")
    now.forward(days=7)
    with as_system():
        assert daily.rule_by_time(now.at) == 0
    now.forward(days=1)
    with as_system():
        assert daily.rule_by_time(now.at) == 1
    assert request_row(story).state == "circulating"
    with as_("nadia"):
        assert rulings.cap_of(story.request_id, now.at.date()).used == 0


def test_nobody_but_the_service_lets_an_offer_lapse(staged: Any, now: Any) -> None:
    story = staged("under_offer")
    now.forward(days=30)
    for key in ("nadia", "clare", "lena", "bart"):
        with as_(key) as actor, pytest.raises((RefusedError, HiddenError)):
            actions.lapse(actor, story.offer_id, at=now.at)


def test_the_receiving_area_is_checked_before_a_yes_for_youth_violence_alone(client_of: Any, staged: Any) -> None:
    story = staged("under_offer", **YOUTH)
    nadia, url = client_of("nadia"), f"/offers/{story.offer_id}/steps/accept/"
    assert "Who checked the receiving area?" in nadia.get(url).content.decode()
    check = {"area_checked_by": "youth_justice", "area_result": "not_finished"}
    check |= {"area_checked_on-day": "3", "area_checked_on-month": "3", "area_checked_on-year": "2026"}
    page = nadia.post(url, {}).content.decode()
    for error in ("Select who checked the receiving area", "Select the result of the check"):
        assert error in page
    page = nadia.post(url, check).content.decode()
    assert "Yes can be recorded when the check is finished. You can ask for more time." in page
    ticks = dict.fromkeys(("read_offer", "read_tenancies", "know_how_long", "agree_to_name"), "yes") | {
        "ages_changed": "no"
    }
    assert "Tick this first" in nadia.post(url, check | {"area_result": "safe"}).content.decode()
    with as_("nadia") as actor, pytest.raises(RefusedError, match="when the check is finished"):
        actions.accept(actor, story.offer_id, at=NOON, read_to_applicant=True)
    assert nadia.post(url, check | ticks | {"area_result": "safe"}).status_code == 302
    assert request_row(story).state == "moving"
    other = staged("under_offer")
    assert "receiving area" not in nadia.get(f"/offers/{other.offer_id}/steps/accept/").content.decode()
    assert "receiving area" not in client_of("lena").get(f"/offers/{story.offer_id}/").content.decode()


def test_a_receiving_area_that_is_not_safe_voids_the_offer_and_closes_the_place(client_of: Any, staged: Any) -> None:
    story = staged("under_offer", **YOUTH)
    check = {"area_checked_by": "youth_justice", "area_result": "not_safe"}
    check |= {"area_checked_on-day": "3", "area_checked_on-month": "3", "area_checked_on-year": "2026"}
    client_of("nadia").post(f"/offers/{story.offer_id}/steps/accept/", check)
    assert request_row(story).state == "circulating"
    with as_("clare"):
        assert Offer.objects.get(pk=story.offer_id).state == "void"
        places = request_row(story).places.filter(verdict="unsafe").values_list("place", flat=True)
        assert "croydon" in places
