"""Why the household must move."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.property_requests.models.fields import choice
from reciprocal.property_requests.models.request import PropertyRequest


class Risk(models.Model):
    """Why the household must move. Read by the officer and the coordinator."""

    sensitivity = {
        "primary_reason": ("S3", "R3"),
        "other_reasons": ("S3", "R3"),
        "personal_connection": ("S3", "R3"),
        "risk_here": ("S3", "R3"),
        "partner_connected": ("S3", "R3"),
        "risk_basis": ("S3", "R2"),
        "dash_score": ("S3", "R2"),
        "no_unsafe_places": ("S4r", "R6"),
        "area_assessed": ("S3", "R3"),
        "area_assessed_on": ("S3", "R3"),
        "area_assessed_by": ("S3", "R3"),
        "place_reasons": ("S2", "R3"),
        "support_confirmed": ("S3", "R2"),
        "risk_managed": ("S3", "R2"),
    }

    request = models.OneToOneField(PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="risk")
    primary_reason = choice()
    other_reasons = ArrayField(models.CharField(max_length=40), default=list)
    personal_connection = choice()
    risk_here = choice()
    partner_connected = choice()
    risk_basis = ArrayField(models.CharField(max_length=40), default=list)
    dash_score = models.PositiveSmallIntegerField(null=True)
    no_unsafe_places = models.BooleanField(default=False)
    area_assessed = choice()
    area_assessed_on = models.DateField(null=True)
    area_assessed_by = choice()
    place_reasons = ArrayField(models.CharField(max_length=40), default=list)
    support_confirmed = choice()
    risk_managed = choice()
