"""Encryption of single fields with a key for each request, wrapped by a master key outside the database."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


class CannotOpen(Exception):
    """The value was changed, belongs to another place, or its key is gone."""


def masters() -> tuple[bytes, ...]:
    """Give the master keys that open something: the one in force, and while keys change the one before it."""
    return tuple(key for key in (settings.MASTER_KEY, settings.OLD_MASTER_KEY) if key)


def master_key_id() -> str:
    """Name the master key in force, so that it is known which one wrapped what."""
    return id_of(settings.MASTER_KEY)


def id_of(master: bytes) -> str:
    """Name a master key by its fingerprint, which tells nothing of it."""
    return hashlib.sha256(b"reciprocal master key" + master).hexdigest()[:16]


def fingerprint(key: bytes, *parts: str) -> str:
    """Turn something into what is always the same for it and tells nothing of it to whoever has not the key.

    Args:
        key: the key kept for fingerprints, and not the master key: what was known by one stays known when that changes.
        parts: what it is made of.
    """
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()


def new_wrapped_key(subject: UUID) -> bytes:
    """Make a key for one request and give it wrapped by the master key, bound to that request."""
    return seal_by_master(AESGCM.generate_key(bit_length=256), wrapping(subject))


def unwrap(subject: UUID, wrapped: bytes) -> bytes:
    """Open a request's key. Raises CannotOpen where the master key or the request is another."""
    return open_by_master(wrapped, wrapping(subject))


def seal_by_master(plain: bytes, place: str) -> bytes:
    """Encrypt a value at its place with the master key in force."""
    return seal(settings.MASTER_KEY, plain, place)


def open_by_master(sealed: bytes, place: str) -> bytes:
    """Decrypt a value at its place with the master key, or with the one before it while keys change.

    Raises CannotOpen where it was changed or was sealed with another key.
    """
    return open_with_one_of(masters(), sealed, place)


def open_with_one_of(keys: Iterable[bytes], sealed: bytes, place: str) -> bytes:
    """Decrypt a value at its place with whichever of several keys opens it. Raises CannotOpen where none does."""
    for key in keys:
        try:
            return open_sealed(key, sealed, place)
        except CannotOpen:
            continue
    raise CannotOpen("The value cannot be opened: it was changed, or its key is gone.")


def seal(key: bytes, plain: bytes, place: str) -> bytes:
    """Encrypt a value so that it can be opened only at the place (table, row and column) it was made for."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def open_sealed(key: bytes, sealed: bytes, place: str) -> bytes:
    """Decrypt a value at its place. Raises CannotOpen where anything was changed."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("The value cannot be opened: it was changed, or its key is gone.") from error


def wrapping(subject: UUID) -> str:
    """Name the place at which the key of a subject is kept."""
    return f"audit_subjectkey:{subject}:wrapped"
