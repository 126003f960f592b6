"""The log as the auditor reads it: acts and looks, with a pseudonym in place of the request."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reciprocal.access.guard import guard
from reciprocal.audit.log import broken_links
from reciprocal.audit.models import Entry
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.roles import ROLES, SYSTEM
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import clock_time, long_date

KINDS = {"act": "Act", "look": "Look", "refused": "Refused", "session": "Session"}


@guard("log.read", look=True)
def log_page(request: HttpRequest) -> HttpResponse:
    """Show the log, newest first, and on request whether its chain is unbroken."""
    page = Paginator(Entry.objects.order_by("-number"), 25).get_page(request.GET.get("page"))
    reader = request.actor.membership  # type: ignore[attr-defined]
    rows = [
        (
            Cell(str(entry.number)),
            Cell(f"{long_date(entry.at)}, {clock_time(entry.at)}"),
            Cell(role_in_words(entry.role)),
            Cell(KINDS[entry.kind]),
            Cell(in_words(entry)),
            Cell(pseudonym(reader, entry.subject) if entry.subject else "–"),
        )
        for entry in page
    ]
    columns = ("Entry", "When", "Role", "Kind", "What", "Subject")
    table = Table("Acts and looks", tuple(Column(name) for name in columns), rows, "Nothing is in the log yet.")
    verdict = list(broken_links()) if "verify" in request.GET else None
    context = {"title": "Log", "table": table, "page": page, "verdict": verdict, "last": page.paginator.count}
    return render(request, "audit/log.html", context)


def pseudonym(reader: UUID, subject: UUID) -> str:
    """Give the name under which one reader meets a request: the same on every page, another for every reader."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{reader}:{subject}".encode(), hashlib.sha256)
    return digest.hexdigest()[:8].upper()


def role_in_words(role: str) -> str:
    """Say who acted: a role, the service itself, or nobody."""
    return "The service" if role == SYSTEM else ROLES[role].label if role in ROLES else "Nobody"


def in_words(entry: Entry) -> str:
    """Say what an entry is about: the label of a step, or the page that was read."""
    if entry.event in STEPS:
        return STEPS[entry.event].label
    return entry.event.replace(".", ": ").replace("_", " ")
