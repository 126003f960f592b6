"""Before a yes: the receiving area, the tenancies side by side; and what is kept of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from reciprocal.notifications.models import Notice
from reciprocal.offers import actions
from reciprocal.offers.models import Answer, CannotHouse, Voided
from reciprocal.property_requests import actions as requests
from reciprocal.workflow.due import day_of
from tests.people import ADDRESS, EVERYBODY, NOON, as_, declare, request_row, viewing_plan

TICKS = dict.fromkeys(("read_offer", "read_tenancies", "know_how_long", "agree_to_name"), "yes")


def test_who_found_the_receiving_area_not_safe_is_kept_for_officer_and_coordinator(staged: Any, client_of: Any) -> None:
    youth = {"primary_reason": "SYV", "safe_places": [], "unsafe_places": ["hackney", "newham"]}
    checked = {"area_assessed": "yes", "support_confirmed": "yes", "risk_managed": "yes"}
    story = staged("under_offer", **youth, **checked)
    check = {"area_checked_by": "youth_justice", "area_result": "not_safe"}
    day = {"area_checked_on-day": "3", "area_checked_on-month": "3", "area_checked_on-year": "2026"}
    assert client_of("nadia").post(f"/offers/{story.offer_id}/steps/accept/", check | day).status_code == 302
    with as_("clare"):
        assert Voided.objects.get().area_checked_by == "youth_justice"
    for key in ("nadia", "clare"):
        page = client_of(key).get(f"/offers/{story.offer_id}/").content.decode()
        assert "3 March 2026: not safe" in page
    assert client_of("lena").get(f"/offers/{story.offer_id}/").status_code == 404


def test_the_tenancies_stand_side_by_side_as_far_as_they_are_known(staged: Any, client_of: Any) -> None:
    story = staged("under_offer")
    page = client_of("nadia").get(f"/offers/{story.offer_id}/steps/accept/").content.decode()
    for line in (
        "Can it end without a reason?",
        "Right to buy or acquire",
        "Joint",
        "Ask the applicant. It is not kept",
    ):
        assert line in page
    assert "At least as secure. Nothing needed." in page


def test_a_weaker_tenancy_goes_on_after_advice_which_is_kept(staged: Any, client_of: Any) -> None:
    story = staged("circulating")
    offer_id = weaker_offer(story)
    where, nadia = f"/offers/{offer_id}/steps/accept/", client_of("nadia")
    page = nadia.post(where, {**TICKS, "ages_changed": "no"}).content.decode()
    assert "Tick to say the advice was read, or record that the applicant says no" in page
    assert nadia.post(where, {**TICKS, "ages_changed": "no", "advice_read": "yes"}).status_code == 302
    with as_("nadia"):
        assert Answer.objects.get().advice_read
    assert "It was read, and the applicant wanted to go on." in nadia.get(f"/offers/{offer_id}/").content.decode()


def weaker_offer(story: Any) -> Any:
    """Let a housing association offer a tenancy that can be ended more easily than a council's."""
    day = day_of(NOON)
    with as_("bart") as bart:
        home = declare(bart, NOON, place="sutton", tenancy="AST_FIXED")
        given: dict[str, Any] = {"starts_on": day + timedelta(days=14), "answer_by": day + timedelta(days=7)}
        profile = story.profiles["Dogwood Homes"]
        return actions.send_offer(
            bart, profile, home, at=NOON, tenancy="AST_FIXED", home_is_empty=True, address=ADDRESS, **given
        )


def test_a_landlord_that_cannot_house_them_says_why_and_the_coordinator_rings(staged: Any, client_of: Any) -> None:
    story = staged("under_offer")
    lena, clare = client_of("lena"), client_of("clare")
    where = f"/offers/{story.offer_id}/steps/withdraw_offer/"
    assert "Enter why you cannot house them" in lena.post(where, {"reason": "cannot_house"}).content.decode()
    said = "We have no lift, and nobody to help on the stairs."
    assert lena.post(where, {"reason": "cannot_house", "words": said}).status_code == 302
    assert "took an offer back: it cannot house the household" in clare.get("/worklist/").content.decode()
    assert said in clare.get("/calls/").content.decode()
    for key in ("nadia", "lena", "liam"):
        with as_(key):
            assert not CannotHouse.objects.exists()
    with as_("clare"):
        row = CannotHouse.objects.get()
    assert clare.post("/calls/", {"call": str(row.pk)}).status_code == 302
    assert said not in clare.get("/calls/").content.decode()


@pytest.mark.parametrize("key", ["clare", "lena", "lantern_desk"])
def test_a_viewing_that_was_not_safe_is_told_today_to_all_three(staged: Any, key: str) -> None:
    story = staged("under_offer")
    cover = {"cover": EVERYBODY["lantern_desk"].membership_id}
    with as_("nadia") as nadia:
        requests.save_answers(nadia, story.request_id, cover, at=NOON, version=request_row(story).version)
    with as_("lantern_desk") as desk:
        requests.accept_cover(desk, story.request_id, at=NOON)
    with as_("nadia") as nadia:
        actions.arrange_viewing(nadia, story.offer_id, at=NOON, plan=viewing_plan(NOON))
        actions.record_viewing(nadia, story.offer_id, at=NOON, outcome="not_safe")
    with as_(key):
        assert [one.key for one in Notice.objects.filter(key="call_today")] == ["call_today"]
