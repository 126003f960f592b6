"""What a lettings officer does with a vacant home."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from reciprocal.access.facts import Actor
from reciprocal.homes.models import Home
from reciprocal.partners.queries import places_of
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.perform import perform


def declare_home(actor: Actor, *, at: datetime, place: str, **facts: Any) -> UUID:
    """Put a home on the list of the partner. Gives its id.

    Args:
        actor: a lettings officer.
        at: now.
        place: code of the place; one where the partner has told that it has homes.
        facts: the other columns of `Home` that a person fills in.
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
        home = Home(id=uuid4(), organisation_id=actor.organisation, place=place, state_since=at, **facts)
        home.save(force_insert=True)
        step.home, step.organisation = home.id, home.organisation_id
    return home.id


def take_off(actor: Actor, home_id: UUID, *, at: datetime, fate: str) -> None:
    """Take a home off the list and say what became of it."""
    with perform(actor, "take_off", "home", home_id, at=at):
        Home.objects.filter(pk=home_id).update(fate=fate)
