"""What has a capital and is nobody: places, landlords, hospitals, laws, peoples; by hand, in `data/gazetteer`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from reciprocal.screen.words import Word, fold, words

FOLDER: Final = Path(__file__).parent / "data" / "gazetteer"
PERHAPS: Final = "both"
"""The file of those that are given names or surnames as well: Chelsea, Jordan, Florence."""
LONGEST: Final = 6


def marks(line: Sequence[Word]) -> list[str]:
    """Give for each word of a line the file in which it stands, alone or with its neighbours, or "" for none.

    The longest entry wins; an entry of several words wins over the single one, so that Victoria Park is a place
    although Victoria may be somebody.
    """
    entries, found = _entries(), [""] * len(line)
    at = 0
    while at < len(line):
        for length in range(min(LONGEST, len(line) - at), 0, -1):
            phrase = " ".join(_whole(word) for word in line[at : at + length])
            file = entries.get(phrase) or entries.get(" ".join(word.key for word in line[at : at + length]))
            if file:
                found[at : at + length] = [file] * length
                at += length
                break
        else:
            at += 1
    return found


def _whole(word: Word) -> str:
    return word.key + "s" * word.possessive


@lru_cache(maxsize=1)
def _entries() -> dict[str, str]:
    """Every entry, folded, with the file in which it stands; with and without a possessive's apostrophe alike."""
    entries: dict[str, str] = {}
    for file in sorted(FOLDER.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                for entry in line.split(";"):
                    phrase = " ".join(_whole(word) for word in words(entry))
                    # What stands in several files is never a given name only where no file says that it may be.
                    if phrase and entries.get(phrase) != PERHAPS:
                        entries[phrase] = file.stem
    return entries


def has(phrase: str) -> bool:
    """Say whether these words, as they are typed, stand in the gazetteer and are no given name."""
    key = " ".join(fold(part) for part in phrase.split())
    return _entries().get(key, PERHAPS) != PERHAPS
