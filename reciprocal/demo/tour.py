"""The tour: a few stops that lead a newcomer through the cast, each with a page and what to look at on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from reciprocal.demo.cast import EVERYBODY, Player

IN_SESSION: Final = "tour"


@dataclass(frozen=True)
class Stop:
    """One stop: as whom, on which page, and what there is to see."""

    key: str
    address: str
    title: str
    look: str

    @property
    def player(self) -> Player:
        """Who the newcomer is there."""
        return EVERYBODY[self.key]


STOPS: Final = (
    Stop(
        "nadia",
        "request_list",
        "A household has to get away",
        "Nadia supports people at risk. These are the requests she has sent for them. Open one that is circulating: "
        "she reads everything, what happened, what comes next and by when. There is no field for a name.",
    ),
    Stop(
        "clare",
        "worklist",
        "Somebody checks it",
        "Clare runs the scheme. Her worklist says what to do next and until when. Open a new request and look at what "
        "she checks before the landlord is asked.",
    ),
    Stop(
        "liam",
        "decision_list",
        "The tenant's own landlord agrees",
        "Liam decides for the landlord that the household leaves. Open a request that waits for him. He reads why they "
        "must move, and which tenancy it is. He never learns where they go.",
    ),
    Stop(
        "lena",
        "profile_list",
        "Other landlords read what a home must have",
        "Lena lets homes in Croydon. Open a profile: who needs how many rooms, and that Croydon is safe. Not the "
        "reason, not the landlord, not where they come from.",
    ),
    Stop(
        "lena",
        "home_list",
        "A home is offered",
        "Open a home that is on the list: who could live there, in the order of the scheme, with the reason in words. "
        "An offer is two clicks away, and Nadia hears of it at once.",
    ),
    Stop(
        "bart",
        "profile_list",
        "Whoever is kept away learns nothing",
        "Bart has homes in safe places too, and the person that a household flees from works with him. That request is "
        "not on this page, not in a count and not in a notice. Nothing tells him that it exists.",
    ),
    Stop(
        "petra",
        "statement",
        "One home for one home",
        "Every household that moves makes its old landlord owe one home, to all and not to one. Petra reads in words "
        "what her council owes, month by month, and says so where a line is wrong.",
    ),
    Stop(
        "audrey",
        "log",
        "Nothing is done or read unseen",
        "Audrey reads who did what and who looked at what, and none of the papers. Each entry is chained to the one "
        "before it, so that nobody can change one unseen.",
    ),
)


def strip(session: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give what stands above every page while somebody is on the tour, or nothing.

    Args:
        session: of the browser.
    """
    number = session.get(IN_SESSION)
    if not isinstance(number, int) or not 1 <= number <= len(STOPS):
        return None
    stop, last = STOPS[number - 1], number == len(STOPS)
    return {
        "where": f"Tour, stop {number} of {len(STOPS)}: {stop.title}",
        "look": stop.look,
        "next": "" if last else reverse("tour_stop", args=[number + 1]),
        "leave": reverse("tour_stop", args=[0]),
    }
