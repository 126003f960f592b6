"""Schools: the name, never the kind. "Her primary school" says nothing; the name of one says where somebody lives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reciprocal.screen import gazetteer, lists
from reciprocal.screen.finding import Span
from reciprocal.screen.line import kinds_of
from reciprocal.screen.words import fold, shape, word_list

_SORT = (
    r"(?:primary|secondary|infants?'?|juniors?'?|grammar|high|community|comprehensive|boys'?|girls'?|catholic|rc|r\.c\.|c\s?of\s?e|"
    r"ce|church\s+of\s+england|free|nursery|special|prep(?:aratory)?|middle|upper|lower|jewish|islamic|muslim|sixth\s+form|"
    r"academy|independent|technical|studio|language|sports|arts|science|voluntary|aided|and|&|day|montessori|mixed|hindu|sikh)"
)
_HEAD = (
    r"(?:schools?|academy|academies|college|nursery|nurseries|primary|secondary|infants'?|juniors|sixth\s+form|pre-?school|"
    r"playgroup|kindergarten|prep|comprehensive|comp(?=\s|$)|day\s?nursery|madrasah?|montessori|grammar|pru|pupil\s+referral\s+unit|"
    r"high(?!\s+(?:risk|needs?|level|rise|rd|road|street|st|court|up|on|in|priority|support|dependency|blood|and|but|rent|cost|harm))|(?-i:CofE|RC|UTC|Sch)(?!\s\d)|yeshiva|cheder|seminary|uni)"
)
_CAP = r"(?-i:[A-Z][\w'.&-]*)"
_JOIN = r"(?-i:of|the|and|&|de|le|la|upon|in|for|with|on)"
_CAPITALS: Final = re.compile(
    rf"(?P<name>{_CAP}(?:\s+(?:{_JOIN}\s+)*{_CAP}){{0,5}})\s+(?P<sort>(?:{_SORT}\s+)*){_HEAD}\b(?!'|\s(?:care|colou?rs?)\b)",
    re.IGNORECASE,
)
_LOWER: Final = re.compile(
    rf"(?P<name>(?:\bst\.?\s+)?\b\w[\w'-]*(?:\s+\w[\w'-]*)?)\s+(?P<sort>(?:{_SORT}\s+)*){_HEAD}\b(?!'|\s(?:care|colou?rs?)\b)",
    re.IGNORECASE,
)
_PUPIL: Final = (
    r"\b(?:attend(?:s|ed|ing)?|(?:pupil|student|boarder|ta|teacher|head|teaching\s+assistant)s?\s+(?:at|of)|"
    r"(?:year|yr|y)\s?\d{1,2}\s+(?:\w+\s)?(?:at|in)|reception\s+(?:class\s)?at|"
    r"(?:excluded|expelled|suspended|picked\s+up|collected|collects|transferred)\s+(?:permanently\s)?from|enrol(?:l)?ed\s+(?:at|in)|"
    r"on\s+(?:the\s)?roll\s+at|nursery\s+at|school(?:s)?\s+(?:at|called|named|is|was|are)|school\s?[:=-]|schools?\s?[:=]|"
    r"(?:primary|nursery|secondary|college|academy)(?:\sschool)?\s(?:is|was)|"
    r"goes\s+to\s+school\s+(?:at|in)|studies\s+at|studying\s+at|sixth\s+form\s+at|schooled\s+at|a\s+place\s+at|"
    r"(?:gcses|a-?levels|btec)\s+at|class\s+at)\s+"
)
_NOT_SCHOOL = (
    r"centre|center|mosque|clinic|group|hospital|court|library|church|appointments?|appointment|surgery|sessions?|counselling|"
    r"therapy|project|council|police|station|street|road|house|jobcentre|meetings?|a&e|programme|course|service|services|"
    r"club|gym|foodbank|hostel|refuge|prison|university|synagogue|temple|gurdwara|hub|trust"
)
_AT_PUPIL: Final = re.compile(
    rf"{_PUPIL}(?:the\s)?(?P<name>(?:st\.?\s)?{_CAP}(?:\s+(?:(?:of|the|and|&)\s+)?{_CAP}){{0,3}})(?!\s+(?:{_NOT_SCHOOL})\b)(?![\w'])",
    re.IGNORECASE,
)
_AT_PUPIL_LOWER: Final = re.compile(
    rf"{_PUPIL}(?P<name>(?:st\.?\s)?[a-z][\w'-]+(?:\s[a-z][\w'-]+)?)(?!\s+(?:{_NOT_SCHOOL})\b)(?![\w'])", re.IGNORECASE
)
# "St Joseph's is her school", "her school (Ashcombe Manor)", "the school, Ashcombe Manor, ..."
_BESIDE: Final = re.compile(
    rf"(?P<before>(?:(?-i:St)\.?\s)?{_CAP}(?:\s{_CAP}){{0,3}})\s(?:is|was)\s(?:the|her|his|their)\s(?:\w+'?s?\s)?(?:school|nursery|college)\b|"
    rf"\bschool\s?\((?P<within>(?:(?-i:St)\.?\s)?{_CAP}(?:\s{_CAP}){{0,3}})\)|"
    rf"\b(?:the|her|his|their)\s(?:\w+\s)?(?:school|nursery),\s(?P<between>(?:(?-i:St)\.?\s)?{_CAP}(?:\s{_CAP}){{0,3}}),",
    re.IGNORECASE,
)
# "attends plover lane primary school": words of the dictionary too, where none of them is a general one.
_AT_SCHOOL: Final = re.compile(
    rf"(?:{_PUPIL}|\b(?:at|to|from|of|outside|near|leave|school\s[:-])\s+)(?P<name>(?:[a-z][\w'-]+\s+){{1,3}}?)"
    rf"(?:{_SORT}\s+)*(?P<head>{_HEAD})\b(?!'|\s(?:care|colou?rs?)\b)",
    re.IGNORECASE,
)
# "nursery: bright horizons", to the end of the clause.
_COLON: Final = re.compile(
    r"\b(?:school|nursery|college)\s?[:=]\s*(?P<name>[a-z][\w'-]+(?:\s[a-z][\w'-]+){0,2})(?=\s*(?:$|[,.;(]|-\s))",
    re.IGNORECASE,
)
_SAINT: Final = re.compile(
    rf"\b(?:at|to|from)\s+(?P<name>(?:st\.?|saint)\s[a-z]{{3,}}(?:'s?|s)?(?:\s(?:and|&)\s(?:st\.?\s)?[a-z]{{3,}}'?s?)?)(?!\s+(?:{_NOT_SCHOOL}|ward|"
    rf"parish|hall|estate|gardens|close|avenue|terrace|square|place|way)\b)(?![\w'])",
    re.IGNORECASE,
)
_GENERAL: Final = frozenset(word_list("before_school"))


def schools(text: str) -> Iterator[Span]:
    """Find the names of schools, nurseries and colleges, and what stands behind "attends" or "year 4 at"."""
    upper = shape(text) == "upper"  # there a capital says nothing, and the line is read as one without any
    for match in () if upper else _CAPITALS.finditer(text):
        start = _begin(text, match, words_of=match["name"])
        if start is not None:
            yield start, match.end()
    for match in _LOWER.finditer(text):
        start = _begin_lower(match)
        if start is not None:
            yield start, match.end()
    for match in () if upper else _AT_PUPIL.finditer(text):
        name = match["name"]
        if fold(name.split()[0].strip(".")) not in _GENERAL and not _known(name) and not _sort_only(name):
            yield match.span("name")
    for match in _AT_PUPIL_LOWER.finditer(text):
        first, *rest = match["name"].split()
        if first.lower().strip(".") == "st" and rest:
            saint = [first, rest[0], *(word for word in rest[1:] if not kinds_of(fold(word)))]
            yield match.start("name"), match.start("name") + len(" ".join(saint))
        elif _no_word(first):
            yield match.start("name"), match.start("name") + len(first)
    for match in _AT_SCHOOL.finditer(text):
        name = match["name"].split()
        if (
            not _sort_only(match["name"])
            and not any(fold(word) in _GENERAL for word in name)
            and not (
                _known(" ".join(name)) and match["head"][-1] == "s" and not match["head"].lower().startswith("inf")
            )
        ):
            yield match.start("name"), match.end()
    for match in () if upper else _BESIDE.finditer(text):
        group = match.lastgroup or "before"
        if not gazetteer.has(match[group]) and not _sort_only(match[group]):
            yield match.span(group)
    for match in _COLON.finditer(text):
        said = [fold(word) for word in match["name"].split()]
        if not any(word in _GENERAL or kinds_of(word) & {"function", "slip", "modal", "be"} for word in said):
            yield match.span("name")
    for match in _SAINT.finditer(text):
        if not gazetteer.has(match["name"]):
            yield match.span("name")


def _begin(text: str, match: re.Match[str], words_of: str) -> int | None:
    """Give where the name of a school in capitals begins, or None where all before the word is general."""
    start = match.start("name")
    plural = re.search(r"(?:schools|academies|nurseries)$", match.group(), re.IGNORECASE)
    for part in re.finditer(r"\S+", words_of):
        word = fold(part.group().strip(".,"))
        if (word in _GENERAL or re.fullmatch(_SORT, word)) and not re.match(
            r"\s+(?:of|lady)\b", words_of[part.end() :], re.I
        ):
            continue
        name = words_of[part.start() :]
        lower_head = match.group().split()[-1][0].islower()
        if gazetteer.has(name) and (plural or lower_head):
            return None
        # A capital at the beginning of a sentence, and one common word before "school": "Changing school".
        if lower_head and part.end() == len(words_of) and start == 0 and lists.of(word).word >= 4:
            return None
        return start + part.start()
    return None


def _begin_lower(match: re.Match[str]) -> int | None:
    """Give where the name begins in a line without capitals: the words before "school" that are in no dictionary."""
    if re.match(r"st\.?\s", match["name"], re.IGNORECASE):
        return match.start("name")
    parts = list(re.finditer(r"\S+", match["name"]))
    for part in parts:
        if not _no_word(part.group()):
            continue
        # "gayhurst is a school" names none: what follows the name may not be a function word.
        if all(fold(other.group()) not in _GENERAL for other in parts[parts.index(part) :]):
            return match.start("name") + part.start()
    return None


def _no_word(typed: str) -> bool:
    """Say whether a word is no English word, no place and nothing general, so that it can only be a name."""
    word = fold(typed.removesuffix("'s"))
    known = lists.of(word)
    return (
        len(word) > 2
        and word.isalpha()
        and not {"slip", "function"} & kinds_of(word)
        and word not in _GENERAL
        and not known.word
        and not _known(word)
    )


def _known(name: str) -> bool:
    return gazetteer.has(name) or all(gazetteer.has(part) for part in name.split())


def _sort_only(name: str) -> bool:
    return all(re.fullmatch(_SORT, part, re.IGNORECASE) or fold(part) in _GENERAL for part in name.split())
