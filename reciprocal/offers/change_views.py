"""Changing one page of a request after it was sent: the page, then what the change does, then it is saved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.offers import changes
from reciprocal.property_requests.queries import changeable_pages, values_of, whole
from reciprocal.property_requests.questions import BY_KEY, LABELS
from reciprocal.property_requests.questions_lists import Asking
from reciprocal.rulebook.answers import NONE_OF_THESE
from reciprocal.ui.forms import AnswerForm, form_for
from reciprocal.workflow import pages


@guard("request.edit", "request", look=True)
def request_change(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Show one page of a request that was sent, what changing it does, and save the change."""
    pages.ensure("change_request", request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)
    values = values_of(row)
    if key not in {page.key for page in changeable_pages(row, values)}:
        raise HiddenError(key)
    asking = Asking(values, row.officer_id)
    form = form_for(BY_KEY[key], request.POST if request.method == "POST" else None, values, asking)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdigit() else row.version
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"answers": form.cleaned_data, "version": version, "at": clock.now()}
        actor = request.actor  # type: ignore[attr-defined]
        unsafe = set(form.cleaned_data.get("unsafe_places", ())) - {*values["unsafe_places"], NONE_OF_THESE}
        try:
            if "apply" in request.POST or unsafe:
                done = changes.change_request(actor, id, **said)
                messages.success(request, "The change is saved.")
                for line in done:
                    messages.info(request, line)
                return redirect("request", id=id)
            return _effects(request, id, form, changes.what_it_does(actor, id, **said))
        except RefusedError as refused:
            form.add_error(None, str(refused))
    context: dict[str, Any] = {
        "form": form,
        "section": LABELS[BY_KEY[key].section],
        "hidden": {"version": version},
        "button": "Continue",
        "back_url": reverse("request_step", kwargs={"id": id, "key": "change_request"}),
    }
    return render(request, "property_requests/question.html", context, status=422 if form.errors else 200)


def _effects(request: HttpRequest, id: UUID, form: AnswerForm, done: list[str]) -> HttpResponse:
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    context = {
        "title": "What this change does",
        "effects": done,
        "sent": sent,
        "back_url": request.path,
        "cancel_url": reverse("request", args=[id]),
    }
    return render(request, "offers/change_effects.html", context)
