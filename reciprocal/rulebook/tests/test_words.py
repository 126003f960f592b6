"""One word for one thing, one place for each fixed sentence, and no name of a region in the code."""

import re
from datetime import date
from pathlib import Path

import pytest

from reciprocal.rulebook.sentences import FIXED, TOKEN, day_in_words, fill, listed
from reciprocal.rulebook.terms import TERMS
from reciprocal.rulebook.tests.cases import DAY, LONDON, TINY

PACKAGES = [Path(__file__).parents[1], Path(__file__).parents[2] / "matching"]


def test_no_word_stands_for_a_thing_and_is_forbidden_for_the_same() -> None:
    for term in TERMS.values():
        assert term.term not in term.never
        assert term.meaning.endswith(".")
        assert term.meaning.count(".") == 1, "one sentence"
        assert term.never


def test_no_meaning_uses_a_word_that_is_forbidden_for_its_own_thing() -> None:
    for term in TERMS.values():
        for word in term.never:
            if word not in ("let", "ex", "NO", "the system"):
                assert not re.search(rf"\b{re.escape(word)}\b", term.meaning), f"{term.term}: {word}"


def test_texts_take_the_scheme_s_words_settings_and_values() -> None:
    text = "{scheme_short}: choose {min_places} {places} by {due}; call {phone}. Reminders after {approval_reminders}."
    assert fill(text, TINY, DAY, due=date(2026, 3, 17)) == (
        "Tarn Moves: choose 2 parishes by 17 March 2026; call 01632 960001. Reminders after 3 and 5."
    )
    assert fill("{min_places}", TINY, date(2025, 3, 3)) == "1"


def test_a_value_wins_over_a_word_and_is_not_read_again() -> None:
    assert fill("{place}", TINY, DAY, place="{phone}") == "{phone}"


def test_a_token_without_a_value_never_reaches_a_page() -> None:
    with pytest.raises(KeyError, match="tea_break"):
        fill("{tea_break}", TINY, DAY)


@pytest.mark.parametrize("key", FIXED)
def test_every_fixed_sentence_can_be_filled(key: str) -> None:
    sentence = FIXED[key]
    values = dict.fromkeys(("n", "reason", "page_title", "questions", "who", "time"), "x")
    for text in (sentence.body, sentence.title, sentence.link, *sentence.buttons):
        assert not TOKEN.search(fill(text, TINY, DAY, **values))


def test_a_day_is_written_as_people_say_it() -> None:
    assert day_in_words(DAY) == "3 March 2026"
    assert day_in_words(DAY, weekday=True) == "Tuesday 3 March 2026"
    assert day_in_words(date(2026, 12, 31), weekday=True) == "Thursday 31 December 2026"


def test_words_are_joined_as_in_a_sentence() -> None:
    assert [listed([]), listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


def names_of_the_region(text: str) -> set[str]:
    names = {LONDON.area, LONDON.place_word, LONDON.places_word, *(place.name for place in LONDON.places)}
    names |= {place.code for place in LONDON.places}
    return {name for name in names if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)}


def test_no_name_of_a_region_stands_in_the_code() -> None:
    files = [path for package in PACKAGES for path in package.glob("*.py")]
    assert len(files) > 15
    for path in files:
        named = names_of_the_region(path.read_text(encoding="utf-8"))
        if path.name == "scheme.py":
            named.discard(LONDON.area)  # the name of the default scheme, and nothing else
            assert path.read_text(encoding="utf-8").lower().count("london") == 1
        assert not named, f"{path.name} names {named}"


def test_the_search_for_names_would_find_one() -> None:
    assert names_of_the_region("homes in Tower Hamlets") == {"Tower Hamlets"}
    assert names_of_the_region("the borough's list") == {"borough"}
    assert names_of_the_region("a London rule") == {"London"}
    assert names_of_the_region("the parishes of Tarn Valley") == set()
