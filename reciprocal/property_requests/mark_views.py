"""The coordinator's look at words that could identify somebody, before a request goes to partners."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.property_requests import marks
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.ui.words import long_date


def marked(row: PropertyRequest) -> dict[str, Any]:
    """Give what the coordinator reads of the words that could identify somebody, and where each is cleared.

    Args:
        row: the request, read whole.
    """
    ask = reverse("request_step", kwargs={"id": row.pk, "key": "ask_information"}) if row.state == "submitted" else ""
    found = marks.found_in(row)
    return {
        "url": reverse("request_marks", args=[row.pk]),
        "ask_url": ask,
        "open": sum(not one.cleared for one in found),
        "found": [
            {
                "label": one.question.label,
                "pieces": one.pieces,
                "place": marks.place_of(one),
                "cleared": one.cleared,
                "kind": one.in_words,
                "waved": f"The officer let it stand on {long_date(one.waved_at)}." if one.waved_at else "",
            }
            for one in found
        ],
    }


@guard("request.bars", "request")
def request_marks(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let the coordinator clear words that could identify somebody and do not."""
    if request.method == "POST":
        marks.clear(request.actor, id, request.POST.get("place", ""), at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, "Cleared, for as long as the text stays as it is.")
    return redirect(f"{reverse('request', args=[id])}#marks")
