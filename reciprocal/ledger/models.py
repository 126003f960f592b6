"""The pot: paired, append-only lines that always add up to zero.

A landlord reads its own lines. Which two lines belong together stands in a table that only the coordinator reads, so
that no statement pairs two landlords.
"""

from __future__ import annotations

import uuid
from typing import Final

from django.db import models
from django.db.models import Q

from reciprocal.partners.models import Organisation

# Why a line is corrected, as both partners of the pair may read it: it tells neither anything about the other, nor
# what has become of a household.
CORRECTIONS: Final = {
    "no_longer": "The move no longer counts",
    "no_move": "There was no such move",
    "wrong_month": "The month was wrong",
    "wrong_landlord": "The landlord was wrong",
    "missing": "A line was missing",
}


class Line(models.Model):
    """One change of one partner's balance, with its month and never its day."""

    sensitivity = {
        "organisation": ("S1", "R3"),
        "month": ("S2", "R3"),
        "change": ("S1", "R3"),
        "kind": ("S1", "R3"),
        "about": ("S2", "R3"),
        "reason": ("S1", "R3"),
    }
    KINDS = {
        "moved_out": "One of your tenants moved",
        "housed": "You housed a household",
        "opening": "Opening balance",
        "correction": "Correction",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ledger_lines")
    month = models.DateField(help_text="The first day of the month.")
    change = models.SmallIntegerField()
    kind = models.CharField(max_length=20)
    about = models.DateField(null=True, help_text="The month that a correction corrects: its first day.")
    reason = models.CharField(max_length=20, blank=True, help_text="Why it is corrected, as both partners read it.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="line_is_one_home", condition=Q(change__in=[-1, 1])),
            models.CheckConstraint(
                name="line_has_a_month_only",
                condition=Q(month__day=1) & (Q(about__isnull=True) | Q(about__day=1)),
            ),
            models.CheckConstraint(
                name="line_of_a_known_kind",
                condition=Q(kind="moved_out", change=-1)
                | Q(kind="housed", change=1)
                | Q(kind__in=["opening", "correction"]),
            ),
            models.CheckConstraint(
                name="line_of_a_correction_says_of_what",
                condition=Q(kind="correction", about__isnull=False, reason__in=list(CORRECTIONS))
                | (~Q(kind="correction") & Q(about__isnull=True, reason="")),
            ),
        ]


class Pair(models.Model):
    """The two lines that belong together, and why. Read by the coordinator alone.

    The pair of a move names its request. A pair that takes another back names that one. Any other is an opening
    balance or a correction that the coordinator wrote; these and what is taken back have her own words.
    """

    sensitivity = {
        "owes": ("S3", "R3"),
        "owed": ("S3", "R3"),
        "request_id": ("S3", "R3"),
        "reverses": ("S3", "R3"),
        "words": ("S3", "R3"),
        "recorded_by": ("S2", "R3"),
        "recorded_at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request_id = models.UUIDField(null=True, unique=True, help_text="No foreign key: the pot outlives the request.")
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    owes = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="+")
    owed = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500, blank=True)
    recorded_by = models.UUIDField(null=True, help_text="The coordinator who wrote it; empty for a move.")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pair_is_of_a_move_or_has_words",
                condition=Q(request_id__isnull=False, reverses__isnull=True, words="", recorded_by__isnull=True)
                | (Q(request_id__isnull=True, recorded_by__isnull=False) & ~Q(words="")),
            ),
        ]


class Agreed(models.Model):
    """A partner agreed to its statement of a month, at the balance that it then had. Read by it and the coordinator."""

    sensitivity = {
        "organisation": ("S1", "R3"),
        "month": ("S1", "R3"),
        "balance": ("S1", "R3"),
        "at": ("S1", "R3"),
        "by_membership": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="The first day of the month.")
    balance = models.SmallIntegerField(help_text="At the end of the month, as it was read.")
    at = models.DateTimeField()
    by_membership = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "month", "balance"], name="agreed_once")]


class Dispute(models.Model):
    """A partner's note that a line of its statement is wrong, and the coordinator's answer. Read by these two."""

    WHAT = {
        "no_move": "There was no such move",
        "wrong_month": "The month is wrong",
        "not_ours": "It was not our tenant",
        "missing": "A line is missing",
        "other": "Something else",
    }
    ANSWERS = {"corrected": "Corrected", "left": "Left as it is", "asked": "More was asked"}
    sensitivity = {
        "organisation": ("S1", "R3"),
        "line": ("S2", "R3"),
        "what": ("S1", "R3"),
        "words": ("S2", "R2"),
        "sent_at": ("S1", "R3"),
        "sent_by": ("S2", "R3"),
        "due_on": ("S1", "R3"),
        "answer": ("S1", "R3"),
        "answer_words": ("S2", "R2"),
        "answered_at": ("S1", "R3"),
        "answered_by": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    words = models.CharField(max_length=500)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField()
    due_on = models.DateField()
    answer = models.CharField(max_length=20, blank=True)
    answer_words = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="dispute_of_a_known_kind",
                condition=Q(what__in=["no_move", "wrong_month", "not_ours", "missing", "other"]),
            ),
            models.CheckConstraint(
                name="dispute_is_open_or_answered",
                condition=Q(answer="", answer_words="", answered_at__isnull=True, answered_by__isnull=True)
                | (
                    Q(answer__in=["corrected", "left", "asked"], answered_at__isnull=False, answered_by__isnull=False)
                    & ~Q(answer_words="")
                ),
            ),
            models.UniqueConstraint(fields=["line"], condition=Q(answer=""), name="one_open_dispute_a_line"),
        ]
