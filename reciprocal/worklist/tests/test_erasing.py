"""What is over is erased, class by class, wherever it stands: live rows, readers' copies, what the log sealed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from reciprocal.notifications.models import Notice
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.worklist import daily
from tests.people import Now, Story, as_, as_system, request_row

Staged = Callable[..., Story]


def erase(now: Now) -> int:
    """Let the service erase what is over today."""
    with as_system():
        return daily.erase_what_is_over(now.at)


@pytest.mark.django_db
def test_what_was_sealed_goes_after_three_months_and_the_narrative_after_six(staged: Staged, now: Now) -> None:
    story = staged("declined")
    now.at = now.at.replace(month=5, day=28)
    assert erase(now) == 0
    now.forward(days=15)
    assert erase(now) == 1
    row = request_row(story)
    assert (row.sealed_erased_on, row.narrative_erased_on) == (now.at.date(), None)
    with as_("nadia"):
        assert row.risk.risk_summary
        assert not row.places.exists()
    now.forward(days=92)
    assert erase(now) == 1
    row = request_row(story)
    with as_("nadia"):
        assert not row.risk.risk_summary
        assert row.risk.primary_reason  # coded answers are kept longer, for what is counted


@pytest.mark.django_db
def test_officer_and_coordinator_are_told_two_weeks_before(staged: Staged, now: Now) -> None:
    story = staged("declined")
    now.at = now.at.replace(month=5, day=15)
    told = Notice.objects.filter(request_id=story.request_id, at__gte=now.at)
    with as_system():
        assert daily.tell_of_erasure(now.at) == 0
    now.forward(days=14)
    with as_system():
        assert daily.tell_of_erasure(now.at) == 1
        assert daily.tell_of_erasure(now.at) == 0
        assert {notice.relation for notice in told} == {"officer", "scheme"}


@pytest.mark.django_db
def test_nothing_that_goes_on_is_erased(staged: Staged, now: Now) -> None:
    for state in ("submitted", "circulating", "under_offer", "moving", "on_hold"):
        staged(state)
    now.forward(days=400)
    assert erase(now) == 0


@pytest.mark.django_db
def test_the_coordinator_holds_it_back_with_a_reason_and_lets_it_go(
    staged: Staged, now: Now, client_of: Callable[[str], Any]
) -> None:
    story = staged("declined")
    clare, nadia, where = client_of("clare"), client_of("nadia"), f"/requests/{story.request_id}/"
    assert "Places and sealed facts are erased on" in nadia.get(where).content.decode()
    assert "Enter why it must be kept" in clare.post(f"{where}steps/legal_hold/", {"why": ""}).content.decode()
    page = clare.post(f"{where}steps/legal_hold/", {"why": "A complaint is open."}, follow=True).content.decode()
    assert "nothing is erased: A complaint is open." in page
    now.forward(days=400)
    assert erase(now) == 0
    assert nadia.post(f"{where}steps/lift_legal_hold/").status_code in (404, 409)
    clare.post(f"{where}steps/lift_legal_hold/")
    assert erase(now) == 2
    assert "The narrative was erased on schedule." in nadia.get(where).content.decode()


@pytest.mark.django_db
def test_the_pages_of_what_was_erased_still_open(staged: Staged, now: Now, client_of: Callable[[str], Any]) -> None:
    moved = staged("moved")
    now.forward(days=400)
    assert erase(now) == 2
    for who, page in (
        ("nadia", f"/requests/{moved.request_id}/"),
        ("clare", f"/requests/{moved.request_id}/"),
        ("liam", f"/decisions/{moved.request_id}/"),
        ("nadia", f"/offers/{moved.offer_id}/"),
        ("lena", f"/offers/{moved.offer_id}/"),
        ("clare", "/requests/"),
        ("clare", "/worklist/"),
        ("nadia", "/worklist/"),
    ):
        assert client_of(who).get(page).status_code == 200, (who, page)
    with as_("clare"):
        assert PropertyRequest.objects.get(pk=moved.request_id).narrative_erased_on == date(2027, 4, 7)


@pytest.mark.django_db
def test_nobody_but_the_service_erases(staged: Staged, now: Now) -> None:
    staged("declined")
    now.forward(days=400)
    with pytest.raises(PermissionError):
        daily.erase_what_is_over(now.at)
