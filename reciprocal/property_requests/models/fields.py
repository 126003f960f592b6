"""The kinds of column that answers are kept in."""

from __future__ import annotations

from django.db import models


def choice(**options: object) -> models.CharField:
    """A coded answer; empty until it is given."""
    return models.CharField(max_length=40, blank=True, default="", **options)  # type: ignore[arg-type]
