"""The log of acts and of sensitive looks: an append-only chain that cannot be edited unseen."""

from __future__ import annotations

import uuid

from django.db import models


class Entry(models.Model):
    """One act or one look. Rows are appended by a database function alone; nobody may change or delete one.

    `payload` is encrypted with the request's own key and holds the salt of `payload_hash`, so that when the key is
    erased the chain stays whole and nothing can be guessed from it.
    """

    sensitivity = {
        "payload_hash": ("S1", "R5"),
        "previous": ("S1", "R5"),
        "hash": ("S1", "R5"),
        "at": ("S2", "R5"),
        "membership": ("S2", "R5"),
        "role": ("S2", "R5"),
        "kind": ("S1", "R5"),
        "event": ("S2", "R5"),
        "subject": ("S3", "R5"),
        "payload": ("S4", "R5"),
    }

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    membership = models.UUIDField(null=True, help_text="No foreign key: the log never hinders live data.")
    role = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=10)
    event = models.CharField(max_length=60)
    subject = models.UUIDField(null=True)
    payload = models.BinaryField()
    payload_hash = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=("subject", "kind"), name="entries_of_a_subject"),
            models.Index(fields=("at",), condition=models.Q(kind="look"), name="looks_by_time"),
        )


class Head(models.Model):
    """The end of the chain: how many entries there are and the hash of the last one."""

    sensitivity = {"count": ("S1", "R5"), "hash": ("S1", "R5")}

    id = models.SmallIntegerField(primary_key=True)
    count = models.BigIntegerField()
    hash = models.BinaryField()


class SubjectKey(models.Model):
    """The key of one request, wrapped by the master key that never enters the database."""

    sensitivity = {"wrapped": ("S4", "R6"), "master": ("S1", "R6"), "since": ("S1", "R6")}

    subject = models.UUIDField(primary_key=True, default=uuid.uuid4)
    wrapped = models.BinaryField()
    master = models.CharField(max_length=16, help_text="Which master key wrapped it.")
    since = models.BigIntegerField(
        default=0, db_default=0, help_text="The last entry before it was made; an older one had a key that was erased."
    )
