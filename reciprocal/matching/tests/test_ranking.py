"""Whoever is in greater danger comes first, then who has waited longer, then chance; never who was typed first."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciprocal.matching.ranking import FOR_PARTNERS, Candidate, draw_for, order, position_in_words

EARLY, LATE = date(2025, 9, 1), date(2026, 2, 1)

candidates = st.lists(
    st.builds(
        Candidate,
        id=st.uuids().map(str),
        band=st.integers(1, 3),
        waiting_since=st.sampled_from([EARLY, LATE]),
        draw=st.integers(0, 3),
    ),
    unique_by=lambda one: one.id,
    max_size=8,
)


def ids(*candidates: Candidate) -> list[str]:
    return [position.candidate.id for position in order(candidates)]


def test_the_band_comes_before_the_wait_and_the_wait_before_the_draw() -> None:
    unsafe_tonight = Candidate("a", 1, LATE, 9)
    waits_long = Candidate("b", 2, EARLY, 9)
    lucky = Candidate("c", 2, LATE, 1)
    unlucky = Candidate("d", 2, LATE, 2)
    assert ids(unlucky, lucky, waits_long, unsafe_tonight) == ["a", "b", "c", "d"]


def test_a_position_says_whether_the_draw_decided_it() -> None:
    found = order([Candidate("a", 1, EARLY, 5), Candidate("b", 2, EARLY, 5), Candidate("c", 2, EARLY, 6)])
    assert [(position.number, position.by_draw) for position in found] == [(1, False), (2, True), (3, True)]
    assert position_in_words(found[0], 3) == "Number 1 of 3: risk band 1, then waiting since 1 September 2025."
    assert position_in_words(found[1], 3) == (
        "Number 2 of 3: risk band 2, then waiting since 1 September 2025, then by its draw 5."
    )


def test_a_household_cannot_stand_twice() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        order([Candidate("a", 1, EARLY, 5), Candidate("a", 2, EARLY, 5)])


@given(candidates, st.randoms())
def test_the_order_never_depends_on_the_order_of_input(found: list[Candidate], shuffle: object) -> None:
    mixed = list(found)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert order(found) == order(mixed)


@given(candidates)
def test_one_household_less_changes_nobody_else_s_turn(found: list[Candidate]) -> None:
    everybody = ids(*found)
    for one in found:
        assert ids(*(other for other in found if other is not one)) == [id for id in everybody if id != one.id]


def test_a_draw_can_be_drawn_again_from_its_seed_and_fits_its_column() -> None:
    assert draw_for("a", 1) == draw_for("a", 1)
    assert draw_for("a", 1) != draw_for("a", 2)
    assert draw_for("a", 1) != draw_for("b", 1)
    assert all(0 <= draw_for(str(n), "seed") < 2**63 for n in range(1000))


def test_draws_favour_nobody() -> None:
    first = sum(draw_for("a", seed) < draw_for("b", seed) for seed in range(2000))
    assert 850 < first < 1150


def test_what_a_partner_reads_of_the_order_names_neither_risk_nor_time() -> None:
    assert FOR_PARTNERS == "The order follows the scheme's rule. You may offer to anyone in the list."
