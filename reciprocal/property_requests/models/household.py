"""Who is moving: section D, but for the people themselves, who are rows."""

from __future__ import annotations

from django.db import models

from reciprocal.property_requests.models.fields import choice


class HouseholdAnswers(models.Model):
    """Who is moving: section D, but for the people themselves, who are rows."""

    sensitivity = {
        "children_moving": ("S2", "R3"),
    }

    children_moving = choice()

    class Meta:
        abstract = True
