"""What happened, in the scheme's words: one row a step, from which every reader's timeline is made."""

from __future__ import annotations

import secrets
import time
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


def in_order() -> uuid.UUID:
    """Make an id that sorts after every earlier one, so that steps of the same minute keep their order."""
    return uuid.UUID(int=(time.time_ns() << 64) | secrets.randbits(64))


class Happening(models.Model):
    """One step that was taken. The sentence comes from the lifecycle table; no free text is kept here."""

    sensitivity = {
        "step": ("S2", "R3"),
        "at": ("S2", "R3"),
        "about": ("S2", "R3"),
        "by_role": ("S2", "R3"),
        "seen_by": ("S1", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=in_order, editable=False)
    request_id = models.UUIDField(null=True, db_index=True)
    offer_id = models.UUIDField(null=True)
    home_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True, help_text="The partner that reads it, where one does.")
    step = models.CharField(max_length=40)
    at = models.DateTimeField()
    about = models.DateField(null=True, help_text="The date that the sentence names, e.g. of a panel.")
    by_membership = models.UUIDField(null=True)
    by_role = models.CharField(max_length=30)
    seen_by = ArrayField(models.CharField(max_length=20), default=list)
