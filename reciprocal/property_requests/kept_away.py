"""Who is kept away from a request: what the officer says of it, and how the coordinator settles it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Func

from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError
from reciprocal.accounts.models import Membership, Person, Team
from reciprocal.accounts.queries import holders
from reciprocal.property_requests import sealed
from reciprocal.property_requests.models import Bar, Conflict, Cover, PropertyRequest
from reciprocal.rulebook.roles import NAMED_LEAD
from reciprocal.workflow.perform import perform

ANSWERS: Final = ("conflict_partners", "conflict_teams", "conflict_people", "conflict_reason")
RING_FIRST: Final = "Ring the officer about who is kept away, then say how it was settled."
NOTHING_TO_SETTLE: Final = "Nothing about who is kept away waits for you."

OWN: Final = (
    "You cannot keep away an organisation of the officer's or your own. Hand the request over to somebody else first."
)
ONESELF: Final = "You cannot keep away somebody who speaks for the household. Hand the request over first."

_KINDS: Final = ("{}", "A team: {}", "A person: {}")


class LetsNothing(Func):
    """Whether a landlord lets no home to a request, since it is kept away, or somebody is who lets its homes.

    Args: the request and the landlord. True only where a coordinator reads; nobody else reads who is kept away.
    """

    function = "access_lets_nothing"
    output_field = BooleanField()


def keep(actor: Actor, request: PropertyRequest, said: dict[str, Any], at: datetime) -> None:
    """Keep whom the officer names: at once, but for a person in whom no account is found. That waits for a call.

    Args:
        actor: the officer, or a cover who accepted.
        request: the request, being saved; whether the coordinator has to ring first is set on it.
        said: the answers of the page, by question.
        at: now.

    Raises:
        RefusedError: the officer named an own organisation, or somebody who speaks for the household.
    """
    partners = [str(one) for one in said.get("conflict_partners") or ()]
    teams = [str(one) for one in said.get("conflict_teams") or ()]
    named, reason = said.get("conflict_people") or "", said.get("conflict_reason") or ""
    account = Person.objects.filter(email=named.lower()).first() if named else None
    found = [{"organisation_id": one} for one in partners] + [{"team_id": one} for one in teams]
    for whom in found + ([{"person_id": str(account.pk)}] if account else []):
        if why_not := not_own(actor, request, **whom):
            raise RefusedError(why_not)
        bar(request.pk, at, **whom)
    unknown = "" if account else named
    if unknown or reason:
        note(request.pk, reason, at, person=unknown)
    landlord = str(said.get("landlord_id") or request.landlord_id)
    ring = said.get("kept_away") == "not_sure" or bool(unknown) or landlord in partners
    request.ring_first = ring or (request.ring_first and request.kept_away == "yes")


def bar(request_id: UUID, at: datetime, **whom: Any) -> None:
    """Keep somebody away: `organisation_id`, `team_id` or `person_id`. Nothing happens where they are so already."""
    # The officer cannot read who is kept away already, so the database passes over what is there.
    Bar.objects.bulk_create([Bar(request_id=request_id, at=at, **whom)], ignore_conflicts=True)


def not_own(actor: Actor, request: PropertyRequest, **whom: Any) -> str | None:
    """Say why somebody cannot be kept away: they speak for the household, or work where those do. None if they can."""
    speak = {actor.person, Membership.objects.get(pk=request.officer_id).person_id}
    accepted = Cover.objects.filter(request_id=request.pk, accepted_at__isnull=False)
    speak |= set(accepted.values_list("membership__person_id", flat=True))
    if person := whom.get("person_id"):
        return ONESELF if UUID(str(person)) in speak else None
    organisation = whom.get("organisation_id") or Team.objects.get(pk=whom["team_id"]).organisation_id
    posts = Membership.objects.filter(person_id__in=speak, ended_on__isnull=True, organisation_id=organisation)
    return OWN if posts.exists() else None


def nobody_decides(request: PropertyRequest) -> bool:
    """Tell whether everybody who decides for the applicant's landlord is kept away; asked by a coordinator."""
    leads = set(holders(NAMED_LEAD, request.landlord_id).values_list("person_id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_people_kept_away(%s)", [request.pk])
        return bool(leads) and leads <= {person for (person,) in cursor.fetchall()}


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
        note(request_id, reason, at, settles=True)


def names(row: PropertyRequest) -> list[str]:
    """Name who is kept away: the partners, then teams and people. The database shows them to the coordinator alone."""
    bars = Bar.objects.filter(request=row).order_by("at", "pk")
    found = [
        (0, partner) if partner else (1, f"{team}, {landlord}") if team else (2, person)
        for partner, team, landlord, person in bars.values_list(
            "organisation__name", "team__name", "team__organisation__name", "person__name"
        )
    ]
    return [_KINDS[kind].format(name) for kind, name in sorted(found)]


def described(row: PropertyRequest) -> list[str]:
    """Open what the officer typed of people in whom no account was found, for the coordinator."""
    rows = Conflict.objects.filter(request=row, person__isnull=False)
    return [sealed.shown(one, "person") for one in rows.order_by("at", "pk")]


def standing(row: PropertyRequest, named: Sequence[str], landlord: str) -> tuple[str, bool]:
    """Say how it stands before the landlord is asked, and whether it is well."""
    if landlord in named:
        return f"{landlord} is the landlord and is kept away. Ring the officer before anything is sent to it", False
    if not row.ring_first:
        return ", ".join(named) or ("Settled with the officer" if row.kept_away == "not_sure" else "None known"), True
    if row.kept_away == "not_sure":
        return "The officer is not sure. Ring them before you ask the landlord", False
    found = f" Kept away already: {', '.join(named)}." if named else ""
    return f"The officer described a person.{found} Ring them before you ask the landlord", False


def note(request_id: UUID, reason: str, at: datetime, *, person: str = "", settles: bool = False) -> None:
    """Seal why somebody is kept away, in whom the officer named no account was found, or how it was settled."""
    row = Conflict(request_id=request_id, settles=settles, at=at)
    sealed.put(row, "reason", reason)
    if person:
        sealed.put(row, "person", person)
    row.save(force_insert=True)
