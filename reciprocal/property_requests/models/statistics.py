"""What is counted, stored away from any request or of use to nobody who decides."""

from __future__ import annotations

import uuid

from django.db import models

from reciprocal.property_requests.models.request import PropertyRequest


class EqualityAnswer(models.Model):
    """One answer about who the applicant is, for statistics alone. Nobody who uses the service reads it."""

    sensitivity = {"request": ("S2", "R4"), "question": ("S1", "R4"), "answer": ("S3", "R4")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=30)
    answer = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "question"], name="equality_answered_once")]


class Enquiry(models.Model):
    """That a request ended before it began: in which month, and why. Nothing says whose. Read by the coordinator."""

    sensitivity = {"month": ("S1", "R3"), "exit": ("S1", "R3")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()
    exit = models.CharField(max_length=3)


class PhoneEnquiry(models.Model):
    """That somebody rang the coordinator: in which month, who, about what, and what came of it. Counts only."""

    sensitivity = {"month": ("S1", "R3"), "caller": ("S1", "R3"), "about": ("S1", "R3"), "outcome": ("S1", "R3")}
    CALLERS = {
        "professional": "A professional",
        "applicant": "Somebody who needs to move",
        "friend": "A friend or relative",
        "landlord": "A landlord",
        "other": "Somebody else",
    }
    OUTCOMES = {
        "how_to_send": "Told how to send a request",
        "help_now": "Told where to get help now",
        "outside": "Outside the rules of the scheme",
        "another_way": "Another way was better",
        "will_call": "Will call again",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()
    caller = models.CharField(max_length=20, choices=list(CALLERS.items()))
    about = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20, choices=list(OUTCOMES.items()))


class LandlordWanted(models.Model):
    """A landlord that is no partner and was asked for: its name and nothing else. Read by the coordinator."""

    sensitivity = {"name": ("S1", "R3"), "month": ("S1", "R3")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    month = models.DateField()
