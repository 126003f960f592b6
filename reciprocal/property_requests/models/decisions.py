"""What the applicant's landlord reads, asks and decides."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.partners.models import Organisation
from reciprocal.property_requests.models.fields import choice
from reciprocal.property_requests.models.request import PropertyRequest
from reciprocal.property_requests.models.shown import ShownAnswers


class InformationAsked(models.Model):
    """What the coordinator or the landlord still needs of one section, and how the officer answered.

    Each asks what it needs; the landlord reads its own questions alone. A round is what was asked at one time.
    """

    sensitivity = {
        "request": ("S2", "R3"),
        "asked_by": ("S1", "R3"),
        "section": ("S2", "R3"),
        "message": ("S3", "R2"),
        "asked_at": ("S2", "R3"),
        "changed_at": ("S2", "R3"),
        "cannot": ("S3", "R2"),
        "answered_at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="asked")
    asked_by = models.CharField(max_length=20, help_text="The relation of who asked: scheme or landlord.")
    section = models.CharField(max_length=40)
    message = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, help_text="When the officer last saved a page of the section.")
    cannot = models.CharField(max_length=500, blank=True, help_text="Why the officer cannot answer it.")
    answered_at = models.DateTimeField(null=True)


class Approval(ShownAnswers):
    """The approval view: what the applicant's own landlord reads to decide, copied when it is asked.

    It carries the draft reference, never the code; that enough safe places were chosen, never which.
    """

    sensitivity = {
        **ShownAnswers.sensitivity,
        "landlord": ("S3", "R3"),
        "officer": ("S2", "R3"),
        "draft_reference": ("S1", "R3"),
        "status": ("S2", "R3"),
        "due_on": ("S1", "R3"),
        "panel_on": ("S2", "R3"),
        "moved_on": ("S2", "R3"),
        "cancelled_on": ("S2", "R3"),
        "second_look_on": ("S2", "R3"),
        "declined_by": ("S2", "R3"),
        "manager_decides": ("S2", "R3"),
        "home_place": ("S3", "R3"),
        "tenancy_type": ("S2", "R3"),
        "tenancy_held": ("S2", "R3"),
        "tenancy_route": ("S2", "R3"),
        "bedrooms": ("S1", "R3"),
        "own_stock": ("S2", "R3"),
        "primary_reason": ("S3", "R3"),
        "risk_basis": ("S3", "R2"),
        "dash_score": ("S3", "R2"),
        "unsafe_places": ("S4r", "R6"),
        "safe_count": ("S2", "R3"),
        "support": ("S3", "R2"),
        "consent_date": ("S2", "R3"),
        "asked_again_at": ("S2", "R3"),
        "asked_again": ("S2", "R3"),
    }

    request = models.OneToOneField(PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="approval")
    landlord = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    draft_reference = models.CharField(max_length=9)
    status = models.CharField(max_length=20, default="deciding")
    due_on = models.DateField(null=True)
    panel_on = models.DateField(null=True)
    moved_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True, help_text="Where the new tenancy was cancelled in its first week.")
    second_look_on = models.DateField(null=True, help_text="When the decline was to be looked at again.")
    declined_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", help_text="Does not decide again."
    )
    manager_decides = models.BooleanField(default=False, help_text="There is no other named lead.")
    home_place = choice()
    tenancy_type = choice()
    tenancy_held = choice()
    tenancy_route = choice()
    bedrooms = models.PositiveSmallIntegerField()
    own_stock = choice()
    primary_reason = choice()
    risk_basis = ArrayField(models.CharField(max_length=40), default=list)
    dash_score = models.PositiveSmallIntegerField(null=True)
    unsafe_places = ArrayField(models.CharField(max_length=20), default=list)
    safe_count = models.PositiveSmallIntegerField()
    support = choice()
    consent_date = models.DateField()
    asked_again_at = models.DateTimeField(null=True, help_text="When the landlord was asked whether it still agrees.")
    asked_again = ArrayField(
        models.CharField(max_length=40), default=list, help_text="The sections about which it was asked again."
    )


class Decision(models.Model):
    """One thing the landlord decided: agree, panel, minded to decline, decline; with facts where it declines."""

    sensitivity = {
        "request": ("S2", "R3"),
        "kind": ("S2", "R3"),
        "at": ("S2", "R3"),
        "by": ("S2", "R3"),
        "reason": ("S3", "R3"),
        "asked": ("S3", "R2"),
        "source": ("S3", "R2"),
        "would_change": ("S3", "R2"),
        "panel_on": ("S2", "R3"),
        "corrected_at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = choice()
    asked = models.CharField(max_length=300, blank=True, help_text="What the reason asks for as well.")
    source = models.CharField(max_length=300, blank=True)
    would_change = models.CharField(max_length=300, blank=True)
    panel_on = models.DateField(null=True)
    corrected_at = models.DateTimeField(null=True, help_text="When the officer had gone through the facts.")


class DeclineFact(models.Model):
    """One fact on which a landlord would decline, and what the officer says of it."""

    sensitivity = {
        "request": ("S2", "R3"),
        "decision": ("S2", "R3"),
        "place": ("S1", "R3"),
        "text": ("S3", "R2"),
        "verdict": ("S3", "R2"),
        "correction": ("S3", "R2"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="facts")
    place = models.PositiveSmallIntegerField(help_text="Its place among the facts of the decision.")
    text = models.CharField(max_length=1000)
    verdict = choice(help_text="right, wrong or changed; empty until the officer said.")
    correction = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("place",)
