"""What waits for one person: read from the lifecycle table, so that nothing has to be remembered twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from reciprocal.access.facts import Actor
from reciprocal.ledger import queries as pot
from reciprocal.offers.models import Offer
from reciprocal.offers.opening import waiting
from reciprocal.offers.rulings import awaiting_ruling, second_looks
from reciprocal.property_requests.chase import QUIET, officer_is_late
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook import roles, workdays
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import ENDED, LIVE_OFFER, STATES
from reciprocal.workflow.due import day_of
from reciprocal.worklist import officers
from reciprocal.worklist.calls import calls
from reciprocal.worklist.landlords import named_lead, partner_manager
from reciprocal.worklist.lettings import to_do
from reciprocal.worklist.officers import step_of
from reciprocal.worklist.rows import Item, item_of
from reciprocal.worklist.wording import working_days


def items(actor: Actor, today: date) -> list[Item]:
    """List everything that concerns this post: what waits for it, and what it waits for."""
    found = {
        roles.NOMINATING_OFFICER: _officer,
        roles.NAMED_LEAD: named_lead,
        roles.LETTINGS_OFFICER: _lettings_officer,
        roles.COORDINATOR: _coordinator,
        roles.PARTNER_MANAGER: partner_manager,
        roles.SCHEME_MANAGER: _asked_to_open,
    }.get(actor.role)
    return found(actor, today) if found else []


def _officer(actor: Actor, today: date) -> list[Item]:
    live, offers = _live_requests("cover", "contact"), _live_offers()
    asked = officers.more_needed(live)
    return officers.beside(actor, live, offers.values(), today) + [
        replace(
            _more_needed(one, asked[one.pk]) if one.pk in asked else _request(one, actor.role, offers, today),
            say_url=_say_url(one, today),
        )
        for one in live
    ]


def _say_url(request: PropertyRequest, today: date) -> str:
    if not officer_is_late(request, today):
        return ""
    return reverse("request_step", kwargs={"id": request.pk, "key": "officer_says"})


def _more_needed(request: PropertyRequest, sentence: str) -> Item:
    return step_of(request, sentence, "answer_information", "Answer")


def _coordinator(actor: Actor, today: date) -> list[Item]:
    disputes = [
        Item(
            "Statement",
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
    offers = _live_offers()
    rung = [
        Item("Calls", one.sentence, one.url, "Look", None, one.since, True, urgent=one.urgent) for one in calls(today)
    ]
    requests = [
        _ruling(one, refused[one.pk]) if one.pk in refused else _request(one, actor.role, offers, today)
        for one in _live_requests()
    ]
    return disputes + rung + again + requests


def _asked_to_open(actor: Actor, today: date) -> list[Item]:
    """What somebody else asked to see of what is sealed."""
    return [
        Item(one.reference, "Someone asked to see a sealed fact", reverse("sealed_fact", args=[one.pk]), "Decide", None,
             day_of(one.at), True)
        for one in waiting(actor)
    ]  # fmt: skip


def _ruling(request: PropertyRequest, offer: Offer) -> Item:
    url, since = _step_url(offer, "rule"), day_of(request.state_since)
    return Item(request.reference, "Rule on a refusal", url, "Rule", request.due_on, since, True)


def _step_url(offer: Offer, key: str) -> str:
    return reverse("offer_step", args=[offer.pk, key])


def _live_requests(*more: str) -> list[PropertyRequest]:
    return list(PropertyRequest.objects.select_related("landlord", *more).exclude(state__in=ENDED))


def _live_offers() -> dict[UUID, Offer]:
    return {offer.request_id: offer for offer in Offer.objects.filter(state__in=LIVE_OFFER)}


def _request(request: PropertyRequest, role: str, offers: dict[UUID, Offer], today: date) -> Item:
    offer = offers.get(request.pk)
    if offer is not None and STATES["offer"][offer.state].waiting.get(role):
        return item_of("offer", offer.state, role, request.reference, reverse("offer", args=[offer.pk]), offer, today)
    asked = officers.on_its_day if role == roles.NOMINATING_OFFICER else _asked_of_coordinator
    url = reverse("request", args=[request.pk])
    return asked(request, today) or item_of(
        "request", request.state, role, request.reference, url, request, today, offer
    )


def _asked_of_coordinator(request: PropertyRequest, today: date) -> Item | None:
    """What the coordinator is asked beside what a state says: a landlord that is late, a request without an officer."""
    if request.state == "on_hold" and request.hold_reason == "no_officer":
        return step_of(request, "No active officer on this request", "find_officer", "Find a cover")
    due = request.due_on
    if request.state == "awaiting_landlord" and due is not None and due <= today:
        late = f"{working_days(due, today)} overdue" if due < today else "due today"
        return step_of(request, f"The landlord has not answered, {late}", "ring_landlord", "Chase")
    return None


def _lettings_officer(actor: Actor, today: date) -> list[Item]:
    offers = list(Offer.objects.filter(state__in=LIVE_OFFER))
    return [
        replace(
            item_of("offer", offer.state, actor.role, offer.code, reverse("offer", args=[offer.pk]), offer, today),
            say_url=_step_url(offer, "partner_says") if _is_quiet(offer, today) else "",
        )
        for offer in offers
    ] + [
        Item(one.reference, one.sentence, one.url, one.button, one.due, one.since, True, one.card)
        for one in to_do(actor, today, {offer.profile_id for offer in offers})
    ]


def _is_quiet(offer: Offer, today: date) -> bool:
    """Whether a move has gone on for longer than nobody asks about. It has no day of its own."""
    moves = offer.state in STEPS["partner_says"].from_
    return moves and workdays.add(day_of(offer.state_since), QUIET, current()) < today
