"""A line as the reader of names sees it: its words, what is known of each, and what each can be to its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reciprocal.screen import gazetteer, lists
from reciprocal.screen.finding import Finding
from reciprocal.screen.words import Word, fold, shape, word_list, words

LISTS: Final = (
    "titles", "kin", "roles", "naming", "meeting", "person_verbs", "person_words", "heads", "lower_heads", "function",
    "time", "time_before", "acronyms", "particles", "strong_parts", "english_names", "belongings",
)  # fmt: skip
# Words whose part in a sentence is closed, so that they stand here and not in a list to be mended.
_CLOSED: Final = {
    "article": "a an the this that these those any some each every no another which what",
    "own": "my her his their our your its whose",
    "to": "to",
    "family": "family household familys households",
    "place_word": "in at near from around through outside towards across to within inside via between",
    "pronoun": "i you he she it we they me him us them who",
    "modal": "will would can could may might must shall should do does did",
    "be": "is was has are were had isnt wasnt hasnt",
    "and": "and or &",
    "of": "of for in on",
}
_SENTENCE_ENDS: Final = re.compile(r"[.!?;•|]|\s[-*]\s|^[-*]")


@dataclass(frozen=True)
class Line:
    """Everything about a line that the features of a word are made from; lists run in the order of the words."""

    text: str
    shape: str
    words: tuple[Word, ...]
    entries: tuple[lists.Entry, ...]
    marks: tuple[str, ...]
    kinds: tuple[frozenset[str], ...]
    taken: tuple[bool, ...]
    plural: tuple[bool, ...]

    def gap(self, at: int) -> str:
        """Give what stands between the word before and this one."""
        return self.text[self.words[at - 1].end if at else 0 : self.words[at].start]

    def begins(self, at: int) -> bool:
        """Say whether a sentence begins with this word."""
        return at == 0 or _SENTENCE_ENDS.search(self.gap(at)) is not None

    def capital(self, at: int) -> bool:
        """Say whether the word begins with a capital."""
        return self.words[at].text[0].isupper()

    def case(self, at: int) -> str:
        """Say what this word's case is worth: a capital `mid` or at the `start` of an ordinary sentence, `low`, ..."""
        if self.shape != "ordinary":
            return self.shape
        if not self.capital(at):
            return "lower" if self.careless else "low"
        return "start" if self.begins(at) else "mid"

    def bearers(self, at: int) -> int:
        """Say how strongly the lists know the word as a name: 0 not at all, 1 a little, 2 well, 3 very well."""
        entry = self.entries[at]
        most = max(entry.first, 2 * entry.births, entry.last - 2, 6 if entry.listed else 0)
        return 0 if most <= 0 else 1 if most <= 5 else 2 if most <= 8 else 3

    def common(self, at: int) -> int:
        """Say how common an English word it is: 0 none, up to 4 for the commonest."""
        return (0, 1, 1, 2, 2, 3, 3, 4)[self.entries[at].word]

    def no_name(self, at: int) -> bool:
        """Say whether the word is a common English one that nobody has as a given name and few as a surname."""
        entry = self.entries[at]
        return entry.word >= 4 and not (entry.first or entry.births) and entry.last < 7

    @property
    def careless(self) -> bool:
        """Say whether the writer leaves capitals away, so that a word without one may well be a name."""
        return self.shape == "lower" or (bool(self.words) and self.shape == "ordinary" and not self.capital(0))

    def like_a_name(self, at: int) -> bool:
        """Say whether the word, seen alone, could well be a name: for what stands beside it."""
        if not 0 <= at < len(self.words) or (self.marks[at] and self.marks[at] != gazetteer.PERHAPS):
            return False
        if "function" in self.kinds[at] or self.bearers(at) < 2:
            return False
        if self.shape == "ordinary" and (self.capital(at) or not self.careless):
            return self.capital(at) and self.common(at) < 4
        return self.common(at) < 2


def line_of(text: str, found: Iterable[Finding] = ()) -> Line:
    """Make the line out of a plain text; words inside something already found are `taken` and never a name."""
    found, line = list(found), tuple(_possessives(text, tuple(words(text))))
    entries, plural = [], []
    for word in line:
        entry, family = lists.of(word.key), False
        if word.text[0].isupper() and len(word.key) > 4 and word.key.endswith("s") and not entry.word:
            one = lists.of(word.key[:-1])
            family = max(one.first, one.last) > max(entry.first, entry.last)
            entry = one if family else entry
        entries.append(entry)
        plural.append(family)
    return Line(
        text,
        shape(text),
        line,
        tuple(entries),
        tuple(gazetteer.marks(line)),
        tuple(kinds_of(word.key) for word in line),
        tuple(any(one.start < word.end and word.start < one.end for one in found) for word in line),
        tuple(plural),
    )


def _possessives(text: str, line: tuple[Word, ...]) -> Iterator[Word]:
    """Give the words, and read "Marks mum" as "Mark's mum": an s without its apostrophe before somebody's kin."""
    for at, word in enumerate(line):
        behind = line[at + 1] if at + 1 < len(line) else None
        if (
            behind is not None
            and len(word.key) > 3
            and word.key.endswith("s")
            and not word.possessive
            and text[word.end : behind.start] == " "
            and {"kin", "belongings"} & kinds_of(behind.key)
        ):
            one, whole = lists.of(word.key[:-1]), lists.of(word.key)
            kin = "kin" in kinds_of(behind.key) and (one.first >= 6 or one.births >= 3)
            # "Tuncays van": no word of the language with its s, and nobody's role or kin.
            thing = not (whole.word or one.word >= 2 or kinds_of(word.key)) and whole.first <= one.first + 2
            if kin or (thing and not word.text[1:].isupper()) or (thing and one.first):
                yield Word(word.start, word.end - 1, word.text[:-1], word.key[:-1], possessive=True)
                continue
        yield word


def kinds_of(key: str) -> frozenset[str]:
    """Give every kind of cue that a folded word can be."""
    return _kinds().get(key, _NONE)


_NONE: Final[frozenset[str]] = frozenset()


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in LISTS:
        for word in word_list(name):
            found.setdefault(fold(word).rstrip(":"), set()).add(name)
    for name, closed in _CLOSED.items():
        for word in closed.split():
            found.setdefault(word, set()).add(name)
    for word in [word for word, kinds in found.items() if "function" in kinds and len(word) > 2]:
        for slip in _slips(word):
            found.setdefault(slip, set()).add("slip")
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _slips(word: str) -> Iterator[str]:
    """Give the word with two neighbouring letters in the wrong order, where few are called that: "teh", "wiht"."""
    for at in range(len(word) - 1):
        slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        entry = lists.of(slip)
        if slip != word and not (entry.word or entry.births > 2 or entry.first > 5):
            yield slip
