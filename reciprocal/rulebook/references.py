"""The two references of a request: the draft reference for its own side, the code for the other side.

Neither says anything about the household, nor how many requests there are. The applicant's own landlord knows
the draft reference for ever and never learns the code. The code is drawn in the database (`workflow_give_code`), so
that the landlord's own step can give it without reading it.
"""

import re
from random import Random
from typing import Final

ALPHABET: Final = "23456789BCDFGHJKMNPQRTVWXYZ"
"""Digits and letters that nobody mixes up or reads as a word."""
DRAFT: Final = re.compile(rf"DR-[{ALPHABET}]{{6}}")
CODE: Final = re.compile(r"ARC-[1-9]\d{3}-\d{2}")


def draw_draft(source: Random) -> str:
    """Draw a draft reference, such as DR-7K3M9P.

    `source` is `random.SystemRandom()` in the product, so that nobody can foresee the next one. The caller
    draws again in the rare case that the reference is in use.
    """
    return "DR-" + "".join(source.choices(ALPHABET, k=6))
