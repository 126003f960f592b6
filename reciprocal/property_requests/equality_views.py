"""The equality pages after a request was sent: written away from it, and never shown again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.property_requests import statistics
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.questions_equality import BY_KEY, PAGES
from reciprocal.ui.forms import form_for
from reciprocal.workflow.pages import Words


@guard("request.edit", "request")
def equality_start(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say what the equality questions are for, before the first of them."""
    _ensure_agreed(id)
    context = {"title": "Is the scheme fair to everyone?", "go_on": reverse("equality", args=[id, PAGES[0].key])}
    return render(request, "property_requests/equality.html", context)


@guard("request.edit", "request")
def equality(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Ask one page of the equality questions. What was kept is not shown again, to nobody."""
    page = BY_KEY.get(key)
    if page is None:
        raise HiddenError(key)
    _ensure_agreed(id)
    form = form_for(page, request.POST if request.method == "POST" else None, context=Words())
    if request.method == "POST" and form.is_valid():
        statistics.keep_equality(id, form.cleaned_data)
        return redirect(_following(request, id, key))
    context = {"form": form, "cancel_url": reverse("worklist"), "cancel_label": "Leave all out"}
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)


def _ensure_agreed(id: UUID) -> None:
    sent, agreed = PropertyRequest.objects.values_list("submitted_at", "consent_statistics").get(pk=id)
    if sent is None:
        raise RefusedError("These questions are asked once the request is sent.")
    if not agreed:
        raise RefusedError("The applicant did not agree to facts being used for statistics, so they are not asked.")


def _following(request: HttpRequest, id: UUID, key: str) -> str:
    keys = list(BY_KEY)
    after = keys[keys.index(key) + 1 :]
    if after:
        return reverse("equality", args=[id, after[0]])
    messages.success(request, "Thank you. The answers are stored away from the request.")
    return reverse("worklist")
