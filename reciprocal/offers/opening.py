"""Sealed facts that no click opens: somebody asks with a reason, another person decides, and it opens for minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from reciprocal.access.actor import facts_of
from reciprocal.access.encryption import CannotOpen
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.access.policy import allows
from reciprocal.accounts.models import Membership
from reciprocal.audit import log
from reciprocal.notifications.models import Notice
from reciprocal.notifications.outbox import queue
from reciprocal.offers.models import Offer, Opening, Viewing
from reciprocal.offers.sealed import plan_from
from reciprocal.property_requests.models import Conflict, PropertyRequest
from reciprocal.property_requests.sealed import NOT_WHAT_WAS_SEALED, opened
from reciprocal.rulebook import roles
from reciprocal.rulebook.states import OFFER_ITS_PARTNER_READS
from reciprocal.ui.questions import Option

OPEN_FOR: Final = timedelta(minutes=30)
NOT_YOUR_OWN: Final = "You asked for this yourself. Somebody else decides."
DECIDED: Final = "This was decided already."
NOT_THERE: Final = "That is not sealed on this request, or you open it with a click on the page of the offer."
# The column of each table in which something is sealed that can be asked for.
_COLUMNS: Final = {
    "offers_homeaddress": "address",
    "offers_viewingplan": "plan",
    "property_requests_conflict": "reason",
}


def askable(request_id: UUID) -> tuple[Option, ...]:
    """List what the coordinator may ask for on a request: why somebody is kept away, and what ended offers left."""
    found = [Option("kept_away", Opening.KINDS["kept_away"])] if Conflict.objects.filter(request=request_id) else []
    ended = Offer.objects.filter(request_id=request_id).exclude(state__in=OFFER_ITS_PARTNER_READS)
    viewed = set(Viewing.objects.filter(request_id=request_id).values_list("offer_id", flat=True))
    for one in ended.select_related("organisation").order_by("-state_since", "pk"):
        kinds = ("address", "viewing") if one.pk in viewed else ("address",)
        found += [Option(f"{kind} {one.pk}", Opening.KINDS[kind], f"{one.label}, {one.organisation}") for kind in kinds]
    return tuple(found)


def ask(actor: Actor, request_id: UUID, *, at: datetime, what: str, why: str) -> UUID:
    """Ask to see a sealed fact. Whoever may decide is told, and the log keeps that it was asked.

    Args:
        actor: a coordinator.
        request_id: the request.
        at: now.
        what: the value of one of the options of `askable`.
        why: the reason, which whoever decides reads.

    Raises:
        HiddenError: the actor may not learn that the request exists.
        RefusedError: there is no such fact to be asked for.
    """
    facts = facts_of("request", request_id)
    if facts is None or not allows("sealed.ask", actor, facts):
        raise HiddenError("sealed.ask")
    if what not in {option.value for option in askable(request_id)}:
        raise RefusedError(NOT_THERE)
    kind, _, offer = what.partition(" ")
    reference = PropertyRequest.objects.get(pk=request_id).reference
    given = {"request_id": request_id, "offer_id": UUID(offer) if offer else None, "kind": kind, "why": why}
    asked = Opening(reference=reference, by_id=actor.membership, at=at, **given)
    asked.save(force_insert=True)
    log.record("act", "sealed_asked", request_id, at, opening=asked.pk, fact=kind)
    _tell(request_id, "sealed_asked", at, _deciders(actor))
    return asked.pk


def decide(actor: Actor, opening_id: UUID, *, at: datetime, allow: bool) -> None:
    """Allow somebody else to see a sealed fact once, for half an hour, or do not. The log keeps either.

    Raises:
        HiddenError: there is no such question for this actor.
        RefusedError: the actor asked it, or somebody has decided.
    """
    asked = Opening.objects.select_related("by").filter(pk=opening_id).first()
    if asked is None:
        raise HiddenError("sealed.list")
    if asked.by.person_id == actor.person:
        raise RefusedError(NOT_YOUR_OWN)
    decision: dict[str, Any] = {"allowed": allow, "decided_by_id": actor.membership, "decided_at": at}
    if asked.decided_at or not Opening.objects.filter(pk=opening_id, decided_at__isnull=True).update(**decision):
        raise RefusedError(DECIDED)
    log.record("act", "sealed_allowed" if allow else "sealed_not_allowed", asked.request_id, at, opening=opening_id)
    _tell(asked.request_id, "update", at, [asked.by_id])


def is_open(asked: Opening, at: datetime) -> bool:
    """Tell whether a fact is open to whoever asked for it now."""
    return bool(asked.allowed and asked.decided_at and asked.decided_at <= at < asked.decided_at + OPEN_FOR)


def lines(asked: Opening, at: datetime) -> list[dict[str, str]]:
    """Open a fact that was allowed, line by line, and keep that in the log. The database gives it for its minutes only.

    Args:
        asked: what the actor asked for.
        at: now.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT kept_in, kept_row, kept FROM offers_opened(%s, %s)", [asked.pk, at])
        rows = cursor.fetchall()
    log.record("look", "sealed.open", asked.request_id, at, opening=asked.pk, fact=asked.kind)
    return [line for row in rows for line in _said(asked, *row)]


def waiting(actor: Actor) -> QuerySet[Opening]:
    """List what others have asked for and nobody has decided, the oldest first."""
    return Opening.objects.filter(decided_at__isnull=True).exclude(by__person_id=actor.person).order_by("at", "pk")


def _said(asked: Opening, table: str, row: UUID, kept: bytes) -> list[dict[str, str]]:
    try:
        text = opened(asked.request_id, table, row, _COLUMNS[table], bytes(kept))
    except CannotOpen:
        return [{"label": Opening.KINDS[asked.kind], "text": NOT_WHAT_WAS_SEALED}]
    if asked.kind == "viewing":
        return plan_from(text).lines()
    return [{"label": Opening.KINDS[asked.kind], "text": text or "No reason was typed."}]


def _deciders(actor: Actor) -> list[UUID]:
    posts = Membership.objects.filter(role__in=(roles.SCHEME_MANAGER, roles.COORDINATOR), ended_on__isnull=True)
    return list(posts.exclude(person_id=actor.person).filter(person__is_active=True).values_list("pk", flat=True))


def _tell(request_id: UUID, key: str, at: datetime, posts: list[UUID]) -> None:
    queue(Notice(membership_id=post, request_id=request_id, relation="", key=key, at=at) for post in posts)
