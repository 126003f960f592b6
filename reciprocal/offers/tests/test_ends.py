"""How an offer ends: the applicant's no, danger, the landlord's withdrawal, and the coordinator's word."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.guard import RefusedError
from reciprocal.circulation.models import AllowedPlace, Profile
from reciprocal.circulation.queries import may_be_offered
from reciprocal.homes.models import Home
from reciprocal.ledger.models import Line
from reciprocal.offers import actions
from reciprocal.offers.models import Answer, Offer, Viewing, Voided
from reciprocal.property_requests.models import RequestPlace
from tests.people import NOON, as_, declare, request_row, viewing_plan


def test_a_no_sends_the_request_and_the_home_back_and_touches_no_balance(staged: Any) -> None:
    story = staged("under_offer")
    with as_("nadia") as nadia:
        actions.refuse(nadia, story.offer_id, at=NOON, words="The stairs are too steep.", reason="access")
    assert request_row(story).state == "circulating"
    with as_("lena"):
        assert Home.objects.get(pk=story.home_id).state == "open"
        assert not Answer.objects.exists()  # the applicant's words are not the landlord's
    with as_("clare"):
        assert Answer.objects.get().words == "The stairs are too steep."
        assert not Line.objects.exists()


@pytest.mark.parametrize("how", ["refuse", "not_safe", "void_offer"])
def test_an_unsafe_place_stops_at_once_for_every_partner(staged: Any, how: str) -> None:
    story = staged("under_offer")
    with as_("clare" if how == "void_offer" else "nadia") as actor:
        words = {"words": "It is not safe there."} if how == "refuse" else {}
        getattr(actions, how)(actor, story.offer_id, at=NOON, reason="unsafe_place", **words)
    for key in ("lena", "bart"):
        with as_(key) as actor:
            assert may_be_offered(declare(actor, NOON)) == {}
    with as_("lena"):  # it was Cedar's last safe place, so the profile goes, as on a hold
        assert not Profile.objects.exists()
    with as_("bart"):
        assert "croydon" not in Profile.objects.get(pk=story.profiles["Dogwood Homes"]).listed_places
    with as_("bart") as bart:
        assert may_be_offered(declare(bart, NOON, place="sutton")).keys() == {story.profiles["Dogwood Homes"]}
    with as_("clare"):
        assert not AllowedPlace.objects.filter(place="croydon").exists()
        assert RequestPlace.objects.get(place="croydon").verdict == "unsafe"


def test_the_landlord_never_learns_that_it_was_about_safety(staged: Any) -> None:
    story = staged("under_offer")
    with as_("nadia") as nadia:
        actions.arrange_viewing(nadia, story.offer_id, at=NOON, plan=viewing_plan(NOON))
        actions.record_viewing(nadia, story.offer_id, at=NOON, outcome="not_safe")
        assert Voided.objects.get().reason == "viewing_unsafe"
    assert request_row(story).state == "circulating"
    with as_("lena"):
        assert not Offer.objects.exists()
        assert not Viewing.objects.exists()
        assert not Voided.objects.exists()


def test_a_planned_viewing_ends_with_the_offer_whatever_ended_it(staged: Any) -> None:
    story = staged("under_offer")
    with as_("nadia") as nadia:
        actions.arrange_viewing(nadia, story.offer_id, at=NOON, plan=viewing_plan(NOON))
        actions.refuse(nadia, story.offer_id, at=NOON, words="No.", reason="rent")
        assert Viewing.objects.get().outcome == "stopped"


def test_a_second_viewing_waits_for_the_first(staged: Any) -> None:
    story = staged("under_offer")
    with as_("nadia") as nadia:
        with pytest.raises(RefusedError, match="No viewing is planned"):
            actions.record_viewing(nadia, story.offer_id, at=NOON, outcome="took_place")
        actions.arrange_viewing(nadia, story.offer_id, at=NOON, plan=viewing_plan(NOON))
        with pytest.raises(RefusedError, match="planned already"):
            actions.arrange_viewing(nadia, story.offer_id, at=NOON, plan=viewing_plan(NOON))
        actions.record_viewing(nadia, story.offer_id, at=NOON, outcome="did_not")
        actions.arrange_viewing(nadia, story.offer_id, at=NOON, plan=viewing_plan(NOON))


def test_withdrawing_sends_the_request_on(staged: Any) -> None:
    story = staged("under_offer")
    with as_("lena") as lena:
        actions.withdraw_offer(lena, story.offer_id, at=NOON, reason="works")
        assert not Offer.objects.exists()
    with as_("nadia"):
        assert Offer.objects.get(pk=story.offer_id).state == "withdrawn"
    assert request_row(story).state == "circulating"


def test_an_offer_may_be_unsafe_after_the_yes(staged: Any) -> None:
    story = staged("moving")
    with as_("nadia") as nadia:
        actions.not_safe(nadia, story.offer_id, at=NOON, reason="person_near")
    assert request_row(story).state == "circulating"
