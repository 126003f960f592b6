"""Who looked at a request: its officer and the coordinator read it on the request's own page, and nobody else does."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID

from django.db import connection

from tests.people import NOON, as_


def seen_by(request: UUID) -> list[list[str]]:
    """What the database tells whoever acts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT property_requests_seen_by(%s)", [request])
        return json.loads(cursor.fetchone()[0] or "[]")


def seen_on(page: str) -> str:
    """What stands under the heading."""
    (text,) = re.findall(r"Who looked at this request</h2>(.*?)</details>", page, re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", text)


def test_every_look_of_whatever_organisation_is_in_it_with_its_day(client_of: Any, staged: Any, now: Any) -> None:
    story = staged("under_offer")
    where = f"/requests/{story.request_id}/"
    nadia, clare, liam, lena = (client_of(key) for key in ("nadia", "clare", "liam", "lena"))
    assert "Nobody has looked at it yet." in seen_on(nadia.get(where).content.decode())
    clare.get(where)
    liam.get(f"/decisions/{story.request_id}/")
    lena.get(f"/profiles/{story.profile_id}/")
    now.forward(days=1)
    lena.get(f"/offers/{story.offer_id}/")
    for reader in (nadia, clare):
        seen = seen_on(reader.get(where).content.decode())
        for who in ("Alder Council, reciprocal named lead", "Example Moves Team, coordinator"):
            assert f"{who} 3 March 2026" in re.sub(" +", " ", seen)
        assert "Cedar Council, lettings officer 4 March 2026 3 March 2026" in re.sub(" +", " ", seen)
        assert not re.search("Lena|Liam|Clare", seen)  # organisations and roles, and no names


def test_nobody_else_learns_who_looked(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    client_of("lena").get(f"/profiles/{story.profile_id}/")
    readers = {}
    for key in ("nadia", "clare", "liam", "lena", "petra", "max", "audrey", "bart", "nobody"):
        with as_(key):
            readers[key] = [row[2] for row in seen_by(story.request_id)]
    assert {key for key, days in readers.items() if days} == {"nadia", "clare"}
    assert readers["nadia"] == readers["clare"] == [str(NOON.date())]
    for key, where in (("liam", f"/decisions/{story.request_id}/"), ("lena", f"/profiles/{story.profile_id}/")):
        assert "Who looked at this request" not in client_of(key).get(where).content.decode()


def test_a_look_that_was_refused_is_not_in_it(client_of: Any, staged: Any) -> None:
    story = staged("submitted")
    assert client_of("lena").get(f"/requests/{story.request_id}/").status_code == 404
    with as_("clare"):
        assert seen_by(story.request_id) == []
