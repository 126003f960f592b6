"""In which order households stand: the scheme's rule, the same everywhere.

Risk band first, then who has waited longest, then a draw. The order decides who, not how many; who offers may
choose anyone in the list. Neither band nor date is ever shown to a partner.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from reciprocal.rulebook.sentences import day_in_words

FOR_PARTNERS: Final = "The order follows the scheme's rule. You may offer to anyone in the list."


@dataclass(frozen=True)
class Candidate:
    """A household in the order: its risk band (1 comes first), since when it waits, and its draw."""

    id: str
    band: int
    waiting_since: date
    draw: int


@dataclass(frozen=True)
class Position:
    """Where a candidate stands. `by_draw`: others have the same band and date, so that the draw decided."""

    candidate: Candidate
    number: int
    by_draw: bool


def draw_for(id: str, seed: str | int) -> int:
    """Draw a household's number from a seed, so that ties are broken by chance and never by who came first.

    Args: `seed` is drawn by chance and written to the log with the result, so that anybody who audits the
    order can draw again and find the same.
    Returns: a number from 0 up that fits a column of 64 bits.
    """
    return int.from_bytes(sha256(f"{seed}:{id}".encode()).digest()[:8], "big") >> 1


def order(candidates: Iterable[Candidate]) -> tuple[Position, ...]:
    """Put households in the scheme's order. The order in which they come in never matters.

    Raises: ValueError where a household stands twice.
    """
    ranked = sorted(candidates, key=lambda one: (one.band, one.waiting_since, one.draw, one.id))
    if len({one.id for one in ranked}) != len(ranked):
        raise ValueError("a household stands twice in the list to be ordered")
    alike = [(one.band, one.waiting_since) for one in ranked]
    return tuple(
        Position(one, number, alike.count((one.band, one.waiting_since)) > 1) for number, one in enumerate(ranked, 1)
    )


def position_in_words(position: Position, total: int) -> str:
    """Explain a position in one sentence, for the coordinator and the log; never for a partner."""
    one = position.candidate
    draw = f", then by its draw {one.draw}" if position.by_draw else ""
    return (
        f"Number {position.number} of {total}: risk band {one.band}, then waiting since "
        f"{day_in_words(one.waiting_since)}{draw}."
    )
