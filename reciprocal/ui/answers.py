"""Answers in words, for check-answers pages and summaries."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from reciprocal.ui.questions import Answers, Question, holds, options_of, resolve
from reciprocal.ui.words import long_date, month_year

NOT_ANSWERED: Final = "Not answered"
NOT_SHOWN: Final = "Recorded. Not shown here."


def answers_for(questions: Iterable[Question], values: Answers, context: Any = None) -> list[tuple[str, str]]:
    """The questions that were asked, each with its answer in words.

    Arguments: `questions` of one or more pages; `values` by name, as kept; `context` for settings and lists.
    Returns pairs of label and text, several chosen answers on a line each. Follow-ups that were not called
    for are left out; what the check page may not show reads "Recorded. Not shown here."
    """
    return [
        (question.label, in_words(question, values.get(question.name)))
        for question in (resolve(q, context) for q in questions)
        if holds(question.shown_when, values)
    ]


def in_words(question: Question, value: Any) -> str:
    """One answer in words. Arguments: the resolved `question` and the value as kept. Returns text."""
    if question.kind == "tick" and value is not None:
        return "Yes" if value else "No"
    if value is None or value == "" or value == [] or value == ():
        return NOT_ANSWERED
    if not question.on_check:
        return NOT_SHOWN
    if question.kind in ("radios", "select", "checkboxes"):
        labels = {o.value: o.label for o in options_of(question)}
        chosen = [str(one) for one in (value if isinstance(value, list | tuple) else (value,))]
        return "\n".join(labels.get(one, one) for one in chosen)
    if question.kind == "date":
        return long_date(value)
    if question.kind == "month":
        return month_year(value)
    if question.kind == "money":
        return f"£{Decimal(value):,.2f}".removesuffix(".00")
    return str(value)
