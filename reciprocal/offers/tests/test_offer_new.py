"""The form on which Lena offers a home for a request."""

from __future__ import annotations

from typing import Any

from reciprocal.offers.models import Offer
from tests.people import ADDRESS, NOON, as_, declare

ANSWERS = {
    "address": ADDRESS,
    "tenancy": "SEC_LIFE",
    "starts_on-day": "17",
    "starts_on-month": "3",
    "starts_on-year": "2026",
    "answer_by-day": "10",
    "answer_by-month": "3",
    "answer_by-year": "2026",
    "home_is_empty": "yes",
}


def address(story: Any, key: str = "lena", partner: str = "Cedar Council", **differs: Any) -> str:
    """Declare a home and give the address at which it is offered for a story's request."""
    with as_(key) as actor:
        return f"/homes/{declare(actor, NOON, **differs)}/offer/{story.profiles[partner]}/"


def test_the_form_compares_and_the_offer_is_sent(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    lena, url = client_of("lena"), address(story)
    page = lena.get(url).content.decode()
    assert "Bedrooms: needs 2, has 2" in page
    assert "Sealed when you send. The officer opens it with a logged click" in page
    assert 'name="answer_by-day" type="text" inputmode="numeric" value="10"' in page  # five working days on
    page = lena.post(url, ANSWERS, follow=True).content.decode()
    assert "Offer sent to the officer and Example Moves Team. The home is held until Tuesday 10 March 2026." in page
    with as_("nadia"):
        assert Offer.objects.get().tenancy == "SEC_LIFE"


def test_each_thing_that_is_wrong_gets_its_sentence_and_what_was_typed_stays(client_of: Any, staged: Any) -> None:
    lena, url = client_of("lena"), address(staged("circulating"))
    page = lena.post(url, ANSWERS | {"answer_by-day": "4", "home_is_empty": ""}).content.decode()
    assert "Give at least 2 working days to answer" in page
    assert "Tick to say the home is or will be empty" in page
    assert 'value="17"' in page
    flexible = lena.post(url, ANSWERS | {"tenancy": "SEC_FLEX"})
    assert flexible.status_code == 409
    assert (
        "A lifetime tenancy is needed here. If you cannot give one, ask Example Moves Team" in flexible.content.decode()
    )


def test_a_home_that_may_not_be_offered_has_no_form(client_of: Any, staged: Any) -> None:
    story = staged("circulating", safe_places=["bromley", "ealing", "lewisham", "sutton", "merton"])
    answer = client_of("bart").get(address(story, "bart", "Dogwood Homes"))
    assert answer.status_code == 409
    assert "This home may not be offered for this request" in answer.content.decode()


def test_home_and_profile_are_both_checked(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    cedars = address(story).split("/")[2]
    dogwoods = address(story, "bart", "Dogwood Homes").split("/")[2]
    bart = client_of("bart")
    assert bart.get(f"/homes/{cedars}/offer/{story.profiles['Dogwood Homes']}/").status_code == 404
    assert bart.get(f"/homes/{dogwoods}/offer/{story.profile_id}/").status_code == 404
    assert bart.post(f"/homes/{dogwoods}/offer/{story.profile_id}/", ANSWERS).status_code == 404


def test_a_home_is_chosen_from_the_profile(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    fits, small = address(story), address(story, bedrooms=1).split("/")[2]
    page = client_of("lena").get(f"/profiles/{story.profile_id}/offer/").content.decode()
    assert fits in page
    assert f"/homes/{small}/offer/" not in page
    assert "smaller than they need" in page
    assert client_of("bart").get(f"/profiles/{story.profile_id}/offer/").status_code == 404
