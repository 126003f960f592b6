"""People who use the service, the posts that they hold at organisations, and the teams that they are in."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import UserManager
from django.db import models

from reciprocal.partners.models import Organisation
from reciprocal.rulebook.roles import ROLES


class Person(AbstractBaseUser):
    """Somebody with an account. Applicants have none: there is no field for their name anywhere."""

    sensitivity = {
        "password": ("S2", "R2"),
        "last_login": ("S2", "R2"),
        "is_active": ("S1", "R3"),
        "email": ("S2", "R2"),
        "name": ("S2", "R2"),
        "phone": ("S2", "R2"),
        "phone_changed_on": ("S2", "R2"),
        "signed_in_on": ("S2", "R2"),
        "warned_on": ("S2", "R2"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    phone_changed_on = models.DateField(null=True, help_text="Whoever rings back looks whether the number is new.")
    signed_in_on = models.DateField(null=True, help_text="By the clock of the service.")
    warned_on = models.DateField(null=True, help_text="When they were told that nobody signs in; empty once they do.")
    is_active = models.BooleanField(default=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name by which colleagues and the coordinator know the person."""
        return self.name


class Membership(models.Model):
    """One post of one person at one organisation. One is active at a time; rights never add up."""

    sensitivity = {
        "person": ("S2", "R3"),
        "organisation": ("S2", "R3"),
        "role": ("S2", "R3"),
        "title": ("S2", "R2"),
        "started_on": ("S1", "R3"),
        "ended_on": ("S1", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30)
    title = models.CharField(max_length=80, blank=True, help_text="Job title, shown to whoever must ring.")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "role"], name="one_post_once"),
            models.CheckConstraint(name="role_known", condition=models.Q(role__in=sorted(ROLES))),
        ]

    @property
    def role_label(self) -> str:
        """The role in the scheme's words."""
        return ROLES[self.role].label


class Team(models.Model):
    """A named group of people inside one organisation, kept by its manager. A request can be kept away from it."""

    sensitivity = {"organisation": ("S1", "R3"), "name": ("S1", "R3"), "ended_at": ("S1", "R3")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True, help_text="When its manager took it away.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=models.Q(ended_at__isnull=True), name="team_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class InTeam(models.Model):
    """That somebody is in a team, or was until they left it. It is never deleted: who leaves a team stays kept away."""

    sensitivity = {
        "organisation": ("S1", "R3"),
        "team": ("S2", "R3"),
        "person": ("S2", "R3"),
        "left_at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="teams")
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"], condition=models.Q(left_at__isnull=True), name="in_a_team_once"
            )
        ]


class Session(models.Model):
    """Who is signed in at one browser. The web process reaches one row by the browser's secret, and never a list."""

    sensitivity = {
        "data": ("S4", "R1"),
        "person": ("S2", "R1"),
        "membership": ("S2", "R1"),
        "ends_at": ("S2", "R1"),
    }

    digest = models.CharField(primary_key=True, max_length=64, help_text="Hash of the secret in the cookie.")
    data = models.BinaryField(help_text="Sealed with the master key.")
    person = models.UUIDField(null=True, db_index=True, help_text="Whoever is wholly signed in.")
    membership = models.UUIDField(null=True, help_text="The post that acts.")
    ends_at = models.DateTimeField(help_text="By the real clock: sign-in never goes by the demonstration's.")


class KeptPage(models.Model):
    """What somebody sent after their session had been closed: sealed, and offered back to that post alone."""

    sensitivity = {"membership": ("S2", "R1"), "sealed": ("S4", "R1"), "kept_at": ("S2", "R1")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField(help_text="The address of the page and what was typed, under the person's own key.")
    kept_at = models.DateTimeField()


class SentForm(models.Model):
    """That a form was sent and where it led, so that pressing twice acts once. Read by whoever sent it."""

    sensitivity = {"membership": ("S2", "R1"), "at": ("S2", "R1"), "leads_to": ("S2", "R1")}

    id = models.UUIDField(primary_key=True, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    leads_to = models.TextField(blank=True, help_text="The address of the page that came after it.")


class Invitation(models.Model):
    """Somebody was asked to join an organisation in a role. The secret of the link is in the mail alone."""

    sensitivity = {
        "organisation": ("S2", "R2"),
        "email": ("S2", "R2"),
        "role": ("S2", "R2"),
        "invited_by": ("S2", "R2"),
        "invited_at": ("S2", "R2"),
        "until": ("S2", "R2"),
        "digest": ("S1", "R2"),
        "accepted_at": ("S2", "R2"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    role = models.CharField(max_length=30)
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    until = models.DateTimeField()
    digest = models.CharField(max_length=64, unique=True)
    accepted_at = models.DateTimeField(null=True)


class LostFactor(models.Model):
    """Somebody lost their second step: one person rang them back, another agrees, and then they set up a new one."""

    sensitivity = {
        "membership": ("S2", "R2"),
        "organisation": ("S2", "R2"),
        "asked_by": ("S2", "R2"),
        "asked_at": ("S2", "R2"),
        "agreed_by": ("S2", "R2"),
        "agreed_at": ("S2", "R2"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True)
    agreed_at = models.DateTimeField(null=True)
