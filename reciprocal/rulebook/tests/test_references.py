"""References say nothing about the household, nor how many there are."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciprocal.rulebook.references import ALPHABET, CODE, DRAFT, draw_draft


@given(st.integers())
def test_a_draft_reference_has_its_shape(seed: int) -> None:
    assert DRAFT.fullmatch(draw_draft(Random(seed)))


def test_no_letter_of_a_draft_reference_is_mixed_up_or_spells_a_word() -> None:
    assert not set("01AEIOULS") & set(ALPHABET)
    assert len(ALPHABET) == len(set(ALPHABET)) == 27


@pytest.mark.parametrize("text", ["DR-7K3M9", "DR-7K3M9PP", "DR-7K3M9O", "dr-7k3m9p", "ARC-4821-26"])
def test_nothing_else_passes_for_a_draft_reference(text: str) -> None:
    assert not DRAFT.fullmatch(text)


@pytest.mark.parametrize("text", ["ARC-0821-26", "ARC-821-26", "ARC-48210-26", "ARC-4821-2026", "DR-7K3M9P"])
def test_nothing_else_passes_for_a_code(text: str) -> None:
    assert not CODE.fullmatch(text)
