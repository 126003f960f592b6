"""Vacant homes that partners declare. Read by the partner's lettings officers and the coordinator."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.accounts.models import Membership
from reciprocal.partners.models import Organisation
from reciprocal.rulebook.states import HOME_STATES


class ComingHome(models.Model):
    """What a landlord's manager or named lead expects of a home that may come back empty.

    Read by them, and by the landlord's lettings officers where it is to be declared. It has no day on which it was
    said, no tenant and no reference, so that it tells nobody of a move.
    """

    sensitivity = {
        "organisation": ("S1", "R3"),
        "comes_back": ("S1", "R3"),
        "will_offer": ("S1", "R3"),
        "ready_on": ("S1", "R3"),
        "ask_again_on": ("S1", "R3"),
    }
    COMES_BACK = {"yes": "Yes", "no": "No", "unknown": "Not known yet"}
    WILL_OFFER = {"yes": "Yes", "after_works": "Yes, after works", "no": "No"}
    OFFERED = ("yes", "after_works")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    comes_back = models.CharField(max_length=10, choices=list(COMES_BACK.items()))
    will_offer = models.CharField(max_length=12, blank=True, choices=list(WILL_OFFER.items()))
    ready_on = models.DateField(null=True)
    ask_again_on = models.DateField(null=True, help_text="Where it was not known yet.")


class Compromised(models.Model):
    """For which households a home that comes back is compromised. Read by the matching alone, and by no person."""

    sensitivity = {"coming": ("S2", "R3"), "reasons": ("S4r", "R3")}

    coming = models.OneToOneField(ComingHome, on_delete=models.CASCADE, primary_key=True, related_name="+")
    reasons = ArrayField(models.CharField(max_length=10), help_text="The reasons for moving that it stops.")


class Home(models.Model):
    """One empty home. It holds no address: that is typed with an offer, and sealed there."""

    sensitivity = {
        "organisation": ("S1", "R3"),
        "label": ("S1", "R3"),
        "place": ("S1", "R3"),
        "bedrooms": ("S1", "R3"),
        "kind": ("S1", "R3"),
        "floor": ("S1", "R3"),
        "lift": ("S1", "R3"),
        "access": ("S1", "R3"),
        "tenancy": ("S1", "R3"),
        "rent": ("S1", "R3"),
        "ready_from": ("S1", "R3"),
        "hold_until": ("S1", "R3"),
        "declared_at": ("S1", "R3"),
        "declared_by": ("S1", "R3"),
        "came_from": ("S2", "R3"),
        "state": ("S1", "R3"),
        "state_since": ("S1", "R3"),
        "opens_after": ("S1", "R3"),
        "due_on": ("S1", "R3"),
        "fate": ("S1", "R3"),
        "fate_why": ("S1", "R3"),
    }
    # What becomes of a home. The first is set by the start of a tenancy and the last by the service, never by hand.
    FATES = {
        "moved": "A household of the scheme moved in",
        "let_elsewhere": "We let it to someone else",
        "withdrawn": "We withdrew it",
        "nobody_fitted": "Nobody fitted",
        "expired": "The date passed without an answer",
    }
    BY_HAND = ("let_elsewhere", "withdrawn", "nobody_fitted")
    WHY_WITHDRAWN = {
        "works": "Repairs or safety works",
        "sold_or_closed": "Sold or closed",
        "own_move": "Needed for a move of our own",
        "details_wrong": "The details were wrong",
        "other": "Something else",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="homes")
    label = models.CharField(max_length=60)
    place = models.CharField(max_length=20)
    bedrooms = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    floor = models.SmallIntegerField(help_text="0 is the ground floor, -1 a basement.")
    lift = models.BooleanField()
    access = models.CharField(max_length=20)
    tenancy = models.CharField(max_length=20)
    rent = models.DecimalField(max_digits=7, decimal_places=2)
    ready_from = models.DateField()
    hold_until = models.DateField()
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, related_name="+", help_text="Empty before this was kept."
    )
    came_from = models.OneToOneField(
        ComingHome, null=True, on_delete=models.PROTECT, related_name="home", help_text="Where it was expected."
    )
    state = models.CharField(max_length=20, default="open")
    state_since = models.DateTimeField()
    opens_after = models.CharField(max_length=20, blank=True, help_text="What an open home still waits for.")
    due_on = models.DateField(null=True)
    fate = models.CharField(max_length=20, blank=True)
    fate_why = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="home_state_known", condition=models.Q(state__in=sorted(HOME_STATES)))
        ]

    @property
    def free_again(self) -> bool:
        """Whether the home is open because an offer of it has ended, whatever ended it."""
        return self.state == "open" and self.state_since > self.declared_at
