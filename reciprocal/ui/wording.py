"""The shared error texts: what went wrong, by code, in words that say how to mend it.

A question's own text (`errors`) comes first, then the text that stands in for it, then this table. Nothing
else ever reaches a form: Django's own texts are not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from reciprocal.ui.questions import Question

TOKEN: Final = re.compile(r"\{([A-Za-z_][A-Za-z_0-9]*(?::[a-z_]+)?)\}")

_DATE: Final = {
    "required": "Enter the date {what}",
    "part": "The date {what} must include a {part}",
    "invalid": "The date {what} must be a real date, like 27 3 2026",
    "future": "The date {what} must be today or in the past",
    "too_early": "The date {what} must be on or after {earliest}",
    "too_late": "The date {what} must be on or before {latest}",
}
_TEXT: Final = {
    "required": "Enter {what}",
    "invalid": "Enter {what} in the form that is asked for",
    "too_long": "{What} must be {n} characters or fewer. You have {m} too many",
    "too_short": "{What} must be {n} characters or more",
    "identifier": "Take out the words marked below. They could identify someone: {kinds}. Describe the person instead, "
    'for example "the older child"',
}

# kind -> code -> text. Tokens beside the scheme's own: what, What, range, part, n, m, none, or_none,
# least, most, earliest, latest, kinds.
SHARED: Final[Mapping[str, Mapping[str, str]]] = {
    "radios": {"required": "Select {what}"},
    "select": {"required": "Select {what}"},
    "checkboxes": {
        "required": "Select at least one {what}{or_none}",
        "none": 'Select "{none}" or the others, not both',
        "too_few": "You have chosen {n}. Choose at least {least}",
        "too_many": "You have chosen {n}. Choose {most} or fewer",
    },
    "tick": {"required": "Tick to confirm {what}"},
    "number": {"invalid": "{What} must be a whole number{range}"},
    "money": {
        "required": "Enter {what} in pounds, like 850 or 850.50",
        "invalid": "{What} must be in pounds, like 850 or 850.50",
        "range": "{What} must be in pounds{range}",
    },
    "phone": {"required": "Enter {what}, like 020 7946 0018 or +44 7700 900018"},
    "text": _TEXT,
    "textarea": _TEXT,
    "date": _DATE,
    "month": {
        **_DATE,
        "required": "Enter the month and year {what}, like 6 2026",
        "invalid": "The date {what} must be a real month and year, like 6 2026",
    },
}
# A code for which neither the question nor the table has a text is told in the words of the next one.
_STANDS_IN: Final[Mapping[str, str]] = {"range": "invalid", "invalid": "required", "required": "invalid"}
# Codes that a question can only meet where it sets the limit.
_LIMIT: Final = {
    "future": "past",
    "too_early": "earliest",
    "too_late": "latest",
    "too_short": "min_length",
    "too_long": "max_length",
    "too_few": "at_least",
    "too_many": "at_most",
    "none": "none_value",
}


def fill(text: str, words: Mapping[str, Any]) -> str:
    """Put the scheme's own words into a text.

    Arguments: `text` with tokens such as `{place}`; `words` by token. Returns the text. Raises LookupError
    for a token without a word, so that no bracket reaches a screen.
    """

    def word(match: re.Match[str]) -> str:
        if match[1] not in words:
            raise LookupError(f'No word for "{match[0]}" in: {text}')
        return str(words[match[1]])

    return TOKEN.sub(word, text)


def known_codes(kind: str) -> frozenset[str]:
    """The codes for which a question of this kind may bring its own text."""
    return frozenset(SHARED[kind]) | frozenset(_STANDS_IN)


def codes_of(question: Question) -> Iterator[str]:
    """The codes of everything that can be wrong with an answer to this question."""
    if question.required:
        yield "required"
    if question.kind not in ("tick", "text", "textarea") or question.pattern:
        yield "invalid"
    if question.kind in ("text", "textarea") and not question.not_screened:
        yield "identifier"
    if question.minimum is not None or question.maximum is not None:
        yield "range"
    if question.kind in ("date", "month"):
        yield "part"
    for code, limit in _LIMIT.items():
        if code in SHARED[question.kind] and getattr(question, limit) not in (None, False):
            yield code


def wants_what(question: Question) -> bool:
    """Whether a shared text with `{what}` in it could be shown, because the question has none of its own."""
    return any("{what}" in text.lower() for text in (_text(question, code) for code in codes_of(question)))


def error_text(question: Question, code: str, words: Mapping[str, Any], **extra: Any) -> str:
    """The sentence for one thing that is wrong with one answer.

    Arguments: the resolved `question`; the `code`; the scheme's `words`; `extra` values of the moment (`n`,
    `m`, `part` ...). Returns the text. Raises LookupError where a token has no word.
    """
    what = question.what or question.label[:1].lower() + question.label[1:]
    moment = {
        "what": what,
        "What": what[:1].upper() + what[1:],
        "range": _range(question),
    }
    return fill(_text(question, code), {**words, **moment, **extra})


def _text(question: Question, code: str) -> str:
    """The text for a code, brackets unfilled: the question's own, the table's, or that of what stands in."""
    seen = set()
    while code not in seen:
        seen.add(code)
        if code in question.errors:
            return question.errors[code]
        if code in SHARED[question.kind]:
            return SHARED[question.kind][code]
        code = _STANDS_IN.get(code, code)
    raise LookupError(f"Question {question.name}: no text for {code}.")


def _range(question: Question) -> str:
    """The bounds in words: " between 0 and 9", ", 16 or more", ", 10 or less", or nothing."""
    low, high = question.minimum, question.maximum
    mark = "£" if question.kind == "money" else ""
    if low is not None and high is not None:
        return f" between {mark}{low} and {mark}{high}"
    if low is not None:
        return f", {mark}{low} or more"
    return f", {mark}{high} or less" if high is not None else ""
