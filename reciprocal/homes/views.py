"""The lettings officer's pages about the partner's own homes: declaring one, and what became of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, guard
from reciprocal.homes import actions
from reciprocal.homes.questions import DECLARE, STILL_FREE, TAKE_OFF, Asked, hold_until
from reciprocal.ui.words import long_date
from reciprocal.workflow.pages import Words, ensure, step_page


@guard("step")
def home_declare(request: HttpRequest) -> HttpResponse:
    """Declare a home on one page. Afterwards the page of the home says who could live there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    ensure("declare_home", actor, request.facts)  # type: ignore[attr-defined]
    today = clock.today()
    asked = Asked(actor.organisation, today)

    def act(*, floor: str, lift: str, hold: str, hold_date: date | None, **same: Any) -> UUID:
        held = hold_until(hold, hold_date, today)
        return actions.declare_home(
            actor, at=clock.now(), floor=int(floor), lift=lift == "yes", hold_until=held, **same
        )

    return step_page(
        request,
        "declare_home",
        DECLARE,
        act,
        done=lambda home: f"{reverse('home', args=[home])}?declared=yes",
        back=reverse("home_list"),
        initial={"place": asked.places[0].code} if len(asked.places) == 1 else {},
        context=asked,
        more={"tab": "Home", "button": "Declare home"},
    )


@guard("step", "home")
def home_step(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Open the page of one step of a home."""
    if key not in _STEPS:
        raise HiddenError(key)
    return _STEPS[key](request, id)


def _take_off(request: HttpRequest, id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]

    def act(*, fate: str, why: str, until: date | None) -> None:
        if fate == STILL_FREE and until is not None:
            actions.hold_longer(actor, id, until=until)
            messages.success(request, f"Saved. The home is held until {long_date(until)}.")
        else:
            actions.take_off(actor, id, at=clock.now(), fate=fate, why=why)
            messages.success(request, "Saved. The home is off your list.")

    return step_page(
        request,
        "take_off",
        TAKE_OFF,
        act,
        done=reverse("home_list"),
        back=reverse("home", args=[id]),
        # After a withdrawn offer the landlord has said already what became of the home.
        initial={name: request.GET[name] for name in ("fate", "why") if name in request.GET},
        context=Words(today=clock.today()),
        more={"tab": "Home", "button": "Save", "danger": False},
    )


_STEPS: Final[dict[str, Callable[[HttpRequest, UUID], HttpResponse]]] = {"take_off": _take_off}
