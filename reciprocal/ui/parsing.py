"""From what somebody typed to a Python value, strictly, or to the code of what is wrong with it.

Pure Python: no form, no database. The question handed in is resolved (see `questions.resolve`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from reciprocal.ui.questions import Question, options_of
from reciprocal.ui.words import join_places, long_date

PARTS: Final[Mapping[str, tuple[str, ...]]] = {"date": ("day", "month", "year"), "month": ("month", "year")}
# What an empty answer is kept as, for each kind: columns of text are never null.
EMPTY: Final[Mapping[str, Any]] = {
    "radios": "",
    "select": "",
    "text": "",
    "textarea": "",
    "phone": "",
    "number": None,
    "money": None,
    "date": None,
    "month": None,
    "tick": False,
}


class Wrong(Exception):
    """One answer is not right: the code of its sentence, what fills it, and the parts of a date at fault."""

    def __init__(self, code: str, *, parts: tuple[str, ...] = (), **extra: Any) -> None:
        super().__init__(code)
        self.code, self.parts, self.extra = code, parts, extra


def parse(question: Question, raw: Any, today: Callable[[], date]) -> Any:
    """Turn one posted answer into the value that is kept.

    Arguments: the resolved `question`; `raw` as posted: a text, a list of texts for checkboxes, a mapping of
    parts for dates; `today` for dates that may not lie ahead. Returns the value, or the kind's empty value
    where nothing was given and nothing has to be. Raises Wrong.
    """
    given = _tidied(question, raw)
    if not (any(given.values()) if isinstance(given, dict) else given):
        if question.required:
            raise Wrong("required", parts=PARTS.get(question.kind, ()), **_none_words(question))
        return empty(question)
    if question.kind in PARTS:
        return _date(question, given, today)
    return _PARSERS[question.kind](question, given)


def empty(question: Question) -> Any:
    """The value of a question that was not answered or not asked."""
    return [] if question.kind == "checkboxes" else EMPTY[question.kind]


def tidy(text: str, *, lines: bool = False) -> str:
    """The text without what nobody typed: control characters, blanks around it, and doubled blanks.

    Arguments: `lines` keeps line breaks (one kind of them) and blanks inside lines. Returns the text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc")
    return text.strip() if lines else " ".join(text.split())


def _tidied(question: Question, raw: Any) -> Any:
    if question.kind in PARTS:
        given = raw if isinstance(raw, Mapping) else {}
        return {part: tidy(str(given.get(part) or "")) for part in PARTS[question.kind]}
    if question.kind == "checkboxes":
        return list(dict.fromkeys(one for one in (tidy(str(each)) for each in raw or ()) if one))
    return tidy(str(raw or ""), lines=question.kind == "textarea")


def _none_words(question: Question) -> dict[str, Any]:
    label = next((o.label for o in options_of(question) if o.value == question.none_value), "")
    return {"none": label, "or_none": f', or select "{label}"' if label else ""}


def _one(question: Question, given: str) -> str:
    if given not in {o.value for o in options_of(question)}:
        raise Wrong("invalid")
    return given


def _some(question: Question, given: list[str]) -> list[str]:
    """Chosen values in the order of the options, so that the order of ticking means nothing."""
    options = options_of(question)
    given = [one for one in given if one not in {o.value for o in options if o.fixed}]
    chosen = [o.value for o in options if o.value in given]
    words = _none_words(question)
    if set(given) - set(chosen):
        raise Wrong("invalid", **words)
    if question.none_value in chosen:
        if len(chosen) > 1:
            raise Wrong("none", **words)
        return chosen
    _counted(question, len(chosen))
    return chosen


def _counted(question: Question, n: int) -> None:
    if isinstance(question.at_least, int) and n < question.at_least:
        raise Wrong("too_few", n=n, least=question.at_least)
    if isinstance(question.at_most, int) and n > question.at_most:
        raise Wrong("too_many", n=n, most=question.at_most)


def _bounded(question: Question, value: int | Decimal) -> None:
    low, high = question.minimum, question.maximum
    if (low is not None and not callable(low) and value < low) or (
        high is not None and not callable(high) and value > high
    ):
        raise Wrong("range")


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise Wrong("invalid")
    return int(text)


def _number(question: Question, given: str) -> int:
    value = _whole(given)
    _bounded(question, value)
    return value


def _money(question: Question, given: str) -> Decimal:
    match = re.fullmatch(r"£? ?([0-9]{1,7}|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]{2})?", given)
    if match is None:
        raise Wrong("invalid")
    value = Decimal(match[1].replace(",", "") + (match[2] or ".00"))
    _bounded(question, value)
    return value


def _phone(question: Question, given: str) -> str:
    digits = re.sub(r"[ ()\-.]", "", given)
    if not re.fullmatch(r"\+?[0-9]{10,15}", digits):
        raise Wrong("invalid")
    return given


def _text(question: Question, given: str) -> str:
    n = len(given)
    if question.min_length is not None and n < question.min_length:
        raise Wrong("too_short", n=question.min_length)
    if question.max_length is not None and n > question.max_length:
        raise Wrong("too_long", n=question.max_length, m=n - question.max_length)
    if question.pattern and not re.fullmatch(question.pattern, given):
        raise Wrong("invalid")
    return given


def _tick(question: Question, given: str) -> bool:
    return True


def _date(question: Question, given: Mapping[str, str], today: Callable[[], date]) -> date:
    """Day, month and year as digits, the year with four; a month alone is kept as its first day."""
    parts = PARTS[question.kind]
    missing = tuple(part for part in parts if not given[part])
    if missing:
        raise Wrong("part", parts=missing, part=join_places(missing))
    if not all(re.fullmatch(r"[0-9]{1,4}", given[part]) for part in parts) or len(given["year"]) != 4:
        raise Wrong("invalid", parts=parts)
    try:
        value = date(int(given["year"]), int(given["month"]), int(given.get("day", "1")))
    except ValueError:
        raise Wrong("invalid", parts=parts) from None
    if not 1900 <= value.year <= 2100:
        raise Wrong("invalid", parts=parts)
    if question.past and value > today():
        raise Wrong("future", parts=parts)
    if isinstance(question.earliest, date) and value < question.earliest:
        raise Wrong("too_early", parts=parts, earliest=long_date(question.earliest))
    if isinstance(question.latest, date) and value > question.latest:
        raise Wrong("too_late", parts=parts, latest=long_date(question.latest))
    return value


_PARSERS: Final[Mapping[str, Callable[[Question, Any], Any]]] = {
    "radios": _one,
    "select": _one,
    "checkboxes": _some,
    "number": _number,
    "money": _money,
    "phone": _phone,
    "text": _text,
    "textarea": _text,
    "tick": _tick,
}
