"""A home whose offer lapsed at night has its next household on the lettings officer's worklist in the morning."""

from __future__ import annotations

import re
from typing import Any

import pytest

from reciprocal.offers.models import Offer
from reciprocal.worklist import daily
from tests.forms import form_of
from tests.people import Now, as_, as_system, request_row

CARD = "The next household is ready"
pytestmark = pytest.mark.django_db


def test_a_home_whose_offer_lapsed_at_night_stands_on_the_mornings_worklist(
    staged: Any, now: Now, client_of: Any
) -> None:
    first, second = staged("under_offer"), staged("circulating")
    lena = client_of("lena")
    now.forward(days=6, hours=20)  # the day of the answer, Tuesday 10 March: it has still time
    with as_system():
        assert daily.run(now.at)["lapse_offers"] == 0
    assert CARD not in lena.get("/worklist/").content.decode()
    now.forward(hours=17)  # past one at night
    with as_system():
        assert daily.run(now.at)["lapse_offers"] == 1
    now.forward(hours=7)
    worklist = lena.get("/worklist/").content.decode()
    assert f"<strong>{request_row(second).code}.</strong>" in worklist
    assert str(request_row(first).code) not in worklist
    link = re.search(r'<a href="(/homes/[^"]+/offer/[^"]+/)"[^>]*class="govuk-button"', worklist)
    assert link
    assert lena.post(link[1], form_of(lena.get(link[1]).content.decode())).status_code == 302
    with as_("lena"):
        assert [(one.code, one.state) for one in Offer.objects.all()] == [(request_row(second).code, "sent")]
