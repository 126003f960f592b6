"""The log: its chain is unbroken from the first entry to the last, and its payloads are the ones that were written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings

from reciprocal.access.encryption import CannotOpen, master_key_id
from reciprocal.audit.log import NO_SUBJECT, broken_links, opened
from reciprocal.audit.models import Entry, SubjectKey
from reciprocal.config.checks import Check


def _chain(cursor: Any) -> Iterator[str]:
    yield from broken_links()


def _payloads(cursor: Any) -> Iterator[str]:
    """Open every payload whose key is there. One whose key was erased can be opened by nobody, and that is no fault."""
    if not settings.MASTER_KEY:
        yield "This could not be checked without RECIPROCAL_MASTER_KEY."
        return
    keys = {}
    for key in SubjectKey.objects.all():
        if key.master != master_key_id():
            yield f"The key of {key.subject} is wrapped by another master key than the one given here."
        else:
            keys[key.subject] = bytes(key.wrapped)
    for entry in Entry.objects.order_by("number").iterator():
        wrapped = keys.get(entry.subject or NO_SUBJECT)
        if wrapped is None:
            continue
        try:
            opened(entry, wrapped)
        except CannotOpen:
            yield f"The payload of entry {entry.number} is not the one that was written, or its key was changed."


CHECKS: Final[tuple[Check, ...]] = (
    Check("The chain of the log is unbroken", _chain),
    Check("The payloads of the log are those that were written", _payloads),
)
