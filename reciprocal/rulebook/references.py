"""The two references of a request: the draft reference for its own side, the code for the other side.

Neither says anything about the household, nor how many requests there are. The applicant's own landlord knows
the draft reference for ever and never learns the code.
"""

import re
from collections.abc import Collection
from random import Random
from typing import Final

ALPHABET: Final = "23456789BCDFGHJKMNPQRTVWXYZ"
"""Digits and letters that nobody mixes up or reads as a word."""
DRAFT: Final = re.compile(rf"DR-[{ALPHABET}]{{6}}")
CODE: Final = re.compile(r"ARC-[1-9]\d{3}-\d{2}")
NUMBERS: Final = range(1000, 10000)


def draw_draft(source: Random) -> str:
    """Draw a draft reference, such as DR-7K3M9P.

    `source` is `random.SystemRandom()` in the product, so that nobody can foresee the next one. The caller
    draws again in the rare case that the reference is in use.
    """
    return "DR-" + "".join(source.choices(ALPHABET, k=6))


def draw_code(used: Collection[str], year: int, source: Random) -> str:
    """Draw the code that a request gets when the landlord agrees, such as ARC-4821-26.

    The number is drawn evenly from those that are unused in the year, so that nothing can be read from order,
    gaps or length. Codes are never given twice.

    Args: `used` holds the codes already given; `year` is the year of the approval; `source` as in
    `draw_draft`.
    Raises: ValueError when all 9,000 numbers of the year are given.
    """
    taken = set(used)
    free = [code for code in (f"ARC-{number}-{year % 100:02}" for number in NUMBERS) if code not in taken]
    if not free:
        raise ValueError(f"all {len(NUMBERS)} codes of {year} are given; no request can get one before next year")
    return source.choice(free)
