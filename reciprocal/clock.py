"""What time it is: the one place that product code asks, so that tests and the demo can say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from types import TracebackType
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

Source = Callable[[], datetime]


def _of_the_machine() -> datetime:
    return datetime.now(UTC)


_source: Source = _of_the_machine


def now() -> datetime:
    """The moment it is now, in UTC.

    Raises ValueError when the source in use gives a time without a zone.
    """
    moment = _source()
    if moment.tzinfo is None:
        raise ValueError("The clock's source gave a time without a zone.")
    return moment.astimezone(UTC)


def today() -> date:
    """The day it is now in London, where limits are counted."""
    return now().astimezone(LONDON).date()


class use:
    """Makes another source say what time it is, until the end of the `with` block if there is one.

    `source` is a function that returns an aware datetime. Without a `with` block it stays in use.
    """

    def __init__(self, source: Source) -> None:
        global _source
        self._before = _source
        _source = source

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        global _source
        _source = self._before
