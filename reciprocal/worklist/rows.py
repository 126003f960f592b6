"""The rows of a worklist, their sentences by the lifecycle table, and the headings under which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from reciprocal.offers.models import Offer
from reciprocal.offers.next_in_line import Card
from reciprocal.property_requests.models import Approval, PropertyRequest
from reciprocal.rulebook import roles, workdays
from reciprocal.rulebook.reminders import next_day
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import STATES, Machine
from reciprocal.ui.words import long_date, weekday_date
from reciprocal.workflow.due import day_of

_RELATION_OF: Final[dict[str | None, str]] = {
    roles.NOMINATING_OFFICER: roles.OFFICER,
    roles.NAMED_LEAD: roles.LANDLORD,
    roles.LETTINGS_OFFICER: roles.OFFERING,
    roles.COORDINATOR: roles.SCHEME,
}


@dataclass(frozen=True)
class Item:
    """One thing on the worklist. `due` is empty for what has no date; `card` holds more than a row can say.

    `urgent` is what somebody may be in danger of; `say_url` is where whoever is late says where it stands.
    """

    reference: str
    sentence: str
    url: str
    button: str
    due: date | None
    since: date
    mine: bool
    card: Card | None = None
    urgent: bool = False
    say_url: str = ""


@dataclass(frozen=True)
class Group:
    """Items under one heading."""

    heading: str
    items: tuple[Item, ...]


def grouped(items: Iterable[Item], today: date) -> list[Group]:
    """Put the items under their headings, in the order of what to do next; leave out what is empty.

    An item with a card stands above all of them and in none.
    """
    soon = workdays.add(today, 2, current())
    rows = [item for item in items if not item.card]
    urgent = sorted((item for item in rows if item.urgent), key=lambda item: item.since, reverse=True)
    mine = sorted(
        (item for item in rows if item.mine and not item.urgent), key=lambda item: (item.due or date.max, item.since)
    )
    others = sorted((item for item in rows if not item.mine), key=lambda item: item.since)
    groups = (
        Group("Safety first", tuple(urgent)),
        Group("Overdue", tuple(i for i in mine if i.due and i.due < today)),
        Group("Due soon", tuple(i for i in mine if i.due and today <= i.due <= soon)),
        Group("To do", tuple(i for i in mine if not i.due or i.due > soon)),
        Group("Waiting for others", tuple(others)),
    )
    return [group for group in groups if group.items]


def item_of(
    machine: Machine,
    state_key: str,
    role: str,
    reference: str,
    url: str,
    row: PropertyRequest | Approval | Offer,
    today: date,
    offer: Offer | None = None,
) -> Item:
    """Make the row of a thing by its state: what this role has to do, or for whom it waits.

    Args:
        machine, state_key: the thing's state.
        role: the reader's.
        reference, url: as the reader knows the thing.
        row: the thing, for its days.
        today: today.
        offer: the live offer of a request, which says when those it waits for are reminded.
    """
    state = STATES[machine][state_key]
    since = getattr(row, "state_since", None)
    began = since.date() if since else row.due_on or date.max
    waiting = state.waiting.get(role)
    if waiting:
        due = f"{weekday_date(row.due_on)}" if row.due_on else ""
        return Item(reference, waiting.sentence.format(due=due), url, waiting.button, row.due_on, began, True)
    whom = f"the {roles.ROLES[state.waits_on].label.lower()}" if state.waits_on else "others"
    if isinstance(row, PropertyRequest) and state.waits_on == roles.NAMED_LEAD and row.landlord:
        whom = row.landlord.name
    when = f", since {long_date(since)}" if since else ""
    said = f"Waiting for {whom}{when}"
    reminded = _reminded("offer", offer.state, offer, today) if offer else _reminded(machine, state_key, row, today)
    if reminded:
        said += f". We remind them on {long_date(reminded)}"
    return Item(reference, said, url, "Look", None, began, False)


def _reminded(machine: Machine, state_key: str, row: PropertyRequest | Approval | Offer, today: date) -> date | None:
    """Give the next day on which those for whom a thing waits are reminded of it."""
    state = STATES[machine][state_key]
    since = getattr(row, "state_since", None)
    if row.due_on is None or state.waits_on not in _RELATION_OF:
        return None
    # A reminder that would come on the day on which the state began is not sent.
    after = max(today, day_of(since)) if since else today
    return next_day(state.reminders, _RELATION_OF[state.waits_on], state.limit, row.due_on, after, current())
