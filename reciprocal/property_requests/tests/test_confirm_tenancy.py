"""A tenant who gave notice: the coordinator hears at once, and partners wait until the landlord confirms (rule 25)."""

from __future__ import annotations

from datetime import date
from typing import Any

from reciprocal.notifications.models import Notice
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.queries import rules_unmet_for_partners
from reciprocal.property_requests.tests.filling import decision, step, words
from tests.people import as_, take

NOTICE = {"tenancy_held": "notice", "notice_ends": date(2026, 3, 30)}


def _keys(story: Any) -> list[str]:
    with as_("clare"):
        return sorted(Notice.objects.filter(request_id=story.request_id).values_list("key", flat=True))


def _unmet(story: Any, now: Any) -> list[str]:
    with as_("clare"):
        row = PropertyRequest.objects.select_related("risk", "landlord").get(pk=story.request_id)
        return [sentence for _, sentence in rules_unmet_for_partners(row, now.at)]


def test_the_coordinator_is_told_when_the_request_is_sent(staged: Any) -> None:
    assert _keys(staged("submitted", **NOTICE)) == ["act_today", "to_check"]
    assert _keys(staged("submitted")) == ["to_check"]


def test_partners_wait_until_the_landlord_confirms(client_of: Any, staged: Any, now: Any) -> None:
    story, liam = staged("approved", **NOTICE), client_of("liam")
    assert "The tenancy may not be in place." in _unmet(story, now)[0]
    assert "Confirm the tenancy" in words(liam.get(decision(story)))
    done = liam.post(step(story, "confirm_tenancy"), follow=True)
    assert "You confirmed the tenancy." in words(done)
    assert _unmet(story, now) == []
    assert "Confirm the tenancy" not in words(liam.get(decision(story)))
    take(story, "circulate", now.at)


def test_a_tenancy_in_place_needs_no_confirmation(client_of: Any, staged: Any) -> None:
    story, liam = staged("awaiting_landlord"), client_of("liam")
    assert "Confirm the tenancy" not in words(liam.get(decision(story)))
    answer = liam.post(step(story, "confirm_tenancy"))
    assert answer.status_code == 409
    assert "There is nothing to confirm." in words(answer)
