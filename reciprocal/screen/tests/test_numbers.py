"""Numbers that one person bears: by their check digit, their prefix or the word before them."""

from __future__ import annotations

import pytest

from reciprocal.screen.numbers import case_numbers, has_check_digit, national_insurance, nhs_numbers


def test_the_check_digit_of_an_nhs_number() -> None:
    assert has_check_digit("9434765919")
    assert not has_check_digit("9434765918")
    # A remainder of one would ask for the digit ten: such numbers are never given.
    assert not any(has_check_digit(f"100000001{digit}") for digit in range(10) if (11 - (10 + 2) % 11) == 10)
    # One digit changed is always noticed.
    assert not any(has_check_digit(f"943476591{digit}") for digit in range(10) if digit != 9)


def test_ten_digits_are_an_nhs_number_by_their_grouping_their_check_digit_or_the_word() -> None:
    assert list(nhs_numbers("943 476 5919")) == [(0, 12)]
    assert list(nhs_numbers("943 476 5918")) == [(0, 12)]
    assert list(nhs_numbers("9434765918")) == []
    assert list(nhs_numbers("+92 300 555 0136")) == []
    assert set(nhs_numbers("NHS no 943 476 5918")) == {(7, 19)}
    assert set(nhs_numbers("NHS no 943 476 591, one missing")) == {(7, 18)}
    assert list(nhs_numbers("9434765918 (NHS)")) == [(0, 10)]
    assert list(nhs_numbers("ring 7700 900 123")) == []


@pytest.mark.parametrize("text", ["AB 12 34 56 C", "ab123456c", "JG-10-37-59-A", "QQ 12 34 56 C", "BG_12_34_56_A"])
def test_a_national_insurance_number_by_its_form(text: str) -> None:
    assert list(national_insurance(text)) == [(0, len(text))]


@pytest.mark.parametrize("text", ["AB123456E", "AB 12 34 56"])
def test_an_ending_that_is_never_given_or_left_away_needs_the_word_before(text: str) -> None:
    assert list(national_insurance(text)) == []
    assert list(national_insurance(f"NINO: {text}")) == [(6, 6 + len(text))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("crime ref 1234567/24", "1234567/24"),
        ("CAD 4471 of 12 May", "CAD 4471"),
        ("MARAC case no. 20418", "20418"),
        ("HA-2023-0044 was closed", "HA-2023-0044"),
        ("rent account 7700 1234 5", "7700 1234 5"),
        ("it says 31926819", "31926819"),
        ("Home Office ref 12/34/56789/001", "12/34/56789/001"),
        ("fd 24 p 40012 is listed", "fd 24 p 40012"),
        ("reported, XYZ/0012345/24", "XYZ/0012345/24"),
        ("cad 312 was closed", "312"),
    ],
)
def test_a_case_number_by_the_word_before_or_by_its_shape(text: str, number: str) -> None:
    assert number in [text[start:end] for start, end in case_numbers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "section 184 and form N244",
        "case open since 2021",
        "claim £12345678",
        "order until 30/09/2025",
        "ARC-4821-07 and DR-7K3M9P are our own",
        "register of 12000 households",
        "BS5839 alarm",
        "on 01022024",
        "rent is 178.90 a week",
        "tenancy E8 3QN 2 bed",
        "account for 53/18 Ash Road",
        "seen on 12/03/2024",
    ],
)
def test_years_forms_amounts_and_our_own_references_are_no_case_number(text: str) -> None:
    assert list(case_numbers(text)) == []


def test_a_national_insurance_number_without_its_letter_where_the_line_speaks_of_money() -> None:
    assert list(national_insurance("UC claim AB 12 34 56")) == [(9, 20)]
    assert list(national_insurance("leaflet AB 12 34 56")) == []


def test_a_number_abroad_is_no_nhs_number_although_the_word_stands_before_it() -> None:
    assert list(nhs_numbers("NHS nurse +44 7700 900 192")) == []
    assert list(nhs_numbers("found as 94347 65919")) == [(9, 20)]
    assert list(nhs_numbers("found as 94347 65918")) == []
