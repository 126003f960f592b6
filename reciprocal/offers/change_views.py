"""Changing one page of a request after it was sent: the page, then what the change does, then it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.offers import changes
from reciprocal.property_requests import marks
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.queries import changeable_pages, values_of, whole
from reciprocal.property_requests.questions import BY_KEY, LABELS
from reciprocal.property_requests.questions_lists import Asking
from reciprocal.property_requests.sections import household
from reciprocal.property_requests.sections.shared import Repeated
from reciprocal.rulebook.answers import NONE_OF_THESE
from reciprocal.ui.forms import AnswerForm, form_for
from reciprocal.workflow import pages

_PAGE = "property_requests/question.html"


@guard("request.edit", "request", look=True)
def request_change(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show one page of a request that was sent, what changing it does, and save the change."""
    pages.ensure("change_request", request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    values = values_of(row)
    if key not in {page.key for page in changeable_pages(values)}:
        raise HiddenError(key)
    asking = Asking(values, row.officer_id)
    form = form_for(BY_KEY[key], _posted(request), values, asking, marks.waved_on(row, BY_KEY[key]))
    if request.method == "POST" and form.is_valid():
        unsafe = set(form.cleaned_data.get("unsafe_places", ())) - {*values["unsafe_places"], NONE_OF_THESE}
        answer = _changed(request, row, form, form.cleaned_data, at_once=bool(unsafe))
        if answer is not None:
            return answer
    return _page(request, row, form, LABELS[BY_KEY[key].section])


@guard("request.edit", "request", look=True)
def request_change_person(request: HttpRequest, id: UUID, key: str, member: UUID | None = None) -> HttpResponse:
    """Change what was said about one person who is moving, or add one, in a request that was sent."""
    row, page, place = _opened(request, id, key, member)
    values = values_of(row)
    people: list[dict[str, Any]] = values[key]
    if place >= page.at_most:
        raise RefusedError(f"You can add up to {page.at_most} {page.many}.")
    kept = people[place] | {"partner_connected": values["partner_connected"]} if member else {}
    form = form_for(household.page_to_change(page, place, values), _posted(request), kept, Asking(values))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        answers = {name: said.pop(name) for name in ("partner_connected",) if name in said}
        if page.key == household.ADULTS.key and place == 0:
            said["relationship"] = household.APPLICANT
        before = people[place] if member else {}
        answers |= _together(page, [*people[:place], before | said, *people[place + 1 :]])
        answer = _changed(request, row, form, answers)
        if answer is not None:
            return answer
    return _page(request, row, form, LABELS[page.section])


@guard("request.edit", "request", look=True)
def request_change_remove(request: HttpRequest, id: UUID, key: str, member: UUID) -> HttpResponse:
    """Take somebody off those who are moving, in a request that was sent. The applicant cannot be."""
    row, page, place = _opened(request, id, key, member)
    if page.key == household.ADULTS.key and place == 0:
        raise RefusedError("The applicant is always one of those who are moving.")
    name = f"{page.one} {place + 1}"
    form = form_for(replace(household.REMOVE, title=f"Remove {name}?"), _posted(request))
    if request.method == "POST" and form.is_valid():
        others = [one for one in values_of(row)[key] if one["id"] != member]
        answer = _changed(request, row, form, _together(page, others))
        if answer is not None:
            return answer
    return _page(request, row, form, LABELS[page.section])


def _opened(request: HttpRequest, id: UUID, key: str, member: UUID | None) -> tuple[PropertyRequest, Repeated, int]:
    """Give the request, the page about its people, and which of them is meant; the next number for a new one."""
    pages.ensure("change_request", request.actor, request.facts)  # type: ignore[attr-defined]
    page = BY_KEY.get(key)
    if not isinstance(page, Repeated):
        raise HiddenError(key)
    row = whole(id)
    ids = [one["id"] for one in values_of(row)[key]]
    if member is not None and member not in ids:
        raise HiddenError("household")
    return row, page, len(ids) if member is None else ids.index(member)


def _together(page: Repeated, people: list[dict[str, Any]]) -> dict[str, Any]:
    if page.key == household.ADULTS.key:
        return {page.key: people}
    return {"children_moving": "yes" if people else "no", page.key: people}


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _version(request: HttpRequest, row: PropertyRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdigit() else row.version


def _changed(
    request: HttpRequest, row: PropertyRequest, form: AnswerForm, answers: dict[str, Any], *, at_once: bool = False
) -> HttpResponse | None:
    """Show what a change does, or save it; None where the page has to be shown again with what is wrong."""
    actor = request.actor  # type: ignore[attr-defined]
    said: dict[str, Any] = {"answers": answers, "version": _version(request, row), "at": clock.now()}
    try:
        if not at_once and "apply" not in request.POST:
            return _effects(request, row, changes.what_it_does(actor, row.pk, **said))
        done = changes.change_request(actor, row.pk, **said)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, "The change is saved.")
    for line in done:
        messages.info(request, line)
    return redirect("request", id=row.pk)


def _page(request: HttpRequest, row: PropertyRequest, form: AnswerForm, section: str) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "section": section,
        "hidden": {"version": _version(request, row)},
        "button": "Continue",
        "back_url": reverse("request_step", kwargs={"id": row.pk, "key": "change_request"}),
    }
    return render(request, _PAGE, context, status=422 if form.errors else 200)


def _effects(request: HttpRequest, row: PropertyRequest, done: list[str]) -> HttpResponse:
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    context = {
        "title": "What this change does",
        "effects": done,
        "sent": sent,
        "back_url": request.path,
        "cancel_url": reverse("request", args=[row.pk]),
    }
    return render(request, "offers/change_effects.html", context)
