"""The next household: what a lettings officer sees first when an offer of a home has ended, whatever ended it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from reciprocal.circulation.queries import Listed
from reciprocal.homes.actions import AFTER_CHANGE
from reciprocal.homes.models import Home
from reciprocal.homes.queries import free_until
from reciprocal.matching.explain import Around
from reciprocal.offers.queries import around_homes_of, could_live_each, explained
from reciprocal.rulebook.reasons import HOME_OPENS
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import long_date


@dataclass(frozen=True)
class Card:
    """One home that is free again, and who is next for it. `code` is empty where nobody fits."""

    home: Home
    said: str
    code: str
    reasons: str
    offer_url: str
    profile_url: str

    @property
    def change_url(self) -> str:
        """Where the landlord corrects the details of a home that waits for it; empty for any other."""
        if self.home.opens_after not in AFTER_CHANGE:
            return ""
        return reverse("home_step", args=[self.home.pk, "change_home"])

    @property
    def home_url(self) -> str:
        """Everyone who could live in the home."""
        return reverse("home", args=[self.home.pk])

    @property
    def gone_url(self) -> str:
        """Where the landlord says that the home is not free after all."""
        return reverse("home_step", args=[self.home.pk, "take_off"])

    @property
    def hold_url(self) -> str:
        """Where the landlord holds the home longer."""
        return reverse("home_step", args=[self.home.pk, "hold_longer"])


def card(home: Home, fitting: list[Listed], around: Around) -> Card:
    """Make the card of a home that is free again. It gives no reason why the offer has ended.

    Args:
        home: a home of the reader's partner, open.
        fitting: who could live there, in the scheme's order.
        around: what may be said beside it.
    """
    if home.opens_after:
        waits = HOME_OPENS[home.opens_after].format(coordinator=current().coordinator.organisation)
        return Card(home, waits, "", "", "", "")
    until = long_date(free_until(home, around.today))
    if not fitting:
        nobody = f"Nobody on the list fits this home today. We keep looking until {until} and tell you."
        return Card(home, nobody, "", "", "", "")
    one = explained(home, fitting[0], around)
    return Card(
        home,
        f"The offer of {home.label} has ended. The home is free again until {until}.",
        one.profile.code,
        one.reasons,
        reverse("offer_new", args=[home.pk, one.profile.pk]),
        reverse("profile", args=[one.profile.pk]),
    )


def cards(homes: list[Home], profiles: list[Listed], today: date) -> tuple[list[Card], dict[UUID, int]]:
    """Make the cards of the homes that are free again and have somebody next, the longest free first.

    Gives also, for every home, how many could live there.

    Args: the open homes of the reader's partner, the profiles of that partner in their order, and today.
    """
    each = could_live_each(homes, profiles)
    free = sorted((home for home in homes if home.free_again and each[home.pk]), key=lambda home: home.state_since)
    around = around_homes_of(free[0].organisation_id, today) if free else Around(today)
    return [card(home, each[home.pk], around) for home in free], {pk: len(fitting) for pk, fitting in each.items()}
