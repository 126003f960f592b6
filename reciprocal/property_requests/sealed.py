"""Facts that are kept sealed with the key of their request: for one row of one table, and for nobody who reads it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from reciprocal.access.encryption import open_sealed, seal
from reciprocal.audit.log import key_of
from reciprocal.property_requests.models import PoliceReference


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
        made = sealed(request_id, PoliceReference._meta.db_table, request_id, "number", number)
        PoliceReference(request_id=request_id, number=made, at=at).save(force_insert=True)


def police_reference(request_id: UUID) -> str:
    """Open the number for a named lead of the landlord; empty where there is none. No other reads it."""
    kept = PoliceReference.objects.filter(request_id=request_id).first()
    if kept is None:
        return ""
    return opened(request_id, PoliceReference._meta.db_table, request_id, "number", bytes(kept.number))
