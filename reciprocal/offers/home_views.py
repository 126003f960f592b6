"""The lettings officer's pages where a home meets requests: the list, who could live in a home, and the new offer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, guard
from reciprocal.circulation.models import Profile
from reciprocal.circulation.queries import lines_of, listed, may_be_offered, needs_of
from reciprocal.homes.models import Home
from reciprocal.homes.queries import fates, free_until, to_declare, visible
from reciprocal.homes.words import line
from reciprocal.matching.explain import Around
from reciprocal.matching.ranking import FOR_PARTNERS
from reciprocal.offers import actions
from reciprocal.offers.code_views import code_form
from reciprocal.offers.models import Offer
from reciprocal.offers.next_in_line import card
from reciprocal.offers.queries import (
    CouldLive,
    around_homes_of,
    could_live,
    could_live_each,
    explained,
    own_open_homes,
    said_before,
)
from reciprocal.offers.questions import SEND, Offering
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import HOME_STATES, LIVE_OFFER
from reciprocal.rulebook.workdays import months_after
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.templatetags.ui import COLOURS
from reciprocal.ui.words import long_date, weekday_date
from reciprocal.workflow.pages import buttons, ensure, step_page

SHOWN: Final = 25


@guard("home.list")
def home_list(request: HttpRequest) -> HttpResponse:
    """List the homes of the partner; for the coordinator, those of every partner."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    own = actor.role == "lettings_officer"
    page = Paginator(visible(), SHOWN).get_page(request.GET.get("page"))
    today = clock.today()
    each = could_live_each((home for home in page if home.state == "open"), listed(today)) if own else {}
    counts = {pk: len(fitting) for pk, fitting in each.items()}
    context = {
        "tab": "Homes",
        "title": "Homes",
        "table": _homes_table(list(page), counts, own),
        "page": page,
        "declare_url": reverse("home_declare") if own else "",
        "to_declare": [
            {"ready": long_date(one.ready_on), "url": f"{reverse('home_declare')}?from={one.pk}"}
            for one in (to_declare(today) if own else ())
            if one.ready_on
        ],
        "fates": None if own else _fates_table(months_after(today, -12)),
    }
    return render(request, "offers/home_list.html", context)


@guard("home.read", "home")
def home(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show a home and who could live there, in the scheme's order."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = visible().get(pk=id)
    own = actor.role == "lettings_officer"
    today, is_open = clock.today(), own and found.state == "open"
    fitting, nearly = could_live(found, today) if is_open else ([], [])
    if own and "declared" in request.GET:
        messages.success(request, _declared(len(fitting), free_until(found, today)))
    page = Paginator(fitting, SHOWN).get_page(request.GET.get("page"))
    live = Offer.objects.filter(home_id=id, state__in=LIVE_OFFER).first()
    around = around_homes_of(actor.organisation, today) if is_open else Around(today)
    next_one = card(found, fitting, around) if own and found.free_again else None
    context = {
        "tab": "Home",
        "title": "Who could live here" if own else found.label,
        "home": found,
        "line": line(found),
        "own": own,
        "waits_for_us": not own and found.state == "open" and found.opens_after == "after_coordinator",
        "fate": Home.FATES.get(found.fate, ""),
        "order": FOR_PARTNERS,
        "repay": _repay(around.owed) if page and not (next_one and next_one.code) else "",
        "rows": [_row(found, explained(found, one, replace(around, owed=0))) for one in page],
        "form": code_form() if is_open else None,
        "nearly": [_row(found, one) for one in nearly],
        "page": page,
        "card": next_one,
        "live_url": reverse("offer", args=[live.pk]) if live else "",
        "coordinator": current().coordinator.organisation,
        "buttons": buttons("home", actor, request.facts, reverse("home", args=[id])),  # type: ignore[attr-defined]
        "back_url": reverse("home_list"),
    }
    return render(request, "offers/home.html", context)


@guard("home.match", "home", look=True)
def offer_new(request: HttpRequest, id: UUID, profile: UUID) -> HttpResponse:
    """Offer a home for one request. Home and profile are both checked to be this partner's own."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    of_profile = facts_of("profile", profile)
    if of_profile is None:
        raise HiddenError("profile")
    facts = of_profile.with_home(request.facts)  # type: ignore[attr-defined]
    ensure("send_offer", actor, facts)
    request.facts = facts  # type: ignore[attr-defined]  # the log keeps of which request the profile was read
    found, wanted = Home.objects.get(pk=id), Profile.objects.get(pk=profile)
    if why_not := _why_not(found, wanted, may_be_offered(id).get(profile)):
        back = {"back": reverse("home", args=[id]), "back_label": "Back to the home"}
        return render(request, "ui/not_now.html", {"tab": "Offer", "why": f"{why_not}.", **back}, status=409)
    offering = Offering(actor.organisation, clock.today())

    def act(*, answer_by: date, **answers: Any) -> UUID:
        offer = actions.send_offer(actor, profile, id, at=clock.now(), answer_by=answer_by, **answers)
        whom, until = current().coordinator.organisation, weekday_date(answer_by)
        messages.success(request, f"Offer sent to the officer and {whom}. The home is held until {until}.")
        return offer

    return step_page(
        request,
        "send_offer",
        SEND,
        act,
        done=lambda offer: reverse("offer", args=[offer]),
        back=reverse("home", args=[id]),
        facts=facts,
        initial=offering.usual_for(found) | said_before(found, clock.today()),
        context=offering,
        template="offers/offer_new.html",
        more=_beside_the_offer(found, wanted),
    )


@guard("profile.read", "profile", look=True)
def profile_offer(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let the lettings officer choose which of the partner's open homes to offer for one request."""
    wanted = Profile.objects.get(pk=id)
    choices = [_choice(wanted, found, allowed) for found, allowed in own_open_homes(wanted)]
    context = {
        "tab": "Profile",
        "title": f"Offer a home to {wanted.code}",
        "needs": needs_of(wanted),
        "choices": sorted(choices, key=lambda one: not one["url"]),
        "declare_url": reverse("home_declare"),
        "back_url": reverse("profile", args=[id]),
    }
    return render(request, "offers/choose_home.html", context)


def _beside_the_offer(found: Home, wanted: Profile) -> dict[str, Any]:
    return {
        "tab": "Offer",
        "title": f"Offer this home to {wanted.code}",
        "button": "Send offer",
        "home": found,
        "line": line(found),
        "compared": f"Bedrooms: needs {wanted.bedrooms}, has {found.bedrooms}",
        "needs": needs_of(wanted),
        "lines": lines_of(wanted),
    }


def _why_not(found: Home, wanted: Profile, allowed: frozenset[str] | None) -> str:
    if allowed is None:
        return actions.NOT_FOR_THIS_REQUEST
    return actions.misfit(wanted, found, allowed) or ""


def _choice(wanted: Profile, found: Home, allowed: frozenset[str] | None) -> dict[str, str]:
    why_not = _why_not(found, wanted, allowed)
    return {
        "label": found.label,
        "line": line(found),
        "why_not": why_not,
        "url": "" if why_not else reverse("offer_new", args=[found.pk, wanted.pk]),
    }


def _declared(n: int, until: date) -> str:
    if not n:
        return f"Home declared. No request fits this home today. We keep looking until {long_date(until)} and tell you."
    return f"Home declared. {n} request{'' if n == 1 else 's'} could live here."


def _repay(owed: int) -> str:
    """What the partner owes, once for the whole list and not again in every row."""
    return f"You owe the pot {owed}. This home could repay one." if owed else ""


def _row(found: Home, one: CouldLive) -> dict[str, Any]:
    return {
        "code": one.profile.code,
        "needs": f"{needs_of(one.profile)} · Waiting: {one.listed.waiting}",
        "reasons": one.reasons,
        "profile_url": reverse("profile", args=[one.profile.pk]),
        "offer_url": reverse("offer_new", args=[found.pk, one.profile.pk]),
        "allow_url": reverse("home_allow", args=[found.pk, one.profile.pk]),
    }


def _homes_table(homes: list[Home], counts: dict[UUID, int], own: bool) -> Table:
    columns = (
        Column("Home"),
        *(() if own else (Column("Partner"),)),
        Column("Ready", unbroken=True),
        Column("Held until", unbroken=True),
        *((Column("Could live here", numeric=True),) if own else ()),
        Column("Status"),
        *((Column("What to do", hide_label=True),) if own else ()),
    )
    rows = []
    for one in homes:
        cells = [Cell(one.label, url=reverse("home", args=[one.pk]))]
        if not own:
            cells.append(Cell(one.organisation.name))
        cells += [Cell(long_date(one.ready_from)), Cell(long_date(one.hold_until))]
        if own:
            cells.append(Cell(str(counts[one.pk]) if one.pk in counts else "–"))
        cells.append(Cell(HOME_STATES[one.state].label, colour=COLOURS["home"].get(one.state, "blue")))
        if own:
            cells.append(_take_off(one))
        rows.append(tuple(cells))
    empty = "You have no homes on the list." if own else "No homes are on the list."
    return Table("Homes, the newest first", columns, rows, empty, caption_size="hidden")


def _fates_table(since: date) -> Table:
    """Count what became of homes. No fate is ever shown beside a code."""
    rows = [(Cell(Home.FATES[fate]), Cell(str(n))) for fate, n in fates(since).items()]
    columns = (Column("What became of it"), Column("Homes", numeric=True))
    return Table("Homes that left the list in the last 12 months", columns, rows, "No home has left the list yet.")


def _take_off(one: Home) -> Cell:
    if one.state != "open":
        return Cell("")
    url = reverse("home_step", args=[one.pk, "take_off"])
    return Cell("Extend or take off the list", url=url, context=one.label)
