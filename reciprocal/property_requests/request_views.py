"""The pages of a request for its officer and the coordinator: lists, the request itself, and accepting to cover."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import HiddenError, guard
from reciprocal.property_requests import (
    actions,
    approvals,
    chase,
    checking,
    erasing,
    form_views,
    kept_away,
    mark_views,
    summaries,
)
from reciprocal.property_requests.models import Approval, Cover, PropertyRequest
from reciprocal.property_requests.queries import rules_unmet, whole
from reciprocal.property_requests.questions import PAGE_OF
from reciprocal.rulebook import roles
from reciprocal.rulebook.answers import Answers
from reciprocal.rulebook.eligibility import needs_emergency_page
from reciprocal.rulebook.endings import CLOSURES, HOLDS
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.sentences import FIXED
from reciprocal.rulebook.states import ENDED, REQUEST_STATES
from reciprocal.ui.words import clock_time, long_date, weekday_date
from reciprocal.workflow import pages


@guard("request.read", "request", look=True)
def request_page(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show where a request stands, what is next, and everything that its own side may read."""
    return show(request, id)


def show(request: HttpRequest, id: UUID, **more: Any) -> HttpResponse:
    """Answer the page of a request; a draft is a task list.

    Args:
        request: with the actor and the facts, as the guard left them.
        id: the request.
        more: further context, for example `offers`: each with title, state and url; `awaited`: the address of the
            offer that the officer is to answer.
    """
    row = whole(id)
    if row.state == "draft":
        return render(request, "property_requests/tasks.html", {**_around(request, row), **form_views.tasks(row)})
    return render(request, "property_requests/request.html", {**request_page_context(request, row), **more})


def request_page_context(request: HttpRequest, row: PropertyRequest) -> dict[str, Any]:
    """Give what the page of a request shows, apart from its offers."""
    coordinator = request.actor.role == roles.COORDINATOR  # type: ignore[attr-defined]
    reader = "scheme" if coordinator else "officer"
    is_checked = coordinator and row.state == "submitted"
    bars = kept_away.names(row) if coordinator else []
    proposals = summaries.proposals_to_decline(row.pk) if hasattr(row, "approval") else []
    opened = request.GET.get("show") == "unsafe"
    sections = summaries.sections(row, reader, named=bars, open_unsafe=opened)
    if is_checked:
        sections = _with_ticks(row, sections)
    return _around(request, row) | {
        "title": f"Check {row.reference}" if is_checked else f"Property request {row.reference}",
        "checks": summaries.checks(row, bars, clock.today()) if is_checked else [],
        "sections": sections,
        "marked": mark_views.marked(row) if coordinator and row.state not in ENDED else None,
        "ticked": sum(section.get("ticked", False) for section in sections),
        "opened": opened or is_checked,
        "ticks_url": reverse("request_checked", args=[row.pk]) if is_checked else "",
        "made_on": long_date(clock.today()),
        "unsafe_url": "" if opened or not summaries.places_of(row, "unsafe") else "?show=unsafe#answers",
        "asked": summaries.asked_and_answered(row.pk, row.landlord.name if row.landlord else "The landlord"),
        "proposals": [
            {"when": long_date(decision.at), "rows": summaries.facts_relied_on(decision)} for decision in proposals
        ],
        "events": pages.timeline(reader, request_id=row.pk, landlord=row.landlord.name if row.landlord else ""),
        "people": _people(row),
        "seen_by": _seen_by(row),
    }


def _seen_by(row: PropertyRequest) -> list[dict[str, str]]:
    """Who looked at the request: a row for each organisation and role, with the days on which somebody did."""
    days: dict[str, list[str]] = {}
    seen: list[tuple[str, str, str]] = getattr(row, "seen_by", None) or []
    for organisation, role, day in seen:
        who = f"{organisation}, {roles.ROLES[role].label.lower()}"
        days.setdefault(who, []).append(long_date(date.fromisoformat(day)))
    return [{"label": who, "text": "\n".join(when)} for who, when in days.items()]


def _with_ticks(row: PropertyRequest, sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = checking.ticked(row.pk)
    return [
        section
        | {
            "ticked": section["key"] in found,
            "looked": f"{found[section['key']].by.person.name}, {long_date(found[section['key']].at)}"
            if section["key"] in found
            else "",
        }
        for section in sections
    ]


@guard("request.bars", "request")
def request_checked(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep which sections the coordinator has found complete."""
    if request.method == "POST":
        complete = request.POST.getlist("complete")
        checking.tick(request.actor, id, at=clock.now(), complete=complete)  # type: ignore[attr-defined]
        messages.success(request, FIXED["saved"].body.format(time=clock_time(clock.now())))
    return redirect("request", id=id)


def _around(request: HttpRequest, row: PropertyRequest) -> dict[str, Any]:
    actor, facts = request.actor, request.facts  # type: ignore[attr-defined]
    waiting = REQUEST_STATES[row.state].waiting.get(actor.role)
    buttons = pages.buttons("request", actor, facts, reverse("request", args=[row.pk]))
    acting_for = row.officer.person.name if facts.cover and facts.cover == actor.membership else ""
    return {
        "request_row": row,
        "next_lines": next_lines(row, actor.role),
        "buttons": sorted(
            (
                {"url": b.url, "label": b.label, "danger": b.danger, "grey": waiting is None or b.key != waiting.step}
                for b in buttons
                if b.key not in ("delete_draft", *_not_yet(row))
            ),
            key=lambda button: (button["danger"], button["grey"]),
        ),
        "back_url": reverse("request_list"),
        "acting_for": acting_for,
    }


def _not_yet(row: PropertyRequest) -> tuple[str, ...]:
    """The steps that have their own way from another page, or nothing to stand on yet."""
    unsafe = needs_emergency_page(Answers(safe_tonight=row.safe_tonight))
    open_now = {
        "submit": False,
        "what_was_done": unsafe,
        "settle_kept_away": row.ring_first,
        "remind": chase.can_remind(row, clock.today()),
        "legal_hold": row.legal_hold_on is None,
        "lift_legal_hold": row.legal_hold_on is not None,
        "officer_says": chase.officer_is_late(row, clock.today()),
    }
    return tuple(key for key, is_open in open_now.items() if not is_open)


def next_lines(row: PropertyRequest, role: str) -> list[str]:
    """Say what happens next and by when, and why where the request rests or has ended.

    Args:
        row: the request, read whole.
        role: the reader's. The officer reads what happens next; the coordinator, on whom it waits.
    """
    state = REQUEST_STATES[row.state]
    words = {
        **current().words(),
        "landlord": row.landlord.name if row.landlord else "The landlord",
        "due": weekday_date(row.due_on) if row.due_on else "a day that is still open",
        "officer": row.officer.person.name,
        "other_scheme": str(current().setting("other_scheme", clock.today())),
        "list": "a transfer by the landlord, or a homelessness application to any council",
    }
    waits_on = roles.ROLES[state.waits_on].label.lower() if state.waits_on else ""
    if role != roles.COORDINATOR or not waits_on:
        lines = [state.next.format_map(words)]
    elif role in state.waiting:
        lines = [f"{state.waiting[role].sentence.format_map(words)}."]
    else:
        lines = [f"Waiting on the {waits_on}."]
    if role == roles.COORDINATOR and row.due_on and words["due"] not in lines[0]:
        lines.append(f"Due {words['due']}.")
    approval = getattr(row, "approval", None)
    if approval is not None and approval.asked_again_at and row.state not in ENDED and approvals.asked_again(approval):
        lines.append(f"{row.landlord} was asked to agree again, and has not answered.")
    return lines + _reasons(row, words) + erasing.lines(row, clock.today())


def _reasons(row: PropertyRequest, words: dict[str, str]) -> list[str]:
    if row.state == "awaiting_landlord":
        panel = Approval.objects.filter(pk=row.pk).values_list("panel_on", flat=True).first()
        return [f"{words['landlord']}'s panel meets on {weekday_date(panel)}."] if panel else []
    if row.state == "on_hold":
        return [f"Reason: {HOLDS[row.hold_reason].text}."]
    if row.state == "declined":
        used = Approval.objects.filter(pk=row.pk, second_look_on__isnull=False).exists()
        until = weekday_date(approvals.last_day_for_second_look(row))
        look = f"You can ask for a second look until {until}, or try the other routes below."
        ask = f"You can ask {words['landlord']} to look at this decision again."
        if row.landlord and row.landlord.contact:
            ask = f"{ask} Contact: {row.landlord.contact}"
        return [approvals.SECOND_LOOK_USED if used else look, ask, f"Other routes: {words['list']}."]
    if row.state != "closed":
        return []
    ended = CLOSURES[row.closed_reason]
    lines = [f"Reason: {ended.text.format_map(words)}."]
    if ended.told and not ended.officer_only and "{date}" not in ended.told:
        lines.append(f"To read to the applicant: {ended.told.format_map(words)}")
    return lines


def _people(row: PropertyRequest) -> list[dict[str, str]]:
    officer, contact = row.officer, getattr(row, "contact", None)
    # A draft may have none yet.
    role, phone = (contact.officer_role, contact.officer_phone) if contact else (officer.title, officer.person.phone)
    title = f"{role}, " if role else ""
    note: str | None = getattr(row, "handover_note", None)  # of the one who spoke for the household before
    return [
        {"label": "Nominating officer", "text": f"{officer.person.name}\n{title}{officer.organisation.name}\n{phone}"},
        *([{"label": "Note to the new officer", "text": note}] if note else []),
        {"label": "Cover", "text": summaries.cover_in_words(row)},
        {"label": "Landlord", "text": row.landlord.name if row.landlord else "Not answered"},
        {"label": "In this state since", "text": long_date(row.state_since)},
    ]


@guard("request.edit", "request", look=True)
def request_check(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the answers before they are sent, and what still stands in the way, each with a link to mend it."""
    row = whole(id)
    if row.state != "draft":
        return redirect("request", id=id)
    blocks = [{"text": sentence, "url": _mend(id, name)} for name, sentence in rules_unmet(row, clock.now())]
    context = {
        "title": "Check answers",
        "sections": summaries.sections(row, "officer", change="check"),
        "blocks": blocks,
        "send_url": reverse("request_step", kwargs={"id": id, "key": "submit"}),
        "back_url": reverse("request", args=[id]),
    }
    return render(request, "property_requests/check.html", context)


def _mend(id: UUID, name: str) -> str:
    key = PAGE_OF.get(name)
    return f"{reverse('request_question', args=[id, key])}?to=check" if key else ""


@guard("request.edit", "request")
def request_sent(request: HttpRequest, id: UUID) -> HttpResponse:
    """Confirm that a request was sent, and say what happens next and what the officer does now."""
    row = whole(id)
    if row.state != "submitted":
        return redirect("request", id=id)
    days = current().setting("circulate_days", clock.today())
    context = {
        "title": "Request sent",
        "panel_text": "Your draft reference is",
        "reference": row.draft_reference,
        "next_steps": [
            f"{current().coordinator.organisation} checks it by {weekday_date(row.due_on)}."
            if row.due_on
            else f"{current().coordinator.organisation} checks it.",
            "The landlord's named lead is asked to agree. They will ask you for the applicant's name.",
            f"If the landlord agrees, the request gets its code and goes to partners within {days} days.",
        ],
        "to_do": "Tell the applicant, using their safe contact, that it has been sent. Do the risk assessment again "
        "if things change. Keep their tenancy in place.",
        "closing": FIXED["no_promise"].body,
        "actions": [
            *(
                [{"url": reverse("equality_start", args=[id]), "label": "Answer four optional equality pages"}]
                if row.consent_statistics
                else []
            ),
            {"url": reverse("worklist"), "label": "Go to your worklist", "grey": True},
        ],
    }
    return render(request, "ui/panel.html", context)


@guard("worklist.read")
def cover(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let the colleague who was asked accept to cover. Before that they cannot read the request."""
    actor = request.actor  # type: ignore[attr-defined]
    asked = Cover.objects.select_related("asked_by__person").filter(pk=id, membership_id=actor.membership).first()
    if asked is None:
        raise HiddenError("cover")
    if asked.accepted_at is not None:
        return redirect("request", id=id)
    if request.method == "POST":
        actions.accept_cover(actor, id, at=clock.now())
        messages.success(request, "You cover for this request. What you do is recorded in your name.")
        return redirect("request", id=id)
    context = {"title": "Cover for a colleague", "who": summaries.who_asks(asked)}
    return render(request, "property_requests/cover.html", context)
