"""What is kept sealed: a police reference, and what connects somebody with the person causing harm."""

from __future__ import annotations

import uuid

from django.db import models

from reciprocal.property_requests.models.request import PropertyRequest


class PoliceReference(models.Model):
    """The number of a police reference. Written by the officer, opened by the named leads of the landlord alone."""

    sensitivity = {"number": ("S4", "R6"), "at": ("S2", "R6")}

    request = models.OneToOneField(PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="+")
    number = models.BinaryField(help_text="Encrypted with the request's own key.")
    at = models.DateTimeField()


class Conflict(models.Model):
    """A team or a person to keep away and why, or how the coordinator settled it. Read by the coordinator alone.

    Nobody is barred by it: a partner is barred by a `Bar`. What was said stays, and more is added to it.
    """

    sensitivity = {
        "request": ("S2", "R6"),
        "team": ("S4r", "R6"),
        "person": ("S4r", "R6"),
        "reason": ("S4", "R6"),
        "settles": ("S2", "R6"),
        "at": ("S2", "R6"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="conflicts")
    team = models.CharField(max_length=100, blank=True)
    person = models.CharField(max_length=254, blank=True, help_text="A work e-mail.")
    reason = models.BinaryField(help_text="Encrypted with the request's own key; no page shows it.")
    settles = models.BooleanField(default=False, help_text="The coordinator's own: how it was settled.")
    at = models.DateTimeField()
