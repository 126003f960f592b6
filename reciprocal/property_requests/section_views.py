"""What stands around the questions of a draft: the end of each section, printing it, and a landlord that is missing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.property_requests import actions, questions, statistics, summaries
from reciprocal.property_requests.queries import rules_unmet, values_of, whole
from reciprocal.property_requests.questions_lists import NO_NAME
from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Option, Page, Question
from reciprocal.workflow.pages import Words

_MISSING = "Select whether this section is finished"
FINISHED = Page(
    "finished",
    "",
    (
        Question(
            "finished",
            "radios",
            "Is this section finished?",
            options=(Option("yes", "Yes, it is finished"), Option("no", "Not yet, leave it open")),
            errors={"required": _MISSING},
            sensitivity="S1",
        ),
    ),
)
WANTED = Page(
    "wanted",
    "Tell the coordinator which landlord",
    (
        Question(
            "name",
            "text",
            "Name of the landlord",
            max_length=100,
            may_hold=("name",),
            what="the name of the landlord",
            sensitivity="S1",
            sees="C",
        ),
    ),
    intro="Only the landlord's name is kept, and not who asked for it. Do not name anybody in the household.",
)
# Printed to be read with the applicant, the paper says nothing of the landlord.
_NOT_ON_PAPER = ("landlord", "placed_by", "placed_by_landlord", "officer_email", "cover_mailbox")


@guard("request.edit", "request", look=True)
def request_section(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show the answers of one section, and ask whether it is finished."""
    row = whole(id)
    if key not in questions.LABELS or not questions.asked(values_of(row), key):
        raise HiddenError(key)
    if row.state != "draft":
        raise RefusedError("The request was sent. Its answers can be changed only when more is asked.")
    begun = {"finished": "yes" if key in row.finished_sections else ""}
    form = form_for(FINISHED, request.POST if request.method == "POST" else None, begun, Words())
    unmet = [(name, text) for name, text in rules_unmet(row, clock.now()) if _section_of(name) == key]
    blocks = []
    if request.method == "POST" and form.is_valid():
        finished = form.cleaned_data["finished"] == "yes"
        if not (finished and unmet):
            actions.call_section_finished(id, key, finished)
            return redirect("request", id=id)
        blocks = [{"text": text, "url": _mend(id, name)} for name, text in unmet]
    context = {
        "title": questions.LABELS[key],
        "sections": [one for one in summaries.sections(row, "officer", change="section") if one["key"] == key],
        "form": form,
        "blocks": blocks,
        "back_url": reverse("request", args=[id]),
    }
    return render(request, "property_requests/section.html", context, status=422 if blocks or form.errors else 200)


def _section_of(name: str) -> str:
    key = questions.PAGE_OF.get(name) or name
    return questions.BY_KEY[key].section if key in questions.BY_KEY else ""


def _mend(id: UUID, name: str) -> str:
    return f"{reverse('request_question', args=[id, questions.PAGE_OF.get(name, name)])}?to=section"


@guard("request.edit", "request", look=True)
def request_print(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the answers in large type, to be printed and read with the applicant; nothing sealed, no landlord."""
    context = {
        "title": "Notes for checking",
        "sections": summaries.sections(whole(id), "officer", leave_out=_NOT_ON_PAPER, sealed=False),
        "back_url": reverse("request", args=[id]),
    }
    return render(request, "property_requests/print.html", context)


@guard("request.edit", "request")
def landlord_wanted(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let the officer tell the coordinator of a landlord that is no partner. Its name is kept and nothing else."""
    form = form_for(WANTED, request.POST if request.method == "POST" else None, context=Words())
    if request.method == "POST" and form.is_valid():
        statistics.want_landlord(form.cleaned_data["name"], at=clock.now())
        messages.success(request, "Thank you. The coordinator can see which landlord was asked for.")
        return redirect("request", id=id)
    context = {"form": form, "button": "Send", "warning": NO_NAME, "back_url": reverse("request", args=[id])}
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)
