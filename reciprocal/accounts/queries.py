"""What is asked about people: who holds which post."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from reciprocal.access.facts import Actor
from reciprocal.accounts.models import InTeam, Invitation, LostFactor, Membership, Person, Team
from reciprocal.partners.models import Domain, Organisation


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


def other_posts(actor: Actor) -> list[UUID]:
    """List the posts that whoever acts holds besides the one that acts now."""
    return list(active().filter(person_id=actor.person).exclude(pk=actor.membership).values_list("pk", flat=True))


def at_organisation(organisation_id: UUID) -> QuerySet[Membership]:
    """List the posts at one organisation, A to Z."""
    found = active().filter(organisation_id=organisation_id).select_related("person", "organisation")
    return found.order_by("person__name", "role")


def teams(organisation_id: UUID | None = None) -> QuerySet[Team]:
    """List the teams of one organisation, or of every one that this actor may read, A to Z."""
    found = Team.objects.filter(ended_at__isnull=True).select_related("organisation")
    found = found.filter(organisation_id=organisation_id) if organisation_id else found
    return found.order_by("organisation__name", "name", "pk")


def in_teams(organisation_id: UUID) -> dict[UUID, list[Person]]:
    """Say who is in which team of an organisation and still has a post there: team → people, A to Z."""
    posts = active().filter(organisation_id=organisation_id).values("person_id")
    rows = InTeam.objects.filter(organisation_id=organisation_id, left_at__isnull=True, person__in=posts)
    found: dict[UUID, list[Person]] = {}
    for row in rows.select_related("person").order_by("person__name", "pk"):
        found.setdefault(row.team_id, []).append(row.person)
    return found


def organisations() -> QuerySet[Organisation]:
    """List every organisation that has not left, A to Z."""
    return Organisation.objects.filter(left_on__isnull=True).order_by("name")


def organisation(id: str) -> Organisation | None:
    """Give an organisation that has not left, or nothing."""
    try:
        return organisations().filter(pk=UUID(id)).first()
    except ValueError:
        return None


def domains_of(organisation_id: UUID) -> list[str]:
    """List the domains by which the people of an organisation are known, A to Z."""
    return list(Domain.objects.filter(organisation_id=organisation_id).order_by("name").values_list("name", flat=True))


def waiting_agencies() -> QuerySet[Organisation]:
    """List the new agencies that the coordinator has still to check, the oldest first."""
    return Organisation.objects.filter(waits_since__isnull=False).order_by("waits_since")


def agency_waits(membership_id: UUID) -> bool:
    """Tell whether the agency of a post still waits for the coordinator's check."""
    return Membership.objects.filter(pk=membership_id, organisation__waits_since__isnull=False).exists()


def invited(organisation_id: UUID, at: datetime) -> QuerySet[Invitation]:
    """List the invitations to one organisation that can still be accepted."""
    return Invitation.objects.filter(organisation_id=organisation_id, accepted_at__isnull=True, until__gt=at).order_by(
        "invited_at"
    )


def lost_factors() -> QuerySet[LostFactor]:
    """List the second steps that wait for a second person, as far as the actor looks after them."""
    waiting = LostFactor.objects.filter(agreed_at__isnull=True).order_by("asked_at")
    return waiting.select_related("membership__person", "membership__organisation", "asked_by__person")


def lost_factor(id: str) -> LostFactor | None:
    """Give one that waits, or nothing."""
    try:
        return lost_factors().filter(pk=UUID(id)).first()
    except ValueError:
        return None
