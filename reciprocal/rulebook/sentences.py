"""The fixed sentences of the product, each in one place, and how the scheme's words are put into any text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from reciprocal.rulebook.scheme import Scheme

TOKEN: Final = re.compile(r"\{([a-z_]+(?::[a-z_]+)?)\}")
_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@dataclass(frozen=True)
class Sentence:
    """One fixed text: a title where it has one, its body, and the words of its link and buttons."""

    body: str
    title: str = ""
    link: str = ""
    buttons: tuple[str, ...] = ()


FIXED: Final[Mapping[str, Sentence]] = {
    "not_emergency": Sentence("This scheme is not emergency housing. If someone is in danger now, call 999."),
    "keep_tenancy": Sentence(
        "Do not give up the tenancy, and do not end it or hand in notice, without advice. The household can "
        "stay somewhere safe and still keep it."
    ),
    "no_name": Sentence(
        "Do not enter a name, address, phone number, e-mail, date of birth or school for anyone in the household."
    ),
    "through_officer": Sentence("Contact goes through the nominating officer. Nobody else contacts the household."),
    "no_promise": Sentence("A move depends on a suitable home in a safe place. It can take time and may not happen."),
    "not_found": Sentence(
        "The address may be mistyped, or what it led to is gone or is not for you to see. All that waits "
        "for you is on your worklist.",
        title="Nothing to show here",
        link="Go to your worklist",
    ),
    "not_now": Sentence("{reason}", title="You cannot do this now", link="Back to the request"),
    "problem": Sentence(
        "Every page that you sent before this one is saved. Wait a few minutes, then send this one again. "
        "If you need to act today, call {coordinator} on {phone}.",
        title="Something went wrong on our side",
    ),
    "signed_out": Sentence(
        "After {n} minutes without activity we close it, so that nobody else reads a request on your "
        "screen. Every page that you sent is saved. If you sent one just now, we have kept it sealed for "
        "you and offer it back when you sign in.",
        title="Your session was closed",
        buttons=("Sign in",),
    ),
    "time_warning": Sentence(
        "We close your session in {n} minutes. This page is saved when you send it. If you send it after "
        "that, we keep it sealed for you and offer it back when you sign in.",
        title="Are you still there?",
        buttons=("Stay signed in", "Sign out"),
    ),
    "offered_back": Sentence(
        'We kept what you typed on "{page_title}". Nobody else can read it.',
        title="You sent this after your session was closed",
        buttons=("Look at it and save", "Throw it away"),
    ),
    "concurrent": Sentence(
        "Somebody else changed this while you had it open. Nothing of yours was saved. Check what is there "
        "now, then try again."
    ),
    "stale": Sentence(
        "What changed: {questions}, by {who}, at {time}. What you sent has not replaced it. Both are below.",
        title="This page has changed since you opened it",
        buttons=("Keep what is there", "Use what I sent"),
    ),
    "saved": Sentence("Saved at {time}."),
}


def day_in_words(day: date, weekday: bool = False) -> str:
    """Write a date as people say it: "3 March 2026", or "Tuesday 3 March 2026" with the weekday."""
    words = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {words}" if weekday else words


def fill(text: str, scheme: Scheme, on: date, **values: object) -> str:
    """Put the scheme's words, its settings on a day, and some values into a text with {tokens}.

    Args: values win over the scheme's words; a date is written in words.
    Raises: KeyError for a token that nobody gave a value, so that no page ever shows a bare one.
    """
    words: dict[str, object] = {**scheme.words(), **values}

    def word(token: re.Match[str]) -> str:
        name = token[1]
        if name in words:
            return _plain(words[name])
        if name in scheme.settings:
            return _plain(scheme.setting(name, on))
        raise KeyError(f"no value for {{{name}}} in: {text}")

    return TOKEN.sub(word, text)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        return listed([str(part) for part in value])
    return str(value)


def listed(words: list[str]) -> str:
    """Join words as a sentence does: "A", "A and B", "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
