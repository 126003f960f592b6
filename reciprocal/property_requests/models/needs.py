"""What home the household needs: section F."""

from __future__ import annotations

from django.db import models

from reciprocal.property_requests.models.fields import choice


class NeedAnswers(models.Model):
    """What home the household needs: section F."""

    sensitivity = {
        "bedrooms": ("S1", "R3"),
        "fewer_accepted": ("S1", "R3"),
        "highest_floor": ("S1", "R3"),
        "lift_needed": ("S1", "R3"),
        "access_need": ("S3", "R3"),
    }

    bedrooms = models.PositiveSmallIntegerField(null=True)
    fewer_accepted = choice()
    highest_floor = choice()
    lift_needed = choice()
    access_need = choice()

    class Meta:
        abstract = True
