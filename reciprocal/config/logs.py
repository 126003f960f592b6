"""One line a problem, and nothing of what people typed or asked for."""

from __future__ import annotations

import logging
import traceback


class OneLine(logging.Formatter):
    """Writes a record as one line: when, how bad, what, and where in the code.

    An exception's own text is left out, since it may repeat a row or an answer; its kind and its place say
    enough to find the line. Django itself writes addresses without their query.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
            line += f" ({record.exc_info[0].__name__}{place})"
        return " ".join(line.split())
