"""The partners for the coordinator: where each has homes, who decides there, and what it last answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.accounts.queries import holders
from reciprocal.circulation.models import ProfileAnswer, WeekAnswer
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import ever_partners, places_of_each
from reciprocal.rulebook.bedrooms import BY_KEY
from reciprocal.rulebook.roles import NAMED_LEAD
from reciprocal.rulebook.scheme import current
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import long_date

SHOWN: Final = 25
_NAMED: Final = 3  # so many places are named; where there are more they are counted
_COLUMNS: Final = (
    Column("Partner"),
    Column("Kind"),
    Column("Places with homes"),
    Column("Named leads"),
    Column("Last answer"),
    Column("Bedrooms counted by"),
    Column("People", hide_label=True),
)


@guard("partner.list")
def partner_list(request: HttpRequest) -> HttpResponse:
    """List the partners, 25 a page."""
    page = Paginator(ever_partners(), SHOWN).get_page(request.GET.get("page"))
    shown = list(page)
    context = {
        "title": "Partners",
        "tab": "Partners",
        "table": Table("Partners, A to Z", _COLUMNS, _rows(shown), "There are no partners yet.", "hidden"),
        "page": page,
        "add_url": reverse("partner_add"),
    }
    return render(request, "circulation/partner_list.html", context)


def _rows(shown: list[Organisation]) -> list[tuple[Cell, ...]]:
    ids = [one.pk for one in shown]
    today = clock.today()
    places, leads, answers = places_of_each(), _leads(ids), _last_answers(ids)
    return [
        (
            Cell(one.name, url=reverse("partner_change", args=[one.pk])),
            Cell(_kind(one, today)),
            Cell(_in_words(places.get(one.pk, frozenset()), one.homes_band)),
            Cell(", ".join(leads.get(one.pk, [])) or "None yet", alarm=one.pk not in leads),
            Cell(answers.get(one.pk, "None yet")),
            Cell(BY_KEY[one.bedroom_rule].label.replace("{Place}", current().place_word.capitalize())),
            Cell("People", url=f"{reverse('people')}?organisation={one.pk}", context=f"at {one.name}"),
        )
        for one in shown
    ]


def _kind(one: Organisation, today: date) -> str:
    kind = Organisation.KINDS[one.kind]
    if one.left_on is None:
        return kind
    return f"{kind}. {'Left' if one.left_on <= today else 'Leaves'} on {long_date(one.left_on)}"


def _in_words(codes: Iterable[str], band: str) -> str:
    scheme = current()
    names = sorted(scheme.place(code).name for code in codes)
    where = ", ".join(names) if 0 < len(names) <= _NAMED else f"{len(names)} {scheme.places_word}"
    return f"{where}. {Organisation.HOMES[band]} homes" if band else where


def _leads(organisations: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    posts = holders(NAMED_LEAD).filter(organisation_id__in=organisations).order_by("person__name")
    for organisation, name in posts.values_list("organisation_id", "person__name"):
        found.setdefault(organisation, []).append(name)
    return found


def _last_answers(organisations: list[UUID]) -> dict[UUID, str]:
    """What each partner said last, to the question of the week or to a profile, and on which day."""
    newest: dict[UUID, tuple] = {}
    for kind in (WeekAnswer, ProfileAnswer):
        rows = kind.objects.filter(organisation_id__in=organisations).order_by("organisation_id", "-at")
        for row in rows.distinct("organisation_id"):
            if row.organisation_id not in newest or row.at > newest[row.organisation_id][0]:
                newest[row.organisation_id] = (row.at, kind.ANSWERS[row.answer])
    return {organisation: f"“{said}”, {long_date(at)}" for organisation, (at, said) in newest.items()}
