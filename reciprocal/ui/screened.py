"""What a typed text may not hold: what the screen finds in it, by kind and in words, and what may be waved on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from reciprocal.screen.finding import Finding
from reciprocal.screen.look import look
from reciprocal.ui.questions import Question

WAVED_ON: Final = ("name", "school")
"""Kinds that are told from ordinary words by guessing, so that whoever typed them may say that they name nobody."""

OURS: Final = ("person causing harm", "person at risk", "youth justice", "nominating officer", "named lead")
"""What our own pages call people, so that officers write it too: never somebody's name, whatever the lists say."""

LABELS: Final = {
    "name": "a possible name",
    "phone": "a phone number",
    "email": "an e-mail address",
    "postcode": "a postcode",
    "address": "an address",
    "national_insurance": "a National Insurance number",
    "nhs_number": "an NHS number",
    "date_of_birth": "a date of birth",
    "school": "a school or college",
    "vehicle": "a number plate",
    "handle": "a social media name",
    "case_number": "a case or reference number",
}


@dataclass(frozen=True)
class Piece:
    """A part of a text: as it was typed, and where it could identify somebody the kind of it in words."""

    text: str
    kind: str = ""
    may_be_waved_on: bool = False


def found_in(question: Question, text: Any) -> tuple[Finding, ...]:
    """Give what could identify somebody in the answer to a question, but for the kinds that it exists to hold.

    Arguments: the `question`; its answer, which is looked over only where it is a text that people write.
    """
    if question.kind not in ("text", "textarea") or question.not_screened or not text:
        return ()
    ours = [(at.start(), at.end()) for phrase in OURS for at in re.finditer(re.escape(phrase), text, re.IGNORECASE)]
    return tuple(
        one
        for one in look(text)
        if one.kind not in question.may_hold
        and not (one.kind == "name" and any(start <= one.start and one.end <= end for start, end in ours))
    )


def pieces(text: str, found: Iterable[Finding]) -> tuple[Piece, ...]:
    """Cut a text where something in it could identify somebody, so that a page can mark that."""
    cut, at = [], 0
    for one in found:
        cut += [Piece(text[at : one.start])] if one.start > at else []
        cut.append(Piece(text[one.start : one.end], LABELS[one.kind], one.kind in WAVED_ON))
        at = one.end
    return (*cut, Piece(text[at:])) if at < len(text) else tuple(cut)


def in_words(found: Iterable[Finding]) -> str:
    """Name the kinds of what was found, each once, in the order in which they stand."""
    kinds = list(dict.fromkeys(LABELS[one.kind] for one in sorted(found)))
    return ", ".join(kinds[:-1]) + f" and {kinds[-1]}" if len(kinds) > 1 else kinds[0]
