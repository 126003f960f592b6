"""Whom to ask next: who owes most, then who has a home, then who was asked least; nobody who is kept away."""

from __future__ import annotations

import re
from typing import Any

import pytest

from reciprocal.circulation import answers
from reciprocal.offers.asking import candidates
from tests.people import NOON, as_, declare, organisation_id

pytestmark = pytest.mark.django_db
WIDE = ["bromley", "croydon", "greenwich", "lewisham", "sutton"]


def page_of(client: Any, story: Any) -> str:
    """The page of the step."""
    return client.get(f"/requests/{story.request_id}/steps/ask_partner/").content.decode()


def names(page: str) -> list[str]:
    """The partners on it, in their order."""
    return re.findall(r">Ask ([^<]+?)(?: again)?</button>", page)


def test_each_stands_with_what_speaks_for_it(client_of: Any, staged: Any, now: Any) -> None:
    staged("moved")  # Cedar Council housed somebody
    story = staged("circulating", safe_places=WIDE)
    with as_("bart") as bart:
        declare(bart, now.at, place="sutton")
        answers.answer_week(bart, at=now.at, answer="maybe")
    now.forward(days=9)
    page = page_of(client_of("clare"), story)
    assert "This list is advice. You may ask anyone who has a home in a safe place." in page
    assert (
        "Has homes in 3 of the safe boroughs. Even. Has a 2-bedroom home on the list. Asked 0 times this month."
        " Last answer: “maybe, call me”, 9 days ago." in page
    )
    assert (
        "Is owed 1. Usually has 2-bedroom homes. Asked 0 times this month. Last housed a household this month" in page
    )
    assert names(page) == ["Dogwood Homes", "Birch Homes", "Fir Homes", "Cedar Council"]


def test_asking_is_one_click_and_counts(client_of: Any, staged: Any) -> None:
    story, clare = staged("circulating", safe_places=WIDE), client_of("clare")
    where = f"/requests/{story.request_id}/steps/ask_partner/"
    page = clare.post(where, {"organisation": str(organisation_id("Birch Homes"))}, follow=True).content.decode()
    assert "Birch Homes is asked." in page
    assert "Asked once this month, answered 0." in page
    assert names(page)[-1] == "Birch Homes"  # asked most
    assert (
        "The coordinator asked a partner" in client_of("nadia").get(f"/requests/{story.request_id}/").content.decode()
    )
    assert clare.post(where, {"organisation": str(organisation_id("Elm Council"))}).status_code == 422
    assert client_of("nadia").post(where, {"organisation": "x"}).status_code == 409
    assert client_of("lena").get(where).status_code == 404


def test_who_owes_most_comes_first(staged: Any) -> None:
    staged("moved")  # a tenant of Alder Council moved: it owes one
    places = ["camden", "croydon", "ealing", "bromley", "sutton"]
    other = {"landlord_id": organisation_id("Birch Homes"), "tenancy_type": "ASS_LIFE", "home_place": "newham"}
    story = staged("circulating", lead="birch_lead", safe_places=places, **other)
    with as_("clare"):
        found = candidates(story.request_id, NOON.date())
        assert [(one.partner.name, one.balance) for one in found] == [
            ("Alder Council", -1),
            ("Dogwood Homes", 0),
            ("Cedar Council", 1),
        ]


def test_who_is_kept_away_is_not_in_it_and_nothing_says_so(client_of: Any, staged: Any) -> None:
    from_the_start = staged("circulating", safe_places=WIDE, bars=("Dogwood Homes",))
    later, clare = staged("circulating", safe_places=WIDE), client_of("clare")
    where = f"/requests/{later.request_id}/steps/keep_away/"
    assert (
        clare.post(where, {"organisation": str(organisation_id("Dogwood Homes")), "whom": "everybody"}).status_code
        == 302
    )
    assert "kept away" in clare.get("/worklist/").content.decode()  # the banner of the step, read and gone
    for story in (from_the_start, later):
        page = page_of(clare, story)
        assert "Dogwood" not in page
        assert "kept away" not in page
        asked = clare.post(
            f"/requests/{story.request_id}/steps/ask_partner/", {"organisation": str(organisation_id("Dogwood Homes"))}
        )
        assert asked.status_code == 422


def test_when_all_were_asked_it_says_so(client_of: Any, staged: Any) -> None:
    story, clare = staged("circulating"), client_of("clare")
    sentence = "Every partner with a suitable home has been asked this month."
    page = page_of(clare, story)
    assert sentence not in page
    with as_("clare") as actor:
        for name in names(page):
            answers.ask_partner(actor, story.request_id, at=NOON, organisation_id=organisation_id(name))
    assert sentence in page_of(clare, story)
