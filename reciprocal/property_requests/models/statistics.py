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


class LandlordWanted(models.Model):
    """A landlord that is no partner and was asked for: its name and nothing else. Read by the coordinator."""

    sensitivity = {"name": ("S1", "R3"), "month": ("S1", "R3")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    month = models.DateField()
