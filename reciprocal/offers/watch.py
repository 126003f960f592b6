"""Who may be testing which places are safe, and who opens many requests: shown to the coordinator alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Count, F, Value
from django.db.models.functions import TruncDate

from reciprocal.circulation.answers import CODES_A_DAY
from reciprocal.circulation.models import CodeAsked
from reciprocal.clock import LONDON
from reciprocal.homes.models import Home
from reciprocal.rulebook.scheme import current

HOMES_A_DAY: Final = 10
OFF_WITHIN_AN_HOUR: Final = 3
DAYS: Final = 7


@dataclass(frozen=True)
class Unusual:
    """What one person did on one day more often than work needs."""

    day: date
    name: str
    partner: str
    phone: str
    what: str


def unusual(today: date) -> list[Unusual]:
    """List who in the last seven days may have been testing which places are safe, the newest first.

    More than ten homes declared in a day, homes taken off within an hour three times in a day, or questions about
    more than ten codes in a day.
    """
    since = today - timedelta(days=DAYS - 1)
    declared = Home.objects.filter(declared_at__date__gte=since, declared_by__isnull=False)
    soon_off = declared.filter(state="off_list", state_since__lt=F("declared_at") + timedelta(hours=1))
    codes = CodeAsked.objects.filter(at__date__gte=since)
    # One question to the database, since the worklist asks it each time.
    rows = _over(declared, "declared_by", "declared_at", HOMES_A_DAY, "Declared {n} homes").union(
        _over(soon_off, "declared_by", "declared_at", OFF_WITHIN_AN_HOUR - 1, "Took {n} homes off within an hour"),
        _over(codes, "membership", "at", CODES_A_DAY, "Asked about a code {n} times"),
        all=True,
    )
    found = [Unusual(day, name, partner, phone, words.format(n=n)) for day, name, partner, phone, n, words in rows]
    return sorted(found, key=lambda one: (-one.day.toordinal(), one.name, one.what))


def trawls(today: date) -> list[Unusual]:
    """List who in the last seven days opened many requests in one day, the newest first (setting `trawl_requests`).

    Only requests count with which they have nothing to do: they are not its officer and took no step in it.
    """
    since = today - timedelta(days=DAYS - 1)
    with connection.cursor() as cursor:
        most = current().number("trawl_requests", today)
        cursor.execute("SELECT day, name, partner, phone, requests FROM offers_trawls(%s, %s)", [since, most])
        rows = cursor.fetchall()
    return [Unusual(day, name, partner, phone, f"Opened {n} requests") for day, name, partner, phone, n in rows]


def _over(rows: Any, who: str, when: str, most: int, words: str) -> Any:
    """Ask for the days on which one person did something more often than `most`."""
    day = TruncDate(when, tzinfo=LONDON)
    of_whom = (f"{who}__person__name", f"{who}__organisation__name", f"{who}__person__phone")
    days = rows.annotate(day=day).values("day", who, *of_whom).annotate(n=Count("pk"), words=Value(words))
    return days.filter(n__gt=most).values_list("day", *of_whom, "n", "words")
