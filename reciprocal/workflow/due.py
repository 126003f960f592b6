"""Until when a state may last, by the limits of the scheme."""

from __future__ import annotations

from datetime import date, datetime

from reciprocal.clock import LONDON
from reciprocal.rulebook import workdays
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import State


def due_date(state: State, at: datetime) -> date | None:
    """Give the day by which a state should have ended, or None for a state without a limit.

    Args:
        state: a state of the lifecycle.
        at: when it began.
    """
    return workdays.due(day_of(at), state.limit, current()) if state.limit else None


def day_of(at: datetime) -> date:
    """Give the day in London, where limits are counted."""
    return at.astimezone(LONDON).date()
