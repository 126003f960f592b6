"""What a lettings officer does with a vacant home. Each function is one transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.access.policy import allows
from reciprocal.homes.models import Home
from reciprocal.homes.words import label_for
from reciprocal.partners.queries import places_of
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.perform import perform


def declare_home(actor: Actor, *, at: datetime, place: str, **facts: Any) -> UUID:
    """Put a home on the list of the partner. Gives its id.

    Args:
        actor: a lettings officer.
        at: now.
        place: code of the place; one where the partner has told that it has homes.
        facts: the other columns of `Home` that a person fills in. Without a `label`, one is made from them.
    """
    with perform(actor, "declare_home", at=at) as step:
        word = current().place_word
        step.require(
            place_is_yours=(
                None
                if place in places_of(actor.organisation)
                else f"That is not a {word} where you told us you have homes. Check it, or add the {word}."
            )
        )
        facts.setdefault("label", label_for(facts["bedrooms"], facts["kind"], place))
        whose = {"organisation_id": actor.organisation, "declared_by_id": actor.membership}
        home = Home(id=uuid4(), place=place, declared_at=at, state_since=at, **whose, **facts)
        home.save(force_insert=True)
        step.home, step.organisation = home.id, home.organisation_id
    return home.id


def take_off(actor: Actor, home_id: UUID, *, at: datetime, fate: str, why: str = "") -> None:
    """Take a home off the list and say what became of it.

    Args:
        actor: a lettings officer of the partner.
        home_id: the home.
        at: now.
        fate: a key of `Home.FATES`, except the one that only a move sets.
        why: for a home that was withdrawn, a key of `Home.WHY_WITHDRAWN`.
    """
    with perform(actor, "take_off", "home", home_id, at=at):
        Home.objects.filter(pk=home_id).update(fate=fate, fate_why=why)


def hold_longer(actor: Actor, home_id: UUID, *, until: date) -> None:
    """Keep a home on the list until a later day. No state changes, so the lifecycle has no step for it.

    Raises:
        HiddenError: the home is not one of this partner's.
        RefusedError: the home is not on the list any more, or an offer of it is live.
    """
    with transaction.atomic():
        facts = facts_of("home", home_id, lock=True)
        if facts is None or not allows("home.match", actor, facts):
            raise HiddenError("home")
        if facts.home_state != "open":
            raise RefusedError("Only a home that is open can be held longer. Look at what is there now.")
        Home.objects.filter(pk=home_id).update(hold_until=until)
