"""Lena offers a home of Cedar Council; the database and the rules say when she may not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.circulation.queries import may_be_offered
from reciprocal.offers import actions
from reciprocal.offers.models import Offer
from reciprocal.workflow.due import day_of
from tests.people import ADDRESS, NOON, as_, declare, take


def offer(key: str, profile: UUID, home: UUID, tenancy: str = "SEC_LIFE") -> UUID:
    """Send an offer as somebody, with dates that are right."""
    day = day_of(NOON)
    with as_(key) as actor:
        return actions.send_offer(
            actor,
            profile,
            home,
            at=NOON,
            tenancy=tenancy,
            starts_on=day + timedelta(days=14),
            answer_by=day + timedelta(days=7),
            home_is_empty=True,
            address=ADDRESS,
        )


def home_of(key: str, **differs: Any) -> UUID:
    """Declare a home as somebody who lets homes."""
    with as_(key) as actor:
        return declare(actor, NOON, **differs)


def test_an_offer_carries_a_copy_of_the_home(staged: Any) -> None:
    story = staged("circulating")
    sent = offer("lena", story.profile_id, home_of("lena", floor=3, lift=True))
    with as_("nadia"):
        found = Offer.objects.get(pk=sent)
        assert (found.floor, found.lift, found.kind, found.place) == (3, True, "flat", "croydon")


def test_one_live_offer_a_request(staged: Any) -> None:
    story = staged("under_offer")
    with pytest.raises(RefusedError, match="only while the request is: circulating"):
        offer("bart", story.profiles["Dogwood Homes"], home_of("bart"), "ASS_LIFE")


def test_one_live_offer_a_home(staged: Any) -> None:
    first, second = staged("under_offer"), staged("circulating")
    with pytest.raises(RefusedError, match="only while the home is: open"):
        offer("lena", second.profile_id, first.home_id)


def test_a_council_gives_a_lifetime_tenancy_or_asks(staged: Any) -> None:
    story = staged("circulating")
    home = home_of("lena", tenancy="SEC_FLEX")
    with pytest.raises(RefusedError) as refused:
        offer("lena", story.profile_id, home, "SEC_FLEX")
    assert str(refused.value) == ("A lifetime tenancy is needed here. If you cannot give one, ask Example Moves Team")


def test_a_housing_association_may_offer_a_weaker_one_which_is_read_out(staged: Any) -> None:
    story = staged("circulating")
    assert offer("bart", story.profiles["Dogwood Homes"], home_of("bart", tenancy="AST_FIXED"), "AST_FIXED")


def test_a_home_is_not_offered_twice_to_one_request(staged: Any) -> None:
    story = staged("under_offer")
    with as_("nadia") as nadia:
        actions.refuse(nadia, story.offer_id, at=NOON, words="It has steps.", reason="access")
    with as_("lena"):
        assert may_be_offered(story.home_id) == {}
    with pytest.raises(RefusedError, match="may not be offered for this request"):
        offer("lena", story.profile_id, story.home_id)
    other = home_of("lena")
    with as_("lena"):
        assert may_be_offered(other).keys() == {story.profile_id}


@pytest.mark.parametrize(
    ("needs", "home", "sentence"),
    [
        ({}, {"bedrooms": 1}, "smaller than they need and they have said no"),
        ({"highest_floor": "ground"}, {"floor": 2}, "higher than they can manage"),
        ({"access_need": "full"}, {}, "does not meet the access they need"),
        ({}, {"bedrooms": 4}, "Two bedrooms more than needed"),
    ],
)
def test_a_home_that_misses_a_need_is_not_offered(staged: Any, needs: dict, home: dict, sentence: str) -> None:
    story = staged("circulating", **needs)
    with pytest.raises(RefusedError, match=sentence) as refused:
        offer("lena", story.profile_id, home_of("lena", **home))
    assert str(refused.value).endswith("Choose another home, or ask Example Moves Team to allow it")


def test_a_home_in_a_place_that_is_not_safe_is_not_offered(staged: Any) -> None:
    story = staged("circulating", safe_places=["bromley", "ealing", "lewisham", "sutton", "merton"])
    assert "Cedar Council" not in story.profiles
    home = home_of("bart")  # Dogwood Homes lets in Croydon as well as in Bromley and Sutton
    with as_("bart"):
        assert may_be_offered(home) == {}
        assert may_be_offered(home_of("bart", place="sutton")).keys() == {story.profiles["Dogwood Homes"]}
    with pytest.raises(RefusedError, match="may not be offered for this request"):
        offer("bart", story.profiles["Dogwood Homes"], home, "ASS_LIFE")


def test_nobody_offers_the_home_or_for_the_profile_of_another_partner(staged: Any) -> None:
    story = staged("circulating")
    cedars, dogwoods = home_of("lena"), home_of("bart")
    with pytest.raises(HiddenError):
        offer("bart", story.profiles["Dogwood Homes"], cedars, "ASS_LIFE")
    with pytest.raises(HiddenError):
        offer("bart", story.profile_id, dogwoods, "ASS_LIFE")
    with as_("bart"):
        assert may_be_offered(cedars) == {}


def test_a_request_that_rests_takes_no_offer(staged: Any) -> None:
    story = staged("circulating")
    take(story, "hold", NOON)
    with pytest.raises(HiddenError):
        offer("lena", story.profile_id, home_of("lena"))
