"""The lists of requests: the officer's own, and the coordinator's of all that were sent, with filters and views."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import RefusedError, guard
from reciprocal.partners.queries import partners
from reciprocal.property_requests import saved_views
from reciprocal.property_requests.models import PropertyRequest, SavedView
from reciprocal.property_requests.queries import before_they_are_sent, visible
from reciprocal.rulebook import roles, workdays
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import ENDED, OPEN_REQUEST, REQUEST_STATES
from reciprocal.screen.look import look
from reciprocal.ui.screened import in_words
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.templatetags.ui import COLOURS
from reciprocal.ui.words import long_date

PER_PAGE = 25
LONGEST_NAME: Final = 60
_LONG_UNMATCHED: Final = 6  # months
_REVIEW_SOON: Final = 14  # days
Rows = QuerySet[Any]
Found = Callable[[Rows, str, date], Rows]


@dataclass(frozen=True)
class Filter:
    """One filter: its name, its label, its choices and the rows that it leaves."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    leaves: Found


def _overdue(today: date) -> Q:
    return Q(due_on__lt=today) & ~Q(state__in=ENDED)


# Views that the coordinator needs again and again. Their addresses say nothing about a household.
VIEWS: Final[dict[str, tuple[str, Callable[[date], Q]]]] = {
    "overdue": ("Overdue", _overdue),
    "unmatched": (
        "Unmatched over 6 months",
        lambda today: Q(state="circulating", approved_at__date__lt=workdays.months_after(today, -_LONG_UNMATCHED)),
    ),
    "no_cover": (
        "No cover",
        lambda today: Q(state__in=OPEN_REQUEST) & (Q(cover__isnull=True) | Q(cover__accepted_at__isnull=True)),
    ),
    "no_support": (
        "Youth violence without support",
        lambda today: (
            Q(state__in=OPEN_REQUEST, risk__primary_reason__in=_youth_violence())
            & ~Q(risk__support_confirmed="yes", risk__risk_managed="yes")
        ),
    ),
}


def _youth_violence() -> list[str]:
    return [reason.code for reason in current().reasons if reason.youth_violence]


def _filters(today: date) -> tuple[Filter, ...]:
    scheme = current()
    waits = dict.fromkeys(state.waits_on for state in REQUEST_STATES.values() if state.waits_on)
    return (
        Filter(
            "state",
            "State",
            tuple((key, REQUEST_STATES[key].label) for key in REQUEST_STATES if key != "draft"),
            lambda rows, value, day: rows.filter(state=value),
        ),
        Filter(
            "waiting",
            "Waiting on",
            tuple((role, roles.ROLES[role].label) for role in waits if role),
            lambda rows, value, day: rows.filter(
                state__in=[key for key, state in REQUEST_STATES.items() if state.waits_on == value]
            ),
        ),
        Filter("late", "Overdue", (("yes", "Overdue"),), lambda rows, value, day: rows.filter(_overdue(day))),
        Filter(
            "reason",
            "Reason",
            tuple((reason.code, reason.label) for reason in scheme.reasons),
            lambda rows, value, day: rows.filter(risk__primary_reason=value),
        ),
        Filter(
            "beds",
            "Bedrooms",
            tuple((str(n), str(n)) for n in range(7)),
            lambda rows, value, day: rows.filter(bedrooms=int(value)),
        ),
        Filter(
            "place",
            f"Safe {scheme.place_word}",
            tuple((place.code, place.name) for place in scheme.places),
            lambda rows, value, day: rows.filter(places__place=value, places__verdict="safe"),
        ),
        Filter(
            "landlord",
            "Landlord",
            tuple((str(one.pk), one.name) for one in partners(today)),
            lambda rows, value, day: rows.filter(landlord_id=UUID(value)),
        ),
        Filter(
            "review",
            "Review due",
            (("soon", f"In the next {_REVIEW_SOON} days"),),
            lambda rows, value, day: rows.filter(state="circulating", due_on__lte=day + timedelta(days=_REVIEW_SOON)),
        ),
    )


@guard("request.list")
def request_list(request: HttpRequest) -> HttpResponse:
    """List the requests that this reader may see, 25 a page."""
    if request.actor.role == roles.NOMINATING_OFFICER:  # type: ignore[attr-defined]
        return _own(request)
    today = clock.today()
    filters = _filters(today)
    if request.method == "POST" and "remove" in request.POST:
        saved_views.remove(request.POST["remove"])
        messages.success(request, "The view is removed.")
        return redirect("request_list")
    own = saved_views.own()
    saved = next((one for one in own if str(one.pk) == request.GET.get("saved")), None)
    chosen = _chosen(request, filters, saved)
    error = ""
    if request.method == "POST" and "save" in request.POST:
        error, done = _save(request, chosen)
        if done:
            return done
    view = request.GET.get("view", "") if request.method == "GET" else ""
    page = Paginator(_found(filters, chosen, view, today), PER_PAGE).get_page(_asked(request).get("page"))
    filtered = bool(chosen) or view in VIEWS
    query = {"saved": saved.pk} if saved else {"state": chosen.get("state"), "view": view}
    context = {
        "title": saved.name if saved else "Requests",
        "table": _table(list(page), "No requests match these filters." if filtered else "There are no requests yet."),
        "page": page,
        "query": urlencode({name: value for name, value in query.items() if value}),
        "sent": request.method == "POST",
        "filters": [
            {"name": one.name, "label": one.label, "choices": one.choices, "chosen": chosen.get(one.name, "")}
            for one in filters
        ],
        "filtered": filtered,
        "views": [
            *({"label": label, "url": f"?view={key}", "current": key == view} for key, (label, _) in VIEWS.items()),
            *({"label": one.name, "url": f"?saved={one.pk}", "current": one == saved} for one in own),
        ],
        "saved": saved,
        "error": error,
        "typed": request.POST.get("name", ""),
        "before": before_they_are_sent(today),
    }
    return render(request, "property_requests/all_requests.html", context, status=422 if error else 200)


def _asked(request: HttpRequest) -> Mapping[str, Any]:
    return request.POST if request.method == "POST" else request.GET


def _chosen(request: HttpRequest, filters: tuple[Filter, ...], saved: SavedView | None) -> dict[str, str]:
    """Give the filters that were chosen. A reason, a place or a landlord never stands in an address.

    Those are sent, and not linked to; a saved view is linked to by a number that tells nothing.
    """
    if saved:
        asked, names = saved_views.filters_of(saved), [one.name for one in filters]
    else:
        asked = dict(_asked(request).items())
        names = [one.name for one in filters] if request.method == "POST" else ["state"]
    return {
        one.name: asked[one.name] for one in filters if one.name in names and asked.get(one.name) in dict(one.choices)
    }


def _found(filters: tuple[Filter, ...], chosen: Mapping[str, str], view: str, today: date) -> Rows:
    rows: Rows = visible().annotate(offers_made=Count("offers", distinct=True))
    for one in filters:
        if one.name in chosen:
            rows = one.leaves(rows, chosen[one.name], today)
    return rows.filter(VIEWS[view][1](today)) if view in VIEWS else rows


def _save(request: HttpRequest, chosen: Mapping[str, str]) -> tuple[str, HttpResponse | None]:
    """Save the filters as a view; gives what is wrong, or where to go."""
    name = request.POST.get("name", "").strip()
    if not name or len(name) > LONGEST_NAME:
        return (f"The name must be {LONGEST_NAME} characters or fewer" if name else "Enter a name for the view"), None
    if found := look(name):
        return f"The name could identify someone: {in_words(found)}. Choose another", None
    try:
        view = saved_views.save(request.actor, name, chosen)  # type: ignore[attr-defined]
    except RefusedError as refused:
        return str(refused), None
    messages.success(request, f"Saved as {name}. Only you can see it.")
    return "", redirect(f"{reverse('request_list')}?saved={view}")


def _own(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    rows: Rows = visible().annotate(offers_made=Count("offers", distinct=True))
    if state in REQUEST_STATES:
        rows = rows.filter(state=state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": "Your requests",
        "table": _table(list(page), "No requests match these filters." if state else "You have no requests yet."),
        "page": page,
        "query": urlencode({"state": state}) if state else "",
        "state": state,
        "states": [(key, REQUEST_STATES[key].label) for key in REQUEST_STATES],
        "new_url": reverse("request_new"),
    }
    return render(request, "property_requests/list.html", context)


def _table(rows: list[PropertyRequest], empty: str) -> Table:
    columns = (
        Column("Reference", unbroken=True),
        Column("State"),
        Column("Waiting on"),
        Column("Since", unbroken=True),
        Column("Due", unbroken=True),
        Column("Beds", numeric=True),
        Column("Offers", numeric=True),
    )
    return Table("Requests", columns, [_line(row) for row in rows], empty, caption_size="hidden")


def _line(row: Any) -> tuple[Cell, ...]:
    state = REQUEST_STATES[row.state]
    late = row.due_on is not None and row.state not in ENDED and row.due_on < clock.today()
    due = long_date(row.due_on) if row.due_on else "–"
    return (
        Cell(row.reference, url=reverse("request", args=[row.pk])),
        Cell(state.label, colour=COLOURS["request"].get(row.state, "blue")),
        Cell(roles.ROLES[state.waits_on].label if state.waits_on else "–"),
        Cell(long_date(row.state_since)),
        Cell(f"{due}, overdue" if late else due, alarm=late),
        Cell("–" if row.bedrooms is None else str(row.bedrooms)),
        Cell(str(row.offers_made)),
    )
