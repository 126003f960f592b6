"""What is read of homes: the partner's list, and a home as the matching rules read it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Case, Count, QuerySet, When

from reciprocal.clock import LONDON
from reciprocal.homes.models import ComingHome, Home
from reciprocal.matching import types
from reciprocal.rulebook import workdays
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of

ANSWER_DAYS: Final = 2
"""Working days after its date in which a landlord may still say what became of a home."""


def visible() -> QuerySet[Home]:
    """Every home that this actor may read: those that are free, those on offer, the rest; newest first."""
    place = Case(When(state="open", then=0), When(state="offered", then=1), default=2)
    return Home.objects.select_related("organisation").order_by(place, "-state_since", "pk")


def matched(home: Any) -> types.Home:
    """Give a home as the matching rules read it. Takes a home, or an offer, which keeps the same of it."""
    return types.Home(
        id=str(home.pk),
        landlord=str(home.organisation_id),
        place=home.place,
        bedrooms=home.bedrooms,
        kind=home.kind,
        floor=home.floor,
        lift=home.lift,
        access=home.access,
        tenancy=home.tenancy,
        ready_from=home.ready_from,
    )


def declared_lately(today: date) -> list[tuple[types.Home, int]]:
    """Give the homes of the last 12 months, each kind with how many of it any partner declared; for lettings officers.

    Which partner, where and when is not told: a lettings officer learns of others' homes only what a count needs.
    """
    since = datetime.combine(workdays.months_after(today, -12), datetime.min.time(), LONDON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT bedrooms, kind, floor, lift, access, n FROM homes_declared(%s)", [since])
        return [
            (types.Home("declared", "any", "any", beds, kind, floor, lift, access, tenancy="", ready_from=today), n)
            for beds, kind, floor, lift, access, n in cursor.fetchall()
        ]


def asked_from(home: Home) -> date:
    """Give the day from which it is asked whether an open home is still empty.

    Its own date; or the day on which an offer of it ended, where that was later, so that no home goes at once.
    """
    return max(home.hold_until, day_of(home.state_since))


def free_until(home: Home, today: date) -> date:
    """Give the day until which an open home stays on the list if nobody says anything."""
    if home.hold_until >= today:
        return home.hold_until
    return workdays.add(asked_from(home), ANSWER_DAYS, current())


def passed(today: date) -> QuerySet[Home]:
    """Every open home whose own date has passed, the longest passed first."""
    return Home.objects.filter(state="open", hold_until__lt=today).order_by("hold_until", "pk")


def fates(since: date) -> dict[str, int]:
    """Count what became of the homes that left the list since a day, in the order of the fates."""
    ended = Home.objects.exclude(fate="").filter(state_since__date__gte=since)
    counts = dict(ended.values_list("fate").annotate(Count("pk")))
    return {fate: counts[fate] for fate in Home.FATES if fate in counts}


def to_declare(today: date) -> list[ComingHome]:
    """List the homes that this actor's landlord expected back and that are to be declared, from their day on."""
    coming = ComingHome.objects.filter(will_offer__in=ComingHome.OFFERED, ready_on__lte=today, home__isnull=True)
    return list(coming.order_by("ready_on", "pk"))


def asked_whether_one_comes_back(organisation_id: UUID, moved_out: int, today: date) -> bool:
    """Say whether a landlord has still to answer for one of its tenants who moved.

    Args: the landlord, how many of its tenants the pot knows to have moved, and today.
    """
    own = ComingHome.objects.filter(organisation_id=organisation_id)
    if own.filter(ask_again_on__gt=today).exists():
        return False
    return own.exclude(comes_back="unknown").count() < moved_out
