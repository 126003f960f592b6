"""What happens to partners. Each function is one transaction, and the database decides once more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.audit import log
from reciprocal.clock import LONDON
from reciprocal.partners.models import Domain, Organisation


@transaction.atomic
def add(
    name: str,
    kind: str,
    domain: str,
    bedroom_rule: str,
    places: Iterable[str],
    homes_band: str = "",
    *,
    at: datetime,
) -> UUID:
    """Let a landlord into the scheme. Its manager is invited after that.

    Args:
        name: of the landlord.
        kind: council or housing association.
        domain: the part of its work e-mails after the @.
        bedroom_rule: the rule set by which it counts bedrooms.
        places: the codes of the places where it has homes.
        homes_band: from about how many homes, a key of `Organisation.HOMES`.
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
    partner: UUID | None = _ask("partners_add", name, kind, domain.lower(), bedroom_rule, _day(at))
    if partner is None:
        raise HiddenError("partner")
    log.record("act", "add_partner", None, at, organisation=partner)
    keep_places(partner, places, homes_band, at=at)
    return partner


@transaction.atomic
def keep_places(partner: UUID, places: Iterable[str], homes_band: str = "", *, at: datetime) -> None:
    """Keep where a partner has homes, and about how many. Raises HiddenError where it is not the actor's to say."""
    codes = sorted(places)
    if not _ask("partners_keep_places", partner, codes, homes_band):
        raise HiddenError("partner")
    log.record("act", "keep_places", None, at, organisation=partner, places=codes, homes=homes_band)


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


@transaction.atomic
def leave(partner: UUID, day: date | None, *, at: datetime) -> None:
    """Let a partner leave the scheme on a day; without a day, let it stay. Nobody else sets this but the coordinator.

    From that day on it gets no profiles and declares and offers no homes. Offers that are out and the requests of its
    tenants are finished, and what it owes stays on the record.

    Raises:
        HiddenError: it is not the actor's to say.
    """
    if not _ask("partners_leave", partner, day, _day(at)):
        raise HiddenError("partner")
    log.record("act", "leave_scheme", None, at, organisation=partner, day=str(day or ""))


def let_go(at: datetime) -> int:
    """Let those go whose day to leave has come; for the service alone, day by day. Gives how many there were."""
    return int(_ask("partners_let_go", _day(at)))


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _ask(function: str, *arguments: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({', '.join(['%s'] * len(arguments))})", list(arguments))
        return cursor.fetchone()[0]
