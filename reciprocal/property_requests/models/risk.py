"""Why the household must move."""

from __future__ import annotations

import uuid

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
        "risk_summary": ("S3", "R2"),
        "risk_tool": ("S3", "R2"),
        "assessed_on": ("S3", "R2"),
        "marac": ("S3", "R2"),
        "marac_on": ("S3", "R2"),
        "marac_area": ("S3", "R2"),
        "police_reference_held": ("S3", "R6"),
        "orders": ("S3", "R2"),
        "abuse_service": ("S3", "R3"),
        "abuse_service_on": ("S3", "R3"),
        "housing_moves": ("S2", "R3"),
        "housing_moves_on": ("S2", "R3"),
        "new_area_support": ("S3", "R2"),
        "support_confirmed_on": ("S3", "R2"),
        "risk_worker": ("S2", "R2"),
        "plan_written": ("S3", "R2"),
        "plan_on": ("S3", "R2"),
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
    risk_summary = models.CharField(max_length=1500, blank=True, default="")
    risk_tool = choice()
    assessed_on = models.DateField(null=True)
    marac = choice()
    marac_on = models.DateField(null=True)
    marac_area = choice()
    police_reference_held = choice()
    orders = ArrayField(models.CharField(max_length=40), default=list)
    abuse_service = choice()
    abuse_service_on = models.DateField(null=True)
    housing_moves = choice()
    housing_moves_on = models.DateField(null=True)
    new_area_support = models.CharField(max_length=600, blank=True, default="")
    support_confirmed_on = models.DateField(null=True)
    risk_worker = models.CharField(max_length=120, blank=True, default="")
    plan_written = choice()
    plan_on = models.DateField(null=True)


class SupportingAgency(models.Model):
    """One kind of agency that supports the household, and since when. Read by the officer and the coordinator."""

    sensitivity = {"request": ("S2", "R3"), "agency": ("S3", "R2"), "since": ("S3", "R2")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="agencies")
    agency = models.CharField(max_length=40)
    since = models.DateField(null=True, help_text="The first day of the month in which it began.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "agency"], name="agency_once")]
