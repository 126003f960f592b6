"""The property request: its state, its officer and its landlord, with the answers of its sections."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.partners.models import Organisation
from reciprocal.property_requests.models.contacts import ContactAnswers
from reciprocal.property_requests.models.fields import choice
from reciprocal.property_requests.models.household import HouseholdAnswers
from reciprocal.property_requests.models.needs import NeedAnswers
from reciprocal.property_requests.models.route import RouteAnswers
from reciprocal.property_requests.models.tenancy import TenancyAnswers
from reciprocal.rulebook.states import REQUEST_STATES


class PropertyRequest(RouteAnswers, TenancyAnswers, HouseholdAnswers, NeedAnswers, ContactAnswers):
    """What the officer asks for one household. Read by the officer, an accepted cover and the coordinator."""

    sensitivity = {
        **RouteAnswers.sensitivity,
        **TenancyAnswers.sensitivity,
        **HouseholdAnswers.sensitivity,
        **NeedAnswers.sensitivity,
        **ContactAnswers.sensitivity,
        "officer": ("S2", "R3"),
        "landlord": ("S3", "R3"),
        "draft_reference": ("S1", "R3"),
        "code": ("S1", "R3"),
        "state": ("S2", "R3"),
        "state_since": ("S2", "R3"),
        "due_on": ("S1", "R3"),
        "version": ("S1", "R3"),
        "form_version": ("S1", "R3"),
        "finished_sections": ("S1", "R3"),
        "returns_to": ("S1", "R3"),
        "stopped_on": ("S1", "R3"),
        "stopped_due_on": ("S1", "R3"),
        "hold_reason": ("S3", "R3"),
        "closed_reason": ("S3", "R3"),
        "created_at": ("S2", "R3"),
        "submitted_at": ("S2", "R3"),
        "approved_at": ("S2", "R3"),
        "circulated_at": ("S2", "R3"),
        "erasure_told_on": ("S1", "R3"),
        "sealed_erased_on": ("S1", "R3"),
        "narrative_erased_on": ("S1", "R3"),
        "legal_hold_on": ("S2", "R3"),
        "legal_hold_why": ("S3", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft_reference = models.CharField(max_length=9, unique=True)
    code = models.CharField(max_length=11, unique=True, null=True)
    state = models.CharField(max_length=20, default="draft")
    state_since = models.DateTimeField()
    due_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    form_version = models.PositiveSmallIntegerField(default=1, help_text="Which version of the form was answered.")
    finished_sections = ArrayField(
        models.CharField(max_length=40), default=list, help_text="The sections that the officer called finished."
    )
    returns_to = choice()
    stopped_on = models.DateField(null=True, help_text="When the clock was stopped.")
    stopped_due_on = models.DateField(null=True, help_text="What was due when the clock was stopped.")
    hold_reason = choice()
    closed_reason = choice()
    erasure_told_on = models.DateField(null=True, help_text="When officer and coordinator were told of it.")
    sealed_erased_on = models.DateField(null=True, help_text="When all that was sealed or restricted was erased.")
    narrative_erased_on = models.DateField(null=True, help_text="When narrative and contacts were erased.")
    legal_hold_on = models.DateField(null=True, help_text="Since when nothing of it may be erased.")
    legal_hold_why = models.CharField(max_length=300, blank=True, default="")

    officer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="requests")
    landlord = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

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
