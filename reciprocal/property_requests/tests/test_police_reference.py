"""The number of a police reference: Nadia types it, Liam alone reads it, and nobody needs one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from reciprocal.access.encryption import CannotOpen
from reciprocal.property_requests import sealed
from reciprocal.property_requests.models import PoliceReference
from reciprocal.property_requests.tests.filling import decision, page, question, send, words
from tests.people import as_, take

NUMBER = "CAD 4471 of 30 January"
HELD = {"police_reference_held": "yes", "police_reference": NUMBER}
ROAD = ("submit", "seek_approval")


def test_the_landlord_reads_it_and_officer_and_coordinator_that_there_is_one(
    client_of: Any, staged: Any, now: Any
) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    assert send(nadia, question(draft, "police_reference_held"), HELD).status_code == 302
    for step in ROAD:
        take(draft, step, now.at)
    assert f"Police reference {NUMBER}" in words(client_of("liam").get(decision(draft)))
    for key in ("nadia", "clare"):
        text = words(client_of(key).get(page(draft)))
        assert "Is there a police reference? Yes" in text
        assert "CAD 4471" not in text


def test_it_is_never_shown_again_and_an_empty_box_keeps_it(client_of: Any, staged: Any, now: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    send(nadia, question(draft, "police_reference_held"), HELD)
    shown = nadia.get(question(draft, "police_reference_held"))
    assert "CAD 4471" not in shown.content.decode()
    send(nadia, question(draft, "police_reference_held"), {**HELD, "police_reference": ""})
    for step in ROAD:
        take(draft, step, now.at)
    assert NUMBER in words(client_of("liam").get(decision(draft)))


def test_a_new_number_takes_its_place_and_a_no_takes_it_away(client_of: Any, staged: Any, now: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    for number in (NUMBER, "CAD 9"):
        send(nadia, question(draft, "police_reference_held"), {**HELD, "police_reference": number})
    other = staged("draft")
    send(nadia, question(other, "police_reference_held"), HELD)
    send(nadia, question(other, "police_reference_held"), {"police_reference_held": "no"})
    for step in ROAD:
        take(draft, step, now.at)
        take(other, step, now.at)
    with as_("liam"):
        assert [sealed.police_reference(story.request_id) for story in (draft, other)] == ["CAD 9", ""]


def test_nothing_is_said_where_there_is_none(client_of: Any, staged: Any) -> None:
    story = staged("awaiting_landlord", police_reference_held="not_said")
    text = words(client_of("liam").get(decision(story)))
    assert "olice" not in text.replace("A police report cannot be required", "")


def test_what_is_kept_is_sealed_and_opens_in_no_other_place(staged: Any, now: Any) -> None:
    story = staged("awaiting_landlord", **HELD)
    with as_("liam"):
        kept = bytes(PoliceReference.objects.get(request_id=story.request_id).number)
    assert b"4471" not in kept
    with as_("nadia"):
        assert not PoliceReference.objects.exists()  # nor can whoever typed it
        assert sealed.opened(story.request_id, TABLE, story.request_id, "number", kept) == NUMBER
        for table, row, column in (
            ("property_requests_conflict", story.request_id, "number"),
            (TABLE, uuid4(), "number"),
            (TABLE, story.request_id, "reason"),
        ):
            with pytest.raises(CannotOpen):
                sealed.opened(story.request_id, table, row, column, kept)


TABLE = "property_requests_policereference"
