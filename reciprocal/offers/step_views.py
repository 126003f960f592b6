"""The pages of the steps of an offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, guard
from reciprocal.ledger.queries import balance, in_short
from reciprocal.offers import actions, chase_views, move_views, questions, ruling_views
from reciprocal.offers import questions_officer as officer
from reciprocal.offers.models import FirewallTick, Offer, Viewing
from reciprocal.offers.queries import area_to_check, compared, offers
from reciprocal.offers.review_views import ages_now, as_of, in_order, record_ages
from reciprocal.offers.sealed import Plan
from reciprocal.offers.views import tenancies_table
from reciprocal.property_requests.queries import whole
from reciprocal.rulebook import workdays
from reciprocal.rulebook.reasons import REFUSALS
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.tenancies import ADVICE
from reciprocal.ui.questions import Page
from reciprocal.ui.words import long_date
from reciprocal.workflow.pages import Words, ensure, step_page

_AGES: Final = ("age_", "ages_changed", "birthdays")
_DOES_NOT_COUNT: Final = "The offer is void and does not count."


@guard("step", "offer", look=True)
def offer_step(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Open the page of one step of an offer."""
    if key not in _STEPS:
        raise HiddenError(key)
    ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    return _STEPS[key](request, id)


def _page(
    request: HttpRequest,
    id: UUID,
    key: str,
    page: Page,
    act: Callable[..., Any],
    *,
    done: str | Callable[[Any], str] = "",
    message: str = "",
    context: Any = None,
    initial: Mapping[str, Any] | None = None,
    template: str = "ui/step_page.html",
    **more: Any,
) -> HttpResponse:
    """Answer the page of one step of an offer; afterwards the offer is shown, unless `done` says otherwise."""
    back = reverse("offer", args=[id])
    return step_page(
        request,
        key,
        page,
        act,
        done=done or back,
        back=back,
        message=message,
        context=context,
        initial=initial,
        template=template,
        more={"tab": "Offer", **more},
    )


def _ask_time(request: HttpRequest, id: UUID) -> HttpResponse:
    def act(*, until: date, what_for: str) -> None:
        actions.ask_time(_actor(request), id, at=clock.now(), until=until, what_for=what_for)
        messages.success(request, f"Time is asked for until {long_date(until)}. This is not a refusal.")

    day = officer.OnTheDay(clock.today())
    return _page(request, id, "ask_time", officer.ASK_TIME, act, context=day)


def _hold_offer(request: HttpRequest, id: UUID) -> HttpResponse:
    asked = Offer.objects.values_list("time_asked_until", flat=True).get(pk=id)

    def act(*, until: date) -> None:
        actions.hold_offer(_actor(request), id, at=clock.now(), until=until)
        messages.success(request, f"You hold the home until {long_date(until)}. The officer is told.")

    return step_page(
        request,
        "hold_offer",
        questions.HOLD_OFFER,
        act,
        done=reverse("offer", args=[id]),
        back=reverse("offer", args=[id]),
        initial={"until": asked},
        context=officer.OnTheDay(clock.today()),
        more={"tab": "Offer", "button": "Save"},
    )


def _arrange_viewing(request: HttpRequest, id: UUID) -> HttpResponse:
    def act(**answers: Any) -> None:
        plan = Plan(**{field.name: answers[field.name] for field in fields(Plan)})
        actions.arrange_viewing(_actor(request), id, at=clock.now(), plan=plan)

    return _page(
        request,
        id,
        "arrange_viewing",
        officer.VIEWING,
        act,
        message="A viewing is planned. Place and time are sealed: the landlord opens them on its page of the offer.",
        context=officer.OnTheDay(clock.today()),
        template="offers/arrange_viewing.html",
        button="Save plan",
    )


def _record_viewing(request: HttpRequest, id: UUID) -> HttpResponse:
    def act(*, outcome: str) -> str:
        actions.record_viewing(_actor(request), id, at=clock.now(), outcome=outcome)
        if outcome != actions.NOT_SAFE:
            messages.success(request, "Saved.")
            return reverse("offer", args=[id])
        messages.success(request, f"{_DOES_NOT_COUNT} {_rings_today()} Call 999 if anyone is in danger.")
        return _suggested_hold(request, "viewing_unsafe")

    template = "offers/record_viewing.html"
    return _page(request, id, "record_viewing", officer.RECORD_VIEWING, act, done=str, template=template)


def _accept(request: HttpRequest, id: UUID) -> HttpResponse:
    found = offers().get(pk=id)
    asked = whole(found.request_id)
    result = compared(found, asked, clock.today())
    partner = found.organisation.name

    def act(
        *,
        area_result: str = "",
        area_checked_by: str = "",
        area_checked_on: date | None = None,
        **ticks: Any,
    ) -> str:
        check = {"area_checked_by": area_checked_by, "area_checked_on": area_checked_on}
        if area_result == "not_safe":
            actions.not_safe(_actor(request), id, at=clock.now(), reason=actions.UNSAFE_PLACE, **check)
            messages.success(request, f"{_DOES_NOT_COUNT} The place is not offered again. {_rings_today()}")
            return _request_url(request)
        ages = {name: ticks.pop(name) for name in list(ticks) if name.startswith(_AGES)}
        with transaction.atomic():
            for line in record_ages(request, asked, ages):
                messages.info(request, line)
            if Offer.objects.filter(pk=id, state="void").exists():
                return _request_url(request)
            actions.accept(
                _actor(request),
                id,
                at=clock.now(),
                read_to_applicant=all(ticks.values()),
                area_checked_by=area_checked_by,
                area_checked_on=area_checked_on,
            )
        released = "Recorded. Everything else on this request is released."
        messages.success(request, f"{released} {partner} will contact you, not the household.")
        return reverse("offer", args=[id])

    return _page(
        request,
        id,
        "accept",
        officer.accept_page(result.verdict == "weaker", area_to_check(asked), in_order(asked)),
        act,
        done=str,
        initial=ages_now(asked),
        context=Words(words={"partner": partner, "as_of": as_of(asked)}),
        template="offers/accept.html",
        tenancies=tenancies_table(asked, found),
        verdict=result.sentence.format(coordinator=current().coordinator.organisation),
        advice=ADVICE if result.verdict == "weaker" else "",
        button="Record yes",
    )


def _refuse(request: HttpRequest, id: UUID) -> HttpResponse:
    def act(*, words: str, reason: str) -> str:
        waits = actions.refuse(_actor(request), id, at=clock.now(), words=words, reason=reason)
        if waits:
            until = long_date(workdays.due(clock.today(), "ruling_days", current()))
            goes_on = f"{current().coordinator.organisation} decides by {until} whether it counts."
        else:
            goes_on = "It does not count. Partners can see the profile again."
        messages.success(request, f"The applicant's no is recorded. {goes_on}")
        return _suggested_hold(request, reason)

    return _page(request, id, "refuse", officer.REFUSE, act, done=str, button="Save")


def _not_safe(request: HttpRequest, id: UUID) -> HttpResponse:
    def act(*, reason: str) -> str:
        actions.not_safe(_actor(request), id, at=clock.now(), reason=reason)
        return _suggested_hold(request, reason)

    message = f"{_DOES_NOT_COUNT} {_rings_today()} Call 999 if anyone is in danger."
    return _page(request, id, "not_safe", officer.NOT_SAFE, act, done=str, message=message, button="Stop the offer")


def _withdraw_offer(request: HttpRequest, id: UUID) -> HttpResponse:
    found = Offer.objects.get(pk=id)
    asked_until = found.time_asked_until
    waiting = asked_until is not None and asked_until >= clock.today()

    def act(*, reason: str, words: str = "") -> str:
        actions.withdraw_offer(_actor(request), id, at=clock.now(), reason=reason, words=words)
        messages.success(request, "The offer is withdrawn. It does not count.")
        return _after_withdrawal(found.home_id, reason)

    asked = f"The officer has asked for time until {long_date(asked_until)}. " if waiting and asked_until else ""
    return _page(
        request,
        id,
        "withdraw_offer",
        questions.WITHDRAW,
        act,
        done=str,
        template="offers/withdraw.html",
        button="Withdraw it",
        falls=_falls(found),
        asked=f"{asked}Withdrawing now ends the offer. Is the home really gone?" if asked else "",
    )


def _falls(found: Offer) -> list[str]:
    """What ends with an offer that is taken back, for its landlord to read first."""
    lines = ["The offer. It does not count against the applicant"]
    if Viewing.objects.filter(offer=found, outcome="").exists():
        lines.append("The viewing that is planned")
    if found.state == "accepted":
        lines.append("The applicant's yes. Other landlords may offer again")
    return lines


def _after_withdrawal(home: UUID, reason: str) -> str:
    """Where the landlord goes on: to the next household, or to the home that is not free after all."""
    fate = questions.FATE_AFTER.get(reason)
    if fate is None:
        return reverse("home", args=[home])
    return f"{reverse('home_step', args=[home, 'take_off'])}?{urlencode(fate)}"


def _void_offer(request: HttpRequest, id: UUID) -> HttpResponse:
    def act(*, reason: str) -> None:
        actions.void_offer(_actor(request), id, at=clock.now(), reason=reason)

    return _page(
        request,
        id,
        "void_offer",
        questions.VOID,
        act,
        done=_request_url(request),
        message=_DOES_NOT_COUNT,
        button="Void the offer",
    )


def _record_signing(request: HttpRequest, id: UUID) -> HttpResponse:
    def act(*, signed_on: date) -> None:
        actions.record_signing(_actor(request), id, at=clock.now(), signed_on=signed_on)

    done = "Recorded. Next, record the start of the tenancy."
    return _page(request, id, "record_signing", questions.SIGNING, act, message=done, button="Save")


def _record_start(request: HttpRequest, id: UUID) -> HttpResponse:
    actor = _actor(request)

    def act(*, started_on: date, firewall: list[str]) -> None:
        actions.record_start(actor, id, at=clock.now(), started_on=started_on, firewall=firewall)
        messages.success(request, f"Recorded. Your balance is now: {in_short(balance(actor.organisation))}.")

    ticked = list(FirewallTick.objects.filter(offer_id=id).values_list("line", flat=True))
    back = reverse("offer", args=[id])
    return step_page(
        request,
        "record_start",
        questions.START,
        act,
        done=back,
        back=back,
        initial={"firewall": ticked},
        more={"tab": "Offer"},
    )


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined]


def _request_url(request: HttpRequest) -> str:
    return reverse("request", args=[request.facts.request])  # type: ignore[attr-defined]


def _suggested_hold(request: HttpRequest, reason: str) -> str:
    """Where the officer goes on: to the request, or first to the hold that the reason suggests, chosen already."""
    suggested = REFUSALS[reason].hold if reason in REFUSALS else ""
    if not suggested:
        return _request_url(request)
    hold = reverse("request_step", kwargs={"id": request.facts.request, "key": "hold"})  # type: ignore[attr-defined]
    return f"{hold}?{urlencode({'reason': suggested})}"


def _rings_today() -> str:
    return f"{current().coordinator.organisation} will ring you today."


_STEPS: Final[dict[str, Callable[[HttpRequest, UUID], HttpResponse]]] = {
    "ask_time": _ask_time,
    "hold_offer": _hold_offer,
    "arrange_viewing": _arrange_viewing,
    "record_viewing": _record_viewing,
    "accept": _accept,
    "refuse": _refuse,
    "not_safe": _not_safe,
    "withdraw_offer": _withdraw_offer,
    "void_offer": _void_offer,
    "record_signing": _record_signing,
    "record_start": _record_start,
    "cancel_move": move_views.cancel_move,
    "follow_up": move_views.follow_up,
    "partner_says": chase_views.partner_says,
    **ruling_views.PAGES,
}
