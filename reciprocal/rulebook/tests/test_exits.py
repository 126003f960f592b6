"""Whoever cannot go on reads why and what they can do instead, in the words of their scheme."""

from datetime import date

import pytest

from reciprocal.rulebook.eligibility import exit_for
from reciprocal.rulebook.exits import EMERGENCY, EXITS, in_words
from reciprocal.rulebook.tests.cases import DAY, LONDON, TINY

LINES = {"da": "a helpline on 0808 157 0000"}


def test_the_exits_are_the_ten_of_the_questions() -> None:
    assert list(EXITS) == ["E1", "E2", "E3", "E3b", "E4", "E5", "E6", "E7", "E8", "E9"]


@pytest.mark.parametrize("key", EXITS)
def test_every_exit_says_why_and_what_else(key: str) -> None:
    page = in_words(EXITS[key], TINY, DAY, LINES, TINY.reason("HATE"), date(2026, 4, 2))
    texts = (page.title, *page.body, *page.ways, *page.after, *(label for _, label in page.choices))
    assert page.title
    assert page.body
    assert page.ways
    assert not any("{" in text for text in texts)


def test_the_words_are_the_scheme_s() -> None:
    page = in_words(EXITS["E6"], TINY, DAY)
    assert page.title == "They want to stay in the same parish"
    assert in_words(EXITS["E7"], TINY, DAY).choices[1] == ("no_homes_outside", "It has no homes outside this parish")


def test_a_pause_says_since_when_why_and_where_to_turn() -> None:
    page = in_words(EXITS["E8"], TINY, DAY, paused=TINY.reason("HATE"), draft_until=date(2026, 4, 2))
    assert page.body == (
        "Tarn Moves Team has paused new requests for this reason since 1 February 2026. All officers are fully booked.",
        "Your draft is kept until 2 April 2026.",
    )
    assert page.ways[0] == "Ask the county."
    with pytest.raises(KeyError, match="paused_since"):
        in_words(EXITS["E8"], TINY, DAY)


def test_a_helpline_that_nobody_checked_lately_falls_away_with_its_line() -> None:
    assert "For domestic abuse, call a helpline on 0808 157 0000." in in_words(EXITS["E5"], TINY, DAY, LINES).ways
    assert len(in_words(EXITS["E5"], TINY, DAY).ways) == 1
    assert len(in_words(EMERGENCY, TINY, DAY).ways) == 2
    assert "For a refuge, call a helpline on 0808 157 0000." in in_words(EMERGENCY, TINY, DAY, LINES).ways


def test_the_emergency_page_begins_with_999_and_keeps_the_tenancy() -> None:
    page = in_words(EMERGENCY, TINY, DAY)
    assert page.body[0].startswith("If someone is in danger, call 999.")
    assert page.after[0].startswith("Keep the tenancy. Do not give up the tenancy")


@pytest.mark.parametrize(
    ("question", "value", "key"),
    [
        ("is_professional", "applicant", "E1"),
        ("is_professional", "friend", "E1"),
        ("is_professional", "yes", None),
        ("primary_reason", "none", "E2"),
        ("primary_reason", "DA", None),
        ("primary_reason", "HATE", "E8"),
        ("tenancy_route", "none", "E3"),
        ("tenancy_route", "ended", "E3b"),
        ("tenancy_route", "owed", None),
        ("tenancy_held", "no", "E3b"),
        ("tenancy_held", "notice", None),
        ("landlord", "not_in_list", "E4"),
        ("home_place", "outside", "E5"),
        ("home_place", "ash", None),
        ("wants_to_leave", "no", "E6"),
        ("wants_to_leave", "not_sure", None),
        ("own_stock", "not_yet", "E7"),
        ("own_stock", "asked", None),
        ("risk_here", "no", "E9"),
        ("risk_here", "not_sure", None),
        ("bedrooms", "3", None),
    ],
)
def test_an_answer_ends_the_questions_or_not(question: str, value: str, key: str | None) -> None:
    assert exit_for(question, value, TINY) == key
    assert key is None or key in EXITS


def test_a_pause_ends_the_questions_from_its_day_on() -> None:
    assert exit_for("primary_reason", "HATE", TINY, date(2026, 1, 31)) is None
    assert exit_for("primary_reason", "HATE", TINY, date(2026, 2, 1)) == "E8"
    assert exit_for("primary_reason", "HATE", LONDON) is None
