"""The demonstration's clock: stored, standing still while the demonstration is off, and moved by buttons."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from reciprocal import clock
from reciprocal.demo.models import DemoClock
from reciprocal.rulebook import workdays
from reciprocal.rulebook.scheme import current

_ROW = 1


class RunningClock:
    """Time that goes on from a stored moment for as long as this process runs."""

    def __init__(self, start: datetime) -> None:
        self.start, self.since = start, time.monotonic()

    def now(self) -> datetime:
        """The demonstration's time."""
        return self.start + timedelta(seconds=time.monotonic() - self.since)

    def move_to(self, moment: datetime) -> None:
        """Set the time, and keep it for the next start."""
        self.start, self.since = moment, time.monotonic()
        keep(moment)


def keep(moment: datetime) -> None:
    """Store the demonstration's time."""
    DemoClock.objects.update_or_create(id=_ROW, defaults={"at": moment})


def stored() -> datetime:
    """The time at which the demonstration stopped; the real time when it never ran."""
    row = DemoClock.objects.filter(id=_ROW).first()
    return row.at if row else datetime.now(UTC)


def start() -> RunningClock:
    """Make the whole service go by the demonstration's clock."""
    running = RunningClock(stored())
    clock.use(running.now)
    return running


def next_working_day(moment: datetime, days: int) -> datetime:
    """Give the same hour some working days later."""
    here = moment.astimezone(clock.LONDON)
    return datetime.combine(workdays.add(here.date(), days, current()), here.timetz()).astimezone(UTC)


_running: RunningClock | None = None


def running() -> RunningClock:
    """The clock of this process, started at its first use."""
    global _running
    if _running is None:
        _running = start()
    return _running


class DemoClockMiddleware:
    """Keeps the demonstration's time after everything that somebody did, so that a restart goes on from there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        if settings.DEMO:
            running()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.DEMO and request.method == "POST":
            keep(running().now())
        return response
