"""A decline is looked at again once, by another person than the one who took it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from reciprocal.notifications.models import Notice
from reciprocal.property_requests import approvals
from reciprocal.property_requests.models import Decision
from reciprocal.property_requests.tests.filling import decision, page, step, words
from tests.people import as_, organisation_id, request_row


def _asked(client_of: Any, staged: Any) -> Any:
    story = staged("declined")
    answer = client_of("nadia").post(step(story, "second_look"), follow=True)
    assert "Asked. Another person decides." in words(answer)
    return story


def test_where_liam_is_the_only_named_lead_petra_decides(client_of: Any, staged: Any) -> None:
    story = staged("declined")
    petra = client_of("petra")
    assert petra.get(decision(story)).status_code == 404
    before = words(client_of("nadia").get(step(story, "second_look")))
    assert "A different person looks at the same facts within 10 working days." in before
    client_of("nadia").post(step(story, "second_look"))
    assert "Second look asked for" in words(petra.get("/worklist/"))
    with as_("petra") as actor:
        assert list(Notice.objects.values_list("key", "membership_id")) == [("second_look", actor.membership)]
    text = words(petra.get(decision(story)))
    assert "Another person declined. You look at the same facts again." in text
    assert "The person causing harm has left the area." in text.replace("We were told that the", "The")
    assert petra.post(step(story, "approve"), {"our_tenant": "yes"}).status_code == 302
    assert request_row(story).state == "approved"
    with as_("clare"):
        kinds = list(Decision.objects.filter(request_id=story.request_id).order_by("at").values_list("kind", flat=True))
    assert kinds == ["propose_decline", "decline", "approve"]


def test_liam_reads_it_and_cannot_decide_twice_by_page_or_in_the_database(client_of: Any, staged: Any) -> None:
    story, liam = _asked(client_of, staged), client_of("liam")
    assert liam.get(decision(story)).status_code == 200
    assert "steps/approve/" not in liam.get(decision(story)).content.decode()
    assert liam.post(step(story, "approve"), {"our_tenant": "yes"}).status_code == 409
    assert request_row(story).state == "awaiting_landlord"
    move = "SELECT workflow_move('request', %s, 'awaiting_landlord', 'approved', '2026-03-20 12:00Z', NULL)"
    with as_("liam"), pytest.raises(DatabaseError, match="may not change"), transaction.atomic():
        connection.cursor().execute(move, [story.request_id])
    with as_("petra"), connection.cursor() as cursor:
        cursor.execute(move, [story.request_id])
        assert cursor.fetchone() == (True,)


def test_where_the_landlord_has_nobody_else_it_is_said(client_of: Any, staged: Any, now: Any) -> None:
    birch = {"lead": "birch_lead", "landlord_id": organisation_id("Birch Homes"), "home_place": "hackney"}
    story = staged("declined", **birch, safe_places=["bromley", "ealing", "greenwich", "lewisham", "sutton"])
    nobody = words(client_of("nadia").post(step(story, "second_look")))
    assert "Birch Homes has nobody else who could look at it. Call 020 7946 0100." in nobody
    assert request_row(story).state == "declined"


def test_it_is_asked_once_and_in_ten_working_days(client_of: Any, staged: Any, now: Any) -> None:
    story, nadia = _asked(client_of, staged), client_of("nadia")
    with as_("petra") as actor:
        approvals.decline(actor, story.request_id, at=now.at)
    again = words(nadia.post(step(story, "second_look")))
    assert "A second look was asked for already. If things have changed, send a new request." in again

    other = staged("declined")
    assert "You can ask for a second look until" in words(nadia.get(page(other)))
    now.forward(days=17)
    assert client_of("nadia").get(step(other, "second_look")).status_code == 200
    now.forward(days=1)
    late = words(nadia.post(step(other, "second_look")))
    assert "A second look could be asked for until" in late
    assert request_row(other).state == "declined"
