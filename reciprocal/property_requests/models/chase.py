"""What was said about something late, rung or by themselves, and that somebody was reminded."""

from __future__ import annotations

import uuid

from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.property_requests.models.fields import choice
from reciprocal.property_requests.models.request import PropertyRequest


class Chase(models.Model):
    """Whoever is late said where it stands, to the coordinator who rang or by themselves, or is to be reminded.

    Read by the coordinator alone, and by the service, which sends the reminders.
    """

    sensitivity = {
        "request": ("S2", "R3"),
        "at": ("S2", "R3"),
        "by": ("S2", "R3"),
        "of": ("S1", "R3"),
        "state": ("S1", "R3"),
        "state_since": ("S1", "R3"),
        "answer": ("S2", "R3"),
        "until": ("S2", "R3"),
        "note": ("S3", "R2"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="chases")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    of = models.CharField(max_length=10, help_text="Whom it waits for: officer, landlord, offering.")
    state = models.CharField(max_length=20)
    state_since = models.DateTimeField(help_text="Of which wait: a later one begins anew.")
    answer = choice(help_text="A ready answer; empty for a reminder.")
    until = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="chase_of_known", condition=models.Q(of__in=["officer", "landlord", "offering"])
            ),
        ]
