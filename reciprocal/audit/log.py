"""Appends to the log, opens its payloads for whoever may, and verifies that nothing was changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from reciprocal.access.encryption import CannotOpen, master_key_id, new_wrapped_key, open_sealed, seal, unwrap
from reciprocal.audit import witness
from reciprocal.audit.models import Entry, Head

NO_SUBJECT = UUID(int=0)
# Under this subject stands the key with which fingerprints are made.
FINGERPRINTS = UUID(int=2)
_SALT = 32


def record(kind: str, event: str, subject: UUID | None, at: datetime, **payload: object) -> None:
    """Append one act or look to the log, in the running transaction.

    Args:
        kind: "act", "look", "refused" or "session".
        event: the step, or the permission that was used.
        subject: the request it is about, if any.
        at: when, by the clock of the service.
        payload: more facts, encrypted with the request's own key. No free text goes in here.
    """
    digest, sealed = sealed_payload(key_of(subject or NO_SUBJECT), payload)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_append(%s, %s, %s, %s, %s, %s)", [at, kind, event, subject, digest, sealed])
        number, hash = cursor.fetchone()
    if settings.WITNESS:  # what stands in the log for good is counted outside the database
        count = partial(witness.count, Path(settings.WITNESS), number, bytes(hash))
        transaction.on_commit(count, robust=True)


def sealed_payload(key: bytes, payload: Mapping[str, object]) -> tuple[bytes, bytes]:
    """Salt, hash and encrypt the payload of one entry with the key of its subject. Gives the hash and what is kept."""
    salted = os.urandom(_SALT) + json.dumps(payload, sort_keys=True, default=str).encode()
    digest = hashlib.sha256(salted).digest()
    return digest, seal(key, salted, _place(digest))


def look(kind: str, permission: str, subject: UUID | None, at: datetime) -> None:
    """Append a look, or a look that was refused. The guard calls this (setting LOG_OF_LOOKS)."""
    record(kind, permission, subject, at)


def payload_of(entry: Entry) -> dict[str, object]:
    """Open the payload of one entry. Raises CannotOpen once its key is erased or where it was changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_subject_key(%s)", [entry.subject or NO_SUBJECT])
        wrapped = cursor.fetchone()[0]
    if wrapped is None:
        raise CannotOpen("The key of this entry is gone.")
    return opened(entry, bytes(wrapped))


def opened(entry: Entry, wrapped: bytes) -> dict[str, object]:
    """Open the payload of one entry with the wrapped key of its subject. Raises CannotOpen where it was changed."""
    digest = bytes(entry.payload_hash)
    salted = open_sealed(unwrap(entry.subject or NO_SUBJECT, wrapped), bytes(entry.payload), _place(digest))
    if hashlib.sha256(salted).digest() != digest:
        raise CannotOpen("The payload is not the one that was written.")
    return json.loads(salted[_SALT:])


def broken_links() -> Iterator[str]:
    """Walk the chain from its first entry and say, in a sentence each, where it is broken."""
    previous, number = b"", 0
    for entry in Entry.objects.order_by("number").iterator():
        number += 1
        if entry.number != number:
            yield f"The log breaks at entry {number}: it is missing."
            number = entry.number
        if bytes(entry.previous) != previous or link(previous, entry) != bytes(entry.hash):
            yield f"The log breaks at entry {entry.number}: it was changed."
        previous = bytes(entry.hash)
    head = Head.objects.first()
    if number and (head is None or head.count != number or bytes(head.hash) != previous):
        yield "The end of the log is not the one that was last written."


def differs(known: witness.Witnessed) -> Iterator[str]:
    """Compare the chain with what is known of it outside the database, and name the first entry that differs.

    Whoever owns the database can write the chain anew with hashes that fit. The checkpoints fit no longer then: they
    are signed with a key that the database never sees.

    Args:
        known: what `witness.read` gave before this transaction's picture of the database was taken.
    """
    last, wanted = 0, {known.entry: known.hash, known.counted: known.counted_hash}
    for number, digest in Entry.objects.order_by("number").values_list("number", "hash").iterator():
        if number <= known.entry:
            if number != last + 1:
                yield f"The log differs from its checkpoint at entry {last + 1}: it is missing."
                return
            if bytes(digest)[: witness.SHORT] != known.links[number - 1]:
                yield f"The log differs from its checkpoint at entry {number}: it is not the one that was witnessed."
                return
        if bytes(digest) != wanted.get(number, bytes(digest)):
            yield f"The log was changed after entry {min(known.entry, number)} and up to entry {number}."
            return
        last = number
    if last and not known.entry:
        yield "No checkpoint of the log was signed yet: ./run witness does that."
    if last < known.entry:
        yield f"The log was cut off at entry {last + 1}: a checkpoint knows {known.entry} entries."
    elif last < known.counted:
        yield f"The log was cut off at entry {last + 1}: {known.counted} entries were committed."


def since(known: witness.Witnessed) -> tuple[str, list[tuple[int, bytes]]]:
    """Read what the log has more than at the last checkpoint.

    Args:
        known: what was signed until now.

    Returns:
        What is wrong, in a sentence, or nothing; and number and hash of each entry since.
    """
    new: list[tuple[int, bytes]] = []
    number, previous = known.entry, known.hash
    if number and not Entry.objects.filter(number=number, hash=previous).exists():
        return f"Entry {number} is not the one that the last checkpoint knows.", []
    for entry in Entry.objects.filter(number__gt=number).order_by("number").iterator():
        number += 1
        if entry.number != number or bytes(entry.previous) != previous or link(previous, entry) != bytes(entry.hash):
            return f"The log breaks at entry {number}.", []
        previous = bytes(entry.hash)
        new.append((number, previous))
    return "", new


def end_of_backup(known: witness.Witnessed) -> tuple[int, bytes, str]:
    """Say where the log of a database that was put back from a backup ends.

    Returns:
        Number and hash of the last entry, and in a sentence why it is no older copy of this log, or nothing.
    """
    head = Head.objects.first()
    number, digest = (head.count, bytes(head.hash)) if head else (0, b"")
    for fault in chain(broken_links(), (f for f in differs(known) if "was cut off" not in f)):
        return number, digest, fault
    return number, digest, ""


def link(previous: bytes, entry: Entry) -> bytes:
    """Work out the hash of an entry from the one before it. The database does the same in `audit_append`."""
    stamp = entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    text = "|".join(
        (
            str(entry.number),
            stamp,
            str(entry.membership or "-"),
            entry.role or "-",
            entry.kind,
            entry.event,
            str(entry.subject or "-"),
            bytes(entry.payload_hash).hex(),
        )
    )
    return hashlib.sha256(previous + text.encode()).digest()


def key_of(subject: UUID) -> bytes:
    """Give the key of a subject, making it at its first use."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_subject_key(%s)", [subject])
        wrapped = cursor.fetchone()[0]
        if wrapped is None:
            cursor.execute("SELECT audit_keep_key(%s, %s, %s)", [subject, new_wrapped_key(subject), master_key_id()])
            wrapped = cursor.fetchone()[0]
    return unwrap(subject, bytes(wrapped))


def _place(digest: bytes) -> str:
    return f"audit_entry:{digest.hex()}:payload"
