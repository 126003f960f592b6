"""Who is moving: section D."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class HouseholdAnswers(models.Model):
    """Who is moving: section D."""

    sensitivity = {
        "adults": ("S2", "R3"),
        "children": ("S2", "R3"),
        "ages_as_of": ("S2", "R3"),
    }

    adults = ArrayField(models.PositiveSmallIntegerField(), default=list)
    children = ArrayField(models.PositiveSmallIntegerField(), default=list)
    ages_as_of = models.DateField(null=True)

    class Meta:
        abstract = True
