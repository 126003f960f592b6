"""No error text comes from anywhere but the question and the shared table."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from django.core import validators
from django.forms import fields, models
from hypothesis import given
from hypothesis import strategies as st

from reciprocal.ui.forms import form_for
from reciprocal.ui.parsing import PARTS
from reciprocal.ui.questions import Question, resolve
from reciprocal.ui.tests.examples import ALL, SCHEME, WORDS
from reciprocal.ui.wording import codes_of, error_text

MOMENT: dict[str, Any] = {
    "n": 1,
    "m": 2,
    "part": "day",
    "none": "None",
    "kinds": "a postcode",
    "or_none": "",
    "least": 1,
    "most": 2,
    "earliest": "1 March 2026",
    "latest": "2 March 2026",
}
WHAT_IS_TYPED = st.one_of(st.text(max_size=40), st.sampled_from(["0", "9", "17", "2026", "yes", "none", "bsl"]))


def django_texts() -> set[str]:
    """Every error text that Django's own fields and validators could show."""
    found: set[str] = set()
    for module in (fields, models):
        for _, one in inspect.getmembers(module, inspect.isclass):
            found |= {str(text) for text in getattr(one, "default_error_messages", {}).values()}
    for _, one in inspect.getmembers(validators):
        found |= {str(text) for text in [getattr(one, "message", None)] if text}
    return found


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.name)
def test_every_code_has_a_text_of_ours_without_brackets(question: Question) -> None:
    asked = resolve(question, SCHEME)
    for code in codes_of(asked):
        text = error_text(asked, code, WORDS, **MOMENT)
        assert text
        assert "{" not in text
        assert "please" not in text.lower()
        assert text not in django_texts()


def test_djangos_texts_are_known_here() -> None:
    assert "This field is required." in django_texts()
    assert "Null characters are not allowed." in django_texts()
    assert len(django_texts()) > 20


@given(st.data())
def test_whatever_is_posted_only_our_texts_come_back(data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(ALL))
    posted: dict[str, Any] = {question.name: data.draw(WHAT_IS_TYPED)}
    if question.kind == "checkboxes":
        posted = {question.name: data.draw(st.lists(WHAT_IS_TYPED, max_size=4))}
    if question.kind in PARTS:
        posted = {f"{question.name}-{part}": data.draw(WHAT_IS_TYPED) for part in PARTS[question.kind]}
    form = form_for([question], posted, context=SCHEME)
    asked = resolve(question, SCHEME)
    for error in form.errors.as_data().get(question.name, []):
        assert error.code in {*codes_of(asked), "invalid"}
        assert error.message not in django_texts()
        assert "{" not in str(error.message)
    for value in form.cleaned_data.values():
        assert "\x00" not in str(value)


@pytest.mark.parametrize("question", ALL, ids=lambda q: q.name)
def test_a_text_of_the_questions_own_wins(question: Question) -> None:
    from dataclasses import replace

    own = replace(question, errors={"required": "Our own words"}, required=True)
    assert form_for([own], {}, context=SCHEME).errors == {question.name: ["Our own words"]}


def test_a_setting_without_a_word_is_an_error_and_not_a_gap() -> None:
    asks = Question("note", "text", "Where in {area}?", max_length=9, what="where")
    with pytest.raises(LookupError, match="No word for"):
        form_for([asks], context=SCHEME)
