"""Who acts for the officer when they are away."""

from __future__ import annotations

from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.property_requests.models.request import PropertyRequest


class Cover(models.Model):
    """A colleague who acts when the officer is away, once they accept. Read by both and the coordinator."""

    sensitivity = {"membership": ("S2", "R2"), "accepted_at": ("S2", "R2")}

    request = models.OneToOneField(PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="cover")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
