"""A profile says how large a household is and in which age groups, and no more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciprocal.rulebook.bands import household_bands, waiting_band
from reciprocal.rulebook.workdays import months_after


def test_a_mother_and_two_children_are_three_people_in_two_bands() -> None:
    household = household_bands([34], [8, 5])
    assert household.people == "3 people"
    assert household.adults == ("1 adult (25 to 34)",)
    assert household.children == ("2 children (5 to 9)",)
    assert household.note == ""


def test_one_person_is_one_person() -> None:
    assert household_bands([70], []).people == "1 person"
    assert household_bands([70], []).adults == ("1 adult (65 or over)",)


def test_people_in_different_bands_stand_from_young_to_old() -> None:
    household = household_bands([66, 41], [17, 0, 12])
    assert household.adults == ("1 adult (35 to 54)", "1 adult (65 or over)")
    assert household.children == ("1 child (0 to 4)", "1 child (10 to 15)", "1 child (16 to 17)")


@pytest.mark.parametrize(
    ("age", "band"),
    [(16, "16 to 24"), (24, "16 to 24"), (25, "25 to 34"), (54, "35 to 54"), (55, "55 to 64"), (65, "65 or over")],
)
def test_an_adult_falls_into_the_band_of_their_age(age: int, band: str) -> None:
    assert household_bands([age], []).adults == (f"1 adult ({band})",)


@pytest.mark.parametrize(
    ("age", "band"), [(0, "0 to 4"), (4, "0 to 4"), (5, "5 to 9"), (10, "10 to 15"), (15, "10 to 15"), (17, "16 to 17")]
)
def test_a_child_falls_into_the_band_of_its_age(age: int, band: str) -> None:
    assert household_bands([30], [age]).children == (f"1 child ({band})",)


def test_from_six_people_on_the_bands_are_dropped() -> None:
    assert household_bands([30, 31], [1, 2, 3]).people == "5 people"
    large = household_bands([30, 31], [1, 2, 3, 4])
    assert large.people == "6 or more people"
    assert (large.adults, large.children, large.note) == ((), (), "Ask before you offer")


@pytest.mark.parametrize(("adults", "children"), [([15], []), ([30], [18]), ([30], [-1])])
def test_an_age_that_fits_nowhere_is_refused(adults: list[int], children: list[int]) -> None:
    with pytest.raises(ValueError, match="an adult is 16 or over"):
        household_bands(adults, children)


@given(st.lists(st.integers(16, 110), max_size=5), st.lists(st.integers(0, 17), max_size=5))
def test_nobody_is_lost_and_no_exact_age_is_told(adults: list[int], children: list[int]) -> None:
    household = household_bands(adults, children)
    if len(adults) + len(children) < 6:
        counted = [int(words.split()[0]) for words in household.adults + household.children]
        assert sum(counted) == len(adults) + len(children)
    assert household_bands(sorted(adults), sorted(children)) == household
    assert all(len(words) <= 40 for words in household.adults + household.children)


@pytest.mark.parametrize(
    ("since", "band"),
    [
        (date(2026, 3, 3), "under 1 month"),
        (date(2026, 2, 4), "under 1 month"),
        (date(2026, 2, 3), "1 to 3 months"),
        (date(2025, 12, 4), "1 to 3 months"),
        (date(2025, 12, 3), "3 to 6 months"),
        (date(2025, 9, 3), "6 to 12 months"),
        (date(2025, 3, 4), "6 to 12 months"),
        (date(2025, 3, 3), "over 12 months"),
    ],
)
def test_waiting_is_told_in_bands(since: date, band: str) -> None:
    assert waiting_band(since, date(2026, 3, 3)) == band


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 30))
def test_whoever_waits_longer_is_never_in_a_shorter_band(since: date, months: int) -> None:
    order = ["under 1 month", "1 to 3 months", "3 to 6 months", "6 to 12 months", "over 12 months"]
    sooner = order.index(waiting_band(since, months_after(since, months)))
    later = order.index(waiting_band(since, months_after(since, months + 1)))
    assert sooner <= later
