"""What of an offer is kept sealed: where the home is, and where and when somebody looks at it."""

from __future__ import annotations

from django.db import models

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
