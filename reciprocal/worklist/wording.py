"""The words of a notice and the frame around every mail: one place for worklist and mailbox."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from reciprocal.notifications.models import Notice
from reciprocal.rulebook import workdays
from reciprocal.rulebook.notices import FRAME, NOTICES
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import long_date, month_year, weekday_date


def framed(line: str, due_line: str = "", where: str = "worklist/") -> str:
    """Put a line into the frame of every notice."""
    return FRAME.format(
        **current().words(),
        line=line,
        link=f"{settings.ADDRESS}/{where}",
        due_line=f"{due_line}\n\n" if due_line else "",
    )


def line_of(notice: Notice, reference: str) -> str:
    """Give the one line of a notice, with the reference by which its reader knows the request."""
    return NOTICES[notice.key].line.format(**notice_words(notice, reference, notice.due_on))


def notice_words(notice: Notice, reference: str, due_on: date | None) -> dict[str, str]:
    """Give the words that the texts of a notice name in curly brackets."""
    return {
        **current().words(),
        "ref": reference,
        "date": long_date(notice.about) if notice.about else "",
        "month": month_year(notice.about) if notice.about else "",
        "due": weekday_date(due_on) if due_on else "",
    }


def working_days(since: date, until: date) -> str:
    """Say how many working days lie between two days, for example "3 working days"."""
    days = workdays.between(since, until, current())
    return f"{days} working {'day' if days == 1 else 'days'}"
