"""Numbers that one person bears: National Insurance, NHS, and the number of a case or an account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reciprocal.screen import lists, places
from reciprocal.screen.contact import rung
from reciprocal.screen.finding import Span
from reciprocal.screen.vehicles import EUROPEAN, near_a_car

_SEPARATOR = r"[\s.\-/_]{0,2}"
_DIGITS_NI = rf"(?:{_SEPARATOR}\d){{6}}"
_NI: Final = re.compile(
    rf"(?:(?<![\w£-])|(?i:(?<=\bNI)|(?<=\bNIno)|(?<=\bNINO)))[A-Z][\s.]?[A-Z]{_DIGITS_NI}{_SEPARATOR}[A-DFMP](?!\w)|"
    rf"(?<![\w£-])(?-i:[A-Z]{{2}}[\dOI]{{6}}[A-D])(?!\w)",
    re.IGNORECASE,
)
_NI_CUE = r"(?:\bN\.?I\.?(?:N|NO)?\b|\bNINO\b|\bnational\s+insurance\b|\bnat\.?\s+ins\b)"
_NI_CUED: Final = re.compile(
    rf"{_NI_CUE}\.?(?:[\s:,#(-]*\b(?:number|num|no|nr|is|was|it's|ends?|of|the|her|his|their|for|given|as|shown|recorded|on|file)\b\.?)*[\s:,#(=-]*"
    rf"(?P<number>[A-Z]\s?[A-Z](?:{_SEPARATOR}[\dO]){{5,7}}(?:{_SEPARATOR}[A-Z](?!\w))?)(?![\dA-Z])",
    re.IGNORECASE,
)
_NI_BEHIND: Final = re.compile(
    rf"(?<!\w)(?P<number>[A-Z]\s?[A-Z](?:{_SEPARATOR}\d){{6}}(?:{_SEPARATOR}[A-Z])?)(?!\w)(?=[\s,(-]+(?:is\s)?"
    rf"(?:her|his|their|the|my)?\s?{_NI_CUE})",
    re.IGNORECASE,
)
# Without its last letter, where the line speaks of money from the state or of wages.
_NI_SHORT: Final = re.compile(
    r"(?<![\w£/-])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:\s?\d{6}|(?P<gap>[\s.-])\d\d(?P=gap)\d\d(?P=gap)\d\d)"
    r"(?![\w/-]|[.,]\d|\s[A-D]\b)",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(
    r"\b(?:benefits?|hb|uc|esa|jsa|pip|dla|dwp|universal\s+credit|housing\s+benefit|wages?|pay\s?slips?|payroll|hmrc|tax|"
    r"income|p45|p60|p800|pension|employer|jobcentre)\b",
    re.IGNORECASE,
)

_TEN: Final = re.compile(r"(?:(?<![\w£$€/.+-])|(?<=NHS/)|(?<=NHS))\d(?:[\s.\-]{0,3}\d){9}(?![\w/]|[.,-]\d|\s?\d)")
_GROUPED: Final = re.compile(r"\d{3}([\s.\-]{0,3})\d{3}[\s.\-]{0,3}\d{4}")
# Behind the word also with a digit too few or too many.
_NHS_CUED: Final = re.compile(
    r"\bNHS(?:\s?(?:no|num|number|id|is|was|:|#|\.|=|-))*\s*(?P<number>[1-9](?:[\s.\-]{0,2}\d){8,10})(?![\w/]|[.,-]\d)",
    re.IGNORECASE,
)
_FIVES: Final = re.compile(r"\d{5}[\s.\-]{1,3}\d{5}")
_NHS_NEAR: Final = re.compile(
    r"\b(?:NHS(?:no|num|id)?|N[.\s]?H[.\s]?S|health(?:\s+service)?|medical|hospital|patient)\b[^;]{0,30}$",
    re.IGNORECASE,
)
_ABROAD: Final = re.compile(r"(?:\+|(?<!\d)00)\s?\d{1,3}[\s(.-]*(?:0\)\s?)?$")
_NHS_BEHIND: Final = re.compile(r"[\s,(-]{0,3}(?:is\s)?(?:her|his|their|the|my|as)?\s?\bNHS\b", re.IGNORECASE)

_CUE = (
    r"(?:ref(?:erence)?s?|case|crime|cad|urn|uan|crn|crm|log|claim|tenancy|tenant|rent|account|acct?|a/c|home\s+office|ho|"
    r"court|hmcts|marac|mappa|incident|application|customer|client|file|order|warrant|housing|register|utr|passport|visa|brp|"
    r"evisa|licen[cs]e|policy|mosaic|liquid\s?logic|northgate|civica|payroll|police|cris|nrm|asylum|port|cid|"
    r"complaint|ticket|investigation|intel(?:ligence)?|benefit|uc|pip|dwp|sort\s+code|safeguarding|social\s+care|"
    r"social\s+services|uprn|homelessness|bidding|locata|nass|aspire|prn|prison(?:er)?|hospital|mrn|patient|"
    r"student|pupil|upn|membership|card|member|hmrc|repair|job|quot(?:e|ing)|injunction|hosp|lrn|cri|framework\s?-?i|systmone|"
    r"careworks|eclipse|orchard|jigsaw|huume|abritas|athena|niche|connect|oasys|delius|nomis|acorn|rio|gwf|arn|eea|ecf|"
    r"cfs|famly|csa|cms|tv\s+licence|council\s+tax|gas|electric(?:ity)?|water|meter|parking|pcn|fine|bail|warrant|ticket)"
)
_NAMING = r"(?:ref(?:erence)?s?|num(?:ber)?s?|no|nos|nr|id|code)"
_FILLING = (
    r"(?:is|was|are|the|her|his|their|our|your|my|under|as|it's|it|of|for|quoted?|given|with|from|police|met|"
    r"council|landlord|and|please|new|old|on|reported|logged)"
)
_TOKEN_CASE = (
    r"(?P<number>(?:(?-i:[A-Z]{1,6}\s)|[A-Z]{1,6}[\-/.:_]?)?(?:[A-Z\d]+[\-/._])*[A-Z]{0,4}\d{2,}[A-Z\d]*"
    r"(?:[\-/._\s:](?=[A-Z]*\d)[A-Z\d]+)*(?:[/-][A-Z]{1,3}(?![A-Z]))?)"
)
_NAMED = rf"(?P<naming>[\s:,#(-]*\b{_NAMING}\b\.?){{0,3}}"
_CASE_CUED: Final = re.compile(
    rf"\b(?P<cue>{_CUE}\b\.?(?:\s+{_CUE}\b\.?){{0,2}}{_NAMED})"
    rf"(?P<gap>(?:[\s:,#(=-]+{_FILLING}\b)*[\s:,#(=-]*){_TOKEN_CASE}(?![\w£%]|,\d{{3}})",
    re.IGNORECASE,
)
_NUMBER_IS: Final = re.compile(
    rf"\b(?:{_NAMING}\.?|#)(?:\s?(?:is|was|:|=))*\s?{_TOKEN_CASE}(?![\w£%]|,\d{{3}})", re.IGNORECASE
)
# What has three parts or more with strokes between them is a number of the Home Office or the police, or a date;
# a court's has its letters and figures apart: "FD 25 F 21867".
_STROKES: Final = re.compile(r"(?<![\w£$€/.@+-])(?=(?:\d/?){7})\d{1,8}(?:/\d{1,8}){2,4}(?![\w%/]|[-.,]\d)")
_COURT: Final = re.compile(r"(?<![\w£$€/.@+-])[A-Z]{2}\s?\d\d\s?[A-Z]\s?\d{4,5}(?![\w%/]|[.,-]\d)", re.IGNORECASE)
_CAD: Final = re.compile(
    r"\bcad(?:\s?(?:ref(?:erence)?|no|num(?:ber)?|is|:|#|\.))*\s?(?P<number>\d{3,5})(?![\w£%]|[.,/-]\d)", re.IGNORECASE
)
_SHAPES: Final = re.compile(
    r"(?<![\w£$€/.@+-])(?:\d{5,8}/\d{2,4}|[A-Z]{2,5}(?:[-/.][A-Z]{1,4}){0,2}[-/.]\d{2,4}[-/.]\d{3,7}|[A-Z]{1,3}\d{6,9}(?:/\d{2,4})?|[A-Z]{2,5}/\d{4,9}/\d{2,4}|[A-Z]{3,5}\s\d{6,8}|[A-Z]{2,5}[.\-/]?\d{5,9}|"
    r"[A-Z]{2,4}[./-]\d{4,}|CAD\s?\d{3,5}|\d{3,5}/\d{1,2}[A-Z]{3}(?:\d\d)?|[A-Z]{5}\d{6}[A-Z0-9]{2}\d[A-Z]{2}|"
    r"[A-Z]{2,5}[-/]\d{3,6}(?:[-/][A-Z\d]{2,5}){1,4}|"
    r"[A-Z]{1,3}\d{2,4}[-/]\d{3,7}|\d{2}[A-Z]{2}\d{5,8}(?:/\d\d)?|\d{4}-\d{4}-\d{4}(?:-\d{4})?|[A-Z]\d{4}[A-Z]{2}|[A-Z]{2}\d\d[A-Z]\d{5})"
    r"(?![\w%]|[/-]\d|[.,]\d{3})"
)
_LONG: Final = re.compile(r"(?<![\w£$€/.,+-])\d{8,12}(?![\w/%]|[.,]\d|-\d)")
_DATE: Final = re.compile(
    r"\d{1,2}[./\s-]\d{1,2}[./\s-](?:\d{4}|\d{2})|(?:19|20)\d\d-\d\d-\d\d|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])"
    r"(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?")
# Our own two references and published standards, forms and laws say nothing about anybody.
_OPEN: Final = re.compile(
    r"DR-[0-9A-Z]{6}|ARC-\d{4}-\d\d|(?:ISO|BS|EN|PAS|IEC)[\s-]?\d+|COVID-?\d+|(?:HA|SI|PD|CPR|SA|SC)\d{2,3}",
    re.IGNORECASE,
)
_PLATE_BEFORE: Final = re.compile(
    r"\b(?:reg(?:istration)?|plate)\b[\s:,#]*(?:(?:number|no|is|was)\b[\s:.]*)*$", re.IGNORECASE
)
_UNIT_BEHIND: Final = re.compile(
    r"\s?(?:pounds?|quid|pcm|pw|per|%|people|persons?|households?|units?|homes?|properties|hours?|days?|weeks?|months?|"
    r"years?|words|pages|tenants|members|am|pm|a\s(?:month|week|year)|in\stotal|km|miles|metres|m2|sqm)\b",
    re.IGNORECASE,
)


def national_insurance(text: str) -> Iterator[Span]:
    """Find National Insurance numbers by their form; behind "NI" also those that are not whole.

    The prefixes that are never given out are found as well: an officer mistypes, and an example is written with QQ.
    """
    for match in _NI.finditer(text):
        prefix = re.match(r"([a-z]{2})\s", match.group())
        if not (prefix and lists.of(prefix[1]).word >= 5):  # "the total is 12 34 56 a"
            yield match.span()
    if _MONEY.search(text):
        yield from (match.span() for match in _NI_SHORT.finditer(text))
    for pattern in (_NI_CUED, _NI_BEHIND):
        yield from (match.span("number") for match in pattern.finditer(text))


def nhs_numbers(text: str) -> Iterator[Span]:
    """Find NHS numbers: ten digits near "NHS", and elsewhere 3-3-4 or a right check digit."""
    yield from (match.span("number") for match in _NHS_CUED.finditer(text))
    for match in _TEN.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        near = _NHS_NEAR.search(text[max(0, match.start() - 45) : match.start()]) or _NHS_BEHIND.match(
            text, match.end()
        )
        if _ABROAD.search(text, 0, match.start()):
            continue
        if near:
            yield match.span()
        elif digits[0] == "0" or rung(text, match.start()):
            continue
        elif (_FIVES.fullmatch(match.group()) and has_check_digit(digits)) or (
            (grouped := _GROUPED.fullmatch(match.group())) and (grouped[1] or has_check_digit(digits))
        ):
            yield match.span()


def has_check_digit(digits: str) -> bool:
    """Say whether ten digits are a possible NHS number: eleven minus the weighted sum is the last digit.

    Source: NHS Data Dictionary, NHS NUMBER.
    """
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return int(digits[9]) == check % 11 and check != 10


def case_numbers(text: str) -> Iterator[Span]:
    """Find the number of a case, an account or a document: behind a word for it, or by its shape alone."""
    for match in _CASE_CUED.finditer(text):
        if _is_case(text, match, bool(match["naming"]) or match["cue"].lower().startswith("ref")):
            yield match.span("number")
    for match in _NUMBER_IS.finditer(text):
        number = match["number"]
        if _is_case(text, match, True) and sum(map(str.isdigit, number)) >= (5 if number.isdigit() else 4):
            yield match.span("number")
    yield from (match.span("number") for match in _CAD.finditer(text))
    for pattern in (_SHAPES, _LONG, _STROKES, _COURT):
        for match in pattern.finditer(text):
            found = match.group()
            if _PLATE_BEFORE.search(text, 0, match.start()) or (
                EUROPEAN.fullmatch(found) and near_a_car(text, match.start())
            ):
                continue
            if not (_OPEN.fullmatch(found) or _DATE.fullmatch(found) or _UNIT_BEHIND.match(text, match.end())):
                yield match.span()


def _is_case(text: str, match: re.Match[str], named: bool) -> bool:
    """Say whether what stands behind a cue is a number of a case and not a date, a year, an amount or a form."""
    number = match["number"]
    if _PLATE_BEFORE.search(text, 0, match.start("number")):
        return False
    if not named and (places.begins_with_postcode(number) or re.fullmatch(r"\d+\.\d\d", number)):
        return False
    if places.street_behind(text, match.end("number")):
        return False  # "tenancy W13 4HT 2 bed", "rent for 53/18 Ash Road", "rent is 178.90"
    digits = sum(sign.isdigit() for sign in number)
    if digits < (3 if named else 4) or _OPEN.fullmatch(number) or _DATE.fullmatch(number):
        return False
    if re.match(r"\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", number, re.IGNORECASE):
        return False
    year = _YEARS.fullmatch(number) or re.fullmatch(r"[A-Z]{2,9}\s(?:19|20)\d\d", number, re.IGNORECASE)
    if year and not (named and re.search(r"[:#]|number|no|is|ref", text[match.start() : match.start("number")], re.I)):
        return False
    return not _UNIT_BEHIND.match(text, match.end())
