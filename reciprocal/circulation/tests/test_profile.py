"""What Lena reads of a request, and what nobody reads there."""

from __future__ import annotations

from typing import Any

SENTENCE = "This list may be incomplete. Declare a home in any borough and we will tell you whether it may be offered."


def test_a_profile_has_its_lines_in_their_order(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    page = client_of("lena").get(f"/profiles/{story.profile_id}/").content.decode()
    lines = [
        "2 bedrooms · 3 people · Waiting: under 1 month",
        "1 adult (25 to 34). 2 children (5 to 9).",
        "Needs 2. Would not take 1.",
        "Safe in your boroughs",
        "Croydon",
        SENTENCE,
        "Lifetime. Offer a lifetime tenancy.",
        "Consent recorded",
        "Offer a home",
    ]
    places = [page.index(line) for line in lines]
    assert places == sorted(places)


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
