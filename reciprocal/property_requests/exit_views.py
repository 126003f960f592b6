"""The pages on which a request ends before it begins, and those that interrupt it for something urgent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.property_requests import actions, statistics
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook import workdays
from reciprocal.rulebook.answers import ASK_FIRST, Answers
from reciprocal.rulebook.eligibility import exit_for, needs_emergency_page
from reciprocal.rulebook.exits import EMERGENCY, EXITS, Exit, in_words
from reciprocal.rulebook.helplines import known
from reciprocal.rulebook.scheme import current
from reciprocal.ui.forms import AnswerForm, form_for
from reciprocal.ui.questions import Option, Page, Question
from reciprocal.ui.words import long_date, weekday_date

# The questions of which an answer that ends the request is counted as an enquiry.
COUNTED = ("is_professional", "primary_reason", "tenancy_route", "landlord", "home_place", "risk_here")


@dataclass(frozen=True)
class Notice:
    """What to know before the next question: a page between two questions."""

    title: str
    body: str
    steps: tuple[str, ...] = ()


NOTICE_GIVEN = Notice(
    "Act on the notice today",
    "If the tenancy ends, the landlord may no longer be able to agree to a move.",
    (
        "Ask the landlord in writing to accept that the notice is withdrawn.",
        "Get legal advice.",
        "Tell us what the landlord says. You can send the request now; it will not go to partners until the "
        "landlord confirms the tenancy.",
    ),
)

OWN_LANDLORD = Notice(
    "Before you go on",
    "You have named the applicant's own landlord. The coordinator will ring you before anything is sent to it.",
)


def ended_by(request: HttpRequest, row: PropertyRequest, given: Mapping[str, Any]) -> HttpResponse | dict[str, Any]:
    """Give the page on which an answer ends the questions, else what has to be saved instead of it.

    Args:
        request: the page as it was sent. An answer that ends the questions is never saved.
        row: the request.
        given: the answers of the page.
    """
    today = clock.today()
    for name, value in given.items():
        key = exit_for(name, value, current(), today) if isinstance(value, str) else None
        if key == "E7":
            return _landlord_first(request, row)
        if key == "E3b" and "note" in request.POST:
            return _note_that_the_landlord_was_asked(request, row)
        if key:
            if name in COUNTED:
                statistics.count_enquiry(key, at=clock.now())
            paused = current().reason(value) if key == "E8" else None
            page = in_words(EXITS[key], current(), today, known(today), paused=paused, draft_until=row.due_on)
            note = {"name": name, "value": value} if key == "E3b" else None
            return _exit(request, page, note=note, wanted=reverse("landlord_wanted", args=[row.pk]))
    return {}


def _landlord_first(request: HttpRequest, row: PropertyRequest) -> HttpResponse | dict[str, Any]:
    page = in_words(EXITS["E7"], current(), clock.today())
    question = Question(
        "own_stock_go_on",
        "radios",
        page.question,
        options=tuple(Option(code, label) for code, label in page.choices),
        errors={"required": page.error},
        evidence="D",
        sees="C N H",
    )
    form = form_for([question], request.POST if "asked_again" in request.POST else None)
    if not form.is_valid():
        return _exit(request, page, form)
    chosen = form.cleaned_data["own_stock_go_on"]
    if chosen != ASK_FIRST:
        return {"own_stock": chosen}
    waits = {"own_stock": ASK_FIRST}
    kept = actions.save_answers(request.actor, row.pk, waits, at=clock.now(), version=row.version)  # type: ignore[attr-defined]
    remind = workdays.due(clock.today(), "ask_landlord_days", current())
    messages.info(request, f"Ask the landlord, then come back to this draft. We remind you on {weekday_date(remind)}.")
    if kept.due_on:
        messages.info(request, f"The draft is kept until {long_date(kept.due_on)}.")
    return redirect("request", id=row.pk)


def _note_that_the_landlord_was_asked(request: HttpRequest, row: PropertyRequest) -> HttpResponse:
    """Keep that the landlord was asked about an ended tenancy. The answer that ends the questions is not kept."""
    asked = {"landlord_asked_on": clock.today()}
    actions.save_answers(request.actor, row.pk, asked, at=clock.now(), version=row.version)  # type: ignore[attr-defined]
    messages.success(request, "Noted. Come back to this draft when the landlord has answered.")
    return redirect("request", id=row.pk)


def _exit(request: HttpRequest, page: Exit, form: AnswerForm | None = None, **more: Any) -> HttpResponse:
    hidden = {"own_stock": "not_yet", "asked_again": "yes", "seen": request.POST.get("seen", "")}
    context = {
        "exit": page,
        "title": page.title,
        "form": form,
        "hidden": hidden,
        "back_url": request.get_full_path(),
        "contact": current().coordinator,
        **more,
    }
    return render(request, "property_requests/exit.html", context, status=422 if form and form.errors else 200)


def interrupts(key: str, values: Mapping[str, Any]) -> bool:
    """Whether something urgent is shown after this page, before the next one (rule 39, a notice, the own landlord)."""
    value = values.get(key, "")
    if key == "tenancy_held":
        return value == "notice"
    if key == "kept_away":
        return values["landlord"] in values["conflict_partners"]
    return key in ("danger_now", "safe_tonight") and needs_emergency_page(Answers(**{key: value}))


def show_interruption(request: HttpRequest, row: PropertyRequest, key: str, after: str) -> HttpResponse:
    """Show emergency help, or what to know about a notice or about the own landlord, and go on once that is confirmed.

    Args:
        request, row: the page and the request.
        key: the question after which it is shown.
        after: the address of what follows.
    """
    context = {"tab": "Request", "later_url": reverse("request", args=[row.pk])}
    context["back_url"] = reverse("request_question", args=[row.pk, key])
    if notice := {"tenancy_held": NOTICE_GIVEN, "kept_away": OWN_LANDLORD}.get(key):
        return render(request, "property_requests/notice.html", {**context, "notice": notice, "after": after})
    words = in_words(EMERGENCY, current(), clock.today(), known(clock.today()))
    tick = Question("read", "tick", words.question, errors={"required": words.error}, evidence="D", sensitivity="S1")
    form = form_for(Page("help", words.title, (tick,)), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return redirect(after)
    status = 422 if form.errors else 200
    more = {"exit": words, "form": form, "button": words.button, "later": words.links[0]}
    return render(request, "property_requests/emergency.html", {**context, **more}, status=status)
