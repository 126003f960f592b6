"""What time it is in the demonstration."""

from __future__ import annotations

from django.db import models


class DemoClock(models.Model):
    """The demonstration's own time: it stands still while the demonstration is off, and buttons move it."""

    sensitivity = {"at": ("S1", "R1")}

    id = models.SmallIntegerField(primary_key=True)
    at = models.DateTimeField()
