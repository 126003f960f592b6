"""Whether the move is still needed and whether they are safe, as the officer said it; and who took the request over."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.property_requests.models.fields import choice
from reciprocal.property_requests.models.request import PropertyRequest


class Review(models.Model):
    """What the officer said at a review, or when they were not safe. Read by the officer and the coordinator."""

    sensitivity = {
        "request": ("S2", "R3"),
        "at": ("S2", "R3"),
        "still_needed": ("S2", "R3"),
        "safe_tonight": ("S3", "R2"),
        "risk_changed": ("S3", "R2"),
        "ages_changed": ("S2", "R3"),
        "done": ("S3", "R2"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="reviews")
    at = models.DateTimeField()
    still_needed = choice(help_text="Empty where they were not safe outside a review.")
    safe_tonight = choice()
    risk_changed = choice()
    ages_changed = choice()
    done = ArrayField(models.CharField(max_length=40), default=list, help_text="What has been done for tonight.")


class BandChange(models.Model):
    """A risk band that the coordinator set against the rule, and why. It holds until it is set again.

    Read by the coordinator alone: the band orders the lists, and nobody else is shown it.
    """

    sensitivity = {
        "request": ("S2", "R3"),
        "at": ("S2", "R3"),
        "by": ("S2", "R3"),
        "band": ("S3", "R3"),
        "why": ("S3", "R2"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="bands")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    band = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [models.CheckConstraint(name="band_known", condition=models.Q(band__in=(1, 2, 3)))]


class Handover(models.Model):
    """Who spoke for the household until when, and the note for whoever came after. Read as the request is."""

    sensitivity = {
        "request": ("S2", "R3"),
        "at": ("S2", "R3"),
        "from_officer": ("S2", "R3"),
        "to_officer": ("S2", "R3"),
        "note": ("S3", "R2"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="handovers")
    at = models.DateTimeField()
    from_officer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    to_officer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
