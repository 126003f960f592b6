"""Who is kept away from a request: what the officer says of it, and how the coordinator settles it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db.models import F, QuerySet, Value

from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError
from reciprocal.accounts.models import Membership
from reciprocal.property_requests.models import Bar, Conflict, PropertyRequest
from reciprocal.property_requests.sealed import sealed
from reciprocal.workflow.perform import perform

ANSWERS: Final = ("conflict_partners", "conflict_team", "conflict_person", "conflict_reason")
RING_FIRST: Final = "Ring the officer about who is kept away, then say how it was settled."
NOTHING_TO_SETTLE: Final = "Nothing about who is kept away waits for you."

_KINDS: Final = ("{}", "A team: {}", "A person: {}")


def keep(actor: Actor, request: PropertyRequest, said: dict[str, Any], at: datetime) -> None:
    """Keep whom the officer names. A partner is kept away at once; all else waits for the coordinator's call.

    Args:
        actor: the officer, or a cover who accepted.
        request: the request, being saved; whether the coordinator has to ring first is set on it.
        said: the answers of the page, by question.
        at: now.

    Raises:
        RefusedError: the officer named an own organisation.
    """
    partners = [str(one) for one in said.get("conflict_partners") or ()]
    _keep_bars(actor, request, partners, at)
    team, person, reason = (said.get(name) or "" for name in ANSWERS[1:])
    if team or person or reason:
        _keep_conflict(request.pk, reason, at, team=team, person=person)
    landlord = str(said.get("landlord_id") or request.landlord_id)
    ring = said.get("kept_away") == "not_sure" or bool(team or person) or landlord in partners
    request.ring_first = ring or (request.ring_first and request.kept_away == "yes")


def bar(request_id: UUID, organisation_id: Any, at: datetime) -> None:
    """Keep a partner away. Nothing happens where it is kept away already."""
    # The officer cannot read who is kept away already, so the database passes over what is there.
    Bar.objects.bulk_create([Bar(request_id=request_id, organisation_id=organisation_id, at=at)], ignore_conflicts=True)


def settle(actor: Actor, request_id: UUID, *, at: datetime, reason: str) -> None:
    """Say how it was settled with the officer who is kept away, so that the landlord can be asked.

    Args:
        actor: the coordinator.
        request_id: the request.
        at: now.
        reason: what was agreed; it is kept sealed.
    """
    with perform(actor, "settle_kept_away", "request", request_id, at=at) as step:
        waits = PropertyRequest.objects.filter(pk=request_id, ring_first=True)
        step.require(something_to_settle=None if waits.update(ring_first=False) else NOTHING_TO_SETTLE)
        _keep_conflict(request_id, reason, at, settles=True)


def names(row: PropertyRequest) -> list[str]:
    """Name who is kept away: the partners, then teams and people. The database shows them to the coordinator alone."""
    conflicts = Conflict.objects.filter(request=row, settles=False)
    found = _as(0, "organisation__name", Bar.objects.filter(request=row)).union(
        _as(1, "team", conflicts), _as(2, "person", conflicts), all=True
    )
    return [_KINDS[kind].format(name) for kind, name in sorted(found) if name]


def standing(row: PropertyRequest, named: Sequence[str], landlord: str) -> tuple[str, bool]:
    """Say how it stands before the landlord is asked, and whether it is well."""
    if landlord in named:
        return f"{landlord} is the landlord and is kept away. Ring the officer before anything is sent to it", False
    if not row.ring_first:
        return ", ".join(named) or ("Settled with the officer" if row.kept_away == "not_sure" else "None known"), True
    if row.kept_away == "not_sure":
        return "The officer is not sure. Ring them before you ask the landlord", False
    return f"{', '.join(named)}. Ring the officer before you ask the landlord", False


def _as(kind: int, column: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.annotate(kind=Value(kind), named=F(column)).order_by().values_list("kind", "named")


def _keep_bars(actor: Actor, request: PropertyRequest, organisations: Sequence[str], at: datetime) -> None:
    if not organisations:
        return
    own = {str(actor.organisation), str(Membership.objects.get(pk=request.officer_id).organisation_id)}
    for organisation in organisations:
        if organisation in own:
            raise RefusedError("You cannot keep your own organisation away. Hand the request to somebody else first.")
        bar(request.pk, organisation, at)


def _keep_conflict(request_id: UUID, reason: str, at: datetime, **more: Any) -> None:
    id = uuid4()
    made = sealed(request_id, Conflict._meta.db_table, id, "reason", reason)
    Conflict(id=id, request_id=request_id, reason=made, at=at, **more).save(force_insert=True)
