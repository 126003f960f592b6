"""Notices on the worklist of a post, and the mails that wait to be sent."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reciprocal.accounts.models import Membership

MAIL_KINDS = ("notice", "reminder", "digest", "account")
MAIL_STATES = ("waiting", "sent", "not_sent", "failed")


class Notice(models.Model):
    """One notice for one post. It holds no case detail and no reference: the reader's own view gives it one."""

    sensitivity = {
        "membership": ("S2", "R3"),
        "request_id": ("S2", "R3"),
        "offer_id": ("S2", "R3"),
        "key": ("S1", "R3"),
        "relation": ("S1", "R3"),
        "at": ("S2", "R3"),
        "about": ("S1", "R3"),
        "due_on": ("S1", "R3"),
        "read_at": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="notices")
    request_id = models.UUIDField(null=True)
    offer_id = models.UUIDField(null=True)
    relation = models.CharField(max_length=20)
    key = models.CharField(max_length=30)
    at = models.DateTimeField()
    about = models.DateField(null=True, help_text="The day or month that the line names.")
    due_on = models.DateField(null=True, help_text="The day of the due line, where it is about no request.")
    read_at = models.DateTimeField(null=True)


class Mail(models.Model):
    """One mail of the outbox: for a post, or for the address of somebody who has no account yet.

    It is written down in the transaction in which something happens. Its text is written when it is about to be sent,
    with the eyes of the reader, and kept before it is handed over; if what they may know has changed by then, it is
    written anew under another Message-ID. Nobody reads this table but the worker. What an account mail held is taken
    away once it is sent, since its link may open something.
    """

    sensitivity = {
        "kind": ("S1", "R3"),
        "notice": ("S2", "R3"),
        "membership": ("S2", "R3"),
        "day": ("S1", "R3"),
        "address": ("S2", "R2"),
        "subject": ("S2", "R2"),
        "body": ("S2", "R2"),
        "message_id": ("S1", "R3"),
        "queued_at": ("S2", "R3"),
        "state": ("S1", "R3"),
        "tries": ("S1", "R3"),
        "next_try": ("S1", "R3"),
        "done_at": ("S2", "R3"),
        "why_not": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10)
    notice = models.OneToOneField(Notice, null=True, on_delete=models.CASCADE, related_name="mail")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(null=True, help_text="Of a list of reminders and of a digest: one a day for a post.")
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=120, blank=True)
    body = models.TextField(blank=True)
    message_id = models.CharField(max_length=120, blank=True, help_text="Given with the text, and never changed.")
    queued_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    why_not = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="mail_kind_known", condition=models.Q(kind__in=MAIL_KINDS)),
            models.CheckConstraint(name="mail_state_known", condition=models.Q(state__in=MAIL_STATES)),
            models.CheckConstraint(
                name="mail_for_a_post_or_an_address",
                condition=models.Q(kind="account", membership__isnull=True) | models.Q(membership__isnull=False),
            ),
            models.CheckConstraint(
                name="mail_sent_with_its_text",
                condition=~models.Q(state="sent") | ~models.Q(message_id=""),
            ),
            models.UniqueConstraint(
                name="one_list_a_day",
                fields=["kind", "membership", "day"],
                condition=models.Q(day__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="mail_waiting", fields=["next_try"], condition=models.Q(state="waiting")),
        ]


class Reminded(models.Model):
    """One person was reminded of one thing by one row of the lifecycle's reminders, once. Read by the worker alone."""

    sensitivity = {
        "mail": ("S2", "R3"),
        "membership": ("S2", "R3"),
        "request_id": ("S2", "R3"),
        "machine": ("S1", "R3"),
        "thing": ("S2", "R3"),
        "state": ("S2", "R3"),
        "state_since": ("S2", "R3"),
        "due_on": ("S1", "R3"),
        "reminder": ("S1", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="reminded")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    request_id = models.UUIDField()
    machine = models.CharField(max_length=10)
    thing = models.UUIDField()
    state = models.CharField(max_length=30)
    state_since = models.DateTimeField()
    due_on = models.DateField()
    reminder = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reminded_once", fields=["thing", "state_since", "due_on", "reminder", "membership"]
            ),
        ]


class Digest(models.Model):
    """The profiles that a lettings officer could read when a list of the week was made. Read by the worker alone."""

    sensitivity = {
        "mail": ("S2", "R3"),
        "membership": ("S2", "R3"),
        "day": ("S1", "R3"),
        "profiles": ("S2", "R3"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mail = models.OneToOneField(Mail, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    profiles = ArrayField(models.UUIDField(), default=list)
