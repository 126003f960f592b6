"""Whether two people have sent a request for one household, without a number that would say whose."""

from __future__ import annotations

from django.db import models

from reciprocal.property_requests.models.request import PropertyRequest


class Fingerprint(models.Model):
    """What a tenancy reference was turned into. Read by nobody: the coordinator learns only whether there are two."""

    sensitivity = {"value": ("S4r", "R6")}

    request = models.OneToOneField(
        PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="fingerprint"
    )
    value = models.CharField(max_length=64)
