"""Filling in a property request: one page a question, saved page by page."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.property_requests import actions, exit_views, marks, needs, questions
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.queries import information_asked, rules_unmet, values_of, whole
from reciprocal.property_requests.questions_lists import NO_NAME, Asking
from reciprocal.property_requests.sections.shared import Repeated, youth_violence
from reciprocal.property_requests.sections.support import NOBODY
from reciprocal.property_requests.stale import stale
from reciprocal.rulebook.sentences import FIXED
from reciprocal.rulebook.states import ENDED
from reciprocal.rulebook.workdays import months_after
from reciprocal.ui.answers import answers_for
from reciprocal.ui.forms import AnswerForm, form_for
from reciprocal.ui.questions import Page
from reciprocal.ui.words import clock_time

# Said on the next page after an answer that may stand and still needs something.
_AFTER = {
    ("risk_here", "not_sure"): "Talk it over with them. Say in the summary of the risk where it is, without naming "
    "the spot.",
    ("options_explained", "none"): "You can go on. Go through these with the applicant before you send the request.",
    ("joint_with", "person_causing_harm"): "Get legal advice before anyone gives notice. Notice from one joint tenant "
    "can end the tenancy for both.",
    ("risk_tool", "none_yet"): "You can go on. The landlord may ask. Say in the summary why the risk is high.",
    ("wants_to_leave", "not_sure"): "Talk it over with them before you send. You can save this draft.",
    ("area_assessed", "not_yet"): "You can send the request. It cannot go to partners until this is recorded.",
}
_NO_SUPPORT_YET = "The request cannot go to partners until support and risk management are confirmed."
_OLD_AFTER_MONTHS = 6
_OLD_ASSESSMENT = "This assessment is over 6 months old. Do it again if you can"
# Kept in the session of whoever named it, since nobody but the coordinator can read it from the request.
_OWN_LANDLORD = "own_landlord_named_in"


@guard("request.start")
def request_new(request: HttpRequest) -> HttpResponse:
    """Say what a property request needs, and start one as a draft."""
    if request.method == "POST":
        new = actions.start_request(request.actor, at=clock.now())  # type: ignore[attr-defined]
        return redirect("request_question", id=new, key=questions.PAGES[0].key)
    lines = [FIXED[key].body for key in ("not_emergency", "no_promise", "keep_tenancy", "no_name")]
    return render(request, "property_requests/start.html", {"title": "Start a property request", "lines": lines})


@guard("request.edit", "request", look=True)
def request_question(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show one page of the form, or save what was sent."""
    page = questions.BY_KEY.get(key)
    if page is None:
        raise HiddenError(key)
    row = whole(id)
    values = values_of(row)
    ensure_open(request, row, page, values)
    if isinstance(page, Repeated):  # whose answers are people, each on a page of their own
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("members", args=[id, key]) + query)
    asking = Asking(values, row.officer_id, is_draft=row.state == "draft")
    asking.words["officer"] = f"{row.officer.person.name}, {row.officer.organisation.name}"
    posted = request.POST if request.method == "POST" else None
    form = form_for(page, posted, _begun(row, page, values), asking, marks.waved_on(row, page) if posted else None)
    seen = seen_of(row, page, values)
    if request.method == "POST":
        if request.POST.get("seen", "") != seen:
            return _stale(request, row, form, values)
        answer = _save(request, row, form, values)
        if answer is not None:
            return answer
    return _question(request, row, form, status=422 if form.errors else 200)


def _question(request: HttpRequest, row: PropertyRequest, form: AnswerForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "section": questions.LABELS[form.page.section],
        "back_url": before(request, row, form.page),
        "hidden": {"seen": seen_of(row, form.page, values_of(row))},
        "secondary": {"name": "later", "label": "Save and come back later"},
        "needs": needs.table(values_of(row)) if form.page.key == "bedrooms" else None,
        "recorded": form.page.key == "kept_away" and row.kept_away == "yes",
    }
    return render(request, "property_requests/question.html", context, status=status)


def before(request: HttpRequest, row: PropertyRequest, page: Page) -> str:
    """Give where the link back of a page leads: whence the officer came, the page before, or the task list."""
    pages = questions.asked(values_of(row), page.section)
    place = [one.key for one in pages].index(page.key)
    back = _address(row, pages[place - 1].key) if place else reverse("request", args=[row.pk])
    return _goes_back_to(request, row.pk) or back


def _save(request: HttpRequest, row: PropertyRequest, form: AnswerForm, values: dict[str, Any]) -> HttpResponse | None:
    """Save the page and go on; None where it has to be shown again with what is wrong."""
    later = "later" in request.POST
    if not form.is_valid():
        return _left(request, row) if later else None
    given = dict(form.cleaned_data)
    instead = exit_views.ended_by(request, row, given)
    if isinstance(instead, HttpResponse):
        return instead
    given |= instead
    if "landlord" in given:
        given["landlord_id"] = given.pop("landlord") or None
    try:
        actor = request.actor  # type: ignore[attr-defined]
        actions.save_answers(actor, row.pk, given, at=clock.now(), version=row.version)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return None
    _say(request, row, given)
    if later:
        messages.success(request, FIXED["saved"].body.format(time=clock_time(clock.now())))
        return redirect("request", id=row.pk)
    return redirect(_next(request, row.pk, form.page, {**values, **form.cleaned_data}))


def _left(request: HttpRequest, row: PropertyRequest) -> HttpResponse:
    messages.info(request, "That page is not complete, so it was not saved. The rest of the draft is.")
    return redirect("request", id=row.pk)


def _say(request: HttpRequest, row: PropertyRequest, given: dict[str, Any]) -> None:
    for name, value in given.items():
        for chosen in value if isinstance(value, list) else [value]:
            if (name, chosen) in _AFTER:
                messages.info(request, _AFTER[name, chosen])
    if str(row.landlord_id) in given.get("conflict_partners", ()):
        request.session[_OWN_LANDLORD] = str(row.pk)
    if given.get("agencies") == [NOBODY] and youth_violence(values_of(row)):
        messages.info(request, _NO_SUPPORT_YET)
    assessed = given.get("assessed_on")
    if assessed and months_after(assessed, _OLD_AFTER_MONTHS) < clock.today():
        messages.info(request, _OLD_ASSESSMENT)


def _next(request: HttpRequest, request_id: UUID, page: Page, values: dict[str, Any]) -> str:
    """Where the officer goes after a page: to what is urgent, else on."""
    if exit_views.interrupts(page.key, values):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return reverse("request_interruption", args=[request_id, page.key]) + query
    return after(request, request_id, page, values)


def after(request: HttpRequest, request_id: UUID, page: Page, values: dict[str, Any]) -> str:
    """Back whence the officer came, on to the next page of the section, or to the task list."""
    if request.GET.get("to") == "section":
        return reverse("request_section", args=[request_id, page.section])
    back = _goes_back_to(request, request_id)
    if back:
        return back
    keys = [one.key for one in questions.asked(values, page.section)]
    following = keys[keys.index(page.key) + 1 :]
    if following:
        return reverse("request_question", args=[request_id, following[0]])
    return reverse("request_section", args=[request_id, page.section])


@guard("request.edit", "request", look=True)
def request_interruption(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show what is urgent after an answer, before the questions go on."""
    row = whole(id)
    values = values_of(row)
    if request.session.get(_OWN_LANDLORD) == str(row.pk):
        values["conflict_partners"] = [values["landlord"]]
    page = questions.BY_KEY.get(key)
    if page is None or not exit_views.interrupts(key, values):
        raise HiddenError(key)
    return exit_views.show_interruption(request, row, key, after(request, id, page, values))


_BACK = {
    "check": lambda request_id: reverse("request_check", args=[request_id]),
    "answer": lambda request_id: reverse("request_step", kwargs={"id": request_id, "key": "answer_information"}),
}


def _goes_back_to(request: HttpRequest, request_id: UUID) -> str:
    back = request.GET.get("to", "")
    return _BACK[back](request_id) if back in _BACK else ""


def _address(row: PropertyRequest, key: str) -> str:
    return reverse("request_question", args=[row.pk, key])


def ensure_open(request: HttpRequest, row: PropertyRequest, page: Page, values: dict[str, Any]) -> None:
    """Stop where the page is not asked of this household, or not now. Raises RefusedError with the reason."""
    if page.key == "cover" and row.state not in ENDED:
        return
    if row.state not in actions.EDITABLE:
        raise RefusedError("The request was sent. Its answers can be changed only when more is asked.")
    if not page.when(values):
        raise RefusedError("This question does not belong to this request. Go back to the list of sections.")
    if row.state == "information_needed":
        if page.section not in {asked.section for asked in information_asked(row.pk)}:
            raise RefusedError("Only the sections that were asked about can be changed now.")
        if page.key == "landlord" and request.facts.landlord_was_asked:  # type: ignore[attr-defined]
            raise RefusedError("The landlord has been asked already. To change who it is, call the coordinator.")
    elif questions.statuses(values, ()).get(page.section) == "not_open":
        raise RefusedError(f"“{questions.LABELS[page.section]}” is not open yet. Finish the sections before it first.")


def _begun(row: PropertyRequest, page: Page, values: dict[str, Any]) -> dict[str, Any]:
    """Give what a page begins with: what is kept, and for the officer's own contact what their account says."""
    if page.key != "officer_1" or values["officer_role"]:
        return values
    officer = row.officer
    own = {"officer_role": officer.title, "officer_phone": officer.person.phone, "officer_email": officer.person.email}
    return {**values, **own, "agency_shows_area": True}


def seen_of(row: PropertyRequest, page: Page, values: dict[str, Any]) -> str:
    """Name the answers of one page, so that a page sent from an old tab is told from a fresh one."""
    kept = [values.get(name) for name in questions.names_of(page)]
    text = json.dumps([str(row.pk), page.key, kept], default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _stale(request: HttpRequest, row: PropertyRequest, form: AnswerForm, values: dict[str, Any]) -> HttpResponse:
    kept = answers_for(form.page.questions, values, form.context)
    there = [{"label": label, "text": text} for label, text in kept]
    hidden = {"seen": seen_of(row, form.page, values)}
    keep_url = _goes_back_to(request, row.pk) or reverse("request", args=[row.pk])
    return stale(request, row, form, form.page.key, there, hidden=hidden, keep_url=keep_url)


def tasks(row: PropertyRequest) -> dict[str, Any]:
    """Give what the task list of a draft shows."""
    values = values_of(row)
    unmet = [name for name, _ in rules_unmet(row, clock.now())]
    found = questions.statuses(values, unmet, row.finished_sections)
    to_mend = {questions.PAGE_OF.get(name, "") for name in unmet}
    groups = [
        {"heading": section.step, "tasks": [_task(row, section, found[section.key], values, to_mend)]}
        for section in questions.SECTIONS
        if section.key in found
    ]
    finished = sum(status == "finished" for status in found.values())
    ready = finished == len(found)
    last = {"label": "Check answers and send", "status": "not_begun" if ready else "not_open"}
    if ready:
        last["url"] = reverse("request_look_over", args=[row.pk])
    return {
        "groups": [*groups, {"heading": "Check and send", "tasks": [last]}],
        "finished": finished,
        "total": len(found),
        "no_name": NO_NAME,
        "landlord_asked_on": row.landlord_asked_on,
    }


def _task(
    row: PropertyRequest, section: questions.Section, status: str, values: dict[str, Any], to_mend: set[str]
) -> dict[str, str]:
    task = {"label": section.label, "status": status}
    if status != "not_open":
        pages = questions.asked(values, section.key)
        mend = next((page for page in pages if page.key in to_mend), None)
        if status == "not_begun":
            task["url"] = _address(row, pages[0].key)
        elif mend is not None:
            task["url"] = _address(row, mend.key)
        else:
            task["url"] = reverse("request_section", args=[row.pk, section.key])
    return task
