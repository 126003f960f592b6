"""Where somebody lives: postcodes and addresses. A district or a town alone identifies nobody and is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reciprocal.screen import lists
from reciprocal.screen.finding import Span
from reciprocal.screen.vehicles import near_a_car

_AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|"
    "G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|"
    "NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|"
    "WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_OUTWARD = rf"(?:(?:{_AREAS})\s?\d(?:\d|[A-HJKMNPRSTUVWXY])?)"
_UNIT = "[ABD-HJLNP-UW-Z]{2}"
_POSTCODE: Final = re.compile(
    rf"(?<![\w£-])(?P<outward>{_OUTWARD})(?P<gap>[\s.\-_]{{0,3}})(?P<inward>[\dOI]{_UNIT}|\d\s{_UNIT})"
    r"(?:(?!\w)|(?<=(?-i:[A-Z]))(?=(?-i:[a-z]{3})))",
    re.IGNORECASE,
)
# "Nl7 6BT", "EI6 IAN" in capitals, and each sign apart: "S W 9 8 H E".
_MISTYPED: Final = re.compile(
    rf"(?<![\w£-])(?:(?:{_AREAS})(?:[Il]\d?\s?[\dI]|\d[OI]\s\d){_UNIT}|[A-Z](?:\s[A-Z])?\s[\dI](?:\s[\dI])?\s+[\dI]\s[A-Z]\s[A-Z](?!\s[A-Z]\b))(?!\w)"
)
# "N1 2nd floor", "E8 3rd", "W2 4hr": an ordinal or a time behind a district.
_ORDINAL: Final = re.compile(r"1st|2nd|3rd|[04-9]th")
_TIME: Final = re.compile(r"\d(?:hr|yr|ft)")
_AFTER_WORD: Final = re.compile(
    r"\b(?:post\s?-?code(?:s|d)?|p/?code|p\.?c\.?(?=\s[A-Z]{1,2}\d))(?!\w)(?:[\s:,(-]+(?:is|was|are|ends|ending|starts?|starting|begins?|beginning|with|in|area|district|of|the|"
    rf"her|his|their|for|prefix|sector|just|only|now|new|old|would|be)\b)*[\s:,(=-]*(?P<code>{_OUTWARD}"
    rf"(?:\s?\d(?!\w))?|(?<=ends )\d{_UNIT}|(?<=ending )\d{_UNIT})(?!\w)",
    re.IGNORECASE,
)

_STRONG = (
    r"roads?|rd|streets?|avenue|aven|ave?|lane|ln|drive|drv|gardens?|gdns?|grdns|grove|grv|crescent|cresc?|terrace|terr?|"
    r"mews|mansions|villas|cottages|buildings|bldgs?|broadway|causeway|embankment|boulevard|blvd|esplanade|parade|"
    r"crossway|ridgeway|turnpike|highway"
)
_WEAK = (
    r"st|close|cl|hl|dr|place|pl|court|ct|crt|house|hse|walk|wlk|way|square|sq|row|rise|hill|green|grn|park|pk|estate|tower|"
    r"towers|point|lodge|path|passage|yard|wharf|quay|view|vale|heights|hts|common|gate|approach|mount|circus|bank|lawn|"
    r"end|chase|dene|croft|fields?|meadows?|bridge|building|block|apartments?|alley|loan|bury|hall|island|dock|copse|"
    r"garth|mead|leas?|orchard|spinney|warren|wood|quadrant|farm|cottage|arcade|crossing|plaza|edge"
)
_STREET = rf"(?:{_STRONG}|{_WEAK})"
_UNITS = (
    r"beds?|bed(?:room)?s?|bedroomed|min(?:ute)?s?|hours?|hrs?|days?|weeks?|wks?|months?|mths?|years?|yrs?|people|persons?|"
    r"child(?:ren)?|kids|adults?|stor(?:e)?ys?|storeys?|stops?|miles?|km|m|bags?|times|steps?|stairs?|floors?|mile|more|"
    r"other|others|different|of|in|to|from|at|on|for|with|is|was|are|were|has|have|by|near|or|per|percent|%|x|new|"
    r"council|local|safe|possible|large|small|big|single|double|family|shared|full|half|good|am|pm|and|out|a|an|that|"
    r"which|who|homes?|units?|properties|places|offers?|viewings?|calls?|visits?|boroughs?|tenants?|households?|way|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|"
    r"sept?|oct|nov|dec|magistrates|youth|primary|secondary|own|previous|next|last|first|second|third|"
    r"housing|her|his|their|my|our|when|because|if|but|so|then|near|behind|after|before|until|since|moved|lives?"
)
_MIDDLE = rf"(?!(?:{_UNITS})\b)(?:[A-Za-z][\w'.-]*)"
_NOT_BEFORE = (
    r"(?<![\w£$€/.,:-])(?<!section )(?<!bus )(?<!buses )(?<!route )(?<!zone )(?<!band )(?<!year )(?<!part )(?<!grade )"
    r"(?<!level )(?<!stage )(?<!aged )(?<!age )(?<!article )(?<!form )(?<!schedule )(?<!act )(?<!type )"
)
_NUMBER = r"\d{1,4}[a-h]?(?:\s?[-/&]\s?\d{1,4}[a-h]?)?"
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_NO_STREET_BEHIND = (
    r"(?!\w|'|\s(?:to|by|enough|hearing|date|order|case|officer|hunting|is\s+needed|with\s+\d|support)\b)"
)
_FLAT = r"(?:flat|flt|apartment|apt|unit|room|rm|maisonette|studio|bedsit|plot|block|suite)"
_FLAT_NUMBER = r"(?:\s?(?:no\.?|number|num|#))?\s?(?:\d{1,4}(?:\s?[a-hA-H]\b)?|(?-i:[A-HJ-N]\d{0,3}\b))"
_CAP = r"(?-i:[A-Z][\w'.-]*)"
_HOME = (
    r"(?:live[sd]?|living|stay(?:s|ed|ing)?|resid(?:es?|ed|ing)|address|housed|placed|based|moved|moves|moving)"
    r"(?:[\s:,-]+(?:is|was|at|on|in|to|into|from|of|the|currently|now|still|with|her|his|their|new|old))*[\s:,-]+"
)
_ADDRESSES: Final = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 12 Ash Road; 12a-14 Old Mill Lane
        rf"{_NOT_BEFORE}{_NUMBER},?\s+(?:{_MIDDLE}[\s-]+){{1,3}}(?:{_STRONG})\b(?!\w|')",
        # 12 Ash Court in an ordinary line, 12 ash court with one word or two between
        rf"{_NOT_BEFORE}{_NUMBER},?\s+(?:{_MIDDLE}[\s-]+){{1,2}}(?:{_WEAK})\b{_NO_STREET_BEHIND}",
        rf"{_NOT_BEFORE}{_NUMBER},?\s+(?!(?:{_UNITS})\b)(?:(?-i:[A-Z])[\w'.-]*\s+){{1,3}}(?:{_WEAK})\b{_NO_STREET_BEHIND}",
        # 3 The Avenue; twelve Ash Road; number twelve, Ash Road
        rf"{_NOT_BEFORE}{_NUMBER},?\s+(?:the\s+)(?:{_STRONG}|close|square|green|walk|mall|chase|lodge|rise|row|hale|"
        rf"ridgeway|mount|drive|approach|vale|spinney|glade|paddocks?|cloisters?|towers?|quadrant)\b(?!\w|')",
        rf"\b(?:number\s)?{_NUMBER_WORD},?\s+(?:{_MIDDLE}\s+){{1,2}}(?:{_STRONG}|close|court|house)\b{_NO_STREET_BEHIND}",
        # flat 4; Flat 4, Ash House; room 12
        rf"(?<!\w){_FLAT}{_FLAT_NUMBER}(?![\w£%]|[.,]\d|\s?(?:beds?|bed(?:room)?s?|rooms?|people|persons?|weeks?|days?|"
        rf"months?|years?|min|hours?|degrees|or\s\d|to\s\d)\b)(?:,?\s(?:at\s|in\s|of\s)?(?:{_NUMBER}\s)?(?:{_CAP}\s){{1,3}}"
        rf"{_STREET}\b)?",
        # Ash House, flat 9; ash house flat 9
        rf"(?:{_CAP}\s+){{1,3}}{_STREET},?\s+(?:{_FLAT}|no\.?|number)\s?\d{{1,4}}[a-h]?\b",
        rf"\b{_MIDDLE}\s(?:house|court|tower|point|lodge|heights|mansions),?\s+(?:{_FLAT})\s?\d{{1,4}}[a-h]?\b",
        # second floor flat, Ash House
        rf"\b(?:ground|basement|first|second|third|fourth|fifth|top|upper|lower|\d{{1,2}}(?:st|nd|rd|th))[\s-]floor"
        rf"(?:\s(?:flat|front|rear|left|right))?,?\s(?:at\s|of\s|in\s)?(?:{_NUMBER}\s)?(?:{_CAP}\s+){{1,3}}{_STREET}\b",
        # house number 14; lives at no 14; she lives at 14 Ashmole
        r"\b(?:house|door|flat|at|property)\s(?:number|no\.?|num\.?|#)\s?\d{1,4}[a-h]?\b(?!\w|\s?%)",
        rf"\b{_HOME}(?P<home>{_NUMBER},?\s+{_CAP}(?:\s(?-i:[A-Z][a-z'.-]+)\b){{0,2}})",
        rf"\b{_HOME}(?P<street>(?:{_CAP}\s+){{1,3}}(?:{_STRONG}|close|court|house|estate|tower|lodge|walk|square|place))"
        r"\b(?!\w|')",
        # 22 The Larches
        rf"{_NOT_BEFORE}\d{{1,3}}[a-h]?\s+(?-i:The)\s+{_CAP}(?!\w)",
        rf"\baddress(?:\s(?:is|was))?[\s:,-]+(?P<there>{_NUMBER},?\s+{_MIDDLE})",
        r"\bP\.?\s?O\.?\sbox\s\d+",
        # Ash House, 14
        rf"(?:{_CAP}\s+){{1,2}}(?:{_STRONG}|house|court|close|tower|point|lodge|heights),?\s(?:no\.?\s?|number\s)?\d{{1,3}}[a-h]?\b"
        r"(?!\s?(?:\w|£|%|-\d)|[.:,]\d)",
    )
]
_STREET_BEHIND: Final = re.compile(
    rf",?\s(?:{_MIDDLE}\s){{1,3}}(?:{_STRONG}|close|court|house)\b(?!\w|')", re.IGNORECASE
)
_FIRST_CAPITAL_NOT: Final = re.compile(
    r"(?:the|at|in|near|from|to|our|her|his|section|crown|county|magistrates)\b", re.I
)


def postcodes(text: str) -> Iterator[Span]:
    """Find whole postcodes anywhere; a district such as E8 only behind the word postcode."""
    for match in _POSTCODE.finditer(text):
        inward = match["inward"]
        lower = inward[-2:].islower()
        if lower and _TIME.fullmatch(inward) and re.match(r"[A-Za-z]\d", match["outward"]):
            continue
        if lower and _ORDINAL.fullmatch(inward) and not (match["outward"].islower() and not match["gap"]):
            continue
        if inward[0].isalpha() and not (inward.isupper() and match["gap"]):
            continue  # O and I stand for digits in capitals only, else every second word would fit
        if inward[0].isalpha() and near_a_car(text, match.start()):
            continue
        if inward[1] == " " and lower and lists.of(inward[2:]).word:
            continue  # "e8 3 at the most"
        yield match.span()
    yield from (match.span() for match in _MISTYPED.finditer(text))
    yield from (match.span("code") for match in _AFTER_WORD.finditer(text))


def street_behind(text: str, at: int) -> bool:
    """Say whether one to three words and a street or a block follow: what stands before is the number of a house."""
    return _STREET_BEHIND.match(text, at) is not None


def begins_with_postcode(text: str) -> bool:
    """Say whether a whole postcode stands at the beginning, and behind it nothing that is glued to it."""
    return _POSTCODE.match(text) is not None


def addresses(text: str) -> Iterator[Span]:
    """Find a number with a street or a block, a flat, a room, or the street behind "lives in"."""
    for pattern in _ADDRESSES:
        for match in pattern.finditer(text):
            group = next((name for name, value in match.groupdict().items() if value), 0)
            if group == "street" and _FIRST_CAPITAL_NOT.match(match["street"]):
                continue
            yield match.span(group)
