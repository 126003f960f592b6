"""What of the answers the applicant's landlord reads besides the rest of the approval view."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.property_requests.models.fields import choice


class ShownAnswers(models.Model):
    """Answers that are copied for the landlord as they were given: the home now, the needs, and the risk."""

    sensitivity = {
        "current_bedrooms": ("S2", "R3"),
        "current_floor": ("S2", "R3"),
        "current_type": ("S2", "R3"),
        "overcrowded": ("S2", "R3"),
        "where_now": ("S4r", "R6"),
        "arrears": ("S2", "R2"),
        "arrears_amount": ("S2", "R2"),
        "baby_due": ("S3", "R3"),
        "communication": ("S3", "R3"),
        "fewer_accepted": ("S1", "R3"),
        "highest_floor": ("S1", "R3"),
        "lift_needed": ("S1", "R3"),
        "outside_space": ("S1", "R3"),
        "access_need": ("S3", "R3"),
        "access_detail": ("S3", "R3"),
        "cannot_take": ("S1", "R3"),
        "security_need": ("S1", "R3"),
        "pets": ("S1", "R3"),
        "practical_points": ("S1", "R3"),
        "risk_summary": ("S3", "R2"),
        "risk_tool": ("S3", "R2"),
        "assessed_on": ("S3", "R2"),
        "marac": ("S3", "R2"),
        "marac_on": ("S3", "R2"),
        "orders": ("S3", "R2"),
        "new_area_support": ("S3", "R2"),
        "agencies": ("S3", "R2"),
        "agencies_since": ("S3", "R2"),
        "other_reasons": ("S3", "R3"),
        "joint_with": ("S3", "R3"),
        "other_help": ("S3", "R3"),
        "bedrooms_by": ("S1", "R3"),
        "bedrooms_why": ("S1", "R3"),
        "area_assessed": ("S3", "R3"),
        "area_assessed_on": ("S3", "R3"),
        "area_assessed_by": ("S3", "R3"),
        "support_confirmed_on": ("S3", "R2"),
        "risk_managed": ("S3", "R2"),
        "risk_worker": ("S2", "R2"),
        "plan_written": ("S3", "R2"),
        "plan_on": ("S3", "R2"),
    }

    current_bedrooms = models.PositiveSmallIntegerField(null=True)
    current_floor = choice()
    current_type = choice()
    overcrowded = choice()
    where_now = choice()
    arrears = choice()
    arrears_amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    baby_due = models.DateField(null=True)
    communication = ArrayField(models.CharField(max_length=40), default=list)
    fewer_accepted = choice()
    highest_floor = choice()
    lift_needed = choice()
    outside_space = choice()
    access_need = choice()
    access_detail = models.CharField(max_length=200, blank=True, default="")
    cannot_take = ArrayField(models.CharField(max_length=40), default=list)
    security_need = ArrayField(models.CharField(max_length=40), default=list)
    pets = choice()
    practical_points = ArrayField(models.CharField(max_length=40), default=list)
    risk_summary = models.CharField(max_length=1500, blank=True, default="")
    risk_tool = choice()
    assessed_on = models.DateField(null=True)
    marac = choice()
    marac_on = models.DateField(null=True)
    orders = ArrayField(models.CharField(max_length=40), default=list)
    new_area_support = models.CharField(max_length=600, blank=True, default="")
    agencies = ArrayField(models.CharField(max_length=40), default=list)
    agencies_since = ArrayField(models.DateField(null=True), default=list, help_text="In the order of the agencies.")
    other_reasons = ArrayField(models.CharField(max_length=40), default=list)
    joint_with = choice()
    other_help = models.CharField(max_length=100, blank=True, default="")
    bedrooms_by = choice()
    bedrooms_why = models.CharField(max_length=100, blank=True, default="")
    area_assessed = choice()
    area_assessed_on = models.DateField(null=True)
    area_assessed_by = choice()
    support_confirmed_on = models.DateField(null=True)
    risk_managed = choice()
    risk_worker = models.CharField(max_length=120, blank=True, default="")
    plan_written = choice()
    plan_on = models.DateField(null=True)

    class Meta:
        abstract = True
