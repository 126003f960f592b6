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
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.homes import actions
from reciprocal.homes.models import Home
from reciprocal.homes.policies import MAY_CHANGE
from reciprocal.homes.queries import to_declare
from reciprocal.homes.questions import CHANGE, DECLARE, HOLD, STILL_FREE, TAKE_OFF, Asked, hold_until
from reciprocal.homes.words import no_places
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import long_date
from reciprocal.workflow.pages import Words, ensure, step_page


@guard("step")
def home_declare(request: HttpRequest) -> HttpResponse:
    """Declare a home on one page. Afterwards the page of the home says who could live there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    ensure("declare_home", actor, request.facts)  # type: ignore[attr-defined]
    today = clock.today()
    asked = Asked(actor.organisation, today)
    expected = next((one for one in to_declare(today) if str(one.pk) == request.GET.get("from")), None)
    if not asked.places:
        raise RefusedError(no_places())

    def act(*, floor: str, lift: str, hold: str, hold_date: date | None, **same: Any) -> UUID:
        held = hold_until(hold, hold_date, today)
        return actions.declare_home(
            actor, at=clock.now(), floor=int(floor), lift=lift == "yes", hold_until=held, came_from=expected, **same
        )

    return step_page(
        request,
        "declare_home",
        DECLARE,
        act,
        done=lambda home: f"{reverse('home', args=[home])}?declared=yes",
        back=reverse("home_list"),
        initial=asked.usual() | ({"ready_from": expected.ready_on} if expected else {}),
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
            _hold(request, actor, id, until)
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


def _hold(request: HttpRequest, actor: Actor, id: UUID, until: date) -> None:
    actions.hold_longer(actor, id, at=clock.now(), until=until)
    messages.success(request, f"Saved. The home is held until {long_date(until)}.")


def _hold_longer(request: HttpRequest, id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return step_page(
        request,
        "hold_longer",
        HOLD,
        lambda *, until: _hold(request, actor, id, until),
        done=reverse("home", args=[id]),
        back=reverse("home", args=[id]),
        context=Words(today=clock.today()),
        more={"tab": "Home", "button": "Save"},
    )


def _change(request: HttpRequest, id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = Home.objects.get(pk=id)
    now = {name: getattr(found, name) for name in MAY_CHANGE if name != "label"}

    def act(*, floor: str, lift: str, **same: Any) -> None:
        actions.change_home(actor, id, at=clock.now(), floor=int(floor), lift=lift == "yes", **same)

    return step_page(
        request,
        "change_home",
        CHANGE,
        act,
        done=reverse("home", args=[id]),
        back=reverse("home", args=[id]),
        initial=now | {"floor": str(found.floor), "lift": "yes" if found.lift else "no"},
        context=Asked(actor.organisation, clock.today()),
        message="Saved. The list below is made from the new details.",
        more={
            "tab": "Home",
            "button": "Save",
            "intro": f"It is in {current().place(found.place).name}. A home in another {current().place_word} is"
            " another home: declare it.",
        },
    )


_STEPS: Final[dict[str, Callable[[HttpRequest, UUID], HttpResponse]]] = {
    "change_home": _change,
    "hold_longer": _hold_longer,
    "take_off": _take_off,
}
