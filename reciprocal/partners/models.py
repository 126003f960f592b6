"""The organisations of the scheme and the places where each landlord has homes."""

from __future__ import annotations

import uuid

from django.db import models


class Organisation(models.Model):
    """A landlord, an agency that refers, the coordinator's charity, or the funder."""

    KINDS = {
        "council": "Council",
        "housing_association": "Housing association",
        "agency": "Agency",
        "coordinator": "Coordinator",
        "funder": "Funder",
    }
    LANDLORD_KINDS = ("council", "housing_association")
    HOMES = {"100": "Fewer than 100", "1000": "100 to 999", "10000": "1,000 to 9,999", "more": "10,000 or more"}
    sensitivity = {
        "name": ("S1", "R3"),
        "kind": ("S1", "R3"),
        "joined_on": ("S1", "R3"),
        "left_on": ("S1", "R3"),
        "bedroom_rule": ("S1", "R3"),
        "waits_since": ("S1", "R3"),
        "contact": ("S1", "R3"),
        "gone": ("S1", "R3"),
        "homes_band": ("S1", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    joined_on = models.DateField(null=True, help_text="The day it became a partner; empty for who is none.")
    left_on = models.DateField(
        null=True, help_text="From that day it gets nothing new; what is open is finished, what it owes stays."
    )
    bedroom_rule = models.CharField(
        max_length=20, default="national", help_text="The rule set by which this landlord counts bedrooms."
    )
    contact = models.CharField(
        max_length=300, blank=True, db_default="", help_text="Whom to ask about a decision of this landlord."
    )
    gone = models.BooleanField(
        default=False, db_default=False, help_text="That day has come: it reads no profiles and declares no homes."
    )
    homes_band = models.CharField(
        max_length=10,
        blank=True,
        default="",
        db_default="",
        help_text="From about how many homes it lets; empty where nobody said.",
    )
    waits_since = models.DateTimeField(null=True, help_text="A new agency that the coordinator has still to check.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_known",
                condition=models.Q(kind__in=["council", "housing_association", "agency", "coordinator", "funder"]),
            ),
            models.CheckConstraint(
                name="only_who_left_is_gone",
                condition=models.Q(gone=False) | models.Q(left_on__isnull=False),
            ),
            models.CheckConstraint(
                name="only_landlords_are_partners",
                condition=models.Q(joined_on__isnull=True) | models.Q(kind__in=["council", "housing_association"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceWithHomes(models.Model):
    """One place in which a partner has homes, so that it only gets profiles that it could use."""

    sensitivity = {"organisation": ("S1", "R3"), "place": ("S1", "R3")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="places")
    place = models.CharField(max_length=20, help_text="Code of the place in the scheme's rulebook.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "place"], name="place_once_per_organisation")]


class Domain(models.Model):
    """The part of a work e-mail after the @ by which the people of an organisation are known."""

    sensitivity = {"organisation": ("S1", "R3"), "name": ("S1", "R3")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(max_length=120, unique=True)
