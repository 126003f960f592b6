"""Clare sets a risk band against the rule, with a reason; the lists follow it and nobody else is shown it."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.circulation.models import Priority
from reciprocal.property_requests.models import BandChange
from reciprocal.property_requests.tests.filling import page, step, words
from tests.people import as_

pytestmark = pytest.mark.django_db
WHY = "A specialist rang: the person has a key."


def _band(story: Any) -> int:
    with as_("clare"):
        return Priority.objects.values_list("risk_band", flat=True).get(request_id=story.request_id)


def test_the_band_changes_with_a_reason_and_the_order_follows(client_of: Any, staged: Any) -> None:
    story, clare = staged("circulating"), client_of("clare")
    assert _band(story) == 2
    missing = words(clare.post(step(story, "change_band"), {"band": "1"}))
    assert "Enter why the risk band changes" in missing
    assert _band(story) == 2
    clare.post(step(story, "change_band"), {"band": "1", "why": WHY})
    assert _band(story) == 1


def test_a_band_that_is_set_before_circulating_is_the_one_that_counts(client_of: Any, staged: Any) -> None:
    story, clare = staged("submitted"), client_of("clare")
    assert "by the rule of" in words(clare.get(page(story)))
    clare.post(step(story, "change_band"), {"band": "3", "why": WHY})
    seen = words(clare.get(page(story)))
    assert "3, otherwise, set by" in seen
    assert WHY in seen


def test_nobody_else_reads_or_sets_it(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    client_of("clare").post(step(story, "change_band"), {"band": "1", "why": WHY})
    assert client_of("nadia").post(step(story, "change_band"), {"band": "1", "why": WHY}).status_code == 409
    assert client_of("lena").post(step(story, "change_band"), {"band": "1", "why": WHY}).status_code == 404
    for who in ("nadia", "liam", "lena", "bart", "audrey"):
        with as_(who):
            assert not BandChange.objects.exists(), who
    assert WHY not in words(client_of("nadia").get(page(story)))
