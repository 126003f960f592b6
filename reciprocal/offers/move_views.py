"""The pages around a move: its lists, a tenancy that was cancelled, and how it is going four weeks later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError, guard
from reciprocal.offers import moving
from reciprocal.offers.models import FirewallTick, MoveTick, Offer
from reciprocal.property_requests.queries import whole
from reciprocal.rulebook.exits import EMERGENCY, in_words
from reciprocal.rulebook.move_list import FIREWALL, FOLLOW_UP, Section
from reciprocal.rulebook.roles import LETTINGS_OFFICER, NOMINATING_OFFICER, ROLES
from reciprocal.rulebook.scheme import current
from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Option, Page, Question
from reciprocal.ui.words import long_date
from reciprocal.workflow.pages import Words, step_page

CANCEL: Final = Page(
    "cancel_move",
    "The tenancy was cancelled",
    (
        Question(
            "why",
            "textarea",
            "Why?",
            max_length=500,
            errors={"required": "Enter why it was cancelled"},
            what="why it was cancelled",
            sensitivity="S3",
            retention="R2",
        ),
    ),
    intro="Both ledger lines are taken back. The request stays moved, marked as cancelled.",
)
HOW_IS_IT: Final = Page(
    "follow_up",
    "How is it going?",
    (
        Question(
            "answer",
            "radios",
            "How is it going?",
            options=tuple(Option(code, label) for code, label in FOLLOW_UP.items()),
            errors={"required": "Select how it is going"},
            sensitivity="S3",
        ),
    ),
)


@guard("offer.read", "offer", look=True)
def move_list(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the lists of a move and tick what is done. The landlord of the home has the new-address list alone."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = Offer.objects.get(pk=id)
    if found.state not in moving.OPEN:
        raise RefusedError("The move list is there once the applicant has said yes.")
    inside = actor.role != LETTINGS_OFFICER
    own = moving.sections(whole(found.request_id), clock.today()) if inside else ()
    done = _done(id, inside)
    ticks_own = actor.role == NOMINATING_OFFICER
    asked = [FIREWALL, *own] if ticks_own else [] if inside else [FIREWALL]
    page = Page(
        "move_list", f"Move list for {found.code}", tuple(_question(one, done) for one in asked if _left(one, done))
    )
    form = form_for(page, request.POST if request.method == "POST" else None, None, Words())
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = dict(form.cleaned_data)
        firewall = said.pop("firewall", ())
        lines = [line for ticked in said.values() for line in ticked]
        moving.tick(actor, id, at=clock.now(), firewall=firewall, own=lines)
        messages.success(request, "Saved.")
        return redirect("move_list", id=id)
    context = {
        "tab": "Offer",
        "title": page.title,
        "form": form,
        "button": "Save",
        "sections": _shown((FIREWALL, *own), done, all_lines=inside and not ticks_own),
        "may_tick": bool(page.questions),
        "follow_up": long_date(moving.follow_up_on(found)) if inside and found.started_on else "",
        "back_url": reverse("offer", args=[id]),
    }
    return render(request, "offers/move_list.html", context, status=422 if form.errors else 200)


def cancel_move(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a move back whose tenancy was cancelled in its first week."""

    def act(*, why: str) -> None:
        moving.cancel_move(request.actor, id, at=clock.now(), why=why)  # type: ignore[attr-defined]

    message = "Both ledger lines are taken back. The request stays moved, marked as cancelled."
    return _step(request, id, "cancel_move", CANCEL, act, message=message, button="The tenancy was cancelled")


def follow_up(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask the officer four weeks after the move how it is going."""

    def act(*, answer: str) -> str:
        moving.follow_up(request.actor, id, at=clock.now(), answer=answer)  # type: ignore[attr-defined]
        if answer == "not_safe":
            messages.success(request, f"{current().coordinator.organisation} is told now and will ring you today.")
            return reverse("move_not_safe", args=[id])
        messages.success(request, "Saved.")
        return reverse("offer", args=[id])

    return _step(request, id, "follow_up", HOW_IS_IT, act, done=str, button="Save")


@guard("request.edit", "offer", look=True)
def move_not_safe(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show emergency help for a household that has moved and is not safe."""
    context = {
        "exit": in_words(EMERGENCY, current(), clock.today()),
        "back_url": reverse("offer", args=[id]),
    }
    return render(request, "offers/move_not_safe.html", context)


def _step(
    request: HttpRequest, id: UUID, key: str, page: Page, act: Any, *, done: Any = "", message: str = "", **more: Any
) -> HttpResponse:
    back = reverse("offer", args=[id])
    return step_page(
        request, key, page, act, done=done or back, back=back, message=message, more={"tab": "Offer", **more}
    )


def _done(offer_id: UUID, inside: bool) -> dict[str, str]:
    """Who ticked which line, by role, and when."""
    rows: list[FirewallTick | MoveTick] = list(FirewallTick.objects.select_related("by").filter(offer_id=offer_id))
    if inside:
        rows += MoveTick.objects.select_related("by").filter(offer_id=offer_id)
    return {row.line: f"{ROLES[row.by.role].label}, {long_date(row.at)}" for row in rows}


def _left(section: Section, done: dict[str, str]) -> list[str]:
    return [line for line in section.lines if line not in done]


def _question(section: Section, done: dict[str, str]) -> Question:
    return Question(
        section.code,
        "checkboxes",
        section.heading,
        hint=section.inset,
        options=tuple(Option(line, section.lines[line]) for line in _left(section, done)),
        required=False,
        errors={"required": "Tick what is done"},
        what="line of the list",
        sensitivity="S2",
    )


def _shown(sections: Iterable[Section], done: dict[str, str], *, all_lines: bool) -> list[dict[str, Any]]:
    """What is done, and for who only reads also what is not. A section without a line is left out."""
    place, found = current().place_word, []
    for section in sections:
        lines = [
            {"label": text.replace("{place}", place), "text": f"Done. {done[line]}" if line in done else "Not done yet"}
            for line, text in section.lines.items()
            if all_lines or line in done
        ]
        found.append({"heading": section.heading.replace("{place}", place), "lines": lines})
    return [section for section in found if section["lines"]]
