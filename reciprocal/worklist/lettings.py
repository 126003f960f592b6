"""What waits for a lettings officer about the partner's own homes, and what was asked of the partner."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from reciprocal.access.facts import Actor
from reciprocal.circulation.answers import answered_this_week, to_answer
from reciprocal.circulation.queries import Listed, listed
from reciprocal.homes.actions import AFTER_CHANGE
from reciprocal.homes.models import Home
from reciprocal.homes.queries import asked_from, free_until
from reciprocal.offers.next_in_line import Card, cards
from reciprocal.partners.queries import why_not_a_partner
from reciprocal.rulebook.reasons import HOME_OPENS
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of


@dataclass(frozen=True)
class ToDo:
    """One sentence about a home or a code, its button, and the day by which it has to be done, if there is one."""

    reference: str
    sentence: str
    url: str
    button: str
    since: date
    due: date | None = None
    card: Card | None = None


def to_do(actor: Actor, today: date, offered: Collection[UUID]) -> list[ToDo]:
    """List what a lettings officer is to do beside the offers that are out.

    Args:
        actor: a lettings officer.
        today: today.
        offered: the profiles for which an offer of the partner is live.
    """
    profiles = listed(today)
    return [*_homes(profiles, today), *_asked(profiles, today, offered), *_week(actor, today)]


def _homes(profiles: list[Listed], today: date) -> list[ToDo]:
    """First the homes that are free again with their next household, then those whose date has passed, then others."""
    homes = list(Home.objects.filter(state="open").order_by("declared_at", "pk"))
    free, counts = cards(homes, profiles, today)
    ended = "An offer of your home has ended. The next household is ready"
    found = [
        ToDo(one.home.label, ended, one.offer_url, "Offer", day_of(one.home.state_since), card=one) for one in free
    ]
    shown = {one.home.pk for one in free}
    for home in homes:
        count, since = counts[home.pk], day_of(home.state_since)
        if home.opens_after in AFTER_CHANGE:
            url = reverse("home_step", args=[home.pk, "change_home"])
            found.append(ToDo(home.label, HOME_OPENS[home.opens_after].rstrip("."), url, "Change", since))
        elif today > asked_from(home):
            found.append(_still_empty(home, today))
        elif home.pk not in shown and count:
            could = "1 request could live" if count == 1 else f"{count} requests could live"
            url = reverse("home", args=[home.pk])
            found.append(ToDo(home.label, f"{could} in a home you declared", url, "See who", since))
    return found


def _still_empty(home: Home, today: date) -> ToDo:
    days = (today - day_of(home.declared_at)).days
    on_list = "1 day" if days == 1 else f"{days} days"
    sentence = f"A home has been on your list for {on_list}. Is it still empty?"
    url = reverse("home_step", args=[home.pk, "take_off"])
    return ToDo(home.label, sentence, url, "Check", day_of(home.state_since), due=free_until(home, today))


def _asked(profiles: list[Listed], today: date, offered: Collection[UUID]) -> list[ToDo]:
    whom = current().coordinator.organisation
    asked, wanted = to_answer()
    found = []
    for one in profiles:
        pk, code, url = one.profile.pk, one.profile.code, reverse("profile", args=[one.profile.pk])
        if pk in asked and pk not in offered:
            found.append(ToDo(code, f"{whom} asks: do you have a home for them?", url, "Answer", today))
        if pk in wanted and not one.under_offer:
            found.append(ToDo(code, "It has no offer any more. You can offer a home", url, "Look", today))
    return found


def _week(actor: Actor, today: date) -> list[ToDo]:
    if answered_this_week(actor.organisation, today) or why_not_a_partner(actor.organisation):
        return []
    return [ToDo("This week", "This week: do you have a home?", reverse("this_week"), "Answer", today)]
