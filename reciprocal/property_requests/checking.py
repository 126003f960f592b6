"""Checking a request that was sent: which sections the coordinator found complete, and who looked at them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError
from reciprocal.audit import log
from reciprocal.property_requests.models import InformationAsked, PropertyRequest, SectionChecked
from reciprocal.property_requests.questions import LABELS
from reciprocal.workflow.models import Happening

WHILE_CHECKED: Final = "Sections are ticked only while a request is checked. It has gone on since."


def ticked(request_id: UUID) -> dict[str, SectionChecked]:
    """Give the ticks that still hold. What the officer changed since, or was asked about, has to be looked at again."""
    changed = Happening.objects.filter(
        request_id=request_id, audience="case", step="change_request", at__gte=OuterRef("at")
    )
    asked = InformationAsked.objects.filter(
        request_id=request_id, section=OuterRef("section"), asked_at__gt=OuterRef("at")
    )
    rows = SectionChecked.objects.filter(~Exists(changed), ~Exists(asked), request_id=request_id)
    return {row.section: row for row in rows.select_related("by__person")}


def not_ticked(request_id: UUID, sections: Collection[str]) -> list[str]:
    """List the sections among these without a tick; nothing where none was ticked, since then nobody began."""
    found = ticked(request_id)
    return [section for section in sections if section not in found] if found else []


@transaction.atomic
def tick(actor: Actor, request_id: UUID, *, at: datetime, complete: Collection[str]) -> None:
    """Keep which sections are complete. Whoever ticked one first stays named for it.

    Args:
        actor: the coordinator.
        request_id: a request that was sent and waits for its check.
        at: now.
        complete: the sections that are ticked; the ticks of all others go.

    Raises:
        RefusedError: the request has gone on meanwhile.
    """
    if not PropertyRequest.objects.filter(pk=request_id, state="submitted").exists():
        raise RefusedError(WHILE_CHECKED)
    wanted = [section for section in LABELS if section in complete]
    stay = [section for section in ticked(request_id) if section in wanted]
    SectionChecked.objects.filter(request_id=request_id).exclude(section__in=stay).delete()
    new: Any = {"request_id": request_id, "by_id": actor.membership, "at": at}
    SectionChecked.objects.bulk_create(
        [SectionChecked(section=section, **new) for section in wanted if section not in stay]
    )
    log.record("act", "check_sections", request_id, at, sections=wanted)
