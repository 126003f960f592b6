"""How many bedrooms each rule set counts: worked households, and what holds for any household."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciprocal.rulebook.bedrooms import (
    BY_KEY,
    RULE_SETS,
    Person,
    RuleSet,
    children_could_share,
    need,
    rooms,
    with_babies,
)


def household(*others: tuple[int, str] | Person, partner: bool = False) -> list[Person]:
    """A mother of 40, with a partner or without, and the others by age and sex."""
    first = [Person(40, "female", "applicant"), *([Person(41, "male", "partner")] if partner else [])]
    return [*first, *(one if isinstance(one, Person) else Person(one[0], one[1]) for one in others)]


# National, benefit, sharing at any age, own room from 21, own room from 18.
WORKED = {
    "A mother, girl 8, boy 5": (household((8, "female"), (5, "male")), (2, 2, 2, 2, 2)),
    "B boys 15 and 12": (household((15, "male"), (12, "male")), (2, 2, 2, 2, 2)),
    "C couple": (household(partner=True), (1, 1, 1, 1, 1)),
    "D daughters 17 and 9": (household((17, "female"), (9, "female")), (2, 3, 2, 2, 2)),
    "E boy 11, girl 8, baby girl": (household((11, "male"), (8, "female"), (0, "female")), (3, 3, 3, 3, 3)),
    "F sons 22 and 17": (household((22, "male"), (17, "male")), (3, 3, 2, 3, 3)),
    "G pregnant, boy 4": (household((4, "male")), (2, 2, 2, 2, 2)),
    "G2 pregnant, boy 11": (household((11, "male")), (2, 2, 2, 2, 2)),
    "H boy 12, girl 8, boys 7 and 6": (
        household((12, "male"), (8, "female"), (7, "male"), (6, "male")),
        (3, 3, 3, 3, 3),
    ),
    "I single person": (household(), (1, 1, 1, 1, 1)),
    "J sons 16 and 14": (household((16, "male"), (14, "male")), (2, 3, 2, 2, 2)),
    "K girl 9 and boy 9": (household((9, "female"), (9, "male")), (2, 2, 2, 2, 2)),
    "L girl 10 and boy 9": (household((10, "female"), (9, "male")), (3, 3, 3, 3, 3)),
    "M baby of 4 months": (household((0, "female")), (2, 2, 2, 2, 2)),
    "N daughters 19 and 18": (household((19, "female"), (18, "female")), (2, 3, 2, 2, 3)),
}


@pytest.mark.parametrize("name", WORKED)
def test_a_worked_household_has_its_bedrooms_by_each_rule_set(name: str) -> None:
    people, wanted = WORKED[name]
    assert tuple(need(rules, people) for rules in RULE_SETS) == wanted


def test_a_baby_who_is_expected_shares_with_a_child_under_ten_alone() -> None:
    small, older = household((4, "male")), household((11, "male"))
    assert {need(rules, with_babies(small, 1)) for rules in RULE_SETS} == {2}
    assert {need(rules, with_babies(older, 1)) for rules in RULE_SETS} == {3}
    assert {need(rules, with_babies(older, 2)) for rules in RULE_SETS} == {3}


def test_a_child_who_cannot_share_has_a_room_by_every_rule() -> None:
    people = household(Person(8, "female", cannot_share=True), (5, "female"))
    assert {need(rules, people) for rules in RULE_SETS} == {3}


def test_two_whose_sex_is_not_said_are_not_taken_to_be_alike() -> None:
    people = household((12, "not_said"), (13, "not_said"))
    assert {need(rules, people) for rules in RULE_SETS} == {3}


def test_whether_the_children_could_share_is_said_of_each_rule() -> None:
    assert set(children_could_share(household((8, "female"), (5, "male"))).values()) == {True}
    assert set(children_could_share(household((12, "female"), (11, "male"))).values()) == {False}
    daughters = children_could_share(household((17, "female"), (9, "female")))
    assert [key for key, could in daughters.items() if not could] == ["benefit"]


def test_no_rule_set_names_a_borough_and_each_has_its_source() -> None:
    for rules in RULE_SETS:
        assert rules.source
        for name in ("Camden", "Havering", "Barnet", "Buckinghamshire"):
            assert name not in f"{rules.label} {rules.how} {rules.source}"


PEOPLE = st.lists(st.builds(Person, st.integers(0, 70), st.sampled_from(("female", "male", "another", ""))), max_size=7)
RULES = st.sampled_from(RULE_SETS)


def by_trying(rules: RuleSet, people: tuple[Person, ...]) -> int:
    """The fewest rooms, found by trying every pairing of every person."""
    if not people:
        return 0
    first, rest = people[0], people[1:]
    found = [1 + by_trying(rules, rest)]
    for other in range(len(rest)):
        pair = (first, rest[other])
        if not any(rules.own_room(one) for one in pair) and rules.may_share(*pair):
            found.append(1 + by_trying(rules, rest[:other] + rest[other + 1 :]))
    return min(found)


@given(RULES, PEOPLE)
def test_no_pairing_needs_fewer_rooms(rules: RuleSet, people: list[Person]) -> None:
    assert rooms(rules, people) == by_trying(rules, tuple(people))


@given(RULES, PEOPLE, st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_named_means_nothing(
    rules: RuleSet, people: list[Person], random: object
) -> None:
    again = list(people)
    random.shuffle(again)  # type: ignore[attr-defined]
    assert rooms(rules, again) == rooms(rules, people)


@given(RULES, PEOPLE, st.integers(0, 70))
def test_one_more_person_never_needs_fewer_rooms_and_one_room_more_at_most(
    rules: RuleSet, people: list[Person], age: int
) -> None:
    before, after = rooms(rules, people), rooms(rules, [*people, Person(age, "male")])
    assert before <= after <= before + 1


@given(PEOPLE)
def test_the_national_standard_and_own_room_from_21_count_alike(people: list[Person]) -> None:
    assert rooms(BY_KEY["national"], people) == rooms(BY_KEY["from_21"], people)


@given(PEOPLE)
def test_nobody_shares_in_threes(people: list[Person]) -> None:
    for rules in RULE_SETS:
        assert 2 * rooms(rules, people) >= len(people)


def test_who_may_share_does_not_hang_on_who_is_named_first() -> None:
    ages = (0, 9, 10, 15, 16, 17, 18, 20, 21, 40)
    everybody = [Person(age, sex) for age in ages for sex in ("female", "male", "")]
    for rules in RULE_SETS:
        for one, other in combinations(everybody, 2):
            assert rules.may_share(one, other) == rules.may_share(other, one)
