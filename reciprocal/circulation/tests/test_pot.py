"""Clare's pot says how often she asked each partner in a year, and how often it answered."""

from __future__ import annotations

from typing import Any

from reciprocal.circulation import answers
from reciprocal.circulation.pot_views import _asked
from tests.people import as_, organisation_id

CEDAR = organisation_id("Cedar Council")


def test_who_was_asked_and_who_answered(client_of: Any, staged: Any, now: Any) -> None:
    staged("moved")
    story = staged("circulating")
    for _ in range(2):
        with as_("clare") as clare:
            answers.ask_partner(clare, story.request_id, at=now.at, organisation_id=CEDAR)
        now.forward(days=3)
    with as_("clare"):
        assert _asked(now.at.date()) == {"Cedar Council": (2, 0)}
    client_of("lena").post(f"/profiles/{story.profile_id}/answer/", {"answer": "nothing"})
    with as_("clare"):
        assert _asked(now.at.date()) == {"Cedar Council": (2, 2)}
    page = client_of("clare").get("/pot/").content.decode()
    assert "Asked" in page
    now.forward(days=400)
    with as_("clare"):
        assert _asked(now.at.date()) == {}


def test_others_have_no_pot(client_of: Any) -> None:
    for key in ("petra", "liam", "lena", "nadia", "max"):
        assert client_of(key).get("/pot/").status_code == 404
