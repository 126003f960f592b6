"""A partner is kept away: at once, on every path, and it learns nothing."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.circulation.models import Profile
from reciprocal.circulation.queries import listed, may_be_offered
from reciprocal.notifications.models import Notice
from reciprocal.offers import actions
from reciprocal.offers.models import Offer
from reciprocal.rulebook.move_list import FIREWALL
from reciprocal.workflow.due import day_of
from reciprocal.workflow.models import Happening
from tests.people import NOON, as_, declare, organisation_id, request_row, take

CEDAR = organisation_id("Cedar Council")


@pytest.mark.parametrize("who", ["nadia", "clare"])
def test_an_offer_of_the_partner_falls_and_nothing_of_it_is_left_to_read(staged: Any, who: str) -> None:
    story = staged("under_offer")
    with as_(who) as actor:
        actions.keep_away(actor, story.request_id, at=NOON, organisation_id=CEDAR)
    assert request_row(story).state == "circulating"
    with as_("lena") as lena:
        assert not Offer.objects.exists()
        assert not Profile.objects.exists()
        assert listed(day_of(NOON)) == []
        assert may_be_offered(declare(lena, NOON)) == {}
        assert not Notice.objects.filter(request_id=story.request_id).exists()
        assert not Happening.objects.filter(request_id=story.request_id).exists()
        with pytest.raises(HiddenError):
            actions.withdraw_offer(lena, story.offer_id, at=NOON, reason="works")
    with as_("bart"):
        assert Profile.objects.get().request_id == story.request_id


def test_the_bar_holds_though_the_tenancy_is_signed(staged: Any) -> None:
    story = staged("moving")
    take(story, "record_signing", NOON)
    with as_("nadia") as nadia:
        actions.keep_away(nadia, story.request_id, at=NOON, organisation_id=CEDAR)
    with as_("lena") as lena:
        assert not Offer.objects.exists()
        with pytest.raises(HiddenError):
            actions.record_start(lena, story.offer_id, at=NOON, started_on=day_of(NOON), firewall=FIREWALL.lines)


def test_keeping_away_twice_is_no_mistake(staged: Any) -> None:
    story = staged("circulating")
    for _ in range(2):
        with as_("nadia") as nadia:
            actions.keep_away(nadia, story.request_id, at=NOON, organisation_id=CEDAR)
    with as_("lena"):
        assert not Profile.objects.exists()


def test_nobody_keeps_away_the_organisation_that_speaks_for_the_applicant(staged: Any) -> None:
    story = staged("circulating")
    with as_("nadia") as nadia, pytest.raises(RefusedError, match="Hand the request over"):
        actions.keep_away(nadia, story.request_id, at=NOON, organisation_id=organisation_id("Lantern Support"))
