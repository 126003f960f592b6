"""Where somebody lives, goes to school, and what they drive."""

from __future__ import annotations

import pytest

from reciprocal.screen.places import addresses, postcodes
from reciprocal.screen.schools import schools
from reciprocal.screen.vehicles import plates


@pytest.mark.parametrize("text", ["E8 3QN", "e83qn", "SW1A 0AA", "SW1A OAA", "IG11 8 QJ", "NW10-4UA", "cr0 2yr"])
def test_a_whole_postcode_is_found(text: str) -> None:
    assert list(postcodes(text)) == [(0, len(text))]


def test_a_district_alone_is_none_unless_it_is_called_a_postcode() -> None:
    for text in ("E8 and N16 are not safe", "N1 2nd floor", "QV1 2AB", "at E17 3 beds", "W2 4hr away"):
        assert list(postcodes(text)) == []
    assert list(postcodes("postcode is E17")) == [(12, 15)]


@pytest.mark.parametrize(
    "text",
    [
        "14 Larkspur Road",
        "Flat 7, 22 Marram Avenue",
        "flat 12 juniper court",
        "8 The Crescent",
        "Juniper House, Flat 4",
        "room 204",
    ],
)
def test_an_address_is_found(text: str) -> None:
    found = list(addresses(text))
    assert min(start for start, _ in found) == 0
    assert max(end for _, end in found) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "3 bedroom house",
        "2 children in a house",
        "bus 38 to Mare Street",
        "10 minutes from the High Road",
        "a 2 bed flat with a garden",
        "24 hour care home",
        "flat with 2 bedrooms",
        "1 more court hearing",
    ],
)
def test_what_a_home_must_have_is_no_address(text: str) -> None:
    assert list(addresses(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He goes to Larkrise Primary School", "Larkrise Primary School"),
        ("kids at larkrise primary", "larkrise primary"),
        ("attends Woodmere", "Woodmere"),
        ("year 4 at St Hilda's", "St Hilda's"),
        ("LARKRISE JUNIORS, YEAR 5", "LARKRISE JUNIORS"),
    ],
)
def test_the_name_of_a_school_is_found(text: str, name: str) -> None:
    assert name in [text[start:end] for start, end in schools(text)]


@pytest.mark.parametrize(
    "text",
    [
        "her primary school is near",
        "Changing school is hard",
        "a good secondary school",
        "special school transport",
        "Hackney primary schools are full",
        "attends Barnet Hospital",
        "attends the mosque",
        "treated at St Thomas'",
    ],
)
def test_the_kind_of_a_school_names_none(text: str) -> None:
    assert list(schools(text)) == []


@pytest.mark.parametrize(
    "text", ["LV19 KXR", "lv19kxr", "R421 WDF", "GFX 231K", "RJZ 3391", "LB19 FOX", "LVI9 KXR", "B 813 XLY"]
)
def test_a_number_plate_is_found(text: str) -> None:
    assert list(plates(text)) == [(0, len(text))]


def test_a_day_and_a_minute_are_no_number_plate_and_odd_ones_need_the_word() -> None:
    for text in ("on 12 may", "in 20 min", "N1 AND E2", "THE 12A bus", "ABC 4471", "ISO 9001"):
        assert list(plates(text)) == []
    assert set(plates("reg ABC 4471")) == {(4, 12)}


def test_a_school_is_found_by_words_of_the_dictionary_too_where_somebody_attends_it() -> None:
    assert list(schools("attends plover lane primary school")) == [(8, 34)]
    assert list(schools("attends a special school")) == []


def test_in_a_line_in_capitals_only_a_name_in_no_dictionary_is_a_school() -> None:
    assert list(schools("PRIMARY SCHOOL IS OPPOSITE HIS FLAT")) == []
    assert list(schools("LARKRISE PRIMARY IS CLOSE")) == [(0, 16)]


def test_a_plate_in_no_british_form_is_found_behind_what_says_that_one_follows() -> None:
    assert list(plates("foreign van dw 0kp12")) == [(12, 20)]
    assert (11, 20) in set(plates("French car AB-123-CD"))
    assert (14, 20) in set(plates("partial plate LV19 K"))
    assert list(plates("AB-123-CD")) == []
    assert list(plates("parking permit abk 41")) == [(15, 21)]
    assert list(plates("dw 0kp12")) == list(plates("abk 41")) == list(plates("form AB12 not")) == []


def test_a_preparatory_or_comprehensive_school_is_found_and_a_high_risk_is_none() -> None:
    assert set(schools("Elmcote Prep")) == {(0, 12)}
    assert set(schools("moved to larkrise comprehensive")) == {(9, 31)}
    assert list(schools("attended st bride's with injuries")) == [(9, 19)]
    assert list(schools("amarachi - high risk")) == []
    assert list(schools("nursery: bright horizons")) == [(9, 24)]
    assert list(schools("nursery: not yet")) == []
