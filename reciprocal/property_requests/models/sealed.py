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
    """Whom the officer named in words, why somebody is kept away, or how it was settled. Read by the coordinator alone.

    Nobody is barred by it: that is a `Bar`. What was said stays, and more is added to it.
    """

    sensitivity = {
        "request": ("S2", "R6"),
        "person": ("S4", "R6"),
        "reason": ("S4", "R6"),
        "settles": ("S2", "R6"),
        "at": ("S2", "R6"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="conflicts")
    person = models.BinaryField(null=True, help_text="Sealed: somebody in whom no account was found.")
    reason = models.BinaryField(help_text="Encrypted with the request's own key; no page shows it.")
    settles = models.BooleanField(default=False, help_text="The coordinator's own: how it was settled.")
    at = models.DateTimeField()
