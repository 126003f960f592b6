"""The whole look over a text: kinds, places, and what is kept where two overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as any_

from reciprocal.screen.finding import KINDS, Finding, without_overlaps
from reciprocal.screen.look import look


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in look(text)]


def test_several_kinds_in_one_line_each_with_its_place() -> None:
    text = "Flat 4, 12 Ash Road, E8 3QN, ring 07700 900123"
    assert kinds(text) == [("address", "Flat 4, 12 Ash Road"), ("postcode", "E8 3QN"), ("phone", "07700 900123")]


def test_the_more_telling_kind_is_kept_where_two_overlap() -> None:
    overlapping = [Finding(0, 10, "case_number"), Finding(2, 8, "phone"), Finding(20, 30, "address")]
    assert without_overlaps(overlapping) == (Finding(2, 8, "phone"), Finding(20, 30, "address"))


def test_two_of_a_kind_that_overlap_are_one() -> None:
    assert without_overlaps([Finding(0, 7, "address"), Finding(5, 16, "address")]) == (Finding(0, 16, "address"),)


def test_curly_apostrophes_dashes_and_hard_spaces_move_nothing() -> None:
    assert kinds("pupil at St Hilda’s, ring\u00a007700–900123") == [("school", "St Hilda’s"), ("phone", "07700–900123")]


def test_an_empty_text_holds_nothing() -> None:
    assert look("") == ()
    assert look("   ") == ()


@given(any_.text(max_size=120))
def test_whatever_is_typed_the_places_lie_in_the_text_and_apart(text: str) -> None:
    last = 0
    for one in look(text):
        assert last <= one.start < one.end <= len(text)
        assert one.kind in KINDS
        last = one.end


def test_a_long_text_is_read_to_its_end_and_a_finding_on_a_seam_is_whole() -> None:
    for before in range(380, 620, 7):
        text = (
            "the " * 10
            + " "
            + "and so on " * (before // 10)
            + "-" * (before % 10)
            + " ring 07700 900123 today. "
            + "more " * 200
        )
        text += "E8 3QN"
        assert [words for _, words in kinds(text)] == ["07700 900123", "E8 3QN"]
