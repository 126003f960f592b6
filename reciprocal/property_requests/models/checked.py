"""What the coordinator looked at while checking a request."""

from __future__ import annotations

import uuid

from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.property_requests.models.request import PropertyRequest


class SectionChecked(models.Model):
    """One section that a coordinator found complete. Read by the coordinator alone."""

    sensitivity = {"request": ("S2", "R3"), "section": ("S1", "R3"), "by": ("S2", "R3"), "at": ("S2", "R3")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="sections_checked")
    section = models.CharField(max_length=40)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "section"], name="one_tick_a_section")]


class SavedView(models.Model):
    """Filters of the list of requests under a name. Read by the post that saved them, and by nobody else."""

    sensitivity = {"membership": ("S2", "R2"), "name": ("S2", "R2"), "filters": ("S3", "R2")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    filters = models.CharField(max_length=500, help_text="As the form of the list sends them.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "name"], name="one_view_of_a_name")]
