"""What was erased, kept outside the database, so that an older copy that is put back does not bring it back.

A line for each erasure in the folder of the checkpoints: the request's random id, the class, the day. It tells nothing
of a household to whoever has no database, and nothing beyond what the log holds to whoever has one.
"""

from __future__ import annotations

import fcntl
import os
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

ERASED: Final = "erased"


def note(folder: Path, request: UUID, retention: str, day: date) -> None:
    """Add one line. Whoever erases does that before the erasure is committed, so that none is without its line.

    Args:
        folder: where the checkpoints of the log are kept.
        request: whose data it was.
        retention: the class that was erased.
        day: when.

    Raises:
        OSError: nothing can be written there.
    """
    with open(os.open(folder / ERASED, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o660), "ab", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(f"{request} {retention} {day.isoformat()}\n".encode())
        os.fsync(file.fileno())


def noted(folder: Path) -> list[tuple[UUID, str]]:
    """List request and class of what was erased, oldest first. Raises ValueError where the list is damaged."""
    try:
        lines = (folder / ERASED).read_text().split("\n")[:-1]  # what has no end was cut short while it was written
    except FileNotFoundError:
        return []
    return list(dict.fromkeys((UUID(request), retention) for request, retention, _ in map(str.split, lines)))
