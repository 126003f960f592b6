"""The log: its chain is unbroken, it is the one that was witnessed, and its payloads are those that were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.conf import settings

from reciprocal.access.encryption import CannotOpen, master_key_id
from reciprocal.audit import witness
from reciprocal.audit.log import NO_SUBJECT, broken_links, differs, opened
from reciprocal.audit.models import Entry, SubjectKey
from reciprocal.config.checks import Check


def _chain(cursor: Any) -> Iterator[str]:
    yield from broken_links()


def _payloads(cursor: Any) -> Iterator[str]:
    """Open every payload whose key is there. One whose key was erased can be opened by nobody, and that is no fault."""
    if not settings.MASTER_KEY:
        yield "This could not be checked without RECIPROCAL_MASTER_KEY."
        return
    keys: dict[UUID, bytes] = {}
    since: dict[UUID, int] = {}
    for key in SubjectKey.objects.all():
        if key.master != master_key_id():
            yield f"The key of {key.subject} is wrapped by another master key than the one given here."
        else:
            keys[key.subject], since[key.subject] = bytes(key.wrapped), key.since
    yield from changed_payloads(keys, since)


def changed_payloads(keys: Mapping[UUID, bytes], since: Mapping[UUID, int] = MappingProxyType({})) -> Iterator[str]:
    """Open the payload of each entry whose key is there, and say which is not the one that was written.

    Args:
        keys: the wrapped key of each subject.
        since: of a subject, the last entry before that key was made. What is older had a key that was erased.
    """
    for entry in Entry.objects.order_by("number").iterator():
        wrapped = keys.get(entry.subject or NO_SUBJECT)
        if wrapped is None or entry.number <= since.get(entry.subject or NO_SUBJECT, 0):
            continue
        try:
            opened(entry, wrapped)
        except CannotOpen:
            yield f"The payload of entry {entry.number} is not the one that was written, or its key was changed."


def every() -> tuple[Check, ...]:
    """List the checks of the log. What is known outside the database is read now, before it is looked into."""
    return (
        Check("The chain of the log is unbroken", _chain),
        Check("The log is the one that was witnessed outside the database", _witnessed()),
        Check("The payloads of the log are those that were written", _payloads),
    )


def _witnessed() -> Callable[[Any], Iterator[str]]:
    if not settings.WITNESS:  # the command refuses; whoever looks at a database that has no witness finds nothing
        return lambda cursor: iter(())
    try:
        known = witness.read(Path(settings.WITNESS), witness.public_key(Path(settings.WITNESS_KEY)))
    except witness.Broken as problem:
        sentence = str(problem)
        return lambda cursor: iter((sentence,))
    return lambda cursor: differs(known)
