"""The tenancy and the home that the household has now: section C."""

from __future__ import annotations

from django.db import models

from reciprocal.property_requests.models.fields import choice


class TenancyAnswers(models.Model):
    """The tenancy and the home that the household has now: section C."""

    sensitivity = {
        "tenancy_type": ("S2", "R3"),
        "tenancy_type_other": ("S2", "R3"),
        "tenant_since_2012": ("S2", "R3"),
        "joint_with": ("S3", "R3"),
        "tenancy_held": ("S2", "R3"),
        "notice_ends": ("S2", "R3"),
        "landlord_asked_on": ("S2", "R3"),
        "current_bedrooms": ("S2", "R3"),
        "current_floor": ("S2", "R3"),
        "current_type": ("S2", "R3"),
        "overcrowded": ("S2", "R3"),
        "where_now": ("S4r", "R6"),
        "held_before": ("S2", "R3"),
        "placed_by": ("S4r", "R6"),
        "placed_by_landlord": ("S2", "R3"),
        "arrears": ("S2", "R2"),
        "arrears_amount": ("S2", "R2"),
    }

    tenancy_type = choice()
    tenancy_type_other = models.CharField(max_length=100, blank=True, default="")
    tenant_since_2012 = choice()
    joint_with = choice()
    tenancy_held = choice()
    notice_ends = models.DateField(null=True)
    landlord_asked_on = models.DateField(null=True, help_text="Asked whether an ended tenancy can be put right.")
    current_bedrooms = models.PositiveSmallIntegerField(null=True)
    current_floor = choice()
    current_type = choice()
    overcrowded = choice()
    where_now = choice(help_text="The kind of place only.")
    held_before = choice()
    placed_by = choice(help_text="The council that placed the household: its id, or another.")
    placed_by_landlord = models.BooleanField(default=False)
    arrears = choice()
    arrears_amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)

    class Meta:
        abstract = True
