"""The lists of a move, the tenancy that is cancelled in its first week, and four weeks later."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.ledger.queries import balance
from reciprocal.offers import actions, moving
from reciprocal.offers.models import FirewallTick, MoveTick
from reciprocal.rulebook.move_list import FIREWALL, LINES
from reciprocal.workflow.due import day_of
from tests.people import NOON, as_, organisation_id, request_row, take

ALDER, CEDAR = organisation_id("Alder Council"), organisation_id("Cedar Council")
YOUTH: dict[str, Any] = {
    "primary_reason": "SYV",
    "safe_places": [],
    "unsafe_places": ["hackney"],
    "area_assessed": "yes",
    "support_confirmed": "yes",
    "risk_managed": "yes",
}


def accepted(staged: Any, **household: Any) -> Any:
    """A story in which the applicant has said yes, after youth violence with the receiving area checked."""
    story = staged("under_offer", **household)
    with as_("nadia") as actor:
        checked: dict[str, Any] = {"area_checked_by": "youth_justice", "area_checked_on": day_of(NOON)}
        actions.accept(actor, story.offer_id, at=NOON, read_to_applicant=True, **checked)
    return story


def test_officer_and_landlord_tick_the_new_address_list_together(staged: Any, client_of: Any) -> None:
    story = staged("moving")
    where, nadia, lena = f"/offers/{story.offer_id}/move/", client_of("nadia"), client_of("lena")
    assert nadia.post(where, {"firewall": ["1", "2"], "support": ["health"]}).status_code == 302
    page = lena.get(where).content.decode()
    assert "Done. Nominating officer, 3 March 2026" in page
    assert lena.post(where, {"firewall": ["3"]}).status_code == 302
    take(story, "record_signing", NOON)
    with as_("lena") as actor, pytest.raises(RefusedError, match="Finish the new-address list first: 5 left"):
        actions.record_start(actor, story.offer_id, at=NOON, started_on=day_of(NOON))
    with as_("lena") as actor:
        actions.record_start(actor, story.offer_id, at=NOON, started_on=day_of(NOON), firewall=FIREWALL.lines)
        assert FirewallTick.objects.count() == 8
    assert request_row(story).state == "moved"


def test_the_landlord_of_the_home_never_reads_the_lines_that_tell_the_reason(staged: Any, client_of: Any) -> None:
    story = accepted(staged, **YOUTH)
    where = f"/offers/{story.offer_id}/move/"
    for key in ("nadia", "clare"):
        page = client_of(key).get(where).content.decode()
        assert "gang-exit service or youth justice" in page
    page = client_of("lena").get(where).content.decode()
    for word in ("gang", "MARAC", "youth", "reason", "Police", "Old home"):
        assert word not in page
    with as_("lena") as lena, pytest.raises(HiddenError):
        moving.tick(lena, story.offer_id, at=NOON, own=["school"])
    with as_("nadia") as nadia:
        moving.tick(nadia, story.offer_id, at=NOON, own=list(LINES))
    with as_("lena"):
        assert not MoveTick.objects.exists()


def test_the_hand_over_lines_are_there_for_whom_they_are_meant(staged: Any, client_of: Any) -> None:
    abuse = client_of("nadia").get(f"/offers/{staged('moving').offer_id}/move/").content.decode()
    assert "The old MARAC has been asked" in abuse
    assert "gang-exit" not in abuse
    hate = staged("moving", primary_reason="HATE", dash_score=4, risk_basis=["worse"])
    assert "gang-exit" not in client_of("nadia").get(f"/offers/{hate.offer_id}/move/").content.decode()


@pytest.mark.parametrize("key", ["liam", "petra", "bart", "fir_lettings", "harbour_desk", "max"])
def test_nobody_else_finds_the_list(staged: Any, client_of: Any, key: str) -> None:
    story = staged("moving")
    client = client_of(key)
    assert client.get(f"/offers/{story.offer_id}/move/").status_code == 404
    assert client.post(f"/offers/{story.offer_id}/move/", {"firewall": ["1"]}).status_code == 404
    with as_("clare"):
        assert not FirewallTick.objects.exists()


def test_a_tenancy_cancelled_in_week_one_is_taken_back_and_stays_a_move(staged: Any, client_of: Any, now: Any) -> None:
    story = staged("moved")
    liam, clare = client_of("liam"), client_of("clare")
    assert "One home owed." in liam.get(f"/decisions/{story.request_id}/").content.decode()
    where = f"/offers/{story.offer_id}/steps/cancel_move/"
    assert "Enter why it was cancelled" in clare.post(where, {"why": ""}).content.decode()
    assert clare.post(where, {"why": "The household could not move in."}).status_code == 302
    assert request_row(story).state == "moved"
    with as_("clare"):
        assert (balance(ALDER), balance(CEDAR)) == (0, 0)
    page = liam.get(f"/decisions/{story.request_id}/").content.decode()
    assert "No home is owed for it." in page
    assert "could not move in" not in page
    assert clare.post(where, {"why": "Again."}).status_code == 409


def test_after_the_first_week_it_is_too_late(staged: Any, now: Any) -> None:
    story = staged("moved")
    now.forward(days=8)
    with as_("clare") as clare, pytest.raises(RefusedError, match="The first week of the tenancy is over"):
        moving.cancel_move(clare, story.offer_id, at=now.at, why="It ended.")


def test_four_weeks_later_the_officer_is_asked_and_not_safe_calls_the_coordinator(
    staged: Any, client_of: Any, now: Any
) -> None:
    story = staged("moved")
    nadia, clare = client_of("nadia"), client_of("clare")
    asked = "Four weeks since the move. How is it going?"
    assert asked not in nadia.get("/worklist/").content.decode()
    now.forward(days=28)
    assert asked in nadia.get("/worklist/").content.decode()
    where = f"/offers/{story.offer_id}/steps/follow_up/"
    assert "Select how it is going" in nadia.post(where, {}).content.decode()
    page = nadia.post(where, {"answer": "not_safe"}, follow=True).content.decode()
    assert "Get help now" in page
    assert "is told now and will ring you today." in page
    assert asked not in nadia.get("/worklist/").content.decode()
    assert "not safe after the move" in clare.get("/worklist/").content.decode()
    assert "Ring today." in clare.get("/calls/").content.decode()
