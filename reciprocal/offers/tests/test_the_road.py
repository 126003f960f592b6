"""A request goes the whole way to the keys, on the real database, each step taken by whoever takes it there."""

from __future__ import annotations

from typing import Any

from django.db import connection

from reciprocal.circulation.models import Profile
from reciprocal.circulation.queries import listed
from reciprocal.homes.models import Home
from reciprocal.ledger.queries import balance
from reciprocal.offers.models import Offer
from reciprocal.property_requests.models import Approval
from reciprocal.workflow.due import day_of
from tests.people import NOON, as_, organisation_id, request_row, take


def test_from_request_to_keys(staged: Any) -> None:
    story = staged("moved")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what a commit would check
    assert request_row(story).state == "moved"
    with as_("lena") as lena:
        home = Home.objects.get(pk=story.home_id)
        assert (home.state, home.fate) == ("taken", "moved")
        assert Offer.objects.get(pk=story.offer_id).state == "started"
        assert balance(lena.organisation) == 1
        # The household has moved: what the partner knew of it is gone.
        assert not Profile.objects.exists()


def test_the_old_landlord_learns_the_day_and_nothing_of_where(staged: Any) -> None:
    story = staged("moved")
    with as_("liam") as liam:
        approval = Approval.objects.get(pk=story.request_id)
        assert (approval.status, approval.moved_on is not None) == ("moved", True)
        assert not Offer.objects.exists()
        assert not Home.objects.exists()
        assert balance(liam.organisation) == -1
        assert balance(organisation_id("Cedar Council")) == 0  # not its own, so nothing is read


def test_an_offer_is_marked_for_other_partners_and_gone_once_accepted(staged: Any) -> None:
    story = staged("under_offer")
    with as_("bart"):
        assert [one.under_offer for one in listed(day_of(NOON))] == [True]
    take(story, "accept", NOON)
    with as_("bart"):
        assert listed(day_of(NOON)) == []
    with as_("lena"):
        assert Profile.objects.get().pk == story.profile_id
