"""Petra's statement of Alder Council, and Clare's pot."""

from __future__ import annotations

from typing import Any


def test_a_statement_says_it_in_words_and_then_month_by_month_the_newest_first(
    client_of: Any, staged: Any, now: Any
) -> None:
    staged("moved")
    now.forward(days=31)
    staged("moved")
    page = client_of("petra").get("/statement/").content.decode()
    assert "Statement for Alder Council, April 2026" in page
    assert "You owe the pot 2 homes." in page
    assert "One of your tenants moved" in page
    assert "−1" in page
    assert "-1" not in page.split("<main")[1]
    assert page.index("Balance at the end of April 2026") < page.index("Balance at the end of March 2026")
    assert "Homes are owed to the pot, not to another landlord." in page


def test_it_names_no_code_no_day_and_no_other_landlord(client_of: Any, staged: Any) -> None:
    staged("moved")
    for key in ("petra", "liam"):
        page = client_of(key).get("/statement/").content.decode().split("<main")[1]
        for text in ("ARC-", "DR-", "Cedar", "Croydon", "3 March", "bedroom"):
            assert text not in page, text


def test_a_landlord_without_lines_is_even(client_of: Any, staged: Any) -> None:
    staged("moved")
    page = client_of("birch_lead").get("/statement/").content.decode()
    assert "There are no lines yet. Your balance is 0." in page


def test_the_pot_adds_up_for_the_coordinator(client_of: Any, staged: Any) -> None:
    clare = client_of("clare")
    assert "No household has moved yet." in clare.get("/pot/").content.decode()
    staged("moved")
    page = clare.get("/pot/").content.decode()
    assert "All balances add up to 0." in page
    assert page.index("Alder Council") < page.index("Owes 1") < page.index("Cedar Council") < page.index("Is owed 1")


def test_others_have_neither_page(client_of: Any) -> None:
    for key in ("lena", "nadia", "bart", "anya"):
        assert client_of(key).get("/statement/").status_code == 404
    for key in ("petra", "liam", "lena", "nadia"):
        assert client_of(key).get("/pot/").status_code == 404
