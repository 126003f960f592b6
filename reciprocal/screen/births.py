"""Dates of birth: a date is one only where words beside it say so, since most dates in a case are other dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from reciprocal.screen.finding import Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_ORDINAL = (
    r"(?:(?:twenty|thirty)[\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th))?|{_ORDINAL})"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
_SEPARATED = r"\s?[./\-\\]\s?"
_DATE: Final = re.compile(
    rf"(?:(?<![\w£/.-])|(?<=dob))(?:"
    rf"\d{{1,2}}{_SEPARATED}\d{{1,2}}{_SEPARATED}(?:\d{{4}}|\d{{2}})|(?:19|20)\d\d[-./]\d\d?[-./]\d\d?|"
    rf"\d{{1,2}}\s\d{{1,2}}\s(?:\d{{4}}|\d{{2}})|"
    rf"{_DAY}[\s.\-/]*(?:of\s)?{_MONTH}(?:[\s,.\-/]*{_YEAR})?|"
    rf"{_MONTH}\s(?:the\s)?{_DAY}(?:[\s,]+{_YEAR})?|"
    rf"{_MONTH}[\s,/-]+(?:of\s)?(?:(?:19|20)\d\d|'\d\d)|"
    rf"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)\d\d|\d\d)|"
    rf"\d{{1,2}}/(?:19|20)\d\d|"
    rf"(?:19[3-9]\d|20[0-2]\d)|'\d\d|\d{{1,2}}{_SEPARATED}\d{{1,2}})(?![\w£%]|[./-]\d)",
    re.IGNORECASE,
)
_CUE: Final = re.compile(
    r"(?<!new)(?<!new-)\b(?:dob(?=\d)|d\s?[./]?\s?o\s?[./]?\s?b(?:'?s)?\b\.?|dates?\s+of\s+births?|births?\s?dates?|year\s+of\s+birth|"
    r"yob|birth\s?days?|b-?days?|born|birth|turn(?:s|ed|ing)?\s+\d{1,2}|(?:will|going\s+to)\s+be\s+\d{1,2}(?=\s+on\b)|"
    r"date\s+she\s+was\s+born|delivered|b\.|b(?=\s\d{1,2}/))",
    re.IGNORECASE,
)
_PLURAL: Final = re.compile(r"s\b|dates|births|both|twins|children|kids|born", re.IGNORECASE)
# Words after which a date is another date.
_OTHER: Final = re.compile(
    r"\b(?:tenancy|notice|hearing|moved?|moving|came|arrived|fled|left|since|started?|starts|began|begins|until|expires?|"
    r"review|signed|appointment|court|married|died|visa|lease|granted|entered|reported|incident|referred|refer|placed|"
    r"nominated|certificate|party|card|present|presents|place|plan|weighing|weeks|meeting|due|viewing|applied|"
    r"submitted|closed?|opened|updated|checked|registered|evicted|arrested|released|attended|assessed|control|rate|defect|"
    r"mother|parents?|partner's|order)\b|[;?!]|\.\s",
    re.IGNORECASE,
)
_BACKWARD: Final = re.compile(
    r"[\s,():\"'-]*(?:(?:is|was|are|as|the|her|his|their|my|a|an|for|given|being|on|which|that|it's|listed|recorded|down|"
    r"[\w]+'s|son|daughter|child|tenant|applicant|client|baby|child's|correct|real|actual)[\s,():-]*){0,5}",
    re.IGNORECASE,
)
_TENANCY_BEFORE: Final = re.compile(r"\b(?:tenancy|notice|hearing|since|until|started)\b[^.;]{0,20}$", re.IGNORECASE)
_KIN = (
    r"(?:son|daughter|child|baby|boy|girl|twins?|brother|sister|mother|father|mum|dad|husband|wife|partner|applicant|"
    r"tenant|client|nephew|niece|grand\w+|cousin|ex|perpetrator|aunt|uncle|eldest|youngest|middle|older|younger)"
)
_BETWEEN: Final = re.compile(rf"(?:[\s,/&():-]|\band\b|\bthen\b|\bor\b|\b{_KIN}\b|\b[A-Z][\w'-]*\b){{1,14}}")
_BRACKET: Final = re.compile(
    r"\(\s?(?:b\.?\s?|born\s)?(?P<date>\d{1,2}[./-]\d{1,2}[./-](?P<year>\d{4}|\d{2}))\s?\)", re.IGNORECASE
)
_KIN_BEFORE: Final = re.compile(rf"\b{_KIN}\b[\s,]*(?:[A-Z][\w'-]+\s?){{0,2}}$", re.IGNORECASE)
_NAME_BEFORE: Final = re.compile(r"\b[A-Z][\w'-]+\s?$")
_LAST_YEAR_OF_ADULTS: Final = 2010
_LAST_YEAR_OF_CHILDREN: Final = 2022
_CHILDREN: Final = re.compile(
    r"\b(?:kids?|child(?:ren)?|sons?|daughters?|twins|baby|siblings|dependants?)\b", re.IGNORECASE
)
_PERSON_BEFORE: Final = re.compile(rf"\b(?:{_KIN}|perp|suspect|victim)$", re.IGNORECASE)


def dates_of_birth(text: str) -> Iterator[Span]:
    """Find the dates beside words such as born, DOB or birthday, and bracketed dates behind a person."""
    dates = list(_DATE.finditer(text))
    if not dates:
        return
    for cue in _CUE.finditer(text):
        yield from _ahead(text, cue, dates) or _back(text, cue, dates)
    for match in _BRACKET.finditer(text):
        year = int(match["year"])
        year += 0 if year > 99 else 2000 if year < 30 else 1900
        if _KIN_BEFORE.search(text, 0, match.start()) or (
            year <= _LAST_YEAR_OF_ADULTS and _NAME_BEFORE.search(text, 0, match.start())
        ):
            yield match.span("date")


def dates_behind(text: str, named: Iterable[Span]) -> Iterator[Span]:
    """Find the dates that stand right behind somebody's name: "Nadia Khan, 1 Dec 74", "Liam (3.4.2016)".

    Args: `named` are the places where a name was found. A date long ago is no visit and no hearing; in brackets a
    child's counts too, and then every other date in brackets of that line that is as old.
    """
    dates, bracketed = list(_DATE.finditer(text)), False
    named = list(named) if dates else []
    starts, ends = {start for start, _ in named}, {end for _, end in named}
    children = _CHILDREN.search(text) is not None
    for date in dates:
        year = year_of(date.group())
        before = re.search(r"[\s,:-]*([(\[]\s?)?$", text[: date.start()])
        if year is None or before is None or not _whole(date.group()):
            continue
        inside = before[1] is not None and text[date.end() :].lstrip()[:1] in (")", "]")
        if year > (_LAST_YEAR_OF_CHILDREN if inside or children else _LAST_YEAR_OF_ADULTS):
            continue
        behind = re.compile(r"[\s,:;-]*").match(text, date.end())
        person = _PERSON_BEFORE.search(text, 0, before.start()) or (behind and behind.end() in starts)
        if before.start() in ends or (inside and bracketed) or (year <= _LAST_YEAR_OF_ADULTS and person):
            bracketed = bracketed or inside
            yield date.span()


def year_of(date: str) -> int | None:
    """Give the year of a date in which a day and a month stand as well, or None."""
    numbers = re.findall(r"\d+", date)
    if re.match(r"(?:19|20)\d\d\D", date):
        return int(numbers[0])
    last = numbers[-1] if len(numbers) + bool(re.search("[a-z]{3}", date, re.IGNORECASE)) > 2 else ""
    if re.fullmatch(r"\d{8}|\d{6}", date):
        last = date[4:]
    if len(last) not in (2, 4):
        return None
    year = int(last)
    return year if year > 99 else year + (2000 if year < 30 else 1900)


def _ahead(text: str, cue: re.Match[str], dates: list[re.Match[str]]) -> list[Span]:
    """Give the first date behind a cue with at most eight words between, and those that follow it in a list."""
    found: list[Span] = []
    for date in dates:
        if date.start() < cue.end():
            continue
        gap = text[found[-1][1] if found else cue.end() : date.start()]
        if not found and (len(gap.split()) > 8 or _OTHER.search(gap) or not _believable(date.group(), cue.group())):
            return []
        if found and not (_BETWEEN.fullmatch(gap) and _believable(date.group(), cue.group())):
            break
        if found and not _PLURAL.search(cue.group()) and not re.search(r"\band\b|&|[A-Z]", gap):
            break
        found.append(date.span())
    return found


def _back(text: str, cue: re.Match[str], dates: list[re.Match[str]]) -> list[Span]:
    """Give the date right before a cue: "12/3/88 is her date of birth"."""
    if cue.group().lower().startswith("turn"):
        return []
    before = [date for date in dates if date.end() <= cue.start()]
    if not before or not _BACKWARD.fullmatch(text, before[-1].end(), cue.start()) or not _whole(before[-1].group()):
        return []
    if _TENANCY_BEFORE.search(text, 0, before[-1].start()):
        return []
    return [before[-1].span()]


def _believable(date: str, cue: str) -> bool:
    """Say whether a date in a loose form counts behind this cue: a year behind born, two numbers behind DOB."""
    if re.fullmatch(r"'?\d\d|(?:19|20)\d\d", date):
        return re.match(r"born|y|b\.?$|d|birth$|year", cue, re.IGNORECASE) is not None
    if re.fullmatch(r"\d{1,2}\s?[./\-\\]\s?\d{1,2}", date):
        return re.match(r"d|birth|b-?day|born", cue, re.IGNORECASE) is not None and "." not in date
    return True


def _whole(date: str) -> bool:
    """Say whether a date has at least a day and a month in a form that is nothing else."""
    return not re.fullmatch(r"'?\d\d|(?:19|20)\d\d|\d{1,2}\s?[./\-\\]\s?\d{1,2}", date)
