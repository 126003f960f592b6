"""Tells whoever the lifecycle table names, by a notice that says nothing about the household."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Facts
from reciprocal.accounts import queries as accounts
from reciprocal.notifications.models import Notice
from reciprocal.notifications.outbox import queue
from reciprocal.rulebook import roles
from reciprocal.rulebook.notices import NOTICES

if TYPE_CHECKING:
    from reciprocal.workflow.perform import Performing


def tell(performing: Performing) -> None:
    """Queue one notice for each post that the step's line in the table names, except the one who acts."""
    queue(
        Notice(
            membership_id=membership,
            request_id=performing.request,
            offer_id=performing.offer if relation != roles.LANDLORD else None,
            relation=relation,
            key=key,
            at=performing.at,
        )
        for key, relation in (*performing.step.tells, *performing.also_tells)
        for membership in _posts(performing, relation)
        if membership != performing.actor.membership or NOTICES[key].to_who_acts
    )


def tell_scheme(key: str, request_id: UUID, at: datetime) -> None:
    """Tell the coordinator of something that is no step of its own, such as an answer that cannot wait."""
    queue(
        Notice(membership_id=post, request_id=request_id, relation=roles.SCHEME, key=key, at=at)
        for post in accounts.holders(roles.COORDINATOR).values_list("pk", flat=True)
    )


def _posts(performing: Performing, relation: str) -> list[UUID]:
    facts = performing.facts
    if relation == roles.OFFICER:
        return list(dict.fromkeys(post for post in (facts.officer, facts.cover, performing.new_officer) if post))
    if relation == roles.SCHEME:
        # Nobody hears of a draft.
        told = facts.was_sent or performing.step.key == "submit"
        return list(accounts.holders(roles.COORDINATOR).values_list("pk", flat=True)) if told else []
    if relation == roles.DECIDER:
        return deciders(facts_of("request", performing.request_id))
    organisation = facts.landlord if relation == roles.LANDLORD else performing.organisation
    if organisation is None or (relation == roles.LANDLORD and not _landlord_hears(performing)):
        return []
    return list(accounts.holders(roles.ROLE_OF_RELATION[relation], organisation).values_list("pk", flat=True))


def deciders(now: Facts | None) -> list[UUID]:
    """List who decides for the landlord now: of a second look, those who did not take the first decision."""
    if now is None or now.landlord is None:
        return []
    role = roles.PARTNER_MANAGER if now.manager_decides else roles.NAMED_LEAD
    others = accounts.holders(role, now.landlord)
    if now.declined_by:
        others = others.exclude(person_id=now.declined_by)
    return list(others.values_list("pk", flat=True))


def _landlord_hears(performing: Performing) -> bool:
    return performing.facts.landlord_was_asked or performing.step.key == "seek_approval"
