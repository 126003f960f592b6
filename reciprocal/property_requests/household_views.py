"""Saying who is moving, one person at a time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.property_requests import actions, form_views, household, questions
from reciprocal.property_requests.models import HouseholdMember, PropertyRequest
from reciprocal.property_requests.queries import members_of, values_of, whole
from reciprocal.property_requests.questions_lists import Asking
from reciprocal.property_requests.sections.household import ADULTS, CHILDREN, REMOVE, page_for
from reciprocal.property_requests.sections.shared import YES_NO, Repeated
from reciprocal.property_requests.stale import stale
from reciprocal.rulebook.sentences import FIXED
from reciprocal.ui.forms import AnswerForm, form_for
from reciprocal.ui.questions import Page, Question
from reciprocal.ui.words import clock_time


@guard("request.edit", "request", look=True)
def members(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """List the adults, or the children, who were added, and ask for another. The first is asked for at once."""
    row, page = _opened(request, id, key)
    people = members_of(row, page.one)
    if not people:
        return _one(request, row, page, None)
    another = len(people) < page.at_most
    form = form_for(_another(page, asked=another), request.POST if request.method == "POST" else None)
    if request.method == "POST" and (not another or form.is_valid()):
        if another and form.cleaned_data["another"] == "yes":
            return redirect(_with_query(request, reverse("member_new", kwargs={"id": id, "key": key})))
        return redirect(form_views.after(request, id, page, values_of(row)))
    counted = f"1 {page.one}" if len(people) == 1 else f"{len(people)} {page.many}"
    context = {
        "title": f"You have added {counted}",
        "form": form,
        "rows": [_line(request, row, page, person) for person in people],
        "section": questions.LABELS[page.section],
        "back_url": form_views.before(request, row, page),
        "full": not another,
    }
    return render(request, "property_requests/members.html", context, status=422 if form.errors else 200)


def _another(page: Repeated, *, asked: bool) -> Page:
    ask = Question(
        "another",
        "radios",
        f"Do you need to add another {page.one}?",
        options=YES_NO,
        inline=True,
        errors={"required": f"Select whether you need to add another {page.one}"},
    )
    return Page("another", "", (ask,) if asked else ())


def _line(request: HttpRequest, row: PropertyRequest, page: Repeated, person: HouseholdMember) -> dict[str, Any]:
    kwargs = {"id": row.pk, "key": page.key, "member": person.pk}
    actions = [{"label": "Change", "url": _with_query(request, reverse("member", kwargs=kwargs))}]
    if not _is_applicant(page, person):
        actions.append({"label": "Remove", "url": _with_query(request, reverse("member_remove", kwargs=kwargs))})
    return {"label": household.name_of(person), "text": _words(page, person), "actions": actions}


def to_change(row: PropertyRequest) -> list[dict[str, Any]]:
    """List those who are moving with what can be changed in a request that was sent, and who can be added."""
    lines = []
    for page in (ADULTS, CHILDREN):
        people = members_of(row, page.one)
        for person in people:
            kwargs = {"id": row.pk, "key": page.key, "member": person.pk}
            actions = [{"label": "Change", "url": reverse("request_change_person", kwargs=kwargs)}]
            if not _is_applicant(page, person):
                actions.append({"label": "Remove", "url": reverse("request_change_remove", kwargs=kwargs)})
            lines.append({"label": household.name_of(person), "text": _words(page, person), "actions": actions})
        if len(people) < page.at_most:
            url = reverse("request_change_new", args=[row.pk, page.key])
            lines.append({"label": f"Another {page.one}", "text": "", "actions": [{"label": "Add", "url": url}]})
    return lines


def _words(page: Repeated, person: HouseholdMember) -> str:
    words = household.adult_in_words(person) if page.one == "adult" else household.child_in_words(person)
    return words[:1].upper() + words[1:]


def _is_applicant(page: Repeated, person: HouseholdMember) -> bool:
    return page.key == ADULTS.key and person.number == 1


@guard("request.edit", "request", look=True)
def member_new(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Ask about one more person who is moving."""
    row, page = _opened(request, id, key)
    if len(members_of(row, page.one)) >= page.at_most:
        raise RefusedError(f"You can add up to {page.at_most} {page.many}.")
    return _one(request, row, page, None)


@guard("request.edit", "request", look=True)
def member(request: HttpRequest, id: UUID, key: str, member: UUID) -> HttpResponse:
    """Change what was said about one person who is moving."""
    row, page = _opened(request, id, key)
    return _one(request, row, page, _found(row, page, member))


@guard("request.edit", "request", look=True)
def member_remove(request: HttpRequest, id: UUID, key: str, member: UUID) -> HttpResponse:
    """Ask before somebody is taken off the list of those who are moving. The applicant cannot be."""
    row, page = _opened(request, id, key)
    person = _found(row, page, member)
    if _is_applicant(page, person):
        raise RefusedError("The applicant is always one of those who are moving.")
    list_url = _with_query(request, reverse("members", kwargs={"id": id, "key": key}))
    if request.method == "POST":
        _keep(request, row, page, [other for other in values_of(row)[key] if other["id"] != member])
        messages.success(request, f"{household.name_of(person)} was removed.")
        return redirect(list_url)
    context = {
        "title": f"Remove {household.name_of(person).lower()}?",
        "form": form_for(REMOVE),
        "line": _line(request, row, page, person)["text"],
        "back_url": list_url,
        "section": questions.LABELS[page.section],
    }
    return render(request, "property_requests/member_remove.html", context)


def _opened(request: HttpRequest, request_id: UUID, key: str) -> tuple[PropertyRequest, Repeated]:
    page = questions.BY_KEY.get(key)
    if not isinstance(page, Repeated):
        raise HiddenError(key)
    row = whole(request_id)
    form_views.ensure_open(request, row, page, values_of(row))
    return row, page


def _found(row: PropertyRequest, page: Repeated, member: UUID) -> HouseholdMember:
    for person in members_of(row, page.one):
        if person.pk == member:
            return person
    raise HiddenError("household")


def _one(request: HttpRequest, row: PropertyRequest, page: Repeated, person: HouseholdMember | None) -> HttpResponse:
    """Show the questions about one person, or save the answers to them."""
    people = members_of(row, page.one)
    number = people.index(person) if person else len(people)
    values = values_of(row)
    kept = values[page.key][number] if person else {}
    asked = page_for(page, number)
    form = form_for(asked, request.POST if request.method == "POST" else None, kept, Asking(values))
    seen = form_views.seen_of(row, page, values)
    if request.method == "POST" and request.POST.get("seen", "") != seen:
        there = [{name: _line(request, row, page, one)[name] for name in ("label", "text")} for one in people]
        keep_url = _with_query(request, reverse("members", kwargs={"id": row.pk, "key": page.key}))
        return stale(request, row, form, page.key, there, hidden={"seen": seen}, keep_url=keep_url)
    if request.method == "POST" and form.is_valid():
        return _save(request, row, page, form, number)
    context = {
        "form": form,
        "section": questions.LABELS[page.section],
        "back_url": _with_query(request, reverse("members", kwargs={"id": row.pk, "key": page.key}))
        if people
        else form_views.before(request, row, page),
        "hidden": {"seen": seen},
        "secondary": {"name": "later", "label": "Save and come back later"},
    }
    return render(request, "property_requests/question.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, row: PropertyRequest, page: Repeated, form: AnswerForm, number: int) -> HttpResponse:
    people: list[dict[str, Any]] = list(values_of(row)[page.key])
    answers = dict(form.cleaned_data)
    if page.key == ADULTS.key and number == 0:
        answers["relationship"] = "applicant"
    people[number:] = [{**(people[number] if number < len(people) else {}), **answers}, *people[number + 1 :]]
    _keep(request, row, page, people)
    if "later" in request.POST:
        messages.success(request, FIXED["saved"].body.format(time=clock_time(clock.now())))
        return redirect("request", id=row.pk)
    return redirect(_with_query(request, reverse("members", kwargs={"id": row.pk, "key": page.key})))


def _keep(request: HttpRequest, row: PropertyRequest, page: Repeated, people: list[dict[str, Any]]) -> None:
    actor = request.actor  # type: ignore[attr-defined]
    actions.save_answers(actor, row.pk, {page.key: people}, at=clock.now(), version=row.version)


def _with_query(request: HttpRequest, url: str) -> str:
    return f"{url}?{request.GET.urlencode()}" if request.GET else url
