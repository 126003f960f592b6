"""Facts that are kept sealed with the key of their request: for one column of one row, and for nobody who reads it."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, models

from reciprocal.access.encryption import CannotOpen, open_sealed, seal
from reciprocal.audit.log import key_of
from reciprocal.property_requests.models import PoliceReference

# Stands on the page in the place of a fact that was changed, moved to another row, or whose key is gone.
NOT_WHAT_WAS_SEALED: Final = "It cannot be opened: it is not what was sealed here. Ring the coordinator."


def put(row: models.Model, column: str, text: str) -> None:
    """Seal a text into a column of a row that is about to be saved.

    Args:
        row: with `request_id` and its primary key.
        column: the column, a `BinaryField`.
        text: what is sealed.
    """
    setattr(row, column, sealed(_request(row), row._meta.db_table, row.pk, column, text))


def read(row: models.Model, column: str) -> str:
    """Open a column of a row. Raises CannotOpen where it was changed, moved, or its key is gone."""
    return opened(_request(row), row._meta.db_table, row.pk, column, bytes(getattr(row, column)))


def shown(row: models.Model, column: str) -> str:
    """Open a column of a row for a page: the text, or the sentence that says that it is not what was sealed there."""
    try:
        return read(row, column)
    except CannotOpen:
        return NOT_WHAT_WAS_SEALED


def sealed(request_id: UUID, table: str, row: UUID, column: str, text: str) -> bytes:
    """Encrypt a text so that it opens only in its own column of its own row.

    Args:
        request_id: the request with whose key it is sealed.
        table, row, column: the place it is made for.
        text: what is sealed.
    """
    return seal(key_of(request_id), text.encode(), f"{table}:{row}:{column}")


def opened(request_id: UUID, table: str, row: UUID, column: str, kept: bytes) -> str:
    """Open a text at its place. Raises CannotOpen where it was changed, moved, or its key is gone."""
    return open_sealed(key_of(request_id), kept, f"{table}:{row}:{column}").decode()


def keep_police_reference(request_id: UUID, number: str, at: datetime) -> None:
    """Keep the number for the landlord in the place of any earlier one; an empty one only takes that away."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT property_requests_forget_number(%s)", [request_id])
    if number:
        kept = PoliceReference(request_id=request_id, at=at)
        put(kept, "number", number)
        kept.save(force_insert=True)


def police_reference(request_id: UUID) -> str:
    """Open the number for a named lead of the landlord; empty where there is none. No other reads it."""
    kept = PoliceReference.objects.filter(request_id=request_id).first()
    return shown(kept, "number") if kept else ""


def _request(row: models.Model) -> UUID:
    request: UUID = row.request_id  # type: ignore[attr-defined]
    return request
