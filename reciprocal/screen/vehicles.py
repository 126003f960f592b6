"""Number plates: the three British forms anywhere, any other form behind a word such as reg or plate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reciprocal.screen import lists
from reciprocal.screen.finding import Span

_LETTER = "[A-HJ-PR-Y]"
_PLATE: Final = re.compile(
    rf"(?:(?<![\w£/@.-])|(?<=vrm)|(?<=reg))(?:(?P<now>{_LETTER}{{2}}[\s-]?\d\d[\s-]{{0,2}}[A-PR-Z]{{3}})|"
    rf"(?P<prefix>[A-HJ-NPR-TV-Y](?:\d{{1,3}}|\s\d{{3}})[\s-]?[A-PR-Z]{{3}})|(?P<suffix>[A-PR-Z]{{3}}[\s-]?\d{{1,3}}[A-HJ-NPR-TV-Y]))"
    r"(?![\w@]|[-/]\w)",
    re.IGNORECASE,
)
# "LVI9 KXR", and each sign apart.
_MISTYPED: Final = re.compile(
    rf"(?<![\w£/@.-])(?:{_LETTER}{{2}}(?:[IO]\d|\d[IO])\s?[A-PR-Z]{{3}}|[A-Z]\s[A-Z]\s\d\s\d\s+[A-Z]\s[A-Z]\s[A-Z])(?!\w)"
)
# Northern Ireland has an I or a Z in its letters.
_NORTHERN: Final = re.compile(
    r"(?<![\w£/@.-])(?!ISO|PIP|(?:[A-Z]+\s?)(?:19|20)\d\d)(?=[A-Z]{0,2}[IZ])[A-Z]{3}\s?\d{4}(?![\w@]|[-/.,]\w)"
)
_ENDS: Final = re.compile(
    r"\b(?:reg|plate)s?\b\s(?:no\.?\s|number\s)?(?:ends?|ending|finish(?:es|ing)|starts?|starting|begins?|beginning)\s"
    r"(?:in\s|with\s)?(?P<plate>(?-i:[A-Z]{3}))(?!\w)",
    re.IGNORECASE,
)
# Districts of London: "SE15 AND" is one of them and a word.
_DISTRICT: Final = re.compile(r"(?:SE|SW|NW|EC|WC|BR|CR|DA|EN|HA|IG|KT|RM|SM|TN|TW|UB|WD)\d", re.IGNORECASE)
_CAR = (
    r"(?:reg(?:istration|istered)?|vrm|vrn|index|(?:number|licen[cs]e|index)\s?plates?|plates?|car|van|vehicle|motor(?:bike|cycle)?|"
    r"moped|scooter|taxi|drives|driving|parked|parking(?:\s+permit)?|permit|dvla|keeper|dash\s?cam|anpr|mot|wrote\s+down|bmw|audi|ford|toyota|vauxhall|corsa|fiesta|golf|vw|volkswagen|mercedes|merc|nissan|"
    r"honda|kia|seat|skoda|peugeot|renault|prius|astra|transit|hyundai|range\s?rover|mini|tesla|volvo|lexus|mazda|uber)"
)
_BEFORE: Final = re.compile(rf"\b{_CAR}\b[^.;]{{0,40}}$", re.IGNORECASE)
_BEHIND: Final = re.compile(rf"[\s,(-]{{1,3}}(?:is\s|on\s|was\s|a\s|his\s|her\s|the\s|\w+\s)*?{_CAR}\b", re.IGNORECASE)
_FREE: Final = re.compile(
    r"\b(?:reg(?:istration)?|vrm|vrn|(?:number|licen[cs]e)\s?plates?|plates?)\b\.?(?:[\s:,#(\"'-]+(?:number|num|no|mark|is|was|of|"
    r"the|his|her|car|van|starts?|starting|begins?|beginning|ends?|ending|with|in|plate|a|on|private|old|irish|foreign|"
    r"polish|partial|part)\b\.?)*[\s:,#(\"'=-]*(?P<plate>(?=[A-Z\d\s-]{0,8}\d)(?=[A-Z\d\s-]{0,8}[A-Z])"
    r"[A-Z\d]{1,7}(?:[\s-](?=[A-Z]{0,4}\d|[A-Z]{3}\b|(?-i:[A-Z]{1,3})\b|\d)[A-Z\d]{1,4}){0,2})(?!\w)",
    re.IGNORECASE,
)
_DATELESS: Final = re.compile(
    rf"\b{_CAR}\b[\s:,(\"-]+(?:(?:reg|is|with|plate|number|was|a|the)\s)*(?P<plate>(?-i:[A-Z]{{1,3}}[\s-]?\d{{2,5}}(?:[\s-]?"
    r"[A-Z]{1,3})?|\d{1,4}\s?[A-Z]{1,3}))(?![\w]|\s?[-/]\w)",
    re.IGNORECASE,
)
# Behind what says that a plate follows, any letters with any figures: "index mtp 83", "foreign van dw 0mg15".
_CUED: Final = re.compile(
    r"\b(?:index|(?:parking\s)?permit|(?:part(?:ial)?|number)\s?plate(?:\s\w+,?){0,3}?|wrote\s+down|noted\s+down|dvla\s+check\s+on|moped|"
    r"motor\s?(?:bike|cycle)|scooter|(?:(?:foreign|polish|romanian|lithuanian|bulgarian|spanish|italian|french|german|irish|own|"
    r"hire|white|black|silver|blue|red|grey|his|her|their|a|the)\s){1,3}(?:car|van|vehicle|lorry))\b[\s:,(-]*(?:is\s|was\s|reg\s|on\s)?"
    r"(?P<plate>[A-Z]{2,3}[\s-]?\d{2,5}|[A-Z]{1,3}\s?(?=\w*\d)(?=\w*[A-Z])\w{4,6}|(?=[A-Z\d]*\d[A-Z\d]*)(?=\d*[A-Z])[A-Z\d]{5,8})"
    r"(?![\w]|\s?[-/.,:]\d)",
    re.IGNORECASE,
)
# Letters and figures in three groups, as in France or Italy; only where a word for a car stands before.
EUROPEAN: Final = re.compile(r"[A-Z]{1,3}[\s-]\d{2,4}[\s-][A-Z]{2,3}(?!\w)", re.IGNORECASE)
_PART: Final = re.compile(
    r"\b(?:part(?:ial|ly)?|plate|reg|index)\b(?:[\s:,]+(?:plate|reg|is|was|only|of|the|number))*[\s:,]+(?P<plate>[A-Z]{2}\s?\d\d"
    r"(?:\s?(?-i:[A-Z]{1,3}|[a-z]{1,2}))?)(?!\w)|\b(?:first|last)\s(?:three|two|3|2|few)\s(?:letters|characters|digits)(?:\s(?:are|were|is|of\s"
    r"(?:the\s)?(?:plate|reg)))*[\s:,]+(?P<last>(?-i:[A-Z]{2,3}))(?!\w)",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(r"\d+\s?(?:am|pm|mph|km|cc|st|nd|rd|th|hrs?)|[A-Z]\d{1,2}", re.IGNORECASE)
_MODELS: Final = re.compile(r"[A-Z]{1,3}\s?\d{1,2}|\d{1,4}\s?(?:am|pm|mph|km|cc|st|nd|rd|th|hrs?)", re.IGNORECASE)


def near_a_car(text: str, start: int) -> bool:
    """Say whether a word for a car or a plate stands before this place."""
    return _BEFORE.search(text, 0, start) is not None


def plates(text: str) -> Iterator[Span]:
    """Find number plates. "On 12 May" and "N1 and" have their form too: ordinary letters need a word for a car near."""
    for match in _PLATE.finditer(text):
        letters = re.findall(r"[A-Za-z]{3}", match.group())[-1]
        ordinary = match["suffix"] is None and lists.of(letters.lower()).word >= 2
        ordinary = ordinary or (match["suffix"] is not None and lists.of(letters.lower()).word >= 1)
        first = re.match(r"([a-z]+)\s\d", match.group())  # "on 12 abc", "a 250 abc", in lower case
        apart = first is not None and (len(first[1]) == 1 or lists.of(first[1]).word > 0)
        apart = apart or (match["prefix"] is not None and re.match(r"[AI]\s", match.group()) is not None)
        if ordinary and letters.islower() and match.group()[0].isupper() and not _BEFORE.search(text, 0, match.start()):
            continue  # "form AB12 not used"
        short = match["now"] is None and not re.search(r"\d{2}", match.group())
        whole = match["now"] and match.group()[:4].isalnum() and not _DISTRICT.match(match.group())
        whole = whole or re.match(r"[C-HJ-LN-Y]\d{3}", match.group())  # three digits are no district, and A406 a road
        if (
            whole
            or not (ordinary or apart or (short and not match.group().isupper()))
            or _BEFORE.search(text, 0, match.start())
            or _BEHIND.match(text, match.end())
        ):
            yield match.span()
    for pattern in (_MISTYPED, _NORTHERN):
        yield from (match.span() for match in pattern.finditer(text))
    yield from (match.span("plate") for match in _ENDS.finditer(text))
    for match in _FREE.finditer(text):
        if not re.fullmatch(r"\d+(?:st|nd|rd|th|am|pm)?|[A-Z]?\d", match["plate"], re.IGNORECASE):
            yield match.span("plate")
    yield from (match.span() for match in EUROPEAN.finditer(text) if near_a_car(text, match.start()) and _plain(match))
    yield from (match.span(match.lastgroup or 0) for match in _PART.finditer(text))
    for match in _CUED.finditer(text):
        first = re.match(r"[A-Za-z]+(?=\s)", match["plate"])
        if not (first and lists.of(first.group().lower()).word >= 4) and not _TIMES.fullmatch(match["plate"]):
            yield match.span("plate")
    for match in _DATELESS.finditer(text):
        if not _MODELS.fullmatch(match["plate"]):
            yield match.span("plate")


def _plain(match: re.Match[str]) -> bool:
    """Say whether no part of three groups is an English word: "at 12 his"."""
    return not any(lists.of(part.lower()).word >= 2 for part in re.findall("[A-Za-z]+", match.group()))
