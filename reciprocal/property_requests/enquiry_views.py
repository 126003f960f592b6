"""Recording that somebody rang the coordinator: counts only, with no free text, no name and no landlord."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.property_requests.models import PhoneEnquiry
from reciprocal.property_requests.statistics import count_call
from reciprocal.rulebook.scheme import current
from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Option, Page, Question
from reciprocal.workflow.pages import Words


def _about(context: Any) -> list[Option]:
    named = [Option(reason.code, reason.label) for reason in current().reasons]
    return [*named, Option("not_said", "Not said"), Option("else", "Something else")]


ENQUIRY: Final = Page(
    "enquiry",
    "Record a phone enquiry",
    (
        Question(
            "caller",
            "radios",
            "Who called?",
            options=tuple(Option(code, label) for code, label in PhoneEnquiry.CALLERS.items()),
            errors={"required": "Select who called"},
            sensitivity="S1",
        ),
        Question(
            "about",
            "radios",
            "What was it about?",
            options=_about,
            errors={"required": "Select what it was about"},
            sensitivity="S1",
        ),
        Question(
            "outcome",
            "radios",
            "What came of it?",
            options=tuple(Option(code, label) for code, label in PhoneEnquiry.OUTCOMES.items()),
            errors={"required": "Select what came of it"},
            sensitivity="S1",
        ),
    ),
    warning="If the caller is in danger, tell them to call 999 first.",
)


@guard("enquiry.record")
def phone_enquiry(request: HttpRequest) -> HttpResponse:
    """Record who called, what it was about and what came of it."""
    form = form_for(ENQUIRY, request.POST if request.method == "POST" else None, context=Words())
    if request.method == "POST" and form.is_valid():
        count_call(**form.cleaned_data, at=clock.now())
        messages.success(request, "Saved. Nothing that could identify the caller was kept.")
        return redirect("request_list")
    context = {"form": form, "tab": "Enquiry", "button": "Save enquiry", "back_url": reverse("request_list")}
    return render(request, "ui/form_page.html", context, status=422 if form.errors else 200)
