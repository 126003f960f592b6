"""What is sealed: it opens at its own place, and with the master key in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models

from reciprocal.access.encryption import CannotOpen, open_sealed, unwrap
from reciprocal.audit.models import SubjectKey
from reciprocal.config import rotation
from reciprocal.config.checks import Check

_NO_KEY: Final = "This could not be checked without RECIPROCAL_MASTER_KEY."


def sealed_columns() -> list[tuple[type[models.Model], str]]:
    """List every column that is sealed with the key of its request, by its class."""
    return [
        (model, name)
        for model in apps.get_models()
        for name, (sensitivity, _) in getattr(model, "sensitivity", {}).items()
        if sensitivity == "S4" and any(field.name == "request" for field in model._meta.fields)
        and isinstance(model._meta.get_field(name), models.BinaryField)
    ]  # fmt: skip


def _in_its_place(cursor: Any) -> Iterator[str]:
    if not settings.MASTER_KEY:
        yield _NO_KEY
        return
    wrapped = {key.subject: bytes(key.wrapped) for key in SubjectKey.objects.all()}
    for model, column in sealed_columns():
        for row in model._default_manager.filter(**{f"{column}__isnull": False}).iterator():
            request: UUID = row.request_id  # type: ignore[attr-defined]
            # With the key of its request what was sealed is gone, and that is no fault.
            if request in wrapped and not _opens(request, wrapped[request], row, column):
                yield f"{model._meta.db_table}.{column} of {row.pk} is not what was sealed there."


def _opens(request: UUID, wrapped: bytes, row: models.Model, column: str) -> bool:
    place = f"{row._meta.db_table}:{row.pk}:{column}"
    try:
        open_sealed(unwrap(request, wrapped), bytes(getattr(row, column)), place)
    except CannotOpen:
        return False
    return True


def _with_the_key_in_force(cursor: Any) -> Iterator[str]:
    if not settings.MASTER_KEY:
        yield _NO_KEY
        return
    yield from rotation.under_another_key(cursor)


CHECKS: Final[tuple[Check, ...]] = (
    Check("What is sealed opens in its own place", _in_its_place),
    Check("Everything is sealed with the master key in force", _with_the_key_in_force),
)
