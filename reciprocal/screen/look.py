"""Looks a text over for what could identify somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from reciprocal.screen.births import dates_behind, dates_of_birth
from reciprocal.screen.contact import emails, handles, phones
from reciprocal.screen.finding import Finding, Span, without_overlaps
from reciprocal.screen.names import names
from reciprocal.screen.numbers import case_numbers, national_insurance, nhs_numbers
from reciprocal.screen.places import addresses, postcodes
from reciprocal.screen.schools import schools
from reciprocal.screen.vehicles import plates
from reciprocal.screen.words import plain

RULES: Final[dict[str, Callable[[str], Iterator[Span]]]] = {
    "email": emails,
    "handle": handles,
    "national_insurance": national_insurance,
    "nhs_number": nhs_numbers,
    "date_of_birth": dates_of_birth,
    "phone": phones,
    "case_number": case_numbers,
    "postcode": postcodes,
    "address": addresses,
    "school": schools,
    "vehicle": plates,
}


LONGEST: Final = 600
OVERLAP: Final = 150
"""A text is read in pieces of so many characters, each beginning before the last one ended, so that no text whatever
takes longer than in proportion to its length."""


def look(text: str) -> tuple[Finding, ...]:
    """Give everything in a text that could identify somebody, in order of place, none overlapping another.

    Args: `text` is one answer or one line, in any case and with any apostrophes.
    Returns: where each begins and ends, counted in characters, and its kind; never the words.
    """
    clean, found = plain(text), list[Finding]()
    for start in range(0, max(len(clean) - OVERLAP, 1), LONGEST - OVERLAP):
        # A piece begins and ends between words, where there is a space to be found.
        begin = start if not start else clean.find(" ", start, start + OVERLAP // 2) + 1 or start
        end = start + LONGEST if start + LONGEST >= len(clean) else clean.rfind(" ", begin, start + LONGEST)
        piece = clean[begin : end if end > begin + OVERLAP else start + LONGEST]
        ruled = by_rule(piece)
        named = [Finding(*span, "name") for span in names(piece, ruled)]
        born = dates_behind(piece, ((one.start, one.end) for one in named))
        for one in (*ruled, *named, *(Finding(*span, "date_of_birth") for span in born)):
            found.append(Finding(begin + one.start, begin + one.end, one.kind))
    return without_overlaps(found)


def by_rule(clean: str) -> tuple[Finding, ...]:
    """Give everything but names: each of these kinds has a form of its own."""
    return without_overlaps(Finding(*span, kind) for kind, rule in RULES.items() for span in rule(clean))
