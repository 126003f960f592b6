"""What happened, in the scheme's words: one row a step, from which every reader's timeline is made."""

from __future__ import annotations

import secrets
import time
import uuid

from django.db import models


def in_order() -> uuid.UUID:
    """Make an id that sorts after every earlier one, so that steps of the same minute keep their order."""
    return uuid.UUID(int=(time.time_ns() << 64) | secrets.randbits(64))


class Happening(models.Model):
    """One step as one audience may know it. The sentence comes from the lifecycle table; no free text is kept here.

    Each audience has a row of its own: "case" for officer and coordinator, "landlord", "offering". The row for a
    landlord holds no offer, no partner and no person, so that it cannot tell where somebody went.
    """

    AUDIENCES = ("case", "landlord", "offering")
    sensitivity = {
        "request_id": ("S2", "R3"),
        "offer_id": ("S2", "R3"),
        "home_id": ("S4r", "R3"),
        "organisation_id": ("S4r", "R3"),
        "by_membership": ("S2", "R3"),
        "audience": ("S1", "R3"),
        "step": ("S2", "R3"),
        "at": ("S2", "R3"),
        "about": ("S2", "R3"),
        "by_role": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=in_order, editable=False)
    audience = models.CharField(max_length=10)
    request_id = models.UUIDField(null=True, db_index=True)
    offer_id = models.UUIDField(null=True)
    home_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True, help_text="The partner whose row it is.")
    step = models.CharField(max_length=40)
    at = models.DateTimeField()
    about = models.DateField(null=True, help_text="The date that the sentence names, e.g. of a panel.")
    by_membership = models.UUIDField(null=True, help_text="Empty where this audience may not know who it was.")
    by_role = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audience_known", condition=models.Q(audience__in=["case", "landlord", "offering"])
            ),
            models.CheckConstraint(
                name="landlord_learns_of_no_offer",
                condition=~models.Q(audience="landlord")
                | models.Q(offer_id__isnull=True, home_id__isnull=True, organisation_id__isnull=True),
            ),
        ]
