"""An offer of one home for one request, the viewing, and the applicant's own answer."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.circulation.models import Profile
from reciprocal.homes.models import Home
from reciprocal.partners.models import Organisation
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook.states import LIVE_OFFER, OFFER_STATES


class Offer(models.Model):
    """One offer, with a copy of the home. Read by the offering partner, the officer and the coordinator.

    The origin landlord never reads one. `end_reason` holds only what the offering partner may know.
    """

    sensitivity = {
        "request": ("S2", "R3"),
        "profile": ("S2", "R3"),
        "home": ("S4r", "R3"),
        "organisation": ("S4r", "R3"),
        "code": ("S1", "R3"),
        "label": ("S1", "R3"),
        "place": ("S4r", "R6"),
        "bedrooms": ("S1", "R3"),
        "kind": ("S1", "R3"),
        "floor": ("S1", "R3"),
        "lift": ("S1", "R3"),
        "access": ("S1", "R3"),
        "rent": ("S1", "R3"),
        "ready_from": ("S1", "R3"),
        "tenancy": ("S1", "R3"),
        "starts_on": ("S4r", "R6"),
        "sent_on": ("S1", "R3"),
        "answer_by": ("S1", "R3"),
        "time_asked_until": ("S1", "R3"),
        "held_until": ("S1", "R3"),
        "state": ("S2", "R3"),
        "state_since": ("S2", "R3"),
        "due_on": ("S1", "R3"),
        "signed_on": ("S4r", "R6"),
        "started_on": ("S4r", "R6"),
        "cancelled_on": ("S4r", "R6"),
        "end_reason": ("S3", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="offers")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="offers")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="offers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=11)
    label = models.CharField(max_length=60)
    place = models.CharField(max_length=20)
    bedrooms = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    floor = models.SmallIntegerField()
    lift = models.BooleanField()
    access = models.CharField(max_length=20)
    rent = models.DecimalField(max_digits=7, decimal_places=2)
    ready_from = models.DateField()
    tenancy = models.CharField(max_length=20)
    starts_on = models.DateField()
    sent_on = models.DateField()
    answer_by = models.DateField()
    time_asked_until = models.DateField(null=True)
    held_until = models.DateField(null=True, help_text="Until when the landlord says that it holds the home.")
    state = models.CharField(max_length=20, default="sent")
    state_since = models.DateTimeField()
    due_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True, help_text="Where the tenancy was cancelled in its first week.")
    end_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="offer_state_known", condition=models.Q(state__in=sorted(OFFER_STATES))),
            models.UniqueConstraint(
                fields=["request"], name="one_live_offer_a_request", condition=models.Q(state__in=LIVE_OFFER)
            ),
            models.UniqueConstraint(
                fields=["home"], name="one_live_offer_a_home", condition=models.Q(state__in=LIVE_OFFER)
            ),
        ]


class Allowed(models.Model):
    """A home that the coordinator allowed for one request although it misses a need. Read by her and the officer.

    It holds for the home as it was then: changed in any of these facts, it has to be allowed again. The partner reads
    only that it may be offered.
    """

    OF_THE_HOME = ("bedrooms", "kind", "floor", "lift", "access")
    sensitivity = {
        "request": ("S2", "R3"),
        "home": ("S4r", "R3"),
        "bedrooms": ("S1", "R3"),
        "kind": ("S1", "R3"),
        "floor": ("S1", "R3"),
        "lift": ("S1", "R3"),
        "access": ("S1", "R3"),
        "missing": ("S3", "R3"),
        "why": ("S3", "R2"),
        "by": ("S2", "R3"),
        "at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="allowed_homes")
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="+")
    bedrooms = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    floor = models.SmallIntegerField()
    lift = models.BooleanField()
    access = models.CharField(max_length=20)
    missing = ArrayField(models.CharField(max_length=20), help_text="The rules of fitting that it may miss.")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Viewing(models.Model):
    """That a viewing is planned and whether it took place. Place and time are sealed, in a table of their own.

    The offering partner reads it too, so that it was not safe is nowhere in it: then it was stopped.
    """

    OUTCOMES = {"took_place": "It took place", "did_not": "It did not take place", "stopped": "It was stopped"}
    sensitivity = {"offer": ("S2", "R6"), "request": ("S2", "R6"), "planned_at": ("S2", "R6"), "outcome": ("S2", "R6")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="viewings")
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    planned_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True)


class Answer(models.Model):
    """The applicant's own answer to an offer. Read by the officer and the coordinator."""

    sensitivity = {
        "offer": ("S2", "R3"),
        "request": ("S2", "R3"),
        "yes": ("S2", "R3"),
        "words": ("S3", "R2"),
        "reason": ("S3", "R3"),
        "area_checked_by": ("S3", "R3"),
        "area_checked_on": ("S3", "R3"),
        "advice_read": ("S2", "R3"),
        "at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="answer")
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    yes = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    area_checked_by = models.CharField(max_length=20, blank=True, help_text="Who found the receiving area safe.")
    area_checked_on = models.DateField(null=True)
    advice_read = models.BooleanField(default=False, help_text="On a tenancy that is weaker than theirs.")
    at = models.DateTimeField()


class TimeAsked(models.Model):
    """More time that the officer asked for, and what for. Read by the officer and the coordinator.

    The partner reads only until when, on the offer: what a household needs time for is not its business.
    """

    WHAT_FOR = {
        "viewing": "Viewing",
        "advice": "Advice on the tenancy",
        "school_or_care": "School or care",
        "health": "Health",
        "other": "Something else",
    }
    sensitivity = {
        "offer": ("S2", "R3"),
        "request": ("S2", "R3"),
        "until": ("S1", "R3"),
        "what_for": ("S3", "R3"),
        "at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="times_asked")
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    until = models.DateField()
    what_for = models.CharField(max_length=20)
    at = models.DateTimeField()


class CannotHouse(models.Model):
    """What a landlord said that took its offer back, since it cannot house the household. Read by the coordinator."""

    sensitivity = {
        "offer": ("S2", "R3"),
        "request": ("S2", "R3"),
        "organisation": ("S4r", "R3"),
        "membership": ("S2", "R3"),
        "words": ("S3", "R2"),
        "at": ("S2", "R3"),
        "rung_at": ("S1", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    at = models.DateTimeField()
    rung_at = models.DateTimeField(null=True, help_text="When the coordinator rang.")


class Voided(models.Model):
    """Why an offer could not stand. Read by the officer and the coordinator, since it may be about safety."""

    sensitivity = {
        "offer": ("S2", "R3"),
        "request": ("S2", "R3"),
        "reason": ("S3", "R3"),
        "area_checked_by": ("S3", "R3"),
        "area_checked_on": ("S3", "R3"),
        "at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="voided")
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=40)
    area_checked_by = models.CharField(max_length=20, blank=True, help_text="Who found the receiving area not safe.")
    area_checked_on = models.DateField(null=True)
    at = models.DateTimeField()


class Ruling(models.Model):
    """Whether a refusal counts to the number of offers, and why. Read by the officer and the coordinator.

    One for each refusal, and one more where somebody else looked at it again.
    """

    sensitivity = {
        "offer": ("S2", "R3"),
        "request": ("S2", "R3"),
        "again": ("S1", "R3"),
        "counts": ("S2", "R3"),
        "why": ("S3", "R2"),
        "by": ("S2", "R3"),
        "at": ("S2", "R3"),
        "asked_again_at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="rulings")
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    again = models.BooleanField(default=False)
    counts = models.BooleanField()
    why = models.CharField(max_length=500)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    asked_again_at = models.DateTimeField(null=True, help_text="When the officer asked for a second look.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "again"], name="ruled_once_and_looked_at_once")]


class Tick(models.Model):
    """One line of a list of the move that is done: by whom, and when."""

    sensitivity = {
        "offer": ("S2", "R3"),
        "request": ("S2", "R3"),
        "line": ("S2", "R3"),
        "by": ("S2", "R3"),
        "at": ("S4r", "R6"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    line = models.CharField(max_length=20)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class FirewallTick(Tick):
    """A line of the new-address list that is done. Read by officer, coordinator and the landlord of the home."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "line"], name="firewall_ticked_once")]


class MoveTick(Tick):
    """A line of the other lists that is done. Read by the officer and the coordinator: they would tell the reason."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "line"], name="move_ticked_once")]


class FollowUp(models.Model):
    """How it is going four weeks after the move. Read by the officer and the coordinator."""

    sensitivity = {
        "offer": ("S2", "R3"),
        "request": ("S2", "R3"),
        "answer": ("S3", "R3"),
        "at": ("S4r", "R6"),
        "rung_at": ("S1", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="follow_ups")
    request = models.ForeignKey(PropertyRequest, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=20)
    at = models.DateTimeField()
    rung_at = models.DateTimeField(null=True, help_text="When the coordinator rang.")
