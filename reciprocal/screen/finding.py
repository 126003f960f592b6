"""What the screen finds: a place in a text and a kind, never the words themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]
"""Where something begins and where it ends, in characters; the end is the first character after it."""

KINDS: Final = (
    "email",
    "handle",
    "national_insurance",
    "nhs_number",
    "date_of_birth",
    "phone",
    "case_number",
    "postcode",
    "address",
    "school",
    "vehicle",
    "name",
)
"""Every kind. Where two overlap, the one that stands earlier here is kept."""


@dataclass(frozen=True, order=True)
class Finding:
    """Something in a text that could identify somebody. It says where and what kind, and holds no word of it."""

    start: int
    end: int
    kind: str


def without_overlaps(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep one finding where several overlap: the kind that comes first, then the longest. Ordered by place."""
    kept: list[Finding] = []
    for one in sorted(_joined(found), key=lambda one: (KINDS.index(one.kind), one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept))


def _joined(found: Iterable[Finding]) -> list[Finding]:
    """Make one of those of a kind that overlap."""
    joined: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.kind, one.start)):
        last = joined[-1] if joined else None
        if last and last.kind == one.kind and one.start < last.end:
            joined[-1] = Finding(last.start, max(last.end, one.end), one.kind)
        else:
            joined.append(one)
    return joined
