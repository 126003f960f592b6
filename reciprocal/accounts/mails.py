"""The mails about an account. They hold no reference and nothing about a request."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils.module_loading import import_string

from reciprocal.ui.words import long_date


def link(path: str) -> str:
    """Give the address of a page for a mail: never by the name under which somebody happened to ask for it."""
    return f"{settings.ADDRESS}{path}"


def send(key: str, to: str, at: datetime, **words: str | date) -> None:
    """Put one mail about an account into the outbox.

    Args:
        key: which of the mails, a key of `rulebook.notices.ACCOUNT_MAILS`.
        to: the work e-mail it goes to; empty for nobody, so that it takes as long to write and is never sent.
        at: now.
        words: what fills the brackets of its text; a date is written in words.
    """
    queue = import_string(settings.ACCOUNT_MAIL)
    queue(to, key, at, **{name: long_date(word) if isinstance(word, date) else word for name, word in words.items()})
