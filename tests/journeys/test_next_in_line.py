"""After a no, in a browser: Lena sees the next household first on her worklist; two clicks later it has an offer."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from reciprocal.offers import actions
from reciprocal.offers.models import Offer
from tests.journeys.conftest import StepIn
from tests.people import Now, as_, request_row, tell

pytestmark = pytest.mark.browser


def test_two_clicks_from_the_worklist_to_the_next_offer(now: Now, step_in: StepIn) -> None:
    first, second = tell("under_offer", now), tell("circulating", now)
    now.forward(hours=20)
    with as_("nadia") as nadia:
        assert first.offer_id
        actions.refuse(nadia, first.offer_id, at=now.at, words="Our needs have changed.", reason="changed")
    code = request_row(second).code
    assert code

    lena = step_in("Lena", javascript=False)
    lena.worklist()
    card = lena.page.locator(".govuk-summary-card").first
    expect(card.get_by_role("heading")).to_have_text("The next household is ready")
    expect(card).to_contain_text(f"{code}. Right size.")
    lena.button("Offer this home")
    expect(lena.page.get_by_label("The home is empty, or will be by the start date")).to_be_checked()
    lena.button("Send offer")
    lena.sees("Offer sent to the officer and Example Moves Team.")
    with as_("lena"):
        assert Offer.objects.get().code == code
