"""A home around the end of its offer: gone while the offer is live, or looked at by the coordinator afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from reciprocal import clock
from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError, guard
from reciprocal.homes import actions as homes
from reciprocal.homes.questions import GONE
from reciprocal.offers import actions
from reciprocal.offers.models import Offer
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import LIVE_OFFER
from reciprocal.ui.words import long_date
from reciprocal.workflow.pages import step_page

# What became of the home, as a reason for taking its offer back.
_WITHDRAWN_FOR: Final = {"let_elsewhere": "let_elsewhere", "works": "works", "details_wrong": "details_wrong"}


def home_is_gone(actor: Actor, home_id: UUID, offer_id: UUID, *, at: datetime, fate: str, why: str) -> None:
    """Withdraw the live offer of a home and take the home off the list, both or neither.

    Args:
        actor: a lettings officer of the partner.
        home_id, offer_id: the home, and its live offer.
        at: now.
        fate, why: what became of it, as for `take_off`.
    """
    with transaction.atomic():
        actions.withdraw_offer(actor, offer_id, at=at, reason=_WITHDRAWN_FOR.get(why or fate, "not_ready"))
        homes.take_off(actor, home_id, at=at, fate=fate, why=why)


@guard("home.match", "home")
def home_gone(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask what became of a home with a live offer; of any other home that is asked on the page of the step."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    live = Offer.objects.filter(home_id=id, state__in=LIVE_OFFER).first()
    if live is None:
        return redirect("home_step", id=id, key="take_off")
    if live.state == "signed":
        contact = current().coordinator
        raise RefusedError(f"The tenancy is signed. Call {contact.organisation} on {contact.phone}.")

    def act(*, fate: str, why: str) -> None:
        home_is_gone(actor, id, live.pk, at=clock.now(), fate=fate, why=why)

    until = live.time_asked_until
    asked = until is not None and until >= clock.today()
    response = step_page(
        request,
        "withdraw_offer",
        GONE,
        act,
        done=reverse("home_list"),
        back=reverse("home", args=[id]),
        facts=facts_of("offer", live.pk),
        more={
            "tab": "Home",
            "title": GONE.title,
            "button": "Save",
            "intro": f"The officer has asked for time until {long_date(until)}." if asked and until else "",
        },
    )
    if response.status_code == 302:
        messages.success(request, "Saved. The home is off your list.")
    return response


@require_POST
@guard("call.list", "home")
def home_looked_at(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let a home be offered again at which the coordinator has looked."""
    homes.looked_at(request.actor, id, at=clock.now())  # type: ignore[attr-defined]
    messages.success(request, "Saved. The home can be offered again.")
    return redirect("home", id=id)
