"""A page that was sent from an old tab: who saved it meanwhile, and both what is there and what was sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.property_requests import questions
from reciprocal.property_requests.models import PropertyRequest, Saved
from reciprocal.rulebook.sentences import FIXED
from reciprocal.ui.forms import AnswerForm
from reciprocal.ui.words import clock_time, long_date


def pages_of(names: Iterable[str]) -> set[str]:
    """Name the pages of the form on which some questions stand."""
    found = (questions.PAGE_OF.get(name) or questions.PAGE_OF.get(name.removesuffix("_id")) for name in names)
    return {page for page in found if page}


def note_saved(actor: Actor, request: PropertyRequest, names: Iterable[str], at: datetime) -> None:
    """Note who has saved the pages of some questions, and when."""
    rows = [Saved(request=request, page=page, by_id=actor.membership, at=at) for page in sorted(pages_of(names))]
    Saved.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["request", "page"], update_fields=["by", "at"]
    )


def stale(
    request: HttpRequest,
    row: PropertyRequest,
    form: AnswerForm,
    page: str,
    there: list[dict[str, str]],
    **context: Any,
) -> HttpResponse:
    """Show both what is kept and what was sent from a page that was opened before; nothing is replaced.

    Args:
        request: what was sent.
        row: the request.
        form: with what was sent.
        page: the key of the page.
        there: what is kept now, line by line.
        context: what the form needs besides, and where "Keep what is there" leads.
    """
    sentence = FIXED["stale"]
    last = Saved.objects.select_related("by").filter(request=row, page=page).first()
    labels = ", ".join(line["label"] for line in there)
    if last is None:  # another page changed it, or it was saved before this was noted
        said = sentence.body.replace(", by {who}, at {time}", "").format(questions=labels)
    else:
        said = sentence.body.format(questions=labels, who=_who(request, row, last), time=_when(last.at))
    title = form.page.title
    form.page = replace(form.page, title="")  # the heading of the page is another here, so the question is a label
    shown: Mapping[str, Any] = {"form": form, "title": title, "rows": there, "said": said, "sentence": sentence}
    return render(request, "property_requests/stale.html", {**shown, **context}, status=409)


def _who(request: HttpRequest, row: PropertyRequest, last: Saved) -> str:
    if last.by_id == request.actor.membership:  # type: ignore[attr-defined]
        return "you in another tab"
    return f"the {last.by.role_label.lower()}" if last.by_id == row.officer_id else "the cover"


def _when(at: datetime) -> str:
    today = at.astimezone(clock.LONDON).date() == clock.today()
    return clock_time(at) if today else f"{clock_time(at)} on {long_date(at)}"
