"""For which households a home is compromised that comes back empty: the person causing harm knows it.

The answers are the landlord's; which reasons for moving each of them stops is decided here. What is not named is
stopped by every answer but "none", since a home that is known may be known to more than one.
"""

from collections.abc import Iterable, Mapping
from typing import Final

NONE: Final = "none"
KINDS: Final[Mapping[str, str]] = {
    NONE: "None: the danger was to one household only",
    "relative": "Households at risk from a partner or relative",
    "gangs": "Households at risk from gangs or youth violence",
    "hate": "Households at risk from hate crime",
    "every": "Every household",
    "unknown": "Not known yet",
}
# The reasons of which it is known from whom the danger comes.
_FROM: Final[Mapping[str, frozenset[str]]] = {
    "relative": frozenset({"DA", "HBV", "FGM", "FM"}),
    "gangs": frozenset({"SYV"}),
    "hate": frozenset({"HATE"}),
}


def stopped_reasons(kinds: Iterable[str], reasons: Iterable[str]) -> frozenset[str]:
    """Give the reasons for moving with which no household may be offered the home.

    Args:
        kinds: keys of `KINDS` as the landlord chose them.
        reasons: the codes of all reasons that the scheme knows.
    """
    chosen = set(kinds)
    if chosen <= {NONE}:
        return frozenset()
    every = frozenset(reasons)
    if chosen & {"every", "unknown"}:
        return every
    known = frozenset().union(*_FROM.values())
    return frozenset().union(*(_FROM[kind] for kind in chosen - {NONE})) | (every - known)
