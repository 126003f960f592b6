"""An officer leaves: what a cover acts for goes on, and what nobody speaks for rests until somebody is found."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from reciprocal.notifications.models import Notice
from reciprocal.property_requests.tests.filling import decision, page, question, send, step, words
from reciprocal.worklist import daily
from tests.people import as_, as_system, request_row, tell


def _post(key: str) -> UUID:
    with as_(key) as actor:
        return actor.membership


def _newest_notice(who: str, story: Any) -> str:
    with as_(who):
        return Notice.objects.filter(request_id=story.request_id).latest("at").key


def test_when_nadia_leaves_without_cover_it_rests_until_clare_finds_somebody(
    fresh_database: str, client_of: Any, now: Any, as_role: Any
) -> None:
    alone, covered = tell("decline_proposed", now), tell("circulating", now)
    send(client_of("nadia"), question(covered, "cover"), {"cover": str(_post("lantern_desk")), "cover_mailbox": ""})
    client_of("lantern_desk").post(f"{page(covered)}cover/")
    with as_system():
        assert daily.hold_without_officer(now.at) == 0
    as_role("superuser").execute(
        "UPDATE accounts_membership SET ended_on = '2026-03-03' WHERE id = %s", [_post("nadia")]
    )
    now.forward(days=1)
    with as_system():
        assert daily.hold_without_officer(now.at) == 1
    row, other = request_row(alone), request_row(covered)
    assert (row.state, row.hold_reason, other.state) == ("on_hold", "no_officer", "circulating")
    assert _newest_notice("clare", alone) == "nobody_speaks"
    assert "There is nothing for you to do now." in words(client_of("liam").get(decision(alone)))

    clare = client_of("clare")
    clare.post(step(alone, "find_officer"), {"to": str(_post("lantern_desk"))})
    now.forward(days=5)
    clare.post(step(alone, "resume"))
    row = request_row(alone)
    assert (row.state, row.officer_id) == ("decline_proposed", _post("lantern_desk"))
    assert row.due_on == date(2026, 3, 13)  # from 10 March, by the three working days that it rested
    assert client_of("lantern_desk").get(page(alone)).status_code == 200
