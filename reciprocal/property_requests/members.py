"""What is written about those who are moving: who they are, and how old they are today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.property_requests.models import HouseholdMember, PropertyRequest
from reciprocal.workflow.due import day_of

_TOLD = ("age", "sex", "relationship", "applies", "lives_there", "own_room")


def keep(request: PropertyRequest, kind: str, people: list[dict[str, Any]], day: date) -> None:
    """Keep the people of one kind as they are listed. An age is true on the day on which it was told."""
    kept = {row.pk: row for row in HouseholdMember.objects.filter(request=request, kind=kind)}
    listed = [
        kept.get(person.get("id", request.pk)) or HouseholdMember(request=request, kind=kind) for person in people
    ]
    gone = set(kept) - {row.pk for row in listed}
    HouseholdMember.objects.filter(pk__in=gone).delete()
    for number, (row, person) in enumerate(zip(listed, people, strict=True), start=1):
        if row.age != person["age"]:
            row.as_of = day
        row.number = number
        for name in _TOLD:
            if name in person:
                setattr(row, name, person[name])
        row.save(update_fields=None if row._state.adding else ["number", "as_of", *_TOLD])


@transaction.atomic
def record_ages(actor: Actor, request_id: UUID, ages: Mapping[UUID, int], *, at: datetime) -> None:
    """Record how old those who are moving are today, whether or not anybody's age has changed.

    Args:
        actor: the officer, or a cover who accepted.
        request_id: the request, in any state.
        ages: the age of each person by the id of their row; whoever is left out is as old as they were.
        at: now.

    Raises:
        HiddenError: a row that is not of this request.
        RefusedError: somebody would be younger than they were.
    """
    members = {row.pk: row for row in HouseholdMember.objects.filter(request_id=request_id)}
    if not set(ages) <= set(members):
        raise HiddenError("household")
    adults = sum(row.kind == "adult" for row in members.values())
    for row in members.values():
        age = ages.get(row.pk, row.age)
        if not row.age <= age <= 110:
            raise RefusedError(f"Age must be a whole number between {row.age} and 110")
        row.age, row.as_of = age, day_of(at)
        if row.kind == "child" and age >= 18:
            adults += 1
            row.kind, row.number = "adult", adults
        row.save(update_fields=["kind", "number", "age", "as_of"])
    PropertyRequest.objects.filter(pk=request_id).update(version=F("version") + 1)
