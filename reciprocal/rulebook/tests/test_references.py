"""References say nothing about the household, nor how many there are."""

import re
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciprocal.rulebook.references import ALPHABET, CODE, DRAFT, draw_code, draw_draft


@given(st.integers())
def test_a_draft_reference_has_its_shape(seed: int) -> None:
    assert DRAFT.fullmatch(draw_draft(Random(seed)))


def test_no_letter_of_a_draft_reference_is_mixed_up_or_spells_a_word() -> None:
    assert not set("01AEIOULS") & set(ALPHABET)
    assert len(ALPHABET) == len(set(ALPHABET)) == 27


@pytest.mark.parametrize("text", ["DR-7K3M9", "DR-7K3M9PP", "DR-7K3M9O", "dr-7k3m9p", "ARC-4821-26"])
def test_nothing_else_passes_for_a_draft_reference(text: str) -> None:
    assert not DRAFT.fullmatch(text)


@given(st.integers(), st.integers(2000, 2099))
def test_a_code_has_its_shape_and_its_year(seed: int, year: int) -> None:
    code = draw_code((), year, Random(seed))
    assert CODE.fullmatch(code)
    assert code.endswith(f"-{year % 100:02}")


@pytest.mark.parametrize("text", ["ARC-0821-26", "ARC-821-26", "ARC-48210-26", "ARC-4821-2026", "DR-7K3M9P"])
def test_nothing_else_passes_for_a_code(text: str) -> None:
    assert not CODE.fullmatch(text)


def test_a_code_is_never_given_twice_until_the_year_is_full() -> None:
    used = {f"ARC-{number}-26" for number in range(1000, 10000)}
    last = "ARC-5555-26"
    assert draw_code(used - {last}, 2026, Random(1)) == last
    with pytest.raises(ValueError, match="all 9000 codes of 2026 are given"):
        draw_code(used, 2026, Random(1))
    assert CODE.fullmatch(draw_code(used, 2027, Random(1)))


def test_codes_are_drawn_evenly_and_not_in_order() -> None:
    source = Random(7)
    drawn = [int(re.sub(r"ARC-(\d+)-26", r"\1", draw_code((), 2026, source))) for _ in range(360)]
    assert drawn != sorted(drawn)
    thousands = Counter(number // 1000 for number in drawn)
    assert set(thousands) == set(range(1, 10))
    assert all(20 < count < 65 for count in thousands.values())
