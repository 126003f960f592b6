"""The property request, split into one table an audience: nobody reads a column of another's table.

Officer and coordinator read the request, its places and its risk; the bars are the coordinator's alone; the
applicant's landlord reads the approval view, a copy made for it, and its own decisions. There is no field for a name.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.partners.models import Organisation
from reciprocal.rulebook.states import REQUEST_STATES


def _choice(**options: object) -> models.CharField:
    """A coded answer; empty until it is given."""
    return models.CharField(max_length=40, blank=True, default="", **options)  # type: ignore[arg-type]


class PropertyRequest(models.Model):
    """What the officer asks for one household. Read by the officer, an accepted cover and the coordinator."""

    sensitivity = {
        "officer": ("S2", "R3"),
        "landlord": ("S3", "R3"),
        "draft_reference": ("S1", "R3"),
        "code": ("S1", "R3"),
        "state": ("S2", "R3"),
        "state_since": ("S2", "R3"),
        "due_on": ("S1", "R3"),
        "version": ("S1", "R3"),
        "form_version": ("S1", "R3"),
        "returns_to": ("S1", "R3"),
        "held_from": ("S1", "R3"),
        "hold_reason": ("S3", "R3"),
        "closed_reason": ("S3", "R3"),
        "going_without_cover": ("S2", "R3"),
        "danger_now": ("S3", "R3"),
        "safe_tonight": ("S3", "R3"),
        "is_professional": ("S2", "R3"),
        "tenancy_route": ("S2", "R3"),
        "home_place": ("S3", "R3"),
        "wants_to_leave": ("S2", "R3"),
        "own_stock": ("S2", "R3"),
        "explained": ("S2", "R3"),
        "consent_apply": ("S2", "R3"),
        "consent_statistics": ("S2", "R3"),
        "consent_date": ("S2", "R3"),
        "tenancy_type": ("S2", "R3"),
        "tenancy_held": ("S2", "R3"),
        "adults": ("S2", "R3"),
        "children": ("S2", "R3"),
        "ages_as_of": ("S2", "R3"),
        "bedrooms": ("S1", "R3"),
        "fewer_accepted": ("S1", "R3"),
        "highest_floor": ("S1", "R3"),
        "lift_needed": ("S1", "R3"),
        "access_need": ("S3", "R3"),
        "safe_contact_held": ("S4r", "R6"),
        "kept_away": ("S4r", "R6"),
        "created_at": ("S2", "R3"),
        "submitted_at": ("S2", "R3"),
        "approved_at": ("S2", "R3"),
        "circulated_at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft_reference = models.CharField(max_length=9, unique=True)
    code = models.CharField(max_length=11, unique=True, null=True)
    state = models.CharField(max_length=20, default="draft")
    state_since = models.DateTimeField()
    due_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    form_version = models.PositiveSmallIntegerField(default=1, help_text="Which version of the form was answered.")
    returns_to = _choice()
    held_from = _choice()
    hold_reason = _choice()
    closed_reason = _choice()

    officer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="requests")
    landlord = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    going_without_cover = _choice()

    danger_now = _choice()
    safe_tonight = _choice()
    is_professional = _choice()
    tenancy_route = _choice()
    home_place = _choice()
    wants_to_leave = _choice()
    own_stock = _choice()
    explained = ArrayField(models.CharField(max_length=40), default=list)
    consent_apply = models.BooleanField(default=False)
    consent_statistics = models.BooleanField(default=False)
    consent_date = models.DateField(null=True)
    tenancy_type = _choice()
    tenancy_held = _choice()
    adults = ArrayField(models.PositiveSmallIntegerField(), default=list)
    children = ArrayField(models.PositiveSmallIntegerField(), default=list)
    ages_as_of = models.DateField(null=True)
    bedrooms = models.PositiveSmallIntegerField(null=True)
    fewer_accepted = _choice()
    highest_floor = _choice()
    lift_needed = _choice()
    access_need = _choice()
    safe_contact_held = _choice()
    kept_away = _choice()

    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    circulated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="request_state_known", condition=models.Q(state__in=sorted(REQUEST_STATES))),
            models.CheckConstraint(
                name="no_code_before_approval",
                condition=models.Q(code__isnull=True) | models.Q(approved_at__isnull=False),
            ),
        ]

    @property
    def reference(self) -> str:
        """The code once it is given, else the draft reference. Never for the applicant's own landlord."""
        return self.code or self.draft_reference

    @property
    def state_label(self) -> str:
        """The state in the scheme's words."""
        return REQUEST_STATES[self.state].label


class Risk(models.Model):
    """Why the household must move. Read by the officer and the coordinator."""

    sensitivity = {
        "primary_reason": ("S3", "R3"),
        "risk_here": ("S3", "R3"),
        "risk_basis": ("S3", "R2"),
        "dash_score": ("S3", "R2"),
        "area_assessed": ("S3", "R3"),
        "support_confirmed": ("S3", "R2"),
        "risk_managed": ("S3", "R2"),
    }

    request = models.OneToOneField(PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="risk")
    primary_reason = _choice()
    risk_here = _choice()
    risk_basis = ArrayField(models.CharField(max_length=40), default=list)
    dash_score = models.PositiveSmallIntegerField(null=True)
    area_assessed = _choice()
    support_confirmed = _choice()
    risk_managed = _choice()


class RequestPlace(models.Model):
    """One place that the applicant called safe or unsafe. Read by the officer and the coordinator."""

    sensitivity = {"request": ("S2", "R6"), "place": ("S4r", "R6"), "verdict": ("S4r", "R6")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="places")
    place = models.CharField(max_length=20)
    verdict = models.CharField(max_length=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "place"], name="place_safe_or_unsafe_not_both"),
            models.CheckConstraint(name="verdict_known", condition=models.Q(verdict__in=["safe", "unsafe"])),
        ]


class Bar(models.Model):
    """A partner that must never learn of the request. Read by the coordinator alone; it always wins."""

    sensitivity = {"request": ("S2", "R6"), "organisation": ("S4r", "R6"), "at": ("S2", "R6")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="bars")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "organisation"], name="barred_once")]


class Cover(models.Model):
    """A colleague who acts when the officer is away, once they accept. Read by both and the coordinator."""

    sensitivity = {"membership": ("S2", "R2"), "accepted_at": ("S2", "R2")}

    request = models.OneToOneField(PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="cover")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)


class InformationAsked(models.Model):
    """What the coordinator or the landlord still needs, by section, and what the officer answered."""

    sensitivity = {
        "request": ("S2", "R3"),
        "asked_by": ("S1", "R3"),
        "sections": ("S2", "R3"),
        "message": ("S3", "R2"),
        "asked_at": ("S2", "R3"),
        "answer": ("S3", "R2"),
        "answered_at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="asked")
    asked_by = models.CharField(max_length=20, help_text="The relation of who asked: scheme or landlord.")
    sections = ArrayField(models.CharField(max_length=40))
    message = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)


class Approval(models.Model):
    """The approval view: what the applicant's own landlord reads to decide, copied when it is asked.

    It carries the draft reference, never the code; that enough safe places were chosen, never which.
    """

    sensitivity = {
        "landlord": ("S3", "R3"),
        "officer": ("S2", "R3"),
        "draft_reference": ("S1", "R3"),
        "status": ("S2", "R3"),
        "due_on": ("S1", "R3"),
        "panel_on": ("S2", "R3"),
        "moved_on": ("S2", "R3"),
        "home_place": ("S3", "R3"),
        "tenancy_type": ("S2", "R3"),
        "tenancy_held": ("S2", "R3"),
        "tenancy_route": ("S2", "R3"),
        "adults": ("S2", "R3"),
        "children": ("S2", "R3"),
        "bedrooms": ("S1", "R3"),
        "own_stock": ("S2", "R3"),
        "primary_reason": ("S3", "R3"),
        "risk_basis": ("S3", "R2"),
        "dash_score": ("S3", "R2"),
        "unsafe_places": ("S4r", "R6"),
        "safe_count": ("S2", "R3"),
        "support": ("S3", "R2"),
        "consent_date": ("S2", "R3"),
    }

    request = models.OneToOneField(PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="approval")
    landlord = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    draft_reference = models.CharField(max_length=9)
    status = models.CharField(max_length=20, default="deciding")
    due_on = models.DateField(null=True)
    panel_on = models.DateField(null=True)
    moved_on = models.DateField(null=True)
    home_place = _choice()
    tenancy_type = _choice()
    tenancy_held = _choice()
    tenancy_route = _choice()
    adults = ArrayField(models.PositiveSmallIntegerField(), default=list)
    children = ArrayField(models.PositiveSmallIntegerField(), default=list)
    bedrooms = models.PositiveSmallIntegerField()
    own_stock = _choice()
    primary_reason = _choice()
    risk_basis = ArrayField(models.CharField(max_length=40), default=list)
    dash_score = models.PositiveSmallIntegerField(null=True)
    unsafe_places = ArrayField(models.CharField(max_length=20), default=list)
    safe_count = models.PositiveSmallIntegerField()
    support = _choice()
    consent_date = models.DateField()


class Decision(models.Model):
    """One thing the landlord decided: agree, panel, minded to decline, decline; with facts where it declines."""

    sensitivity = {
        "request": ("S2", "R3"),
        "kind": ("S2", "R3"),
        "at": ("S2", "R3"),
        "by": ("S2", "R3"),
        "reason": ("S3", "R3"),
        "facts": ("S3", "R2"),
        "source": ("S3", "R2"),
        "would_change": ("S3", "R2"),
        "panel_on": ("S2", "R3"),
        "correction": ("S3", "R2"),
        "corrected_at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = _choice()
    facts = models.CharField(max_length=1000, blank=True)
    source = models.CharField(max_length=300, blank=True)
    would_change = models.CharField(max_length=300, blank=True)
    panel_on = models.DateField(null=True)
    correction = models.CharField(max_length=1000, blank=True)
    corrected_at = models.DateTimeField(null=True)
