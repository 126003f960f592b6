"""Lena declares a home on one page, and says what became of one."""

from __future__ import annotations

from typing import Any

from reciprocal.homes.models import Home
from tests.forms import form_of
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


def test_a_home_is_declared_with_six_inputs_on_one_page(client_of: Any) -> None:
    """A home of one of several places, ready on another day than today: what has to be touched is counted."""
    bart = client_of("bart")
    form = form_of(bart.get("/homes/declare/").content.decode())
    typed = {"place": "sutton", "bedrooms": "2", "floor": "3", "rent": "142.50", "ready_from-day": "9"}
    typed["ready_from-month"] = "4"
    assert len(typed) <= 6
    assert all(form.get(name) != value for name, value in typed.items())  # each has to be typed or chosen
    assert bart.post("/homes/declare/", form | typed).status_code == 302
    with as_("bart"):
        home = Home.objects.get()
        assert (home.label, str(home.ready_from), home.lift, home.access) == (
            "2-bed flat, Sutton",
            "2026-04-09",
            False,
            "none",
        )
    assert bart.post("/homes/declare/", form).status_code == 422  # what stands there is not a home by itself


def test_where_there_is_no_other_place_and_the_home_is_ready_it_takes_three(client_of: Any) -> None:
    lena = client_of("lena")
    form = form_of(lena.get("/homes/declare/").content.decode())
    assert lena.post("/homes/declare/", form | {"bedrooms": "2", "floor": "3", "rent": "142.50"}).status_code == 302


def test_a_landlord_without_a_place_reads_whom_to_ask(fresh_database: str, client_of: Any, as_role: Any) -> None:
    with as_("lena") as lena:
        as_role("superuser").execute(
            "DELETE FROM partners_placewithhomes WHERE organisation_id = %s", [lena.organisation]
        )
    answer = client_of("lena").get("/homes/declare/")
    assert answer.status_code == 409
    assert "You have told us of no borough with homes yet" in answer.content.decode()


def test_the_details_are_corrected_on_the_page_that_declared_them(client_of: Any) -> None:
    with as_("lena") as actor:
        home = declare(actor, NOON)
    lena, address = client_of("lena"), f"/homes/{home}/steps/change_home/"
    page = lena.get(address).content.decode()
    form = form_of(page)
    assert (form["bedrooms"], form["floor"], form["rent"]) == ("2", "1", "142.50")
    assert "It is in Croydon." in page
    assert "place" not in form
    assert "Saved." in lena.post(address, form | {"bedrooms": "3"}, follow=True).content.decode()
    assert lena.post(address, form | {"bedrooms": "many"}).status_code == 422
    with as_("lena"):
        assert Home.objects.get().label == "3-bed flat, Croydon"


def test_it_is_asked_whether_a_home_is_still_empty_once_its_date_has_passed(client_of: Any, now: Any) -> None:
    with as_("lena") as actor:
        home = declare(actor, NOON)  # held until Tuesday 31 March
    lena, asked = client_of("lena"), "A home has been on your list for {} days. Is it still empty?"
    now.forward(days=28)
    assert "Is it still empty?" not in lena.get("/worklist/").content.decode()
    now.forward(days=1)
    page = lena.get("/worklist/").content.decode()
    assert asked.format(29) in page
    assert "Due soon (1)" in page
    assert "Thursday 2 April 2026" in page
    later = {"until-day": "1", "until-month": "5", "until-year": "2026"}
    assert lena.post(f"/homes/{home}/steps/hold_longer/", later).status_code == 302
    assert "Is it still empty?" not in lena.get("/worklist/").content.decode()


def test_others_find_nothing(client_of: Any) -> None:
    with as_("lena") as actor:
        home = declare(actor, NOON)
    for key in ("bart", "nadia", "liam"):
        assert client_of(key).get(f"/homes/{home}/steps/take_off/").status_code == 404
        assert client_of(key).get(f"/homes/{home}/").status_code == 404
    assert client_of("nadia").get("/homes/declare/").status_code == 404
    assert client_of("lena").get(f"/homes/{home}/steps/nothing/").status_code == 404
