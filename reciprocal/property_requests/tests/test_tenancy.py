"""The tenancy and the home that they have: what follows from one answer is asked, and nothing twice."""

from __future__ import annotations

from typing import Any

from reciprocal.property_requests.tests.filling import ALDER, page, question, send, words
from tests.people import organisation_id, request_row

PLACED = {"where_now": "temporary", "held_before": "yes"}


def test_another_kind_of_tenancy_is_described(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = question(draft, "tenancy_type")
    assert "Enter what kind of tenancy it is" in words(send(nadia, url, {"tenancy_type": "OTHER"}))
    given = {"tenancy_type": "OTHER", "tenancy_type_other": "An almshouse appointment"}
    assert send(nadia, url, given).status_code == 302
    assert "An almshouse appointment" in words(nadia.get(f"{page(draft)}check/"))


def test_a_joint_tenancy_asks_with_whom(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    assert nadia.get(question(draft, "joint_with")).status_code == 409
    send(nadia, question(draft, "tenancy_route"), {"tenancy_route": "joint"})
    answer = send(nadia, question(draft, "joint_with"), {"joint_with": "person_causing_harm"})
    assert "Notice from one joint tenant can end the tenancy for both." in words(nadia.get(answer["Location"]))


def test_a_tenancy_that_is_owed_is_not_asked_about_again(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    send(nadia, question(draft, "tenancy_route"), {"tenancy_route": "owed"})
    assert request_row(draft).tenancy_type == "OWED"
    for key in ("tenancy_type", "tenancy_held", "current_home", "overcrowded", "arrears"):
        assert nadia.get(question(draft, key)).status_code == 409, key
    assert nadia.get(question(draft, "where_now")).status_code == 200
    send(nadia, question(draft, "tenancy_route"), {"tenancy_route": "sole"})
    assert request_row(draft).tenancy_type == ""


def test_the_council_that_placed_them_is_not_taken_for_the_landlord(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = question(draft, "where_now")
    assert "Select the council that placed them" in words(send(nadia, url, PLACED))
    assert "Select whether they still hold the tenancy" in words(send(nadia, url, {"where_now": "temporary"}))
    answer = send(nadia, url, {**PLACED, "placed_by": ALDER})
    assert (
        "Alder Council placed them but is not the landlord of their tenancy. Go back and choose the landlord whose "
        "tenancy they hold"
    ) in words(answer)
    assert send(nadia, url, {**PLACED, "placed_by": str(organisation_id("Cedar Council"))}).status_code == 302
    assert send(nadia, url, {**PLACED, "placed_by": ALDER, "placed_by_landlord": "yes"}).status_code == 302


def test_a_landlord_that_is_changed_to_the_placing_council_stops_sending(client_of: Any, staged: Any) -> None:
    cedar = str(organisation_id("Cedar Council"))
    draft, nadia = staged("draft", placed_by=cedar), client_of("nadia")
    send(nadia, question(draft, "landlord"), {"landlord": cedar})
    check = words(nadia.get(f"{page(draft)}check/"))
    assert "Cedar Council placed them but is not the landlord of their tenancy." in check


def test_arrears_stop_nothing_and_the_amount_is_in_pounds(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = question(draft, "arrears")
    wrong = send(nadia, url, {"arrears": "agreed", "arrears_amount": "a lot"})
    assert "Amount must be in pounds, like 850 or 850.50" in words(wrong)
    assert send(nadia, url, {"arrears": "agreed", "arrears_amount": "850.50"}).status_code == 302
    assert "It cannot be sent yet" not in words(nadia.get(f"{page(draft)}check/"))
    send(nadia, url, {"arrears": "no", "arrears_amount": "850.50"})
    assert request_row(draft).arrears_amount is None


def test_the_home_they_have_is_described_for_the_landlord(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    answer = words(send(nadia, question(draft, "current_home"), {"current_bedrooms": "10"}))
    assert "Number of bedrooms must be a whole number between 0 and 9" in answer
    assert "Select which floor the home is on" in answer
    assert "Select the type of home" in answer
