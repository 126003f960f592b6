"""Notices: shown on the worklist of the post that they are for."""

from __future__ import annotations

import uuid

from django.db import models

from reciprocal.accounts.models import Membership


class Notice(models.Model):
    """One notice for one post. It holds no case detail and no reference: the reader's own view gives it one."""

    sensitivity = {
        "membership": ("S2", "R3"),
        "request_id": ("S2", "R3"),
        "offer_id": ("S2", "R3"),
        "key": ("S1", "R3"),
        "relation": ("S1", "R3"),
        "at": ("S2", "R3"),
        "read_at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="notices")
    request_id = models.UUIDField(null=True)
    offer_id = models.UUIDField(null=True)
    relation = models.CharField(max_length=20)
    key = models.CharField(max_length=30)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
