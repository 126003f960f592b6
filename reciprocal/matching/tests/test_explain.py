"""The lettings officer reads why a home suits a household: only what is true, and nothing about danger."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciprocal.matching.explain import Around, explain, reasons
from reciprocal.matching.types import Home, Household
from reciprocal.rulebook.tests.cases import TINY

TODAY = date(2026, 3, 3)
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
HOUSEHOLD = Household(id="household", landlord="alder", places=None, bedrooms=2)
EVERY_SENTENCE = [
    # sentence, what makes it true, what is changed so that it is not
    ("Right size.", {}, {}, {}, {"bedrooms": 3}, {}, {}),
    ("One bedroom more than needed.", {"bedrooms": 3}, {}, {}, {"bedrooms": 2}, {}, {}),
    (
        "One bedroom fewer than needed; they would take it.",
        {"bedrooms": 1},
        {"fewer_accepted": True},
        {},
        {},
        {"fewer_accepted": False},
        {},
    ),
    ("Ground floor, as needed.", {"floor": 0}, {"highest_floor": 0}, {}, {}, {"highest_floor": None}, {}),
    (
        "Has the lift they need.",
        {"floor": 5, "lift": True},
        {"highest_floor": 1, "lift_needed": True},
        {},
        {},
        {"lift_needed": None},
        {},
    ),
    (
        "Fully accessible, as needed. Few homes are.",
        {"access": "full"},
        {"access_need": "full"},
        {},
        {},
        {"access_need": "level"},
        {},
    ),
    (
        "Few homes fit this household.",
        {},
        {},
        {"declared": ((HOME, 1), (replace(HOME, bedrooms=5), 19))},
        {},
        {},
        {"declared": ((HOME, 2), (replace(HOME, bedrooms=5), 18))},
    ),
    (
        "Waiting over 6 months.",
        {},
        {},
        {"waiting_since": date(2025, 9, 2)},
        {},
        {},
        {"waiting_since": date(2025, 9, 3)},
    ),
    (
        "The tenancy keeps the security they have.",
        {},
        {"tenancy_lifetime": True},
        {},
        {},
        {"tenancy_lifetime": None},
        {},
    ),
    (
        "The tenancy is weaker than they have. See before you offer.",
        {"tenancy": "FIXED"},
        {"tenancy_lifetime": True},
        {},
        {},
        {"tenancy_lifetime": False},
        {},
    ),
    ("Pets: check your policy.", {}, {}, {"pets": True}, {}, {}, {"pets": False}),
    (
        "You owe the pot 2. An offer that leads to a move brings it to 1.",
        {},
        {},
        {"owed": 2},
        {},
        {},
        {"owed": 0},
    ),
]


@pytest.mark.parametrize(
    ("sentence", "home", "household", "around", "not_home", "not_household", "not_around"),
    EVERY_SENTENCE,
    ids=[case[0] for case in EVERY_SENTENCE],
)
def test_a_sentence_is_said_when_it_is_true_and_only_then(
    sentence: str,
    home: dict[str, Any],
    household: dict[str, Any],
    around: dict[str, Any],
    not_home: dict[str, Any],
    not_household: dict[str, Any],
    not_around: dict[str, Any],
) -> None:
    a_home, a_household, the_rest = replace(HOME, **home), replace(HOUSEHOLD, **household), Around(TODAY, **around)
    assert sentence in reasons(a_home, a_household, the_rest, TINY)
    other = reasons(
        replace(a_home, **not_home),
        replace(a_household, **not_household),
        replace(the_rest, **not_around),
        TINY,
    )
    assert sentence not in other


def test_the_sentences_are_joined_in_one_line() -> None:
    around = Around(TODAY, waiting_since=date(2025, 6, 1), owed=1)
    assert explain(HOME, replace(HOUSEHOLD, tenancy_lifetime=True), around, TINY) == (
        "Right size. Waiting over 6 months. The tenancy keeps the security they have. "
        "You owe the pot 1. An offer that leads to a move brings it to 0."
    )


def test_a_partner_that_owes_nothing_reads_nothing_of_the_pot() -> None:
    for around in (Around(TODAY), Around(TODAY, owed=0), Around(TODAY, owed=-3)):
        assert explain(HOME, HOUSEHOLD, around, TINY) == "Right size."


@pytest.mark.parametrize(("floor", "highest"), [(1, 1), (0, None)])
def test_a_lift_is_not_praised_where_they_need_none(floor: int, highest: int | None) -> None:
    home = replace(HOME, floor=floor, lift=True)
    household = replace(HOUSEHOLD, highest_floor=highest, lift_needed=True)
    assert "Has the lift they need." not in reasons(home, household, Around(TODAY), TINY)


def test_nothing_about_danger_can_reach_the_explanation() -> None:
    known = {field.name for kind in (Home, Household, Around) for field in fields(kind)}
    assert not {name for name in known for word in ("reason", "risk", "band", "safe", "cause") if word in name}


ONLY = {case[0] for case in EVERY_SENTENCE}


@given(
    st.builds(
        replace,
        st.just(HOME),
        bedrooms=st.integers(0, 5),
        floor=st.integers(-1, 9),
        lift=st.booleans(),
        access=st.sampled_from(["full", "level", "none"]),
        tenancy=st.sampled_from(["LIFE", "FIXED", "TRIAL"]),
    ),
    st.builds(
        replace,
        st.just(HOUSEHOLD),
        fewer_accepted=st.booleans(),
        highest_floor=st.sampled_from([0, 2, None]),
        lift_needed=st.sampled_from([True, False, None]),
        access_need=st.sampled_from(["full", "none"]),
        tenancy_lifetime=st.sampled_from([True, False, None]),
    ),
    st.booleans(),
)
def test_no_other_sentence_is_ever_said_and_no_two_that_contradict(
    home: Home, household: Household, pets: bool
) -> None:
    said = set(reasons(home, household, Around(TODAY, pets=pets, owed=2), TINY))
    assert said <= ONLY
    assert len(said & {sentence for sentence in ONLY if "size" in sentence or "bedroom" in sentence}) <= 1
    assert len({sentence for sentence in said if "tenancy" in sentence}) <= 1
