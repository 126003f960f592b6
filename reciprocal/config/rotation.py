"""Seals with a new master key whatever the old one has sealed: a few rows in a transaction, begun again at any point.

A row that the new key opens is passed over, so that nothing is done twice and nothing is lost, however often it is
stopped. What was sealed meanwhile by a process that knows the old key alone is found by the next run.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from reciprocal.access.encryption import (
    CannotOpen,
    master_key_id,
    open_sealed,
    open_with_one_of,
    seal,
    wrapping,
)
from reciprocal.accounts import adapter, kept, sessions

NEITHER: Final = "opened by neither key and left as they are"
_BEFORE_ALL: Final = ""


@dataclass(frozen=True)
class Kind:
    """One kind of row that the master key seals.

    Args:
        words: what it is, for whoever watches.
        select: its rows after a key, in order, `%s` the key as text and how many.
        update: writes one row: its new value, and its key as text.
        again: gives the new value of a row, or None where the new master key opens it already.
    """

    words: str
    select: str
    update: str
    again: Callable[..., Any]


def rotate(batch: int) -> Iterator[str]:
    """Seal everything anew, as the owner. Gives a line after each transaction.

    Args:
        batch: how many rows are written in one transaction.
    """
    for kind in KINDS:
        done, left, after = 0, 0, _BEFORE_ALL
        while True:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE reciprocal_definer")
                cursor.execute(f"{kind.select} FOR UPDATE", [after, batch])
                rows = cursor.fetchall()
                for row in rows:
                    try:
                        value = kind.again(*row)
                    except CannotOpen:
                        left += 1
                        continue
                    if value is not None:
                        cursor.execute(kind.update, [*value, row[0]])
                        done += 1
            if not rows:
                break
            after = rows[-1][0]
            yield f"{kind.words}: {done} sealed with the new key{f', {left} {NEITHER}' if left else ''}"


def under_another_key(cursor: Any) -> Iterator[str]:
    """Say of each kind how many rows the master key in force does not open. For `./run check`."""
    for kind in KINDS:
        left, after = 0, _BEFORE_ALL
        while True:
            cursor.execute(kind.select, [after, 1000])
            rows = cursor.fetchall()
            if not rows:
                break
            left += sum(_is_left(kind, row) for row in rows)
            after = rows[-1][0]
        if left:
            yield f"{kind.words}: {left} not sealed with the master key given here. Run `./run keys rotate`."


def _is_left(kind: Kind, row: tuple[Any, ...]) -> bool:
    try:
        return kind.again(*row) is not None
    except CannotOpen:
        return True


def _key(subject: str, wrapped: bytes, master: str) -> tuple[bytes, str] | None:
    if master == master_key_id():
        return None
    place = wrapping(UUID(subject))
    return seal(
        settings.MASTER_KEY, open_sealed(settings.OLD_MASTER_KEY, bytes(wrapped), place), place
    ), master_key_id()


def _session(digest: str, data: bytes) -> tuple[bytes] | None:
    return _anew((settings.MASTER_KEY, settings.OLD_MASTER_KEY), bytes(data), sessions.session_place(digest))


def _kept_page(id: str, sealed: bytes, membership: UUID, person: UUID) -> tuple[bytes] | None:
    return _anew(kept.keys_of(person), bytes(sealed), kept.place_of(UUID(id), membership))


def _second_step(id: str, data: Any) -> tuple[str] | None:
    told = json.loads(data) if isinstance(data, str) else data
    made = {name: _secret(name, value) for name, value in told.items()}
    return None if made == told else (json.dumps(made),)


def _secret(name: str, value: Any) -> Any:
    """A secret of a second step sealed anew; what else stands there stays. Keys hold nothing that is secret."""
    if name == "migrated_codes":
        return [_secret("seed", one) for one in value]
    if name not in ("secret", "seed"):
        return value
    keys = (settings.MASTER_KEY, settings.OLD_MASTER_KEY)
    made = _anew(keys, base64.b64decode(value), adapter.SEALED_AT)
    return base64.b64encode(made[0]).decode() if made else value


def _anew(keys: tuple[bytes, ...], sealed: bytes, place: str) -> tuple[bytes] | None:
    """Seal a value with the first of the keys; None where that one opens it already."""
    try:
        open_sealed(keys[0], sealed, place)
    except CannotOpen:
        others = tuple(key for key in keys[1:] if key)
        return (seal(keys[0], open_with_one_of(others, sealed, place), place),)
    return None


KINDS: Final = (
    Kind(
        "Keys of requests",
        "SELECT subject::text, wrapped, master FROM audit_subjectkey WHERE subject::text > %s ORDER BY 1 LIMIT %s",
        "UPDATE audit_subjectkey SET wrapped = %s, master = %s WHERE subject = %s::uuid",
        _key,
    ),
    Kind(
        "Second steps",
        "SELECT id::text, data FROM mfa_authenticator WHERE id::text > %s ORDER BY 1 LIMIT %s",
        "UPDATE mfa_authenticator SET data = %s WHERE id = %s::bigint",
        _second_step,
    ),
    Kind(
        "Sessions",
        "SELECT digest, data FROM accounts_session WHERE digest > %s ORDER BY 1 LIMIT %s",
        "UPDATE accounts_session SET data = %s WHERE digest = %s",
        _session,
    ),
    Kind(
        "Pages kept for somebody",
        "SELECT k.id::text, k.sealed, k.membership_id, m.person_id FROM accounts_keptpage k"
        " JOIN accounts_membership m ON m.id = k.membership_id WHERE k.id::text > %s ORDER BY 1 LIMIT %s",
        "UPDATE accounts_keptpage SET sealed = %s WHERE id = %s::uuid",
        _kept_page,
    ),
)
