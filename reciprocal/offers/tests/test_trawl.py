"""Whoever opens many requests in a day without being about them is shown to the coordinator, and sees nothing of it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest

from reciprocal.audit import log
from reciprocal.offers.watch import trawls
from tests.people import EVERYBODY, Now, as_

TITLE = "Somebody opened many requests in a day"


def look_at(who: str, now: Now, requests: list[UUID]) -> None:
    """Let somebody open requests, as the guard of a page notes it."""
    with as_(who):
        for request in requests:
            log.look("look", "profile.read", request, now.at)


def found(now: Now, reader: str = "clare") -> list[tuple[str, str]]:
    """Whom the coordinator is shown."""
    with as_(reader):
        return [(one.name, one.what) for one in trawls(now.at.date())]


@pytest.mark.django_db
def test_thirty_in_a_day_are_shown_for_a_week_and_twenty_nine_are_not(now: Now, client_of: Any) -> None:
    requests = [uuid4() for _ in range(30)]
    lena, clare = client_of("lena"), client_of("clare")
    before = [re.sub(r'value="[^"]*"', "", lena.get(page).content.decode()) for page in ("/worklist/", "/profiles/")]
    look_at("lena", now, requests[:29] * 2)  # the same one twice is one
    assert found(now) == []
    look_at("lena", now, requests[29:])
    assert found(now) == [("Lena", "Opened 30 requests")]
    assert TITLE in clare.get("/worklist/").content.decode()
    calls = clare.get("/calls/").content.decode()
    assert "Opened 30 requests on Tuesday 3 March 2026." in calls
    assert not [request for request in requests if str(request) in calls]
    after = [re.sub(r'value="[^"]*"', "", lena.get(page).content.decode()) for page in ("/worklist/", "/profiles/")]
    assert before == after
    now.forward(days=6)
    assert found(now) != []
    now.forward(days=1)
    assert found(now) == []
    assert TITLE not in clare.get("/worklist/").content.decode()


@pytest.mark.django_db
def test_spread_over_two_days_they_are_not_a_trawl(now: Now) -> None:
    look_at("lena", now, [uuid4() for _ in range(29)])
    now.forward(days=1)
    look_at("lena", now, [uuid4() for _ in range(29)])
    assert found(now) == []


def test_requests_that_one_works_on_do_not_count(now: Now, staged: Any) -> None:
    own = staged("submitted").request_id  # Nadia started it, and Clare has taken no step yet
    others = [uuid4() for _ in range(29)]
    look_at("nadia", now, [own, *others])
    assert found(now) == []
    look_at("nadia", now, [uuid4()])
    assert found(now) == [("Nadia", "Opened 30 requests")]


@pytest.mark.django_db
def test_nobody_is_shown_to_themselves_and_nobody_but_the_coordinator_reads_it(now: Now) -> None:
    look_at("clare", now, [uuid4() for _ in range(40)])
    look_at("lena", now, [uuid4() for _ in range(40)])
    assert found(now) == [("Lena", "Opened 40 requests")]
    for reader in set(EVERYBODY) - {"clare"}:
        if EVERYBODY[reader].role != "coordinator":
            assert found(now, reader) == [], reader
