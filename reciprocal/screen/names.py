"""Names of people: a weight for each feature of a word, a few vetoes, and runs of neighbours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from reciprocal.screen import gazetteer
from reciprocal.screen.features import Features, features_of
from reciprocal.screen.finding import Finding, Span
from reciprocal.screen.line import Line, line_of

FILE: Final = Path(__file__).parent / "data" / "weights.json"
NEIGHBOUR: Final = 1.2
"""How much lower the bar is for a capitalised neighbour of a name."""
_SHORTENED: Final = re.compile(r"\w'(?:ll|re|ve|d|m|t)$", re.IGNORECASE)
"""She'll, you're, ref'd."""
_MEDICINE: Final = re.compile(
    r".(?:azole|prazole|opril|artan|olol|statin|azepam|zolam|cillin|mycin|oxetine|triptyline|gabalin|pentin|profen|codone|codeine|"
    r"morphine|idone|azine|apine|parin|tidine|fenac|iramine|oxacin|cycline|iptan|triptan|gliptin|formin|afil|conazole|terol|lukast)$"
)
"""How the names of medicines end; no person's name that a list knows is one."""
_WHERE: Final = frozenset(["in", "at", "near", "around", "through", "outside", "across", "within", "towards"])
"""Behind these a word that is both a place and somebody's name is the place."""


def names(text: str, found: Iterable[Finding] = ()) -> Iterator[Span]:
    """Find the names of people in a plain text, outside of what was already found."""
    weights, threshold = _weights()
    yield from runs(line_of(text, found), weights, threshold)


def runs(line: Line, weights: dict[str, float], threshold: float) -> Iterator[Span]:
    """Give each name with its neighbours as one place; what joins them may be a space, a hyphen, or an initial."""
    scores = [score(line, at, weights) for at in range(len(line.words))]
    chosen = [mark is not None and mark >= threshold for mark in scores]
    for steps in (range(1, len(chosen)), range(len(chosen) - 2, -1, -1)):
        for at in steps:
            other = at - 1 if steps.step > 0 else at + 1
            if not chosen[at] and chosen[other] and _may_follow(line, at, other, scores[at], threshold):
                chosen[at] = True
    at = 0
    while at < len(chosen):
        if not chosen[at]:
            at += 1
            continue
        last = at
        while (after := _next(line, last, chosen)) is not None:
            last = after
        yield line.words[at].start, line.words[last].end
        at = last + 1


def score(line: Line, at: int, weights: dict[str, float]) -> float | None:
    """Weigh one word, or give None where it can be no name whatever speaks for it."""
    if line.taken[at] or vetoed(line, at):
        return None
    return weigh(features_of(line, at), weights)


def weigh(features: Features, weights: dict[str, float]) -> float:
    """Add up the weights of the features."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def vetoed(line: Line, at: int) -> bool:
    """Say whether the word is surely no name here: a month beside a number, a short form, a place, a thing's name."""
    word, kinds = line.words[at], line.kinds[at]
    titled = at > 0 and "titles" in line.kinds[at - 1] and not line.begins(at)
    announced = titled or (at > 0 and "naming" in line.kinds[at - 1])
    if len(word.key) < 2 or "particles" in kinds or _SHORTENED.search(word.text):
        return True
    if "slip" in kinds and not titled and not line.capital(at):
        return True  # "teh"; but "Mr Teh"
    if line.marks[at] and line.marks[at] != gazetteer.PERHAPS and not (titled and not line.marks[at - 1]):
        return True  # but "Mrs Barnet", unless the gazetteer has the title too: "Dr Pepper"
    if line.marks[at] and at > 0 and line.words[at - 1].key in _WHERE and not line.begins(at):
        return True  # "in Chelsea"; but "threats from Jordan"
    if at > 0 and line.words[at - 1].key in ("st", "saint") and line.gap(at) in (" ", ". "):
        return True
    if "time" in kinds and not announced and _time_beside(line, at):
        return True
    if re.search(r"\d$", line.gap(at)) or (not announced and line.no_name(at) and "english_names" not in kinds):
        return True  # "3rd", "2b"; "Tenancy", "Threats"
    if line.case(at) in ("mid", "start") and word.text.isupper() and len(word.key) < 6 and line.bearers(at) < 2:
        return True
    if "acronyms" in kinds and (
        word.text.isupper() or (word.text.islower() and not announced) or not line.entries[at].first
    ):
        return True
    if "heads" in kinds and not line.capital(at) and not announced and "english_names" not in kinds:
        return True
    if {"titles", "kin", "roles", "function", "time_before"} & kinds and not {"english_names", "strong_parts"} & kinds:
        return True
    if _MEDICINE.search(word.key) and not line.bearers(at):
        return True
    return not announced and (_heads_a_thing(line, at) or _is_the_head(line, at))


def _time_beside(line: Line, at: int) -> bool:
    if re.search(r"\d(?:st|nd|rd|th)?[\s,/-]*$", line.text[: line.words[at].start]):
        return True
    if re.match(r"[\s,/-]*\d", line.text[line.words[at].end :]):
        return True
    if at > 0 and "time_before" in line.kinds[at - 1]:
        return True
    for step in (-1, 1):
        other = at + step
        if 0 <= other < len(line.words) and line.words[other].key in ("to", "and", "or"):
            other += step  # "Monday to Friday"
        if 0 <= other < len(line.words) and "time" in line.kinds[other]:
            return True
    return False


def _heads_a_thing(line: Line, at: int) -> bool:
    """Say whether a Road, House or Centre follows, alone or behind one more capital, and no person's verb after it."""
    for further in (1, 2):
        other = at + further
        if other >= len(line.words) or line.begins(other) or line.gap(other) not in (" ", "-"):
            return False
        alike = line.capital(other) >= line.capital(at) * (line.shape == "ordinary")
        if "heads" in line.kinds[other] and (alike or "lower_heads" in line.kinds[other]):
            after = line.kinds[other + 1] if other + 1 < len(line.words) and not line.begins(other + 1) else frozenset()
            return not ("person_verbs" in after or ("be" in after and _person_follows(line, other + 2)))
        if not line.capital(other) or line.shape == "lower":
            return False
    return False


def _person_follows(line: Line, at: int) -> bool:
    """Say whether "the", "her" or "a" and then somebody's role stands here: "is the link worker"."""
    if at >= len(line.words) or not {"article", "own"} & line.kinds[at]:
        return False
    return any({"roles", "kin"} & line.kinds[other] for other in range(at + 1, min(at + 4, len(line.words))))


def _is_the_head(line: Line, at: int) -> bool:
    """Say whether the word is itself the Park or the Court of a thing's name: a capital stands right before it."""
    if at == 0 or "heads" not in line.kinds[at] or line.begins(at) or not line.capital(at - 1):
        return False
    return "english_names" not in line.kinds[at] or _heads_a_thing(line, at - 1)


def _may_follow(line: Line, at: int, other: int, mark: float | None, threshold: float) -> bool:
    """Say whether a word beside a name belongs to it: a capital, not a common word, and at least near the bar."""
    if mark is None or mark < threshold - NEIGHBOUR or line.gap(max(at, other)) not in (" ", "-", "'"):
        return False
    return line.common(at) < 3 and (line.capital(at) or line.shape == "lower")


def _next(line: Line, last: int, chosen: list[bool]) -> int | None:
    """Give the next word of the same name, over a particle or an initial between."""
    for other in range(last + 1, min(last + 4, len(chosen))):
        if line.gap(other) not in (" ", "-", "'", ". ", "."):
            return None
        if chosen[other]:
            return other
        if not ("particles" in line.kinds[other] or (len(line.words[other].key) == 1 and line.capital(other))):
            return None
    return None


@lru_cache(maxsize=1)
def _weights() -> tuple[dict[str, float], float]:
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return kept["weights"], kept["threshold"]
