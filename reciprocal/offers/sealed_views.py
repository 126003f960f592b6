"""The pages behind a logged click: the address of the home of an offer, and the plan of its viewing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reciprocal.access.guard import guard
from reciprocal.accounts.again import proved_again
from reciprocal.offers import sealed

NO_ADDRESS = "No address was typed with this offer. Ask the landlord of the home."
NO_VIEWING = "No viewing is planned."


@guard("address.open", "offer", look=True)
@proved_again
def offer_address(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the address of the home of an offer. Each time is kept in the log."""
    address = sealed.address_of(id)
    lines = [{"label": "Address of the home", "text": address}] if address else []
    return _page(request, id, "Address of the home", lines, NO_ADDRESS)


@guard("viewing.open", "offer", look=True)
@proved_again
def offer_viewing(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show where and when the viewing is and who goes there. Each time is kept in the log."""
    return _page(request, id, "The viewing", sealed.plan_lines(id), NO_VIEWING)


def _page(request: HttpRequest, id: UUID, title: str, lines: list[dict[str, str]], empty: str) -> HttpResponse:
    context = {"tab": "Offer", "title": title, "lines": lines, "empty": empty, "back_url": reverse("offer", args=[id])}
    return render(request, "offers/sealed.html", context)
