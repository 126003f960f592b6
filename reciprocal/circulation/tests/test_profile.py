"""What Lena reads of a request, and what nobody reads there."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

SENTENCE = "This list may be incomplete. Declare a home in any borough and we will tell you whether it may be offered."


def test_a_profile_has_its_lines_in_their_order(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    page = client_of("lena").get(f"/profiles/{story.profile_id}/").content.decode()
    lines = [
        "2 bedrooms · 3 people · Waiting: under 1 month",
        "1 adult (25 to 34). 2 children (5 to 9).",
        "Needs 2. Would not take 1. Could the children share? Yes, by each rule.",
        "Outside space",
        "Bedsit, shared, sheltered",
        "Entry phone or secure door",
        "Safe in your boroughs",
        "Croydon",
        SENTENCE,
        "Lifetime. Offer a lifetime tenancy.",
        "Interpreter needed",
        "Arrange viewings through the officer only. Change the locks before the move.",
        "Consent recorded",
        "Offer a home",
    ]
    places = [page.index(line) for line in lines]
    assert places == sorted(places)


def test_profiles_of_two_reasons_are_not_told_apart(client_of: Any, staged: Any) -> None:
    everywhere_else = {"camden", "hackney", "newham"}
    gang = {"primary_reason": "SYV", "safe_places": [], "unsafe_places": sorted(everywhere_else)}
    confirmed = {"area_assessed": "yes", "support_confirmed": "yes", "risk_managed": "yes"}
    lena, pages = client_of("lena"), []
    for more in ({}, {**gang, **confirmed}):
        story = staged("circulating", **more)
        page = lena.get(f"/profiles/{story.profile_id}/").content.decode().split("<main")[1].split("<form")[0]
        code = re.search(r"ARC-[0-9]{4}-[0-9]{2}", page)
        assert code
        pages.append(page.replace(code[0], "ARC").replace(str(story.profile_id), ""))
    assert pages[0] == pages[1]


def test_the_landlords_own_rule_is_said_where_it_counts_otherwise(client_of: Any, staged: Any) -> None:
    story = staged("circulating", children=[17, 9])
    page = client_of("fir_lettings").get(f"/profiles/{story.profiles['Fir Homes']}/").content.decode()
    assert "By your rule: 3. Could the children share? Yes, by some rules." in page


def test_of_a_large_household_only_the_bedrooms_are_told(client_of: Any, staged: Any) -> None:
    story = staged("circulating", children=[12, 10, 9, 8, 3], bedrooms=4)
    page = client_of("lena").get(f"/profiles/{story.profile_id}/").content.decode()
    assert "6 or more people. Ask before you offer." in page
    assert "Could the children share?" not in page


def test_a_baby_is_told_only_where_it_changes_the_bedrooms(client_of: Any, staged: Any) -> None:
    expected = {"pregnancy": "yes", "babies": "no", "baby_due": date(2026, 6, 1)}
    for children, told in (([4], False), ([11], True)):
        story = staged("circulating", children=children, **expected)
        page = client_of("lena").get(f"/profiles/{story.profile_id}/").content.decode()
        assert ("A baby is expected." in page) is told


def test_a_carer_is_told_only_where_the_bedrooms_change_by_it(client_of: Any, staged: Any) -> None:
    carer = {"age": 50, "relationship": "carer"}
    homes = (
        ({"adults": [34, carer], "children": []}, True),
        ({"adults": [34, 50], "children": []}, False),
        ({"adults": [34, carer], "children": [4, 6, 8, 10]}, False),  # of a large household no ages are told either
    )
    for household, told in homes:
        story = staged("circulating", **household)
        page = client_of("lena").get(f"/profiles/{story.profile_id}/").content.decode()
        assert ("A carer is one of them." in page) is told, household


def test_nothing_tells_who_where_from_or_why(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    page = client_of("lena").get(f"/profiles/{story.profile_id}/").content.decode()
    for text in ("Alder", "Camden", "Bromley", "omestic", "DASH", "Lantern", "Nadia", "DR-", "2026"):
        assert text not in page.split("<main")[1], text


def test_the_list_stands_in_the_schemes_order_with_its_sentence(client_of: Any, staged: Any) -> None:
    first, second = staged("circulating", dash_score=8, risk_basis=["score"]), staged("circulating")
    page = client_of("lena").get("/profiles/").content.decode()
    assert SENTENCE in page
    assert "You may offer to anyone in the list." in page
    assert page.index(str(second.profile_id)) < page.index(str(first.profile_id))


def test_a_profile_under_offer_is_marked_and_cannot_be_offered_to(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    page = client_of("bart").get(f"/profiles/{story.profiles['Dogwood Homes']}/").content.decode()
    assert "Under offer" in page
    assert "Offer a home" not in page
    assert "Under offer" in client_of("bart").get("/profiles/").content.decode()


def test_a_profile_of_another_partner_is_not_found(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    for key in ("bart", "nadia", "liam", "clare", "alder_lettings"):
        assert client_of(key).get(f"/profiles/{story.profile_id}/").status_code == 404


def test_a_partner_without_profiles_reads_so(client_of: Any) -> None:
    assert "No profiles are with you today." in client_of("lena").get("/profiles/").content.decode()
