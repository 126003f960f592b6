"""Who is moving: section D, but for the people themselves, who are rows."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.property_requests.models.fields import choice


class HouseholdAnswers(models.Model):
    """Who is moving: section D, but for the people themselves, who are rows."""

    sensitivity = {
        "children_moving": ("S2", "R3"),
        "pregnancy": ("S3", "R3"),
        "baby_due": ("S3", "R3"),
        "babies": ("S3", "R3"),
        "communication": ("S3", "R3"),
        "language": ("S3", "R3"),
        "other_help": ("S3", "R3"),
        "pets": ("S1", "R3"),
    }

    children_moving = choice()
    pregnancy = choice()
    baby_due = models.DateField(null=True)
    babies = choice()
    communication = ArrayField(models.CharField(max_length=40), default=list)
    language = choice()
    other_help = models.CharField(max_length=100, blank=True, default="")
    pets = choice()

    class Meta:
        abstract = True
