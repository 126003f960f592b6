"""What time it is in the demonstration, and what would have been sent from it."""

from __future__ import annotations

import uuid

from django.db import models


class DemoClock(models.Model):
    """The demonstration's own time: it stands still while the demonstration is off, and buttons move it."""

    sensitivity = {"at": ("S1", "R1")}

    id = models.SmallIntegerField(primary_key=True)
    at = models.DateTimeField()


class SentMail(models.Model):
    """A mail that would have been sent, had this not been the demonstration. Nothing leaves the machine."""

    sensitivity = {
        "at": ("S1", "R1"),
        "to": ("S2", "R1"),
        "subject": ("S2", "R1"),
        "body": ("S2", "R1"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
