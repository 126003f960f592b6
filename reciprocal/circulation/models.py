"""What partners read, one profile a recipient, copied when the request is circulated; and what they answer."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.accounts.models import Membership
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
        "rule_bedrooms": ("S1", "R3"),
        "could_share": ("S2", "R3"),
        "baby": ("S3", "R3"),
        "carer": ("S3", "R3"),
        "outside_space": ("S1", "R3"),
        "pets": ("S1", "R3"),
        "cannot_take": ("S1", "R3"),
        "security_need": ("S1", "R3"),
        "communication": ("S3", "R3"),
        "practical_points": ("S1", "R3"),
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
    rule_bedrooms = models.PositiveSmallIntegerField(null=True, help_text="By the recipient's own rule set.")
    could_share = models.CharField(max_length=4, blank=True, default="", help_text="yes, some or no of the rule sets.")
    baby = models.BooleanField(default=False, help_text="One is expected, and changes the bedrooms.")
    carer = models.BooleanField(default=False, help_text="One of the adults is a carer, and the bedrooms change by it.")
    outside_space = models.BooleanField(default=False)
    pets = models.CharField(max_length=40, default="none")
    cannot_take = ArrayField(models.CharField(max_length=40), default=list)
    security_need = ArrayField(models.CharField(max_length=40), default=list)
    communication = ArrayField(models.CharField(max_length=40), default=list)
    practical_points = ArrayField(models.CharField(max_length=40), default=list)
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


class PartnerAsked(models.Model):
    """The coordinator asked one recipient whether it has a home for a request. Read by both, and by nobody else."""

    sensitivity = {
        "request": ("S2", "R3"),
        "profile": ("S2", "R3"),
        "organisation": ("S2", "R3"),
        "at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="partners_asked")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ProfileAnswer(models.Model):
    """What a lettings officer said to one profile, one click each; kept. Read by the partner and the coordinator."""

    sensitivity = {
        "request": ("S2", "R3"),
        "profile": ("S2", "R3"),
        "organisation": ("S2", "R3"),
        "membership": ("S2", "R3"),
        "answer": ("S1", "R3"),
        "home_id": ("S1", "R3"),
        "at": ("S2", "R3"),
        "rung_at": ("S1", "R3"),
    }
    ANSWERS = {
        "nothing": "Nothing suitable",
        "call_me": "Call me",
        "tell_me": "Tell me",
        "allow": "Allow this home",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="profile_answers")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=list(ANSWERS.items()))
    home_id = models.UUIDField(null=True, help_text="The home that nearly fits, where it is asked to be allowed.")
    at = models.DateTimeField()
    rung_at = models.DateTimeField(null=True, help_text="When the coordinator rang.")


class WeekAnswer(models.Model):
    """What a partner said to "Do you have a home this week?". Read by the partner's lettings and the coordinator."""

    sensitivity = {
        "organisation": ("S1", "R3"),
        "membership": ("S1", "R3"),
        "answer": ("S1", "R3"),
        "at": ("S1", "R3"),
        "rung_at": ("S1", "R3"),
    }
    ANSWERS = {"nothing": "Nothing this week", "maybe": "Maybe, call me", "have": "I have one"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=list(ANSWERS.items()))
    at = models.DateTimeField()
    rung_at = models.DateTimeField(null=True, help_text="When the coordinator rang.")


class CodeAsked(models.Model):
    """One lettings officer asked once whether a home may be offered for one code; which code is not kept."""

    sensitivity = {"membership": ("S1", "R3"), "at": ("S1", "R3")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
