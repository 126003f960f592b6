"""One round of the worker: what is due by the day, then every mail whose time has come."""

from __future__ import annotations

from datetime import datetime

from reciprocal.notifications import outbox
from reciprocal.worklist import daily, digest, mails, reminders
from reciprocal.worklist.home_notices import tell_of_homes


def run(at: datetime, last: datetime | None = None) -> dict[str, int]:
    """Do everything that is due. Gives what was done how often.

    Args:
        at: now, by the clock of the service.
        last: when this worker did its last whole round; empty for its first. What goes by the day is looked for once
            in an hour, since it walks through everything that is open.

    Raises:
        PermissionError: the process is not logged in as the worker.
    """
    done = daily.run(at)
    if last is None or _hour(last) != _hour(at):
        done |= {"reminded": reminders.remind(at), "lists": digest.queue(at), "homes": tell_of_homes(at)}
    return done | {"sent": outbox.send_due(at, mails.write)}


def _hour(at: datetime) -> tuple[int, int, int, int]:
    return at.year, at.month, at.day, at.hour
