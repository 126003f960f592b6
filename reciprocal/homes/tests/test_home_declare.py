"""Lena declares a home on one page, and says what became of one."""

from __future__ import annotations

from typing import Any

from reciprocal.homes.models import Home
from tests.people import NOON, as_, declare

ANSWERS = {
    "place": "croydon",
    "bedrooms": "2",
    "kind": "flat",
    "floor": "1",
    "lift": "no",
    "access": "none",
    "tenancy": "SEC_LIFE",
    "rent": "142.50",
    "ready_from-day": "9",
    "ready_from-month": "3",
    "ready_from-year": "2026",
    "hold": "5",
}


def test_the_only_place_is_chosen_already_and_no_tenancy_that_a_council_cannot_give(client_of: Any) -> None:
    page = client_of("lena").get("/homes/declare/").content.decode()
    assert '<option value="croydon" selected>' in page
    assert "Secure, lifetime" in page
    assert "Assured, lifetime" not in page
    assert "Demoted" not in page


def test_a_home_is_declared_and_its_page_says_who_could_live_there(client_of: Any, staged: Any) -> None:
    staged("circulating")
    answer = client_of("lena").post("/homes/declare/", ANSWERS, follow=True)
    page = answer.content.decode()
    assert "Home declared. 1 request could live here." in page
    with as_("lena"):
        home = Home.objects.get()
        assert (home.label, str(home.hold_until), home.lift) == ("2-bed flat, Croydon", "2026-03-10", False)


def test_each_thing_that_is_missing_gets_its_sentence(client_of: Any) -> None:
    answer = client_of("lena").post("/homes/declare/", {})
    page = answer.content.decode()
    assert answer.status_code == 422
    for sentence in (
        "Select the borough it is in",
        "Number of bedrooms must be a whole number between 0 and 8",
        "Select the type of home",
        "Select which floor it is on",
        "Select whether there is a lift",
        "Select the access it has",
        "Select the tenancy you would give",
        "Enter the rent in pounds, like 142.50",
        "Enter the date it is ready from",
        "Select how long you can hold it",
    ):
        assert sentence in page, sentence


def test_a_hold_until_a_date_asks_for_the_date(client_of: Any) -> None:
    lena = client_of("lena")
    assert (
        "Enter the date until which you can hold it"
        in lena.post("/homes/declare/", ANSWERS | {"hold": "until"}).content.decode()
    )
    day = {"hold_date-day": "1", "hold_date-month": "4", "hold_date-year": "2026"}
    assert lena.post("/homes/declare/", ANSWERS | {"hold": "until"} | day).status_code == 302
    with as_("lena"):
        assert str(Home.objects.get().hold_until) == "2026-04-01"


def test_a_home_leaves_the_list_or_is_held_longer(client_of: Any) -> None:
    with as_("lena") as actor:
        home = declare(actor, NOON)
    lena, address = client_of("lena"), f"/homes/{home}/steps/take_off/"
    assert "Select what became of the home" in lena.post(address, {}).content.decode()
    assert "Select why it was withdrawn" in lena.post(address, {"fate": "withdrawn"}).content.decode()
    assert "Enter the new date" in lena.post(address, {"fate": "still_free"}).content.decode()
    later = {"fate": "still_free", "until-day": "1", "until-month": "5", "until-year": "2026"}
    assert "The home is held until 1 May 2026." in lena.post(address, later, follow=True).content.decode()
    page = lena.post(address, {"fate": "let_elsewhere"}, follow=True).content.decode()
    assert "Saved. The home is off your list." in page
    with as_("lena"):
        assert Home.objects.get().state == "off_list"


def test_others_find_nothing(client_of: Any) -> None:
    with as_("lena") as actor:
        home = declare(actor, NOON)
    for key in ("bart", "nadia", "liam"):
        assert client_of(key).get(f"/homes/{home}/steps/take_off/").status_code == 404
        assert client_of(key).get(f"/homes/{home}/").status_code == 404
    assert client_of("nadia").get("/homes/declare/").status_code == 404
    assert client_of("lena").get(f"/homes/{home}/steps/nothing/").status_code == 404
