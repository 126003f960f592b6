"""What the screen found in the answers of a request, and who said of it that it identifies nobody. Never the words."""

from __future__ import annotations

import uuid

from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.property_requests.models.request import PropertyRequest

_PLACE = ["request", "question", "kind", "start", "end", "of_text"]
_CLASSES = {
    "request": ("S2", "R3"),
    "question": ("S1", "R3"),
    "kind": ("S2", "R3"),
    "start": ("S1", "R3"),
    "end": ("S1", "R3"),
    "of_text": ("S2", "R3"),
    "by": ("S2", "R3"),
    "at": ("S2", "R3"),
}


class Mark(models.Model):
    """A place in one answer, for exactly the text that stood there: `of_text` is its keyed hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    of_text = models.CharField(max_length=64)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class WavedOn(Mark):
    """The officer said that marked words identify nobody. Read by the officer and the coordinator."""

    sensitivity = _CLASSES

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "question", "kind", "start", "end", "of_text"], name="waved_once"
            )
        ]


class Cleared(Mark):
    """The coordinator looked at marked words and let them stand. Read by the officer and the coordinator."""

    sensitivity = _CLASSES

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "question", "kind", "start", "end", "of_text"], name="cleared_once"
            )
        ]
