"""What is over is erased within a day of its day, unless somebody holds it back, and does not come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from reciprocal.audit.models import Entry
from reciprocal.config.checks import Check
from reciprocal.property_requests import erasing
from reciprocal.workflow.due import day_of

# Two days of grace, since the worker may have been away for a night.
_GRACE = timedelta(days=2)


def _overdue(cursor: Any) -> Iterator[str]:
    """Count from the day of the last entry of the log, which the service's own clock wrote."""
    last = Entry.objects.order_by("-number").values_list("at", flat=True).first()
    if last is None:
        return
    for key, (retention, _) in erasing.ERASING.items():
        for request in erasing.due(key, day_of(last) - _GRACE):
            yield f"Of request {request}, class {retention} is over and was not erased. Is the worker running?"


def _came_back(cursor: Any) -> Iterator[str]:
    try:
        for request, key in erasing.came_back():
            yield f"Of request {request}, class {erasing.ERASING[key][0]} came back. Run ./run worker --restored."
    except (OSError, ValueError):
        yield "The list of what was erased, kept outside the database, cannot be read."


CHECKS = (
    Check("What is over was erased", _overdue),
    Check("What was erased has not come back", _came_back),
)
