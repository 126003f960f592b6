"""A home fits a household, nearly fits, or is nowhere shown; each rule has a case that passes and one that fails."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciprocal.matching.compatibility import MAY_NOT, RULES, Verdict, fits
from reciprocal.matching.types import ACCESS, CANNOT_TAKE, HIGHEST_FLOOR, KINDS, Home, Household, floor_number

HOME = Home(
    id="home",
    landlord="cedar",
    place="crag",
    bedrooms=2,
    kind="flat",
    floor=1,
    lift=False,
    access="none",
    tenancy="LIFE",
    ready_from=date(2026, 4, 1),
)
HOUSEHOLD = Household(id="household", landlord="alder", places=frozenset({"birk", "crag"}), bedrooms=2)


def judge(home: dict[str, Any], household: dict[str, Any]) -> Verdict:
    return fits(replace(HOME, **home), replace(HOUSEHOLD, **household))


def test_the_plain_home_fits() -> None:
    assert judge({}, {}) == Verdict(True, False, ())


PASSES = [
    ("a place looked at before", {}, {"places": None}),
    ("one bedroom more", {"bedrooms": 3}, {}),
    ("one fewer, accepted", {"bedrooms": 1}, {"fewer_accepted": True}),
    ("a studio for one", {"bedrooms": 0, "kind": "bedsit"}, {"bedrooms": 0}),
    ("on the highest floor", {"floor": 2}, {"highest_floor": 2}),
    ("higher, with a lift they need", {"floor": 9, "lift": True}, {"highest_floor": 2, "lift_needed": True}),
    ("higher, with a lift and no answer about it", {"floor": 9, "lift": True}, {"highest_floor": 2}),
    ("any floor", {"floor": 9}, {}),
    ("any floor, with a lift they need", {"floor": 3, "lift": True}, {"lift_needed": True}),
    ("the ground floor, though a lift is needed above", {"floor": 0}, {"lift_needed": True}),
    ("a basement below the ground floor they can reach", {"floor": -1}, {"highest_floor": 0}),
    ("more access than needed", {"access": "full"}, {"access_need": "level"}),
    ("the access needed", {"access": "main_rooms"}, {"access_need": "main_rooms"}),
    ("another type than the one not taken", {}, {"cannot_take": frozenset({"bedsit", "high_floor", "low_floor"})}),
    ("the 3rd floor is not high", {"floor": 3}, {"cannot_take": frozenset({"high_floor"})}),
]


@pytest.mark.parametrize(("home", "household"), [p[1:] for p in PASSES], ids=[p[0] for p in PASSES])
def test_a_home_that_meets_the_needs_fits(home: dict[str, Any], household: dict[str, Any]) -> None:
    assert judge(home, household) == Verdict(True, False, ())


FAILS = [
    # what, home, household, rule, nearly fits?, sentence for the lettings officer
    ("another place", {"place": "dell"}, {}, "place_allowed", False, MAY_NOT),
    ("no place at all", {}, {"places": frozenset()}, "place_allowed", False, MAY_NOT),
    ("the own landlord", {"landlord": "alder"}, {}, "not_own_landlord", False, MAY_NOT),
    ("two more", {"bedrooms": 4}, {}, "size", True, "Two bedrooms more than needed."),
    ("three more", {"bedrooms": 5}, {}, "size", True, "Three bedrooms more than needed."),
    ("nine more", {"bedrooms": 11}, {}, "size", True, "9 bedrooms more than needed."),
    ("one fewer", {"bedrooms": 1}, {}, "size", False, "One bedroom fewer than needed."),
    ("two fewer", {"bedrooms": 0}, {"fewer_accepted": True}, "size", False, "Two bedrooms fewer than needed."),
    (
        "too high",
        {"floor": 3},
        {"highest_floor": 2},
        "floor_and_lift",
        True,
        "Higher than they can manage without a lift.",
    ),
    (
        "a lift does not help",
        {"floor": 2, "lift": True},
        {"highest_floor": 0, "lift_needed": False},
        "floor_and_lift",
        True,
        "Higher than they can manage without a lift.",
    ),
    (
        "no lift",
        {"floor": 1},
        {"lift_needed": True},
        "floor_and_lift",
        True,
        "Higher than they can manage without a lift.",
    ),
    ("less access", {"access": "level"}, {"access_need": "full"}, "access", True, "Not the access they need."),
    (
        "a bedsit",
        {"kind": "bedsit"},
        {"cannot_take": frozenset({"bedsit"})},
        "type_taken",
        True,
        "A type of home they could not take.",
    ),
    (
        "high up",
        {"floor": 4},
        {"cannot_take": frozenset({"high_floor"})},
        "type_taken",
        True,
        "A type of home they could not take.",
    ),
    (
        "down below",
        {"floor": 0},
        {"cannot_take": frozenset({"low_floor"})},
        "type_taken",
        True,
        "A type of home they could not take.",
    ),
]


@pytest.mark.parametrize(
    ("home", "household", "rule", "near", "sentence"), [f[1:] for f in FAILS], ids=[f[0] for f in FAILS]
)
def test_a_home_that_misses_one_need_says_which(
    home: dict[str, Any], household: dict[str, Any], rule: str, near: bool, sentence: str
) -> None:
    verdict = judge(home, household)
    assert not verdict.fits
    assert verdict.near_miss is near
    assert [result.rule for result in verdict.missing] == [rule]
    assert verdict.missing[0].for_lettings == sentence
    assert verdict.missing[0].for_officer


def test_every_rule_has_a_case_that_fails_and_is_named_for_what_it_asks() -> None:
    assert {fail[3] for fail in FAILS} == {rule.__name__ for rule in RULES}
    assert all(rule.__doc__ and rule.__doc__.startswith("The home ") for rule in RULES)


def test_two_needs_missed_are_no_near_miss() -> None:
    verdict = judge({"bedrooms": 4, "floor": 3}, {"highest_floor": 0})
    assert not verdict.near_miss
    assert len(verdict.missing) == 2


def test_a_home_in_another_place_makes_no_row_though_all_else_nearly_fits() -> None:
    assert not judge({"bedrooms": 4, "place": "dell"}, {}).near_miss
    assert not judge({"bedrooms": 4, "landlord": "alder"}, {}).near_miss


def test_the_walls_read_alike_so_that_nothing_can_be_told_from_them() -> None:
    assert (
        judge({"place": "dell"}, {}).missing[0].for_lettings == judge({"landlord": "alder"}, {}).missing[0].for_lettings
    )


def test_who_would_take_one_fewer_is_not_said_to_have_refused_it() -> None:
    assert judge({"bedrooms": 1}, {}).missing[0].for_officer == (
        "The home is smaller than they need and they have said no to that."
    )
    assert judge({"bedrooms": 0}, {"fewer_accepted": True}).missing[0].for_officer == (
        "The home is more than one bedroom smaller than they need."
    )


@pytest.mark.parametrize(
    ("home", "household", "says"),
    [
        ({"kind": "castle"}, {}, 'the type "castle" is not known; use one of bedsit'),
        ({"access": "stairs"}, {}, 'the access "stairs" is not known'),
        ({}, {"access_need": "stairs"}, 'the access "stairs" is not known'),
        ({}, {"access_need": ""}, 'the access "" is not known'),
        ({}, {"cannot_take": frozenset({"castle"})}, 'a type of home "castle" is not known'),
    ],
)
def test_a_word_that_no_rule_knows_is_refused(home: dict[str, Any], household: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError) as caught:
        judge(home, household)
    assert says in str(caught.value)


def test_the_answer_about_the_highest_floor_becomes_a_number() -> None:
    assert [floor_number(answer) for answer in HIGHEST_FLOOR] == [0, 1, 2, 3, None]
    assert floor_number("") is None
    with pytest.raises(ValueError, match='the highest floor "7" is not known; use one of ground, 1, 2, 3, any'):
        floor_number("7")


places = st.sampled_from(["ash", "birk", "crag", "dell"])
homes = st.builds(
    Home,
    id=st.just("home"),
    landlord=st.sampled_from(["alder", "cedar"]),
    place=places,
    bedrooms=st.integers(0, 6),
    kind=st.sampled_from(sorted(KINDS)),
    floor=st.integers(-1, 12),
    lift=st.booleans(),
    access=st.sampled_from(sorted(ACCESS)),
    tenancy=st.just("LIFE"),
    ready_from=st.just(date(2026, 4, 1)),
)
households = st.builds(
    Household,
    id=st.just("household"),
    landlord=st.sampled_from(["alder", "birch"]),
    places=st.frozensets(places),
    bedrooms=st.integers(0, 6),
    fewer_accepted=st.booleans(),
    highest_floor=st.sampled_from([0, 1, 2, 3, None]),
    lift_needed=st.sampled_from([True, False, None]),
    access_need=st.sampled_from(sorted(ACCESS)),
    cannot_take=st.frozensets(st.sampled_from(sorted(CANNOT_TAKE))),
)


@given(homes, households)
def test_nothing_outside_the_safe_places_or_of_the_own_landlord_is_ever_shown(home: Home, household: Household) -> None:
    verdict = fits(home, household)
    assert household.places is not None
    if home.place not in household.places or home.landlord == household.landlord:
        assert not verdict.fits
        assert not verdict.near_miss


@given(homes, households)
def test_a_verdict_says_what_it_misses_and_nothing_else(home: Home, household: Household) -> None:
    verdict = fits(home, household)
    assert verdict.fits is (not verdict.missing)
    assert not (verdict.fits and verdict.near_miss)
    assert all(not result.met and result.for_lettings and result.for_officer for result in verdict.missing)


@given(homes, households)
def test_asking_for_less_never_loses_a_home(home: Home, household: Household) -> None:
    easier = replace(
        household,
        fewer_accepted=True,
        highest_floor=None,
        lift_needed=None,
        access_need="none",
        cannot_take=frozenset(),
    )
    assert fits(home, easier).fits or not fits(home, household).fits
