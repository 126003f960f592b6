"""What a lettings officer does with a vacant home. Each function is one transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection, transaction

from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.audit import log
from reciprocal.homes.models import ComingHome, Compromised, Home
from reciprocal.homes.queries import free_until
from reciprocal.homes.words import label_for
from reciprocal.partners.queries import places_of, why_not_a_partner
from reciprocal.rulebook import workdays
from reciprocal.rulebook.compromised import stopped_reasons
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import perform

ASKED_AGAIN_DAYS: Final = 10
# What a home may wait for until its landlord has looked at its details or held it longer.
AFTER_CHANGE: Final = ("after_correction", "after_works")
EACH_IS_TOLD: Final = (
    "You have told us of a home for each of your tenants who moved. To offer another, let your lettings officers"
    " declare it, or call {coordinator} on {phone}."
)


def tell_of_coming(
    actor: Actor,
    *,
    at: datetime,
    comes_back: str,
    kinds: Collection[str] = (),
    will_offer: str = "",
    ready_on: date | None = None,
) -> None:
    """Keep what a landlord expects of a home that may come back empty.

    Args:
        actor: a named lead or the manager of the landlord.
        at: now.
        comes_back: a key of `ComingHome.COMES_BACK`; where it is not known, it is asked again later.
        kinds: for which households it is compromised, keys of `compromised.KINDS`.
        will_offer: a key of `ComingHome.WILL_OFFER`.
        ready_on: when it will be ready.

    Raises:
        RefusedError: it has told of a home for each of its tenants who moved.
    """
    known = comes_back == "yes"
    again = workdays.add(day_of(at), ASKED_AGAIN_DAYS, current()) if comes_back == "unknown" else None
    with transaction.atomic():
        coming = ComingHome(
            organisation_id=actor.organisation,
            comes_back=comes_back,
            will_offer=will_offer if known else "",
            ready_on=ready_on if known and will_offer in ComingHome.OFFERED else None,
            ask_again_on=again,
        )
        if not _may_tell_of(coming):
            raise RefusedError(EACH_IS_TOLD.format(**current().words()))
        coming.save(force_insert=True)
        if coming.will_offer in ComingHome.OFFERED:
            reasons = stopped_reasons(kinds, (reason.code for reason in current().reasons))
            Compromised(coming=coming, reasons=sorted(reasons)).save(force_insert=True)
        log.record("act", "tell_of_coming", None, at)


def _may_tell_of(coming: ComingHome) -> bool:
    """Ask the database, which decides by the same function once more when the row is kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT homes_may_tell_of(%s, %s)", [coming.organisation_id, coming.will_offer])
        return bool(cursor.fetchone()[0])


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
            still_a_partner=why_not_a_partner(actor.organisation),
            place_is_yours=(
                None
                if place in places_of(actor.organisation)
                else f"That is not a {word} where you told us you have homes. Check it, or add the {word}."
            ),
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


def hold_longer(actor: Actor, home_id: UUID, *, at: datetime, until: date) -> None:
    """Keep an open home on the list until another day, so that nobody asks before whether it is still empty.

    Args:
        actor: a lettings officer of the partner.
        home_id: the home.
        at: now.
        until: the last day on which it is held; today or later.
    """
    with perform(actor, "hold_longer", "home", home_id, at=at) as step:
        step.require(day_to_come=None if until >= day_of(at) else "The date must be today or in the future")
        step.about = until
        Home.objects.filter(pk=home_id).update(hold_until=until)
        _is_ready(home_id)


def change_home(actor: Actor, home_id: UUID, *, at: datetime, **facts: Any) -> None:
    """Correct the details of an open home. Who could live there is worked out anew whenever somebody looks.

    The place stays: a home in another place is another home. A home that waited for this is on offer again.

    Args:
        actor: a lettings officer of the partner.
        home_id: the home.
        at: now.
        facts: the columns that a person fills in, without the place.
    """
    with perform(actor, "change_home", "home", home_id, at=at):
        home = Home.objects.get(pk=home_id)
        label = label_for(facts["bedrooms"], facts["kind"], home.place)
        Home.objects.filter(pk=home_id).update(label=label, **facts)
        _is_ready(home_id)


def _is_ready(home_id: UUID) -> None:
    """Let a home be offered again that waited for its landlord: for works, or for details that are right."""
    Home.objects.filter(pk=home_id, opens_after__in=AFTER_CHANGE).update(opens_after="")


def expire(actor: Actor, home_id: UUID, *, at: datetime) -> None:
    """Take a home off the list because its date has passed and nobody said what became of it.

    Args:
        actor: the service itself.
        home_id: the home.
        at: now; two working days after the day from which it was asked.
    """
    with perform(actor, "expire", "home", home_id, at=at) as step:
        home = Home.objects.get(pk=home_id)
        over = day_of(at) > free_until(home, day_of(at))
        step.require(date_has_passed=None if over else "The date of the home has not passed.")
        Home.objects.filter(pk=home_id).update(fate="expired")


def looked_at(actor: Actor, home_id: UUID, *, at: datetime) -> None:
    """Put a home on offer again that waited for the coordinator to look at it.

    Raises:
        HiddenError: somebody else than a coordinator asks.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT homes_looked_at(%s)", [home_id])
        if not cursor.fetchone()[0]:
            raise HiddenError("home")
    log.record("act", "looked_at_home", None, at, home=home_id)


def free_after_its_day(actor: Actor, home_id: UUID) -> None:
    """Put a home on offer again once the day has passed by which an answer was needed. The service itself does it."""
    Home.objects.filter(pk=home_id, state="open", opens_after="after_due").update(opens_after="")
