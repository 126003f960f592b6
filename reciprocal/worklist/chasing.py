"""Whom the coordinator has to chase: everything that is late or has gone quiet, by the people to ring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from reciprocal.accounts.models import Membership
from reciprocal.accounts.queries import active
from reciprocal.circulation import answers
from reciprocal.clock import LONDON
from reciprocal.offers.models import Offer
from reciprocal.property_requests import chase
from reciprocal.property_requests.chase_views import declined_by, speakers
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.queries import visible
from reciprocal.rulebook import workdays
from reciprocal.rulebook.chasing import STEP_OF
from reciprocal.rulebook.roles import LANDLORD, LETTINGS_OFFICER, NAMED_LEAD, OFFERING, OFFICER, PARTNER_MANAGER
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import LIVE_OFFER
from reciprocal.ui.words import long_date, weekday_date
from reciprocal.workflow.due import day_of
from reciprocal.worklist.wording import working_days

# A partner that was asked about a request has so many working days before it is rung.
ASKED_LATELY: Final = 2
_WHAT: Final = {
    "awaiting_landlord": "The landlord has not answered, {late}",
    "decline_proposed": "The landlord has not decided since the facts could be corrected, {late}",
    "information_needed": "More was asked and not answered, {late}",
    "circulating": "The review has not been done, {late}",
    "under_offer": "The applicant's answer to an offer is missing, {late}",
    "on_hold": "On hold, and nobody has said whether it can go on, {late}",
    "moving": "Nothing has been heard of the move since {since}",
}


@dataclass(frozen=True)
class Late:
    """One late thing: what it is about, what is missing, what was said last, and where to go."""

    id: UUID
    reference: str
    what: str
    said: str
    url: str
    ring_url: str
    remind: bool = False
    asked: bool = False


@dataclass
class Group:
    """The people to ring, and everything that waits for them."""

    who: str
    people: list[Membership]
    rows: list[Late] = field(default_factory=list)

    @property
    def late(self) -> bool:
        """Whether a day has passed, and it is not only quiet."""
        return any(row.remind for row in self.rows)


def late_requests(today: date) -> list[PropertyRequest]:
    """List every request with which somebody is late, the longest waiting first."""
    people = ("officer__person", "officer__organisation", "cover__membership__person")
    rows = visible().filter(chase.could_be_late(today)).select_related(*people, "approval__declined_by")
    return [row for row in rows.prefetch_related("chases__by") if chase.is_late(row, today)]


def groups(today: date) -> list[Group]:
    """Give everything that is late or quiet, by the people to ring: where a day has passed first, then by how much."""
    rows = late_requests(today)
    moving = _moving(row.pk for row in rows if row.state == "moving")
    landlords = _holders((NAMED_LEAD, PARTNER_MANAGER), (row.landlord_id for row in rows if row.landlord_id))
    silent = answers.silent(datetime.combine(workdays.add(today, -ASKED_LATELY, current()), time.min, LONDON))
    asked = (one.organisation_id for one in silent)
    lettings = _holders((LETTINGS_OFFICER,), [*(offer.organisation_id for offer in moving.values()), *asked])
    found: dict[Any, Group] = {}
    for row in rows:
        key, who, people = _people(row, moving, landlords, lettings)
        group = found.setdefault(key, Group(who, people))
        group.rows.append(_late(row, today))
    for one in silent:
        people = lettings.get(one.organisation_id, [])
        group = found.setdefault((OFFERING, one.organisation_id), Group(one.organisation.name, people))
        said = f"Asked on {long_date(one.at)} whether it has a home, and has not answered"
        url = reverse("request", args=[one.request_id])
        ask = reverse("request_ask_partner", args=[one.request_id])
        group.rows.append(Late(one.request_id, one.request.reference, said, "", url, ask, asked=True))
    return sorted(found.values(), key=lambda group: (not group.late, -len(group.rows), group.who))


def _late(row: PropertyRequest, today: date) -> Late:
    late = "due today"
    if row.due_on and row.due_on < today:
        late = f"{working_days(row.due_on, today)} overdue"
    what = _WHAT[row.state].format(late=late, since=weekday_date(day_of(row.state_since)))
    step = STEP_OF[chase.whom(row)]
    name = "request_ring_partner" if step == "ring_partner" else "request_step"
    ring = reverse(name, args=[row.pk]) if name != "request_step" else reverse(name, kwargs={"id": row.pk, "key": step})
    url = reverse("request", args=[row.pk])
    return Late(row.pk, row.reference, what, chase.said_last(row), url, ring, chase.can_remind(row, today))


_Posts = dict[UUID, list[Membership]]


def _people(
    row: PropertyRequest, moving: dict[UUID, Offer], landlords: _Posts, lettings: _Posts
) -> tuple[Any, str, list[Membership]]:
    of = chase.whom(row)
    if of == OFFICER:
        officer = row.officer
        return (of, officer.pk), f"{officer.person.name}, {officer.organisation.name}", speakers(row)
    if of == OFFERING:
        offer = moving.get(row.pk)
        if offer is None:
            return (of, None), "The landlord of the home", []
        return (of, offer.organisation_id), offer.organisation.name, lettings.get(offer.organisation_id, [])
    assert row.landlord is not None
    role = PARTNER_MANAGER if row.approval.manager_decides else NAMED_LEAD
    not_again = declined_by(row)
    posts = [one for one in landlords.get(row.landlord.pk, []) if one.role == role and one.person_id != not_again]
    return (LANDLORD, row.landlord.pk, role, not_again), row.landlord.name, posts


def _moving(requests: Iterator[UUID]) -> dict[UUID, Offer]:
    live = Offer.objects.filter(request_id__in=list(requests), state__in=LIVE_OFFER).select_related("organisation")
    return {offer.request_id: offer for offer in live}


def _holders(of_roles: tuple[str, ...], organisations: Iterable[UUID]) -> _Posts:
    posts = active().filter(role__in=of_roles, organisation_id__in=set(organisations)).select_related("person")
    found: _Posts = {}
    for post in posts.order_by("person__name"):
        found.setdefault(post.organisation_id, []).append(post)
    return found
