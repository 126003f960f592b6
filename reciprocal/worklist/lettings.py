"""What waits for a lettings officer about the partner's own homes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from reciprocal.homes.models import Home
from reciprocal.homes.queries import asked_from, free_until
from reciprocal.offers.next_in_line import Card, cards
from reciprocal.workflow.due import day_of


@dataclass(frozen=True)
class HomeToDo:
    """One sentence about a home, its button, and the day by which it has to be done, if there is one."""

    home: Home
    sentence: str
    url: str
    button: str
    due: date | None = None
    card: Card | None = None


def homes_to_do(today: date) -> list[HomeToDo]:
    """List what is to be done about the open homes that this actor's partner has declared.

    First those that are free again with their next household, then those whose date has passed, then those in which
    somebody could live.
    """
    homes = list(Home.objects.filter(state="open").order_by("declared_at", "pk"))
    free, counts = cards(homes, today)
    found = [
        HomeToDo(
            one.home,
            "An offer of your home has ended. The next household is ready",
            one.offer_url,
            "Offer",
            card=one,
        )
        for one in free
    ]
    shown = {one.home.pk for one in free}
    for home in homes:
        count = counts[home.pk]
        if today > asked_from(home):
            found.append(_still_empty(home, today))
            continue
        if home.pk not in shown and count:
            could = "1 request could live" if count == 1 else f"{count} requests could live"
            found.append(HomeToDo(home, f"{could} in a home you declared", reverse("home", args=[home.pk]), "See who"))
    return found


def _still_empty(home: Home, today: date) -> HomeToDo:
    days = (today - day_of(home.declared_at)).days
    on_list = "1 day" if days == 1 else f"{days} days"
    sentence = f"A home has been on your list for {on_list}. Is it still empty?"
    url = reverse("home_step", args=[home.pk, "take_off"])
    return HomeToDo(home, sentence, url, "Check", due=free_until(home, today))
