"""What waits for one person: read from the lifecycle table, so that nothing has to be remembered twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.ledger import queries as pot
from reciprocal.notifications.models import Notice
from reciprocal.offers.models import Offer
from reciprocal.offers.next_in_line import Card
from reciprocal.offers.rulings import awaiting_ruling, second_looks
from reciprocal.property_requests.models import Approval, Cover, PropertyRequest
from reciprocal.rulebook import roles, workdays
from reciprocal.rulebook.endings import HOLDS
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import ENDED, LIVE_OFFER, STATES, Machine
from reciprocal.ui.words import long_date, month_year, weekday_date
from reciprocal.worklist.calls import calls, coming_home
from reciprocal.worklist.known import known
from reciprocal.worklist.lettings import to_do
from reciprocal.worklist.wording import line_of

MORE_ABOUT_A_LINE = "The coordinator asks for more about a line that you disputed"


# So many days before its day comes the officer is asked.
_ASKED_BEFORE = 7


@dataclass(frozen=True)
class Item:
    """One thing on the worklist. `due` is empty for what has no date; `card` holds more than a row can say."""

    reference: str
    sentence: str
    url: str
    button: str
    due: date | None
    since: date
    mine: bool
    card: Card | None = None


@dataclass(frozen=True)
class Group:
    """Items under one heading."""

    heading: str
    items: tuple[Item, ...]


def items(actor: Actor, today: date) -> list[Item]:
    """List everything that concerns this post: what waits for it, and what it waits for."""
    found = {
        roles.NOMINATING_OFFICER: _officer,
        roles.NAMED_LEAD: _named_lead,
        roles.LETTINGS_OFFICER: _lettings_officer,
        roles.COORDINATOR: _coordinator,
        roles.PARTNER_MANAGER: _partner_manager,
    }.get(actor.role)
    return found(actor, today) if found else []


def grouped(items: list[Item], today: date) -> list[Group]:
    """Put the items under their headings, in the order of what to do next; leave out what is empty.

    An item with a card stands above all of them and in none.
    """
    soon = workdays.add(today, 2, current())
    mine = sorted(
        (item for item in items if item.mine and not item.card), key=lambda item: (item.due or date.max, item.since)
    )
    others = sorted((item for item in items if not item.mine), key=lambda item: item.since)
    groups = (
        Group("Overdue", tuple(i for i in mine if i.due and i.due < today)),
        Group("Due soon", tuple(i for i in mine if i.due and today <= i.due <= soon)),
        Group("To do", tuple(i for i in mine if not i.due or i.due > soon)),
        Group("Waiting for others", tuple(others)),
    )
    return [group for group in groups if group.items]


def notices(actor: Actor, since: date) -> list[tuple[date, str]]:
    """List what this post was told lately, newest first, each with the reference that this reader knows."""
    told = list(Notice.objects.filter(at__date__gte=since).order_by("-at")[:25])
    mine = known(actor, [notice.request_id for notice in told if notice.request_id])
    found = []
    for notice in told:
        if notice.request_id is not None and notice.request_id not in mine:
            continue
        reference = mine[notice.request_id].reference if notice.request_id else ""
        found.append((notice.at.date(), line_of(notice, reference)))
    return found


def _officer(actor: Actor, today: date) -> list[Item]:
    covers = Cover.objects.filter(membership_id=actor.membership, accepted_at__isnull=True)
    asked = [
        Item(
            "–",
            "A colleague asks you to cover a request",
            reverse("cover", args=[pk]),
            "Look",
            None,
            today,
            True,
        )
        for pk in covers.values_list("pk", flat=True)
    ]
    offers = {offer.request_id: offer for offer in Offer.objects.filter(state__in=LIVE_OFFER)}
    return asked + [_request(request, actor.role, offers) for request in _live_requests()]


def _coordinator(actor: Actor, today: date) -> list[Item]:
    disputes = [
        Item(
            "–",
            "A partner disputes a line of its statement",
            reverse("pot_dispute", args=[dispute.pk]),
            "Answer",
            dispute.due_on,
            dispute.sent_at.date(),
            True,
        )
        for dispute in pot.disputes()
    ]
    again = [
        Item(offer.code, "Second look asked for", _step_url(offer, "rule_again"), "Look", None, today, True)
        for offer in second_looks(actor.person)
    ]
    refused = {offer.request_id: offer for offer in awaiting_ruling()}
    rung = [Item("Calls", one.sentence, one.url, "Look", None, one.since, True) for one in calls(today)]
    return (
        disputes
        + rung
        + again
        + [
            _ruling(request, refused[request.pk]) if request.pk in refused else _request(request, actor.role, {})
            for request in _live_requests()
        ]
    )


def _ruling(request: PropertyRequest, offer: Offer) -> Item:
    url, since = _step_url(offer, "rule"), request.state_since.date()
    return Item(request.reference, "Rule on a refusal", url, "Rule", request.due_on, since, True)


def _step_url(offer: Offer, key: str) -> str:
    return reverse("offer_step", args=[offer.pk, key])


def _live_requests() -> list[PropertyRequest]:
    return list(PropertyRequest.objects.select_related("landlord").exclude(state__in=ENDED))


def _request(request: PropertyRequest, role: str, offers: dict[UUID, Offer]) -> Item:
    offer = offers.get(request.pk)
    if offer is not None and STATES["offer"][offer.state].waiting.get(role):
        return _item("offer", offer.state, role, request.reference, reverse("offer", args=[offer.pk]), offer)
    asked = _asked_of_officer(request) if role == roles.NOMINATING_OFFICER else None
    return asked or _item(
        "request", request.state, role, request.reference, reverse("request", args=[request.pk]), request
    )


def _asked_of_officer(request: PropertyRequest) -> Item | None:
    """What the officer is asked when a day comes: the review, or whether a request that rests can go on."""
    due = request.due_on
    if due is None or due > clock.today() + timedelta(days=_ASKED_BEFORE):
        return None
    if request.state == "circulating":
        sentence, step, button = "Review: do they still need to move, and are they safe tonight?", "review", "Review"
    elif request.state == "on_hold" and HOLDS[request.hold_reason].asks == roles.NOMINATING_OFFICER:
        sentence, step, button = f"On hold until {weekday_date(due)}. Can it go on?", "resume", "Look"
    else:
        return None
    url = reverse("request_step", kwargs={"id": request.pk, "key": step})
    return Item(request.reference, sentence, url, button, due, request.state_since.date(), True)


def _named_lead(actor: Actor, today: date) -> list[Item]:
    states = {"deciding": "awaiting_landlord", "declining": "decline_proposed", "asked": "information_needed"}
    found = []
    for approval in Approval.objects.filter(status__in=states):
        state = states[approval.status]
        item = _item(
            "request",
            state,
            actor.role,
            approval.draft_reference,
            reverse("decision", args=[approval.pk]),
            approval,
        )
        # Until the officer's time to correct the facts is over, there is nothing to decide.
        waits = approval.status == "declining" and approval.due_on is not None and today <= approval.due_on
        found.append(_waiting(item) if waits else item)
    return found + _of_the_pot(actor, today)


def _of_the_pot(actor: Actor, today: date) -> list[Item]:
    return _statement(actor, today) + [
        Item("Pot", one.sentence, one.url, "Answer", None, one.since, True) for one in coming_home(actor, today)
    ]


def _statement(actor: Actor, today: date) -> list[Item]:
    """The newest statement of the actor's landlord, until somebody there agrees or the day for it has passed."""
    asked = [
        Item("–", MORE_ABOUT_A_LINE, reverse("statement_dispute"), "Answer", None, dispute.sent_at.date(), True)
        for dispute in pot.asked_for_more(actor.organisation)
    ]
    ready = pot.ready(actor.organisation, today)
    if ready is None or not ready.may_agree:
        return asked
    sentence = f"Your statement for {month_year(ready.month)} is ready"
    since = today.replace(day=1)
    return [*asked, Item("–", sentence, reverse("statement"), "Check statement", ready.answer_by, since, True)]


def _partner_manager(actor: Actor, today: date) -> list[Item]:
    # The database shows a manager only what no other named lead can look at again.
    waiting = Approval.objects.filter(status__in=("deciding", "declining"))
    looks = [
        Item(one.draft_reference, "Second look asked for", reverse("decision", args=[one.pk]), "Look", one.due_on,
             one.second_look_on or today, True)
        for one in waiting
    ]  # fmt: skip
    return looks + _of_the_pot(actor, today)


def _waiting(item: Item) -> Item:
    return Item(item.reference, item.sentence, item.url, item.button, item.due, item.since, False)


def _lettings_officer(actor: Actor, today: date) -> list[Item]:
    offers = list(Offer.objects.filter(state__in=LIVE_OFFER))
    return [
        _item("offer", offer.state, actor.role, offer.code, reverse("offer", args=[offer.pk]), offer)
        for offer in offers
    ] + [
        Item(one.reference, one.sentence, one.url, one.button, one.due, one.since, True, one.card)
        for one in to_do(actor, today, {offer.profile_id for offer in offers})
    ]


def _item(
    machine: Machine,
    state_key: str,
    role: str,
    reference: str,
    url: str,
    row: PropertyRequest | Approval | Offer,
) -> Item:
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
    return Item(reference, f"Waiting for {whom}{when}", url, "Look", None, began, False)
