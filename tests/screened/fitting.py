"""Fits the weights of the names' features, and measures them by cross-validation over whole lines."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reciprocal.screen import look as looking
from reciprocal.screen.features import Features, features_of
from reciprocal.screen.finding import Finding
from reciprocal.screen.gazetteer import FOLDER as GAZETTEER
from reciprocal.screen.line import line_of
from reciprocal.screen.names import runs, vetoed
from reciprocal.screen.words import plain, word_list
from tests.screened import Line, lines, unseen

SEED = 20261124
COPIES = 5
# How often a copy's name is one that is an English word as well: there the cues are learnt.
ENGLISH = 0.2
# How often it is made up, so that no list has it.
UNHEARD = 0.15
CARRIERS = (
    "She lives near {}.", "{} is too far.", "He works at {}.", "The support is from {}.", "Not in {}, please.",
    "{} and the area around it", "{} said that the case is closed.", "they use {} a lot", "referred by {} in May",
    "A letter from {} arrived.", "{} has offered a place.", "because of {} she cannot travel",
)  # fmt: skip


_ENGLISH = [word.title() for word in word_list("english_names")]


@dataclass(frozen=True)
class Row:
    """One word for fitting: its features, and whether it belongs to a name."""

    features: Features
    name: bool


def everything() -> list[Line]:
    """Every line of the development set."""
    return [*lines("names.txt"), *lines("clean.txt"), *lines("structured.txt")]


def known() -> list[Line]:
    """The lines of the set that somebody else wrote, now that its figures of first contact are kept."""
    return [
        Line(
            line["text"], tuple((mark["start"], mark["end"], mark["kind"]) for mark in line["findings"]), line["group"]
        )
        for line, _ in unseen.read()
    ]


def rows(line: Line) -> list[Row]:
    """The words of a line that are not vetoed and not inside something else."""
    text = plain(line.text)
    read = line_of(text, looking.by_rule(text))
    return [
        Row(
            features_of(read, at),
            any(word.start < end and start < word.end and kind == "name" for start, end, kind in line.marks),
        )
        for at, word in enumerate(read.words)
        if not read.taken[at] and not vetoed(read, at)
    ]


def copies(line: Line, pool: Sequence[str], chance: random.Random) -> Iterable[Line]:
    """The line itself, and copies in which other names stand and the case is another."""
    yield line
    for _ in range(COPIES):
        text, marks, last = "", [], 0
        for start, end, kind in line.marks:
            text += line.text[last:start]
            words = line.text[start:end]
            if kind == "name":
                lower = words.islower()
                kind_of_name = chance.random()
                names = _ENGLISH if kind_of_name < ENGLISH else pool
                parts = re.split(r"([^\W\d_]{3,})", words)
                words = "".join(
                    _like(_unheard(pool, chance) if kind_of_name > 1 - UNHEARD else chance.choice(names), part)
                    if number % 2
                    else part
                    for number, part in enumerate(parts)
                )
                words = words.lower() if lower else words
            marks.append((len(text), len(text) + len(words), kind))
            text += words
            last = end
        text += line.text[last:]
        changed = _typed(text, chance.random())
        yield Line(changed if len(changed) == len(text) else text, tuple(marks), line.part)


def _typed(text: str, drawn: float) -> str:
    """The text as others type it: a quarter without capitals, some in capitals, a few with one on each word."""
    if drawn < 0.25:
        return text.lower()
    if drawn < 0.32:
        return text.upper()
    return re.sub(r"(?<![\w'])[a-z]", lambda letter: letter[0].upper(), text) if drawn < 0.36 else text


def _unheard(pool: Sequence[str], chance: random.Random) -> str:
    one, other = chance.choice(pool), chance.choice(pool)
    return one[: len(one) // 2 + 1] + other[len(other) // 2 :].lower()


def _like(name: str, model: str) -> str:
    return model if model.lower() in ("mrs", "miss") else name.upper() if model.isupper() else name


def carried(chance: random.Random, count: int = 500) -> list[Line]:
    """Entries of the gazetteer in plain sentences: they are nobody."""
    entries = [
        entry.strip()
        for file in sorted(GAZETTEER.glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for entry in line.split(";")
        if entry.strip()
    ]
    return [Line(chance.choice(CARRIERS).format(entry), (), "carried") for entry in chance.sample(entries, count)]


def pool_of(given: Iterable[Line]) -> list[str]:
    """Every word of every name in these lines, with a capital."""
    return sorted(
        {
            word.title()
            for line in given
            for start, end, kind in line.marks
            if kind == "name" and line.part != "English words"
            for word in re.findall(r"[^\W\d_]{3,}", line.text[start:end])
            if word.lower() not in ("mrs", "miss")
        }
    )


def fit(given: Sequence[Row], chance: random.Random, rounds: int = 12) -> dict[str, float]:
    """Logistic regression by steps of falling length (AdaGrad), with a pull towards nought.

    What is given back is the mean over the later half of the rounds, so that it hangs less on the order of the rows.
    """
    weights: dict[str, float] = {}
    squares: dict[str, float] = {}
    means: dict[str, float] = {}
    order = list(given)
    for turn in range(rounds):
        chance.shuffle(order)
        for row in order:
            total = sum(weights.get(name, 0.0) * value for name, value in row.features.items())
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - row.name
            for name, value in row.features.items():
                weight = weights.get(name, 0.0)
                slope = error * value + 2e-4 * weight
                squares[name] = squares.get(name, 1e-6) + slope * slope
                weights[name] = weight - 0.15 * slope / math.sqrt(squares[name])
        if turn >= rounds // 2:
            for name, weight in weights.items():
                means[name] = means.get(name, 0.0) + weight / (rounds - rounds // 2)
    return means


def trained(given: Sequence[Line], others: Sequence[Line] = (), seed: int = SEED) -> dict[str, float]:
    """Fit on these lines and their copies, on those of somebody else as they are, and on the gazetteer in sentences."""
    chance = random.Random(seed)
    pool = pool_of(given)
    material = [row for line in given for copy in copies(line, pool, chance) for row in rows(copy)]
    material += [row for line in others for row in rows(line)]
    material += [row for line in carried(chance) for row in rows(line)]
    return fit(material, chance)


def judged(line: Line, weights: dict[str, float], threshold: float) -> tuple[list[bool], list[Finding]]:
    """Which marked names of a line were found, and every finding that is beside the marks."""
    text = plain(line.text)
    ruled = looking.by_rule(text)
    found = [Finding(*span, "name") for span in runs(line_of(text, ruled), weights, threshold)]
    hits = [
        any(one.start < end and start < one.end for one in found) for start, end, kind in line.marks if kind == "name"
    ]
    false = [
        one for one in [*found, *ruled] if not any(one.start < end and start < one.end for start, end, _ in line.marks)
    ]
    return hits, false


def crossed(given: Sequence[Line], folds: int = 6) -> list[tuple[Line, dict[str, float]]]:
    """Each line with the weights that were fitted without it."""
    shuffled = list(given)
    random.Random(SEED).shuffle(shuffled)
    result = []
    for fold in range(folds):
        weights = trained([line for number, line in enumerate(shuffled) if number % folds != fold])
        result += [(line, weights) for number, line in enumerate(shuffled) if number % folds == fold]
    return result
