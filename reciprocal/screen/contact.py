"""How somebody could be reached: e-mail, telephone, and names in social networks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reciprocal.screen import lists
from reciprocal.screen.finding import Span

_MAIL = (
    "gmail|googlemail|hotmail|yahoo|ymail|rocketmail|outlook|live|icloud|me|mac|msn|aol|btinternet|btopenworld|sky|"
    "talktalk|tiscali|virginmedia|virgin|ntlworld|blueyonder|protonmail|proton|pm|gmx|mail|zoho|tutanota|fastmail|nhs"
)
_ENDING = (
    "com|co|uk|org|net|gov|edu|ac|io|info|biz|me|nhs|ie|fr|de|es|it|pl|ro|lt|pt|nl|tr|so|ng|gh|in|pk|eu|sch|plc|ltd|"
    "london|online|email|app|dev"
)
_BRACKETED_AT = r"\s?[(\[{<]\s?(?:at|@)\s?[)\]}>]\s?"
_DOT = r"(?:\s?\.\s?|\s?[(\[{<]\s?dot\s?[)\]}>]\s?|\s+dot\s+)"
_BEFORE = r"[\w+-]+(?:(?:[.']|\s(?:dot|underscore|dash|hyphen)\s|\s?[(\[{<]dot[)\]}>]\s?)[\w+-]+)*"
_EMAILS: Final = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[\w.+'-]*\w@\s?[\w-]+(?:\.[\w-]+)+",
        rf"{_BEFORE}(?:\s?@\s?|{_BRACKETED_AT})[\w-]+(?:{_DOT}(?:[\w-]+{_DOT})?(?:{_ENDING})\b)+",
        rf"{_BEFORE}\s+at\s+[\w-]+(?:\s+dot\s+|\s?[(\[]dot[)\]]\s?)(?:[\w-]+(?:\s+dot\s+|\.))*(?:{_ENDING})\b"
        rf"(?:(?:\s+dot\s+|\.)(?:{_ENDING})\b)*",
        rf"[\w.+'-]*\w\s?@\s?(?:{_MAIL})\b",
        r"\b(?=[\w.]*[\d._])[\w.]{3,}\s(?:at\s)?(?:gmail|hotmail|yahoo|outlook|icloud)(?:\s?(?:dot|\.)\s?|\s)"
        r"(?:com|co\s?(?:\.|dot|\s)\s?uk)\b",
        rf"{_BEFORE}\s+at\s+(?:{_MAIL})\s+(?:com|co\suk|co\.uk|org|net)\b",
        r"[\w.+'-]*\w@{2}[\w-]+(?:\.[\w-]+)+",
        rf"[\w.+'-]*\w@[\w-]+,(?:{_ENDING})\b",
        rf"[\w.]+_at_[\w-]+\.(?:{_ENDING})\b",
    )
]
_AT_SITE: Final = re.compile(rf"(?<!\w)(?P<who>{_BEFORE})\s+at\s+(?:[\w-]+\.)+(?:{_ENDING})\b", re.IGNORECASE)
_BEHIND_MAIL: Final = re.compile(
    r"\b(?:gmail|hotmail|yahoo|outlook|icloud)\s?(?:is|[:=-])\s?(?P<who>(?=[a-z]*[\d._])[\w.]{3,}\w)(?![\w@])",
    re.IGNORECASE,
)

_NETWORK = (
    r"(?:insta(?:gram)?|ig|facebook|fb|messenger|tik ?tok|twitter|snap(?:chat)?|whats ?app|telegram|discord|linkedin|"
    r"youtube|reddit|threads|mastodon|bluesky|psn|playstation|xbox|twitch|roblox|kik|tinder|bumble|onlyfans|signal|"
    r"skype|viber|gamertag|socials?|fortnite|minecraft|ps[45]|dm'?d?|dms)"
)
_LINKING = (
    r"(?:is|was|as|handle|username|user|name|account|profile|page|channel|called|under|her|his|their|the|my|id|tag|at|on|"
    r"login|goes|by|with|now|new|old|he|she|they|add|live|child'?s|son'?s|daughter'?s|ex'?s|partner'?s)"
)
_TOKEN = r"(?:@\s?)?[A-Za-z][\w.-]*\w(?:#\d{3,5})?"
_PROFILE: Final = re.compile(
    r"\b(?:https?://)?(?:www\.|m\.|web\.)?(?:instagram\.com|instagr\.am|facebook\.com|fb\.com|fb\.me|m\.me|tiktok\.com|"
    r"twitter\.com|x\.com|snapchat\.com(?:/add)?|linkedin\.com(?:/in)?|t\.me|wa\.me|youtube\.com|threads\.net|"
    r"reddit\.com/u(?:ser)?|bsky\.app/profile|twitch\.tv|onlyfans\.com|linktr\.ee|discord\.gg|telegram\.me)"
    r"/[\w@.%+-]+(?:/[\w@.%+-]+)*",
    re.IGNORECASE,
)
_AT: Final = re.compile(r"(?<![\w.@])@[A-Za-z_](?:[\w.-]*\w)?")
_BEHIND_NETWORK: Final = re.compile(
    rf"\b{_NETWORK}\b(?P<link>(?:['s]*[\s:,()\[\"'=-]+{_LINKING}\b){{0,5}})(?P<gap>[\s:,()\[\"'=-]+)(?P<token>{_TOKEN})",
    re.IGNORECASE,
)
_BEHIND_WORD: Final = re.compile(
    rf"\b(?:user ?name|handle|screen ?name|gamer ?tag|user ?id|(?:account|page|profile)\s(?:called|named|under))\b"
    rf"(?P<link>[\s:,(\"'-]+(?:is|was|now)\b)?"
    rf"(?P<gap>[\s:,(\"'=-]+)(?P<token>{_TOKEN})",
    re.IGNORECASE,
)
_BEFORE_NETWORK: Final = re.compile(
    rf"(?<![\w@.])(?P<token>{_TOKEN})(?:\)|\"|')?\s?[,(-]?\s?(?:\bon|\bvia|\bover)?\s?(?:her|his|their|the)?\s?\b"
    rf"{_NETWORK}\b",
    re.IGNORECASE,
)
_UNDERSCORED: Final = re.compile(
    r"(?<![\w@.])(?=[A-Z\d._]*[a-z])(?:[A-Za-z][\w.]*(?<=[A-Za-z\d])|(?=_))_+[A-Za-z\d][\w.]*\w(?![\w@])"
)
# "screenshots from ash.fern": a stop between two words, and no space behind it.
_DOTTED: Final = re.compile(
    r"\b(?:screen\s?shots?|messages?|messaged|dms?|dm'?d|texts?|requests?|posts?|posted|comments?|tagged|blocked|follow(?:s|ed|ing)?|"
    r"added|adds|account|profile|user|story|stories|photos?|voice\s?notes?)(?:\s(?:from|by|of|on|to|with|her|him|them|as))*\s"
    r"(?P<token>[A-Za-z]\w+(?:\.\w+)*\.(?:\w{3,}|\d+))(?![\w@.])",
    re.IGNORECASE,
)
_NOT_HANDLES: Final = {"@home", "@work", "@the", "@school", "@risk", "@all", "@court", "@night"}
_PLAIN_LINK: Final = re.compile(
    r"(?:handle|user ?name|user|called|tag|id|is|as|under|goes|by)\s*$|[:=-]", re.IGNORECASE
)

# National helplines: everybody may read their numbers.
_PUBLIC: Final = {
    "08082000247", "08088010327", "08009995428", "03009995428", "116123", "08001111", "08081689111", "08088024040",
    "02077339922", "08005999247", "08001691669", "08088010302", "08005875647", "03001231123", "08001701701",
}  # fmt: skip
# A number begins behind nothing, behind another number and a slash, or right behind "tel" and the like.
_FREE = (
    r"(?:(?<![\w£$€/.@#-])|(?<=\d/)|(?i:(?<=\btel)|(?<=\bmob)|(?<=\bph)|(?<=\bno)|(?<=\bnum)|(?<=\bcall)|(?<=\bring)|"
    r"(?<=\btext)|(?<=\bphone)|(?<=\bmobile)))"
)
_PHONE: Final = re.compile(
    rf"{_FREE}(?:\+|\(\+|[(\[]?[0Oo])\s?[\dOoIl(](?:[\s()\[\]._,\-]{{0,3}}[\dOoIl]){{5,13}}(?:[\s()\[\]._,\-]{{0,3}}"
    r"(?:\d|[OoIl](?!\w)))(?![\dOI]|\w\d|/(?![+0]\d)|[.,]\d)|"
    r"(?<![\w£$€/.@#-])44[\s(-]{1,3}(?:\(?0\)?)?(?:[\s().\-]{0,3}\d){9,10}(?![\w/])|"
    r"(?<![\w£$€/.@#-])(?:0|\+44\s?)\d{3,4}/\d{3}\s?\d{3,4}(?![\w/])|"
    r"(?<![\w£$€/.@#+-])7[1-9]\d{2}[\s-]?\d{3}[\s-]?\d{3}(?![\w/]|[.,-]\d)|"
    r"(?<=[A-Za-z])07\d{3}[\s-]?\d{3}[\s-]?\d{3}(?!\w)|"
    r"(?<![\w£$€/.@#-])447(?:[\s().-]{0,2}\d){9}(?![\w/])"
)
_RING = (
    r"(?:phone|telephone|tel|mobile|mob|cell|landline|ring|rings|rang|call|calls|called|calling|text|texts|txt|"
    r"whats ?app|contact|number|fax|dial|voicemail|sms|reached?|num)"
)
_RUNG: Final = re.compile(
    rf"\b{_RING}\b\.?(?:[\s:,(#-]+(?:her|him|them|me|us|on|at|is|was|no|number|num|ending|direct|back|ahead|"
    rf"first|only|mum|work|home|the|new|old|his|their|it|s)\b\.?){{0,5}}[\s:,(#-]*(?<![£$€/\d])"
    rf"(?P<number>7\d{{3}}[\s.-]?\d{{3}}[\s.-]?\d{{3}}|[2-9]\d{{2,3}}[\s.-]?\d{{4}}|[2-9]\d{{5,6}}|[1-9]\d{{2,4}}[\s.-]"
    rf"\d{{3}}[\s.-]?\d{{3,4}})(?![\w/]|[.,-]\d)",
    re.IGNORECASE,
)
_REFERENCE_BEFORE: Final = re.compile(
    r"(?:ref(?:erence)?|case|crime|claim|nhs|account|a/c|acct?|utr|sort\s+code|incident|urn|cad|policy|log|tenancy|rent|housing|application|passport|cris?|crn|home\s+office|"
    r"member(?:ship)?|customer|order|court|marac|police|file|complaint|repair|job|card|licen[cs]e|register|student|pupil)"
    r"(?:\s*(?:number|no\.?|num|is|:|#))*\s*$",
    re.IGNORECASE,
)
_DIGIT_WORD = r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|\d+)"
_SPELT: Final = re.compile(rf"\b(?:zero|oh|o|nought|0\d*)\b(?:[\s,.-]+{_DIGIT_WORD}\b){{5,}}", re.IGNORECASE)
_DATE_FIRST: Final = re.compile(r"\(?\d{1,2}([.\-])\d{1,2}\1(?:19|20)?\d\d\b")


_DIGITS: Final = str.maketrans("OoIl", "0011")


def emails(text: str) -> Iterator[Span]:
    """Find e-mail addresses, also those with "at" and "dot" spelt out or with the ending left away."""
    for pattern in _EMAILS:
        yield from (match.span() for match in pattern.finditer(text))
    for match in _AT_SITE.finditer(text):
        who = match["who"].lower()  # "look at example.com" is no address
        if not who.isalpha() or not lists.of(who).word:
            yield match.span()
    yield from (match.span("who") for match in _BEHIND_MAIL.finditer(text))


def handles(text: str) -> Iterator[Span]:
    """Find what somebody is called in a social network. The network's own name is never one."""
    yield from (match.span() for match in _PROFILE.finditer(text))
    for match in _AT.finditer(text):
        if match.group().lower() not in _NOT_HANDLES:
            yield match.span()
    yield from (match.span() for match in _UNDERSCORED.finditer(text))
    yield from (match.span("token") for match in _DOTTED.finditer(text))
    for pattern in (_BEHIND_NETWORK, _BEHIND_WORD, _BEFORE_NETWORK):
        for match in pattern.finditer(text):
            if _made_up(match["token"]) or (pattern is not _BEFORE_NETWORK and _named_plainly(match)):
                yield match.span("token")


def phones(text: str) -> Iterator[Span]:
    """Find telephone numbers: British anywhere, foreign with a plus, short ones behind "ring" and the like."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"[^\d]", "", match.group().translate(_DIGITS))
        start, end = match.start(), match.end()
        if digits in _PUBLIC or _DATE_FIRST.match(match.group()) or sum(map(str.isdigit, match.group())) < 5:
            continue
        if _REFERENCE_BEFORE.search(text, max(0, start - 30), start):
            continue
        foreign = match.group().lstrip("(").startswith(("+", "00")) and len(digits) >= 8
        british = (digits.startswith("0") and len(digits) in (10, 11)) or digits.startswith(("44", "7"))
        if foreign or british:
            yield start, end
    for match in _RUNG.finditer(text):
        year = re.fullmatch(r"(?:19|20)\d\d", match["number"])
        if not year and not _REFERENCE_BEFORE.search(text, max(0, match.start() - 15), match.start("number")):
            yield match.span("number")
    for match in _SPELT.finditer(text):
        if _digits_said(match.group()) >= 9:
            yield match.span()


def rung(text: str, start: int) -> bool:
    """Say whether the number that begins here stands behind a word such as ring, mobile or call."""
    return re.search(rf"\b{_RING}\b[^.;\d]{{0,20}}$", text[max(0, start - 35) : start], re.IGNORECASE) is not None


def _made_up(token: str) -> bool:
    """Say whether no ordinary word looks like this: a digit, a dot or underscore inside, a capital inside."""
    inner = token.lstrip("@")
    network = re.fullmatch(_NETWORK, inner, re.IGNORECASE)
    return not network and re.search(r"[a-z][A-Z]|\d|_|\w\.\w", inner) is not None and not re.fullmatch(r"\d+", inner)


def _named_plainly(match: re.Match[str]) -> bool:
    """Say whether a plain word stands where a handle stands ("username is xyz") and is no English word."""
    token = match["token"].lstrip("@")
    announced = match.re is _BEHIND_WORD or _PLAIN_LINK.search((match["link"] or "") + match["gap"].strip())
    return bool(announced) and len(token) > 3 and token.islower() and not lists.of(token).word


def _digits_said(words: str) -> int:
    """Count the digits in a number that is spelt out; "double" adds one, "triple" two."""
    count = 0
    for word in re.findall(r"[a-z]+|\d+", words.lower()):
        count += len(word) if word.isdigit() else {"double": 1, "triple": 2, "treble": 2}.get(word, 1)
    return count
