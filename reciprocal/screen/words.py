"""A text as the rules read it: one character for one character, and cut into words that can be looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_APOSTROPHES, _DASHES, _SPACES = "‘’ʼʻ´`", "‐‑‒–—−", "\u00a0\u2007\u2009\u202f\u200b\t"
_PLAIN: Final = str.maketrans(
    _APOSTROPHES + _DASHES + _SPACES + "“”＠",
    "'" * len(_APOSTROPHES) + "-" * len(_DASHES) + " " * len(_SPACES) + '""@',
)
# Letters that no decomposition turns into a plain one.
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "ss", "ə": "e", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
WORD: Final = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+(?:'(?:[^\W\d_][\u0300-\u036f]*)+)*")


@dataclass(frozen=True)
class Word:
    """A word of the text. `key` is what it is looked up by; a possessive 's belongs to neither key nor end."""

    start: int
    end: int
    text: str
    key: str
    possessive: bool


def plain(text: str) -> str:
    """Make apostrophes, dashes and spaces of every shape the plain ones, without moving a single character."""
    return text.translate(_PLAIN)


def fold(word: str) -> str:
    """Give what a word is looked up by: lower case, no accents, no apostrophes."""
    lower = word.lower().translate(_LETTERS)
    if not lower.isascii():
        lower = "".join(sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign))
    return lower.replace("'", "")


def words(text: str) -> Iterator[Word]:
    """Cut a plain text into its words. A hyphen parts two words; an apostrophe inside belongs to the word."""
    for match in WORD.finditer(text):
        word, end = match.group(), match.end()
        possessive = word[-2:].lower() == "'s" and len(word) > 2
        if possessive:
            word, end = word[:-2], end - 2
        yield Word(match.start(), end, word, fold(word), possessive)


def shape(text: str) -> str:
    """Say what a capital is worth in this line: `ordinary`, `lower`, `upper`, or `title` (each word has one)."""
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    if letters and capitals > 0.7 * len(letters):
        return "upper"
    first = [match.group()[0].isupper() for match in WORD.finditer(text) if len(match.group()) > 1]
    if not any(first[1:]) and capitals < 0.07 * len(letters):
        return "lower" if capitals < 0.04 * len(letters) or not any(first) else "ordinary"
    if len(first) > 3 and sum(first) > 0.85 * len(first):
        return "title"
    return "ordinary"


def word_list(name: str) -> list[str]:
    """Read one of the lists of words in `data/words`, which a person can read and mend."""
    file = Path(__file__).parent / "data" / "words" / f"{name}.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
