"""What is asked about people: who holds which post."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from reciprocal.accounts.models import Membership


def active() -> QuerySet[Membership]:
    """Every post that somebody holds now."""
    return Membership.objects.filter(ended_on__isnull=True, person__is_active=True)


def post(membership_id: UUID | str) -> Membership | None:
    """Give one active post with its person and organisation, or nothing."""
    return active().select_related("person", "organisation").filter(pk=membership_id).first()


def holders(role: str, organisation_id: UUID | None = None) -> QuerySet[Membership]:
    """List who holds a role, at one organisation or anywhere."""
    found = active().filter(role=role)
    return found.filter(organisation_id=organisation_id) if organisation_id else found


def colleagues_who_could_cover(membership: Membership) -> QuerySet[Membership]:
    """List who could act for a nominating officer: others with the same post at the same organisation."""
    return (
        holders(membership.role, membership.organisation_id)
        .exclude(person_id=membership.person_id)
        .select_related("person")
        .order_by("person__name")
    )


def posts_of(person_id: UUID) -> QuerySet[Membership]:
    """List the posts that a person holds now, the oldest first."""
    return active().filter(person_id=person_id).select_related("person", "organisation").order_by("started_on", "pk")
