"""What partners read: one profile a recipient, copied when the request is circulated."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.partners.models import Organisation
from reciprocal.property_requests.models import PropertyRequest


class Profile(models.Model):
    """The profile as made for one partner: needs, and which of its own places are safe. No date, no reason."""

    sensitivity = {
        "request": ("S2", "R3"),
        "organisation": ("S2", "R3"),
        "code": ("S1", "R3"),
        "people": ("S2", "R3"),
        "adults": ("S2", "R3"),
        "children": ("S2", "R3"),
        "bedrooms": ("S1", "R3"),
        "fewer_accepted": ("S1", "R3"),
        "highest_floor": ("S1", "R3"),
        "lift_needed": ("S1", "R3"),
        "access_need": ("S3", "R3"),
        "lifetime": ("S2", "R3"),
        "for_all": ("S1", "R3"),
        "listed_places": ("S4r", "R6"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="profiles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=11)
    people = models.CharField(max_length=40)
    adults = ArrayField(models.CharField(max_length=40), default=list)
    children = ArrayField(models.CharField(max_length=40), default=list)
    bedrooms = models.PositiveSmallIntegerField()
    fewer_accepted = models.BooleanField()
    highest_floor = models.CharField(max_length=20)
    lift_needed = models.BooleanField(null=True, help_text="Empty where it was not answered.")
    access_need = models.CharField(max_length=20)
    lifetime = models.BooleanField()
    for_all = models.BooleanField(default=False, help_text="Sent to all partners: it stays without a safe place.")
    listed_places = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "organisation"], name="one_profile_a_recipient")]


class Priority(models.Model):
    """What the order of every list comes from. Read by the coordinator; lists learn the order alone."""

    sensitivity = {"risk_band": ("S3", "R3"), "waiting_since": ("S2", "R3"), "draw": ("S1", "R3")}

    request = models.OneToOneField(PropertyRequest, on_delete=models.CASCADE, primary_key=True, related_name="priority")
    risk_band = models.PositiveSmallIntegerField()
    waiting_since = models.DateField()
    draw = models.BigIntegerField(help_text="A logged draw, so that ties are never broken by order of arrival.")


class AllowedPlace(models.Model):
    """One place where a home may be offered for a request. Read by the coordinator and by the home check."""

    sensitivity = {"request": ("S2", "R6"), "place": ("S4r", "R6")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="allowed_places")
    place = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "place"], name="allowed_once")]
