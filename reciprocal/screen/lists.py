"""The packed lists: how many people bear a word as a name, and how common it is as an English word.

The file holds hashes and small numbers, no name in clear. `scripts/pack_names.py` makes it; `data/README.md` says from
which sources and under which licences.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "data" / "names.bin"
MAGIC: Final = b"RSNAMES1"


@dataclass(frozen=True)
class Entry:
    """What the lists know about a word; every number is nought where they do not know it.

    `first` and `last` are 1 + twice the logarithm of the bearers as first name and surname (up to 15), `births` is
    1 + the logarithm of the British births under this name, `word` is how common an English word it is (7 is most),
    `listed` says whether a list of names made for trying out software has it, `place` whether it is a town.
    """

    first: int
    last: int
    births: int
    word: int
    listed: bool
    place: bool


def key_of(word: str) -> int:
    """Give the number under which a folded word is kept."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def packed(entry: Entry) -> int:
    """Make one number of sixteen bits out of an entry."""
    return entry.first | entry.last << 4 | entry.births << 8 | entry.word << 11 | entry.listed << 14 | entry.place << 15


def unpacked(value: int) -> Entry:
    """Make the entry out of its number again."""
    return Entry(
        value & 15, value >> 4 & 15, value >> 8 & 7, value >> 11 & 7, bool(value >> 14 & 1), bool(value >> 15 & 1)
    )


def of(word: str) -> Entry:
    """Look a folded word up; a word in no list has nought everywhere."""
    keys, values = _load()
    key = key_of(word)
    at = bisect_left(keys, key)
    return unpacked(values[at]) if at < len(keys) and keys[at] == key else _UNKNOWN


_UNKNOWN: Final = Entry(0, 0, 0, 0, False, False)


@lru_cache(maxsize=1)
def _load() -> tuple[array[int], array[int]]:
    keys, values = array("Q"), array("H")
    with FILE.open("rb") as file:
        if file.read(8) != MAGIC:
            raise ValueError(f"{FILE.name} is not a file of packed names")
        count = int.from_bytes(file.read(8), "little")
        keys.fromfile(file, count)
        values.fromfile(file, count)
    if sys.byteorder == "big":
        keys.byteswap()
        values.byteswap()
    return keys, values
