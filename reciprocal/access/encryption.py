"""Encryption of single fields with a key for each request, wrapped by a master key outside the database."""

from __future__ import annotations

import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


class CannotOpen(Exception):
    """The value was changed, belongs to another place, or its key is gone."""


def master_key_id() -> str:
    """Name the master key by its fingerprint, so that a later rotation knows which one wrapped a key."""
    return hashlib.sha256(b"reciprocal master key" + settings.MASTER_KEY).hexdigest()[:16]


def fingerprint(*parts: str) -> str:
    """Turn something into what is always the same for it and tells nothing of it to whoever has not the master key."""
    key = hashlib.sha256(b"reciprocal fingerprint" + settings.MASTER_KEY).digest()
    return hmac.new(key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()


def new_wrapped_key(subject: UUID) -> bytes:
    """Make a key for one request and give it wrapped by the master key, bound to that request."""
    return seal(settings.MASTER_KEY, AESGCM.generate_key(bit_length=256), _wrapping(subject))


def unwrap(subject: UUID, wrapped: bytes) -> bytes:
    """Open a request's key. Raises CannotOpen where the master key or the request is another."""
    return open_sealed(settings.MASTER_KEY, wrapped, _wrapping(subject))


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


def _wrapping(subject: UUID) -> str:
    return f"audit_subjectkey:{subject}:wrapped"
