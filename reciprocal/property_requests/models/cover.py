"""How to reach the officer, and who acts for them when they are away."""

from __future__ import annotations

from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.property_requests.models.request import PropertyRequest


class Cover(models.Model):
    """A colleague who acts when the officer is away, once they accept. Read by both and the coordinator."""

    sensitivity = {"membership": ("S2", "R2"), "accepted_at": ("S2", "R2"), "asked_by": ("S2", "R2")}

    request = models.OneToOneField(PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="cover")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", help_text="Who asks; empty for an old row."
    )


class Contact(models.Model):
    """How to reach the officer at work. Read by the officer, the coordinator and, once asked, the landlord."""

    sensitivity = {
        "officer_role": ("S2", "R2"),
        "officer_phone": ("S2", "R2"),
        "officer_email": ("S2", "R2"),
        "agency_shows_area": ("S2", "R2"),
        "cover_mailbox": ("S2", "R2"),
    }

    request = models.OneToOneField(PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="contact")
    officer_role = models.CharField(max_length=80, blank=True, default="")
    officer_phone = models.CharField(max_length=30, blank=True, default="")
    officer_email = models.CharField(max_length=254, blank=True, default="")
    agency_shows_area = models.BooleanField(default=True)
    cover_mailbox = models.CharField(max_length=254, blank=True, default="")
