"""Whether this is the right route, and what the applicant agreed to: sections A and B."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.property_requests.models.fields import choice


class RouteAnswers(models.Model):
    """Whether this is the right route, and what the applicant agreed to: sections A and B."""

    sensitivity = {
        "danger_now": ("S3", "R3"),
        "safe_tonight": ("S3", "R3"),
        "is_professional": ("S2", "R3"),
        "tenancy_route": ("S2", "R3"),
        "home_place": ("S3", "R3"),
        "wants_to_leave": ("S2", "R3"),
        "own_stock": ("S2", "R3"),
        "options_explained": ("S2", "R3"),
        "options_explained_on": ("S2", "R3"),
        "explained": ("S2", "R3"),
        "consent_apply": ("S2", "R3"),
        "consent_statistics": ("S2", "R3"),
        "consent_date": ("S2", "R3"),
        "consent_manner": ("S2", "R3"),
        "interpreter_used": ("S2", "R3"),
    }

    danger_now = choice()
    safe_tonight = choice()
    is_professional = choice()
    tenancy_route = choice()
    home_place = choice()
    wants_to_leave = choice()
    own_stock = choice()
    options_explained = ArrayField(models.CharField(max_length=40), default=list)
    options_explained_on = models.DateField(null=True)
    explained = ArrayField(models.CharField(max_length=40), default=list)
    consent_apply = models.BooleanField(default=False)
    consent_statistics = models.BooleanField(default=False)
    consent_date = models.DateField(null=True)
    consent_manner = choice()
    interpreter_used = choice()

    class Meta:
        abstract = True
