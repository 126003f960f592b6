"""The people who are moving, one row each."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.property_requests.models.fields import choice
from reciprocal.property_requests.models.request import PropertyRequest


class MemberAnswers(models.Model):
    """One person who is moving: an age with the day on which it was true, and never a date of birth."""

    sensitivity = {
        "request": ("S2", "R3"),
        "kind": ("S2", "R3"),
        "number": ("S2", "R3"),
        "age": ("S2", "R3"),
        "as_of": ("S2", "R3"),
        "sex": ("S2", "R3"),
        "relationship": ("S2", "R3"),
        "applies": ("S2", "R3"),
        "lives_there": ("S2", "R3"),
        "own_room": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=5, help_text="adult or child.")
    number = models.PositiveSmallIntegerField(help_text="The applicant is the first adult.")
    age = models.PositiveSmallIntegerField()
    as_of = models.DateField(help_text="The day on which the age was true.")
    sex = choice()
    relationship = choice()
    applies = ArrayField(models.CharField(max_length=40), default=list)
    lives_there = choice()
    own_room = choice()

    class Meta:
        abstract = True
        ordering = ("kind", "number")


class HouseholdMember(MemberAnswers):
    """One person who is moving, as the officer told it. Read by the officer and the coordinator."""

    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="members")

    class Meta(MemberAnswers.Meta):
        constraints = [models.UniqueConstraint(fields=["request", "kind", "number"], name="one_member_a_number")]


class ApprovalMember(MemberAnswers):
    """One person who is moving, as copied for the applicant's landlord. Read by its named leads."""

    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="approval_members")

    class Meta(MemberAnswers.Meta):
        constraints = [models.UniqueConstraint(fields=["request", "kind", "number"], name="one_shown_a_number")]
