"""Where it is safe, and who is kept away."""

from __future__ import annotations

import uuid

from django.db import models

from reciprocal.accounts.models import Person, Team
from reciprocal.partners.models import Organisation
from reciprocal.property_requests.models.request import PropertyRequest


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
    """A partner, a team or a person that must never learn of the request. Read by the coordinator; it always wins.

    It is never changed and never deleted by anybody who uses the service.
    """

    sensitivity = {
        "request": ("S2", "R3"),
        "organisation": ("S4r", "R3"),
        "team": ("S4r", "R3"),
        "person": ("S4r", "R3"),
        "at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="bars")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "organisation"], name="barred_once"),
            models.UniqueConstraint(fields=["request", "team"], name="team_barred_once"),
            models.UniqueConstraint(fields=["request", "person"], name="person_barred_once"),
            models.CheckConstraint(
                name="bar_names_one",
                condition=models.Q(organisation__isnull=False, team__isnull=True, person__isnull=True)
                | models.Q(organisation__isnull=True, team__isnull=False, person__isnull=True)
                | models.Q(organisation__isnull=True, team__isnull=True, person__isnull=False),
            ),
        ]
