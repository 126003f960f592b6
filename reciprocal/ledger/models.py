"""The pot: paired, append-only lines that always add up to zero.

A landlord reads its own lines. Which two lines belong to one move stands in a table that only the coordinator
reads, so that no statement pairs two landlords.
"""

from __future__ import annotations

import uuid

from django.db import models

from reciprocal.partners.models import Organisation


class Line(models.Model):
    """One change of one partner's balance, with its month and never its day."""

    sensitivity = {"organisation": ("S1", "R3"), "month": ("S2", "R3"), "change": ("S1", "R3"), "kind": ("S1", "R3")}
    KINDS = {"moved_out": "One of your tenants moved", "housed": "You housed a household"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ledger_lines")
    month = models.DateField(help_text="The first day of the month.")
    change = models.SmallIntegerField()
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(name="line_is_one_home", condition=models.Q(change__in=[-1, 1])),
            models.CheckConstraint(name="line_has_a_month_only", condition=models.Q(month__day=1)),
        ]


class Move(models.Model):
    """The two lines of one move, and of which request. Read by the coordinator alone."""

    sensitivity = {"owes": ("S3", "R3"), "owed": ("S3", "R3"), "request_id": ("S3", "R3"), "recorded_at": ("S2", "R3")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request_id = models.UUIDField(unique=True, help_text="No foreign key: the pot outlives the request.")
    owes = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="+")
    owed = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
