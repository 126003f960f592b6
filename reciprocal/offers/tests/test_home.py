"""The page of a home: who could live there, in the scheme's order, and never anybody for whom it may not be offered."""

from __future__ import annotations

import re
from typing import Any

from reciprocal.homes.queries import declared_lately
from reciprocal.offers import actions
from tests.people import NOON, as_, declare, organisation_id

BIRCH = organisation_id("Birch Homes")


def home_of(key: str, **differs: Any) -> Any:
    """Declare a home as somebody who lets homes."""
    with as_(key) as actor:
        return declare(actor, NOON, **differs)


def test_those_who_fit_stand_with_the_reason_in_words(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    page = client_of("lena").get(f"/homes/{home_of('lena')}/").content.decode()
    assert "The order follows the scheme&#x27;s rule. You may offer to anyone in the list." in page
    assert "Right size. The tenancy keeps the security they have." in page
    assert f"/profiles/{story.profile_id}/" in page


def test_what_may_not_be_offered_makes_no_row_not_even_nearly(client_of: Any, staged: Any) -> None:
    staged("circulating", safe_places=["bromley", "ealing", "lewisham", "sutton", "merton"])
    bart = client_of("bart")
    allowed = bart.get(f"/homes/{home_of('bart', place='sutton')}/").content.decode()
    stopped = bart.get(f"/homes/{home_of('bart')}/").content.decode()
    assert "ARC-" in allowed
    assert "ARC-" not in stopped
    assert "Nobody on the list could live in this home today." in stopped


def test_a_home_that_misses_one_need_stands_below_without_a_button(client_of: Any, staged: Any) -> None:
    staged("circulating")
    page = client_of("lena").get(f"/homes/{home_of('lena', bedrooms=4)}/").content.decode()
    assert "Nearly fits" in page
    assert "Two bedrooms more than needed." in page
    assert "Offer this home" not in page


def test_a_home_with_an_offer_out_says_so(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    page = client_of("lena").get(f"/homes/{story.home_id}/").content.decode()
    assert "You already have an offer out for this home." in page
    assert f"/offers/{story.offer_id}/" in page


def test_the_list_counts_who_could_live_in_each(client_of: Any, staged: Any) -> None:
    staged("circulating")
    staged("circulating", access_need="full")
    home_of("lena")
    home_of("lena", bedrooms=5)
    page = client_of("lena").get("/homes/").content.decode()
    assert sorted(re.findall(r'data-label="Could live here">(\d+)\s*<', page)) == ["0", "1"]


def test_a_landlord_that_owes_reads_that_this_home_could_repay(client_of: Any, staged: Any) -> None:
    staged("moved")
    staged("circulating", lead="birch_lead", landlord_id=BIRCH, tenancy_type="ASS_LIFE", home_place="newham",
           safe_places=["camden", "croydon", "ealing", "bromley", "sutton"])  # fmt: skip
    page = client_of("alder_lettings").get(f"/homes/{home_of('alder_lettings', place='camden')}/").content.decode()
    assert "You owe the pot 1. This home could repay one." in page


def test_the_coordinator_reads_the_home_and_no_list(client_of: Any, staged: Any) -> None:
    staged("circulating")
    clare = client_of("clare")
    page = clare.get(f"/homes/{home_of('lena')}/").content.decode()
    assert "2-bed flat, Croydon" in page
    assert "Offer this home" not in page
    assert "Cedar Council" in clare.get("/homes/").content.decode()


def test_the_pages_need_no_more_statements_for_many_rows(
    client_of: Any, staged: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        staged("circulating")
    home = home_of("lena")
    for _ in range(6):
        home_of("lena")
    lena = client_of("lena")
    for address in (f"/homes/{home}/", "/homes/", "/profiles/", "/offers/"):
        with django_assert_max_num_queries(26):
            assert lena.get(address).status_code == 200


def test_after_a_withdrawal_the_next_household_is_offered_the_home(client_of: Any, staged: Any) -> None:
    first, second = staged("under_offer"), staged("circulating")
    with as_("lena") as lena:
        actions.withdraw_offer(lena, first.offer_id, at=NOON, reason="cannot_house")
    page = client_of("lena").get(f"/homes/{first.home_id}/").content.decode()
    assert f"/profiles/{second.profile_id}/" in page
    assert f"/profiles/{first.profile_id}/" not in page


def test_why_a_home_suits_says_pets_and_that_few_homes_fit(client_of: Any, staged: Any) -> None:
    """Few is judged by what every partner declared in a year and by the facts on the profile, and by nothing else."""
    staged("circulating", pets="dog")
    staged("circulating", pets="assistance")
    home = home_of("lena")
    for _ in range(18):
        home_of("bart", place="bromley", bedrooms=6)
    lena = client_of("lena")
    page = lena.get(f"/homes/{home}/").content.decode()
    assert page.count("Pets: check your policy.") == 1  # an animal that assists somebody is no pet
    assert "Few homes fit this household." not in page  # of nineteen homes nothing is said
    home_of("bart", place="bromley", bedrooms=6)
    assert lena.get(f"/homes/{home}/").content.decode().count("Few homes fit this household.") == 2
    home_of("fir_lettings", place="lewisham")
    home_of("fir_lettings", place="lewisham")
    assert "Few homes fit" not in lena.get(f"/homes/{home}/").content.decode()


def test_only_lettings_officers_learn_which_kinds_of_homes_were_declared(db: Any, now: Any) -> None:
    home_of("lena")
    for key, n in (("lena", 1), ("bart", 1), ("nadia", 0), ("liam", 0), ("otto", 0), ("nobody", 0)):
        with as_(key):
            assert len(declared_lately(NOON.date())) == n, key
    now.forward(days=400)
    with as_("lena"):
        assert declared_lately(now.at.date()) == []
