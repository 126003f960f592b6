"""Who saved which page of a request last, so that whoever sends it from an old tab is told."""

from __future__ import annotations

import uuid

from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.property_requests.models.request import PropertyRequest


class Saved(models.Model):
    """The last time that a page of the form was saved, and by whom. Read by the officer and the cover."""

    sensitivity = {"request": ("S2", "R3"), "page": ("S1", "R3"), "by": ("S2", "R3"), "at": ("S2", "R3")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=40)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "page"], name="page_saved_once")]
