"""The tenancy and the home that the household has now: section C."""

from __future__ import annotations

from django.db import models

from reciprocal.property_requests.models.fields import choice


class TenancyAnswers(models.Model):
    """The tenancy and the home that the household has now: section C."""

    sensitivity = {
        "tenancy_type": ("S2", "R3"),
        "tenancy_held": ("S2", "R3"),
    }

    tenancy_type = choice()
    tenancy_held = choice()

    class Meta:
        abstract = True
