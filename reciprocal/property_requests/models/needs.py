"""What home the household needs: section F."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.property_requests.models.fields import choice


class NeedAnswers(models.Model):
    """What home the household needs: section F."""

    sensitivity = {
        "bedrooms": ("S1", "R3"),
        "fewer_accepted": ("S1", "R3"),
        "highest_floor": ("S1", "R3"),
        "lift_needed": ("S1", "R3"),
        "bedrooms_by": ("S1", "R3"),
        "bedrooms_why": ("S1", "R3"),
        "outside_space": ("S1", "R3"),
        "access_need": ("S3", "R3"),
        "access_detail": ("S3", "R3"),
        "cannot_take": ("S1", "R3"),
        "security_need": ("S1", "R3"),
        "practical_points": ("S1", "R3"),
    }

    bedrooms = models.PositiveSmallIntegerField(null=True)
    fewer_accepted = choice()
    highest_floor = choice()
    lift_needed = choice()
    bedrooms_by = choice()
    bedrooms_why = models.CharField(max_length=100, blank=True, default="")
    outside_space = choice()
    access_need = choice()
    access_detail = models.CharField(max_length=200, blank=True, default="")
    cannot_take = ArrayField(models.CharField(max_length=40), default=list)
    security_need = ArrayField(models.CharField(max_length=40), default=list)
    practical_points = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        abstract = True
