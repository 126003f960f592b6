"""Who speaks for the household, and whether somebody is kept away."""

from __future__ import annotations

from django.db import models

from reciprocal.property_requests.models.fields import choice


class ContactAnswers(models.Model):
    """Who speaks for the household, and whether somebody is kept away."""

    sensitivity = {
        "going_without_cover": ("S2", "R3"),
        "safe_contact_held": ("S4r", "R6"),
        "kept_away": ("S4r", "R6"),
        "ring_first": ("S4r", "R6"),
    }

    going_without_cover = choice()
    safe_contact_held = choice()
    kept_away = choice()
    ring_first = models.BooleanField(
        default=False, help_text="The coordinator rings about who is kept away before the landlord is asked."
    )

    class Meta:
        abstract = True
