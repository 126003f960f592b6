"""What of an offer is kept sealed: where the home is, and where and when somebody looks at it."""

from __future__ import annotations

import uuid

from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.offers.models.offer import Offer, Viewing
from reciprocal.property_requests.models import PropertyRequest


class HomeAddress(models.Model):
    """Where the home of an offer is. Typed by its landlord; opened by a logged click while the offer stands.

    Officer, coordinator and the landlord of the home open it, and nobody at the applicant's own landlord in any role.
    """

    sensitivity = {"request": ("S2", "R6"), "address": ("S4", "R6"), "at": ("S2", "R6")}

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, primary_key=True, related_name="+")
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    address = models.BinaryField(help_text="Encrypted with the request's own key.")
    at = models.DateTimeField()


class ViewingPlan(models.Model):
    """Where and when a viewing is and who goes there. Opened like the address of the home, by the same people."""

    sensitivity = {
        "offer": ("S2", "R6"),
        "request": ("S2", "R6"),
        "plan": ("S4", "R6"),
        "at": ("S2", "R6"),
    }

    viewing = models.OneToOneField(Viewing, on_delete=models.CASCADE, primary_key=True, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    plan = models.BinaryField(help_text="Encrypted with the request's own key.")
    at = models.DateTimeField()


class Opening(models.Model):
    """Somebody asked, with a reason, to see a sealed fact that no click opens to them, and another person decided.

    Read by coordinators and scheme managers, who decide. Allowed, it opens to whoever asked and to nobody else.
    """

    KINDS = {
        "address": "The address of the home",
        "viewing": "The plan of the viewing",
        "kept_away": "Why somebody is kept away",
    }
    sensitivity = {
        "request": ("S2", "R5"),
        "offer": ("S2", "R5"),
        "kind": ("S2", "R5"),
        "reference": ("S1", "R5"),
        "why": ("S3", "R5"),
        "by": ("S2", "R5"),
        "at": ("S2", "R5"),
        "allowed": ("S2", "R5"),
        "decided_by": ("S2", "R5"),
        "decided_at": ("S2", "R5"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=10)
    reference = models.CharField(max_length=11, help_text="A scheme manager reads no request, and decides by this.")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    allowed = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="nobody_allows_their_own", condition=~models.Q(by=models.F("decided_by"))),
            models.CheckConstraint(
                name="decided_by_somebody",
                condition=models.Q(allowed__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | models.Q(allowed__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
