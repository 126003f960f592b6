"""A home that is gone while its offer is live: Lena is told first what falls, and both end together."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.homes import actions as homes
from reciprocal.homes.models import Home
from reciprocal.offers import actions
from reciprocal.offers.models import Offer
from reciprocal.workflow.due import day_of
from tests.people import NOON, as_, declare, request_row

pytestmark = pytest.mark.django_db


def test_the_offer_ends_and_the_home_leaves_the_list(staged: Any, client_of: Any) -> None:
    story, lena = staged("moving"), client_of("lena")
    where = f"/homes/{story.home_id}/gone/"
    assert where in lena.get(f"/homes/{story.home_id}/").content.decode()
    page = lena.get(where).content.decode()
    assert "An offer of this home is live. It will end, and it does not count." in page
    assert "still free" not in page
    assert "Select what became of the home" in lena.post(where, {}).content.decode()
    assert request_row(story).state == "moving"
    answer = lena.post(where, {"fate": "withdrawn", "why": "works"}, follow=True).content.decode()
    assert "Saved. The home is off your list." in answer
    assert request_row(story).state == "circulating"
    with as_("lena"):
        home = Home.objects.get()
        assert (home.state, home.fate, home.fate_why) == ("off_list", "withdrawn", "works")
    with as_("nadia"):
        assert (Offer.objects.get().state, Offer.objects.get().end_reason) == ("withdrawn", "works")


def test_the_officer_who_asked_for_time_is_not_forgotten(staged: Any, client_of: Any) -> None:
    story = staged("under_offer")
    with as_("nadia") as nadia:
        actions.ask_time(nadia, story.offer_id, at=NOON, until=day_of(NOON), what_for="viewing")
    page = client_of("lena").get(f"/homes/{story.home_id}/gone/").content.decode()
    assert "The officer has asked for time until 3 March 2026." in page


def test_after_the_signing_it_is_too_late(staged: Any, client_of: Any) -> None:
    story = staged("moving")
    with as_("lena") as lena:
        actions.record_signing(lena, story.offer_id, at=NOON, signed_on=day_of(NOON))
    answer = client_of("lena").get(f"/homes/{story.home_id}/gone/")
    assert answer.status_code == 409
    assert "The tenancy is signed." in answer.content.decode()


def test_without_an_offer_it_is_asked_on_the_page_of_the_step_and_others_find_nothing(client_of: Any) -> None:
    with as_("lena") as lena:
        home = declare(lena, NOON)
    answer = client_of("lena").get(f"/homes/{home}/gone/")
    assert (answer.status_code, answer["Location"]) == (302, f"/homes/{home}/steps/take_off/")
    for key in ("bart", "clare", "nadia"):
        assert client_of(key).get(f"/homes/{home}/gone/").status_code == 404


def test_the_coordinator_reads_how_many_homes_ended_how_and_never_which(staged: Any, client_of: Any) -> None:
    staged("moved")
    with as_("lena") as lena:
        for fate in ("let_elsewhere", "let_elsewhere", "nobody_fitted"):
            homes.take_off(lena, declare(lena, NOON), at=NOON, fate=fate)
    page = client_of("clare").get("/homes/").content.decode()
    table = page[page.index("Homes that left the list in the last 12 months") :]
    for fate in ("A household of the scheme moved in", "We let it to someone else", "Nobody fitted"):
        assert fate in table
    assert "ARC-" not in page
    assert "left the list in the last" not in client_of("lena").get("/homes/").content.decode()
