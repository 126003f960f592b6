"""What speaks for and against a word's being somebody's name, as numbers that the weights are multiplied with."""

from __future__ import annotations

import re
from typing import Final

from reciprocal.screen import gazetteer
from reciprocal.screen.line import Line

Features = dict[str, float]
_AGE: Final = re.compile(
    r"\s?(?:[(,]\s?|is\s|was\s|aged\s|turned\s)\s?(?:aged\s|age\s)?\d{1,2}\b"
    r"(?!\s?(?:beds?|bed\w*|min\w*|weeks?|hours?|days?|km|miles?|[/.:-]\d))",
    re.IGNORECASE,
)
_PUNCTUATION: Final = {",": "comma", ":": "colon", "(": "bracket", "-": "dash", "/": "slash", '"': "quote"}
_LEFT: Final = (
    "titles", "kin", "roles", "naming", "meeting", "article", "own", "place_word", "pronoun", "modal", "be", "and",
    "to",
)  # fmt: skip
_FAR: Final = ("titles", "kin", "roles", "naming", "meeting", "own")
_CALLED: Final = frozenset(
    [(verb, who) for verb in ("calls", "call", "called", "calling") for who in ("her", "him", "me", "them", "himself")]
    + [(verb, by) for verb in ("goes", "go", "went", "known") for by in ("by", "under", "as")]
    + [("himself", "as"), ("herself", "as"), ("him", "as"), ("her", "as"), ("name", "is"), ("answers", "to")]
)
"""Two words behind which somebody's name stands, as in "everyone calls her"."""
_LINKS: Final = frozenset(["to", "with", "is", "was", "from", "for", "by", "as", "called", "of", "and", "via"])
_RIGHT: Final = (
    "person_verbs",
    "be",
    "modal",
    "of",
    "article",
    "pronoun",
    "own",
    "heads",
    "and",
    "particles",
    "family",
)


_SPEAKS_FOR: Final = (
    "L titles", "L kin", "L roles", "L naming", "LL", "R age", "R person_verbs", "R did", "RR is a person's", "name ",
    "linked to a name", "possessive", "strong beside", "L calls her", "R family",
)  # fmt: skip
"""What makes a capital on an English word worth something."""


def features_of(line: Line, at: int) -> Features:
    """Give the features of one word. All hold for a whole class of words; none names a single person's name."""
    found: Features = {"always": 1.0}
    _itself(line, at, found)
    _before(line, at, found)
    _behind(line, at, found)
    _beside(line, at, found)
    cue = "cue" if any(name.startswith(_SPEAKS_FOR) for name in found) else "no cue"
    for name in (f"w{line.common(at)}", line.case(at), f"n{line.bearers(at)}", f"{line.case(at)} w{line.common(at)}"):
        found[f"{cue}: {name}"] = 1.0
    if "time word" in found:
        found[f"{cue}: time word"] = 1.0
    return found


def _itself(line: Line, at: int, found: Features) -> None:
    word, entry, case = line.words[at], line.entries[at], line.case(at)
    bearers, common = line.bearers(at), line.common(at)
    for name in (case, f"n{bearers}", f"w{common}", f"n{bearers}w{common}", f"{case}:n{bearers}", f"{case}:w{common}"):
        found[name] = 1.0
    found[f"{case}:n{bearers}w{common}"] = 1.0
    strongest = max(entry.first, 2 * entry.births, entry.last)
    found["given"], found["surname"], found["births"] = entry.first / 15, entry.last / 15, entry.births / 7
    found["balance"] = strongest / 12 - 0.16 * entry.word
    for name, holds in (
        ("listed", entry.listed),
        ("town", entry.place),
        ("english name", "english_names" in line.kinds[at]),
        ("strong part", "strong_parts" in line.kinds[at]),
        ("family", line.plural[at]),
        ("short", len(word.key) < 3),
        ("three letters", len(word.key) == 3),
        ("possessive", word.possessive),
        ("all capitals", case in ("mid", "start") and word.text.isupper() and len(word.key) > 1),
        ("a cue itself", bool({"kin", "roles", "person_verbs", "heads"} & line.kinds[at]) and not line.capital(at)),
        ("time word", "time" in line.kinds[at]),
        ("modal itself", "modal" in line.kinds[at]),
    ):
        if holds:
            found[name] = 1.0
    if line.marks[at]:
        found[f"gazetteer {'perhaps' if line.marks[at] == gazetteer.PERHAPS else 'surely'}"] = 1.0


def _before(line: Line, at: int, found: Features) -> None:
    if at == 0:
        found["first"] = 1.0
        if re.search(r"\d", line.gap(0)):
            found["L number"] = 1.0
        return
    gap, near = line.gap(at), line.kinds[at - 1]
    sign = next((name for sign, name in _PUNCTUATION.items() if sign in gap), "")
    if line.begins(at):
        found["begins"] = 1.0
        sign = "end"
    if re.search(r"\d\s*$", gap):
        found["L number"] = 1.0
    for kind in _LEFT:
        if kind in near and not (kind == "meeting" and line.words[at - 1].key in _LINKS):
            found[f"L {kind} {sign}".strip()] = 1.0
    if not near and not line.entries[at - 1].first:
        found[f"L other {sign}".strip()] = 1.0
    if line.words[at - 1].possessive:
        found["L possessive"] = 1.0
    if at < 2 or line.begins(at) or line.begins(at - 1):
        return
    far, link = line.kinds[at - 2], line.words[at - 1].key
    if not sign and (line.words[at - 2].key, link) in _CALLED:
        found["L calls her"] = 1.0
    for kind in _FAR:
        if kind in far and link in _LINKS and not sign:
            found[f"LL {kind} {'is' if link == 'was' else link}"] = 1.0
        elif kind in far and not sign:
            found[f"LL {kind}"] = 1.0
    if ("own" in far or line.words[at - 2].possessive) and {"kin", "roles"} & near:
        found["LL own person"] = 1.0


def _behind(line: Line, at: int, found: Features) -> None:
    after = line.text[line.words[at].end : line.words[at].end + 24]
    if _AGE.match(after):
        found["R age"] = 1.0
    elif re.match(r"\s?\d", after):
        found["R number"] = 1.0
    if at + 1 >= len(line.words) or line.begins(at + 1):
        found["last"] = 1.0
        return
    gap, near = line.gap(at + 1), line.kinds[at + 1]
    sign = next((name for sign, name in _PUNCTUATION.items() if sign in gap), "")
    start = " start" if line.case(at) == "start" else ""
    for kind in _RIGHT:
        if kind in near:
            found[f"R {kind} {sign}".strip()] = 1.0
            if start and kind in ("person_verbs", "be", "of", "modal"):
                found[f"R {kind}{start}"] = 1.0
    if not sign and not near and not line.capital(at + 1) and line.shape == "ordinary":
        found[f"R plain word{start}"] = 1.0
        if line.words[at + 1].key.endswith("ed"):
            found["R did"] = 1.0
    if line.words[at].possessive and {"kin", "roles"} & near:
        found["possessive of kin"] = 1.0
    if line.words[at].possessive and "belongings" in near:
        found["possessive of a belonging"] = 1.0
    if at + 2 < len(line.words) and not sign:
        if {"be"} & near and "person_words" in line.kinds[at + 2]:
            found["RR is a person's"] = 1.0
        if "be" in near and {"article", "own"} & line.kinds[at + 2]:
            found["RR is the"] = 1.0
        if "be" in near and start:
            found[f"R {line.words[at + 1].key} start"] = 1.0
            if line.words[at + 2].key.endswith(("ed", "ing")):
                found["RR is doing"] = 1.0
        if "modal" in near and not line.capital(at + 1) and "pronoun" not in line.kinds[at + 2]:
            found["RR modal verb"] = 1.0
        if "heads" in line.kinds[at + 2] and line.capital(at + 1):
            found["RR head"] = 1.0


def _beside(line: Line, at: int, found: Features) -> None:
    for side, other in (("left", at - 1), ("right", at + 1)):
        if not 0 <= other < len(line.words):
            continue
        gap = line.gap(max(at, other))
        if gap in (" ", "-"):
            if line.like_a_name(other):
                found[f"name {side}"] = 1.0
            elif line.capital(other) and line.shape == "ordinary" and "titles" not in line.kinds[other]:
                found[f"capital {side}"] = 1.0
            if "strong_parts" in line.kinds[other]:
                found["strong beside"] = 1.0
        beyond = (
            other + (other - at) if "and" in line.kinds[other] else other if gap.strip() in (",", "/", "&") else None
        )
        if beyond is not None and 0 <= beyond < len(line.words):
            if line.marks[beyond] and line.marks[beyond] != gazetteer.PERHAPS:
                found["linked to the gazetteer"] = 1.0
            elif line.like_a_name(beyond):
                found["linked to a name"] = 1.0
            elif line.entries[beyond].place or line.marks[beyond]:
                found["linked to a place"] = 1.0
