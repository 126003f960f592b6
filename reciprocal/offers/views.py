"""The offers of a partner or of the scheme, and one offer as each of its readers sees it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor, Facts
from reciprocal.access.guard import guard
from reciprocal.access.policy import allows, relations
from reciprocal.accounts import queries as accounts
from reciprocal.homes.words import access_in_words, floor_in_words, pounds
from reciprocal.matching.types import KINDS
from reciprocal.offers import moving, rulings
from reciprocal.offers.allowing import NEEDS, allowed_to_miss
from reciprocal.offers.models import Answer, Offer, Ruling, Viewing, Voided
from reciprocal.offers.queries import compared, offers, officer_of
from reciprocal.property_requests import request_views
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook import roles
from reciprocal.rulebook.answers import OPTIONS
from reciprocal.rulebook.endings import VOID_FOR_PARTNER, VOIDS, WITHDRAWALS
from reciprocal.rulebook.parts import WEAKNESSES, TenancyType
from reciprocal.rulebook.reasons import REFUSALS
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.sentences import listed
from reciprocal.rulebook.states import LIVE_OFFER, OFFER_ITS_PARTNER_READS, OFFER_STATES
from reciprocal.rulebook.tenancies import ADVICE
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.templatetags.ui import COLOURS
from reciprocal.ui.words import long_date, weekday_date
from reciprocal.workflow.pages import Button, buttons, timeline

SHOWN: Final = 25
_DOES_NOT_COUNT: Final = "The refusal does not count. We keep looking."
_SEALED: Final = "Sealed. Each time that it is opened is kept in the log."
_NOT_AT_THE_OWN_LANDLORD: Final = (
    "Nobody at the applicant's own landlord opens it. Hand the request over to an officer elsewhere."
)
_NOT_KNOWN: Final = "Not known"
_SINCE: Final = {"yes": "Before 1 April 2012", "no": "After 1 April 2012"}
_JOINT: Final = {"sole": "Sole", "joint": "Joint"}
# Of two steps that exclude each other, the page shows the one that can be taken.
_VIEWING: Final = {True: "arrange_viewing", False: "record_viewing"}
# The order in which the steps are shown; what is not named comes after, as the lifecycle has it.
_ORDER: Final = ("accept", "refuse", "ask_time", "hold_offer")


@guard("offer.list")
def offer_list(request: HttpRequest) -> HttpResponse:
    """List the partner's own offers; for the coordinator, every offer."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    own = actor.role == roles.LETTINGS_OFFICER
    page = Paginator(offers(), SHOWN).get_page(request.GET.get("page"))
    columns = (
        Column("Code", unbroken=True),
        Column("Home"),
        *(() if own else (Column("Partner"),)),
        Column("Answer by", unbroken=True),
        Column("Status"),
    )
    rows = [
        (
            Cell(one.code, url=reverse("offer", args=[one.pk])),
            Cell(one.label),
            *(() if own else (Cell(one.organisation.name),)),
            Cell(long_date(one.due_on) if one.state == "sent" and one.due_on else "–"),
            Cell(OFFER_STATES[one.state].label, colour=COLOURS["offer"].get(one.state, "blue")),
        )
        for one in page
    ]
    empty = "You have made no offers yet." if own else "No offers yet."
    context = {
        "tab": "Offers",
        "title": "Offers",
        "table": Table("Offers, those that stand first", columns, rows, empty, caption_size="hidden"),
        "page": page,
    }
    return render(request, "offers/offer_list.html", context)


@guard("request.read", "request", look=True)
def request_page(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show a request to its officer or the coordinator, with the offers made for it."""
    made = [
        {"title": f"{one.label}, {one.organisation.name}", "state": one.state, "url": reverse("offer", args=[one.pk])}
        for one in offers().filter(request_id=id)
    ]
    # Where the applicant's answer is awaited, the way to record it stands first.
    answering = request.actor.role == roles.NOMINATING_OFFICER  # type: ignore[attr-defined]
    awaited = next((one["url"] for one in made if one["state"] == "sent"), "") if answering else ""
    asks = allows("sealed.ask", request.actor, request.facts)  # type: ignore[attr-defined]
    sealed_url = reverse("sealed_ask", args=[id]) if asks else ""
    return request_views.show(request, id, offers=made, awaited=awaited, sealed_url=sealed_url)


@guard("offer.read", "offer", look=True)
def offer(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one offer: to the officer and the coordinator with the tenancies compared, to the landlord its side."""
    actor, facts = request.actor, request.facts  # type: ignore[attr-defined]
    found = offers().get(pk=id)
    planned = found.state in LIVE_OFFER and Viewing.objects.filter(offer_id=id, outcome="").exists()
    inside = actor.role != roles.LETTINGS_OFFICER
    shown = _buttons(actor, facts, planned, found)
    context = {
        "tab": "Offer",
        "title": f"Offer for {found.code}",
        "offer": found,
        "danger": [button for button in shown if button.danger],
        "buttons": [button for button in shown if not button.danger],
        "home": [*_home_lines(found, inside), *_address(actor, facts, found)],
        "time_asked": _time_asked(found, inside),
        "planned": planned,
        "viewing_url": reverse("offer_viewing", args=[id]) if allows("viewing.open", actor, facts) else "",
        "move_url": reverse("move_list", args=[id]) if found.state in moving.OPEN else "",
        "events": timeline(_reader(actor, facts), offer_id=id),
        "back_url": reverse("request", args=[found.request_id]) if inside else reverse("offer_list"),
        **(_inside(actor, found) if inside else _landlords_side(found)),
    }
    return render(request, "offers/offer.html", context)


def _reader(actor: Actor, facts: Facts) -> str:
    found = relations(actor, facts)
    return next(one for one in (roles.OFFICER, roles.SCHEME, roles.OFFERING) if one in found)


def _buttons(actor: Actor, facts: Facts, planned: bool, offer: Offer) -> list[Button]:
    """The steps that can be taken, in the order in which they are read."""
    found = buttons("offer", actor, facts, reverse("offer", args=[facts.offer]))
    found = [button for button in found if button.key not in (_VIEWING[planned], *_closed_now(facts, offer))]
    return sorted(found, key=lambda button: _ORDER.index(button.key) if button.key in _ORDER else len(_ORDER))


def _closed_now(facts: Facts, offer: Offer) -> tuple[str, ...]:
    """The steps that the state leaves open and that are not there to be taken: of a ruling, and of time not asked."""
    if facts.offer_state == "sent" and offer.time_asked_until is None:
        return ("hold_offer",)
    if facts.offer_state == "started":
        asked = offer in moving.to_follow_up(clock.today())
        cancels = moving.may_cancel(offer, clock.today())
        return (*(() if asked else ("follow_up",)), *(() if cancels else ("cancel_move",)))
    return _of_a_ruling(facts)


def _of_a_ruling(facts: Facts) -> tuple[str, ...]:
    if facts.offer_state != "refused" or facts.offer is None:
        return ()
    open_now = rulings.open_steps(facts.offer, facts.request_state, clock.today())
    return tuple(key for key in ("rule", "ask_second_ruling", "rule_again") if key not in open_now)


def _home_lines(found: Offer, inside: bool) -> list[dict[str, str]]:
    scheme = current()
    bedrooms = f"{found.bedrooms} bedroom{'' if found.bedrooms == 1 else 's'}"
    lines = {
        "Answer needed by": weekday_date(found.due_on) if found.state == "sent" and found.due_on else "",
        "Landlord": found.organisation.name if inside else "",
        scheme.place_word.capitalize(): scheme.place(found.place).name if found.place else "",
        "Home": f"{bedrooms} · {KINDS[found.kind]} · {floor_in_words(found.floor)} · "
        f"{'Lift' if found.lift else 'No lift'} · {access_in_words(found.access)}",
        "Rent each week": pounds(found.rent),
        "Ready from": long_date(found.ready_from),
        "Tenancy offered": scheme.tenancy_type(found.tenancy).label,
        "Starts": long_date(found.starts_on) if found.place else "",  # both are erased on the same day
        "Signed": long_date(found.signed_on) if found.signed_on else "",
        "Started": long_date(found.started_on) if found.started_on else "",
        "Cancelled": long_date(found.cancelled_on) if found.cancelled_on else "",
    }
    return [{"label": label, "text": text} for label, text in lines.items() if text]


def _address(actor: Actor, facts: Facts, found: Offer) -> list[dict[str, str]]:
    """The line that leads to the address, while the offer stands; a click there is kept in the log."""
    if found.state not in OFFER_ITS_PARTNER_READS:
        return []
    if not allows("address.open", actor, facts):
        return [{"label": "Address of the home", "text": _NOT_AT_THE_OWN_LANDLORD}]
    url = reverse("offer_address", args=[found.pk])
    return [{"label": "Address of the home", "text": _SEALED, "url": url, "action": "Show the address"}]


def _time_asked(found: Offer, inside: bool) -> str:
    if found.time_asked_until is None or found.state != "sent":
        return ""
    until = long_date(found.time_asked_until)
    if found.held_until and found.held_until != found.time_asked_until:
        held = long_date(found.held_until)
        return f"Time is asked for until {until}. The landlord can hold the home until {held}. This is not a refusal."
    if inside:
        return f"Time is asked for until {until}. The landlord cannot let the home go before then without telling you."
    return f"The officer has asked for time until {until}. This is not a refusal."


def _inside(actor: Actor, found: Offer) -> dict[str, Any]:
    """What the officer and the coordinator read beside the offer: the comparison, and why an offer ended."""
    scheme, today = current(), clock.today()
    asked = PropertyRequest.objects.select_related("risk").get(pk=found.request_id)
    result = compared(found, asked, today)
    desk = accounts.holders(roles.LETTINGS_OFFICER, found.organisation_id).select_related("person")
    return {
        "officer_reads": actor.role == roles.NOMINATING_OFFICER,
        "tenancies": tenancies_table(asked, found),
        "verdict": result.sentence.format(coordinator=scheme.coordinator.organisation),
        "advice": ADVICE if result.verdict == "weaker" else "",
        "law": result.rule,
        "number": _number(found, today),
        "allowed": _allowed(found),
        "never_counts": [reason.text for reason in REFUSALS.values() if reason.counts == "never"],
        "desk": [{"name": post.person.name, "phone": post.person.phone} for post in desk[:5]],
        "ended": _ended_inside(found),
    }


def _allowed(found: Offer) -> str:
    missing = [NEEDS[need] for need in allowed_to_miss(found)]
    if not missing:
        return ""
    whom = current().coordinator.organisation
    return f"{whom} allowed this home although it misses {listed(missing)}. Refused for that, it does not count."


def _number(found: Offer, today: date) -> str:
    if found.state not in LIVE_OFFER:
        return ""
    cap = rulings.cap_of(found.request_id, today)
    return f"This is offer {cap.this} of {cap.most}."


def tenancies_table(asked: PropertyRequest, found: Offer) -> Table:
    """Lay the tenancy that the household has beside the one that is offered, for the officer to read out."""
    held, offered = current().tenancy_type(asked.tenancy_type), current().tenancy_type(found.tenancy)
    columns = (Column("Tenancy"), Column("Now"), Column("Offered"))
    rows = [
        (Cell("Kind"), Cell(held.label), Cell(offered.label)),
        (Cell("Can it end without a reason?"), Cell(_can_end(held)), Cell(_can_end(offered))),
        (
            Cell("Started / starts"),
            Cell(_SINCE.get(asked.tenant_since_2012, _NOT_KNOWN)),
            Cell(long_date(found.starts_on)),
        ),
        (Cell("Rent each week"), Cell("Ask the applicant. It is not kept"), Cell(pounds(found.rent))),
        (Cell("Right to buy or acquire"), Cell(_NOT_KNOWN), Cell(_NOT_KNOWN)),
        (Cell("Joint"), Cell(_JOINT.get(asked.tenancy_route, _NOT_KNOWN)), Cell(_NOT_KNOWN)),
    ]
    return Table("Tenancy compared", columns, rows, "", caption_size="m")


def _can_end(kind: TenancyType) -> str:
    """Whether the landlord can end a tenancy without a reason; of a kind that cannot be compared nobody knows."""
    if not kind.tier:
        return _NOT_KNOWN
    return "No" if kind.lifetime else f"Yes: {WEAKNESSES[kind.weakness]}"


def _ended_inside(found: Offer) -> list[dict[str, str]]:
    """Why the offer ended, in the words that only the officer and the coordinator read."""
    if found.state == "withdrawn":
        why = f"{WITHDRAWALS[found.end_reason].text}. " if found.end_reason else ""
        return [{"label": "Withdrawn", "text": f"{why}It does not count."}]
    if found.state == "void":
        void = Voided.objects.filter(offer=found).first()
        known = (VOIDS.get(void.reason) or REFUSALS.get(void.reason)) if void else None
        why = f"{known.text}. " if known else ""
        return [{"label": VOID_FOR_PARTNER, "text": f"{why}It does not count."}, *_area_checked(void, "not safe")]
    answer = Answer.objects.filter(offer=found).first()
    if answer is None:
        return []
    if answer.yes:
        read = [{"label": "Advice on the tenancy", "text": "It was read, and the applicant wanted to go on."}]
        return [*_area_checked(answer, "safe"), *(read if answer.advice_read else ())]
    return [
        {"label": "The applicant said no", "text": answer.words},
        {"label": "Closest reason", "text": REFUSALS[answer.reason].text},
        *_ruled(answer),
    ]


def _area_checked(kept: Answer | Voided | None, result: str) -> list[dict[str, str]]:
    """Who checked the receiving area, when and with what result, where it was checked."""
    if kept is None or kept.area_checked_on is None:
        return []
    who = dict(OPTIONS["area_assessed_by"])[kept.area_checked_by]
    text = f"{who}, {long_date(kept.area_checked_on)}: {result}"
    return [{"label": "Receiving area", "text": text}]


def _ruled(answer: Answer) -> list[dict[str, str]]:
    """Whether the refusal counts, in the words that the officer reads to the applicant."""
    found = list(Ruling.objects.filter(offer_id=answer.offer_id).order_by("again"))
    if not found:
        awaited = rulings.awaiting_ruling().filter(pk=answer.offer_id).exists()
        text = "The coordinator has not ruled yet." if awaited else _DOES_NOT_COUNT
        return [{"label": "Does it count?", "text": text}]
    last = found[-1]
    if not last.counts:
        return [
            {"label": "To read to the applicant", "text": _DOES_NOT_COUNT},
            {"label": "Why", "text": last.why},
        ]
    until = "" if last.again else f" You can ask for a second look by {long_date(rulings.second_look_until(last))}."
    text = f"The refusal counts. The reason is: {last.why.rstrip('.')}.{until}"
    return [{"label": "To read to the applicant", "text": text}]


def _landlords_side(found: Offer) -> dict[str, Any]:
    """What the landlord of the home reads: whom to ring, and how its offer ended, without any reason of safety."""
    return {
        "officer": officer_of(found),
        "profile_url": reverse("profile", args=[found.profile_id]) if found.state in LIVE_OFFER else "",
        "home_url": reverse("home", args=[found.home_id]),
    }
