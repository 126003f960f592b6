"""One round of the worker: what is due by the day, then every mail whose time has come."""

from __future__ import annotations

from datetime import datetime

from reciprocal.notifications import outbox
from reciprocal.worklist import daily, digest, mails, reminders


def run(at: datetime) -> dict[str, int]:
    """Do everything that is due. Gives what was done how often.

    Args:
        at: now, by the clock of the service.

    Raises:
        PermissionError: the process is not logged in as the worker.
    """
    return {
        **daily.run(at),
        "reminded": reminders.remind(at),
        "lists": digest.queue(at),
        "sent": outbox.send_due(at, mails.write),
    }
