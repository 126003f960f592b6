"""What happens to partners. Each function is one transaction, and the database decides once more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.audit import log
from reciprocal.clock import LONDON
from reciprocal.partners.models import Domain, Organisation


@transaction.atomic
def add(name: str, kind: str, domain: str, bedroom_rule: str, places: Iterable[str], *, at: datetime) -> UUID:
    """Let a landlord into the scheme. Its manager is invited after that.

    Args:
        name: of the landlord.
        kind: council or housing association.
        domain: the part of its work e-mails after the @.
        bedroom_rule: the rule set by which it counts bedrooms.
        places: the codes of the places where it has homes.
        at: when; it is a partner from that day on.

    Returns:
        the id of the new partner.

    Raises:
        RefusedError: there is one of this name or this domain. HiddenError: the actor is no coordinator.
    """
    if Organisation.objects.filter(name__iexact=name).exists():
        raise RefusedError("There is an organisation of this name already.")
    if Domain.objects.filter(name=domain.lower()).exists():
        raise RefusedError("This e-mail domain belongs to another organisation.")
    day = at.astimezone(LONDON).date()
    partner: UUID | None = _ask("partners_add", name, kind, domain.lower(), bedroom_rule, day)
    if partner is None:
        raise HiddenError("partner")
    log.record("act", "add_partner", None, at, organisation=partner)
    keep_places(partner, places, at=at)
    return partner


@transaction.atomic
def keep_places(partner: UUID, places: Iterable[str], *, at: datetime) -> None:
    """Keep where a partner has homes. Raises HiddenError where it is not the actor's to say."""
    codes = sorted(places)
    if not _ask("partners_keep_places", partner, codes):
        raise HiddenError("partner")
    log.record("act", "keep_places", None, at, organisation=partner, places=codes)


@transaction.atomic
def count_bedrooms(partner: UUID, rule: str, *, at: datetime) -> None:
    """Keep by which rule set a partner counts bedrooms. Raises HiddenError where it is not the actor's to say."""
    if not _ask("partners_count_bedrooms", partner, rule):
        raise HiddenError("partner")
    log.record("act", "count_bedrooms", None, at, organisation=partner, rule=rule)


@transaction.atomic
def keep_contact(actor: Actor, contact: str, *, at: datetime) -> None:
    """Keep whom an officer can ask about a decision of the actor's landlord. Raises HiddenError for anybody else."""
    if not _ask("partners_keep_contact", contact):
        raise HiddenError("partner")
    log.record("act", "keep_contact", None, at, organisation=actor.organisation)


def _ask(function: str, *arguments: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({', '.join(['%s'] * len(arguments))})", list(arguments))
        return cursor.fetchone()[0]
