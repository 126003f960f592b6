"""A home that waits after its offer: for its landlord, for the coordinator, or for a day; then it is on offer again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reciprocal.access.guard import HiddenError
from reciprocal.homes import actions as homes
from reciprocal.homes.models import Home
from reciprocal.offers import actions
from reciprocal.worklist import daily
from tests.forms import form_of
from tests.people import Now, Story, as_, as_system

pytestmark = pytest.mark.django_db


def refused(staged: Any, now: Now, reason: str) -> Story:
    """A home whose offer ended for a reason, and somebody else who would fit it."""
    story: Story = staged("under_offer")
    assert story.offer_id
    staged("circulating")
    now.forward(hours=1)
    with as_("nadia") as nadia:
        actions.refuse(nadia, story.offer_id, at=now.at, words="It was not as they said.", reason=reason)
    return story


def waits_for() -> str:
    """What the home waits for."""
    with as_("lena"):
        return Home.objects.values_list("opens_after", flat=True).get()


def test_after_a_correction_the_next_household_is_ready(staged: Any, now: Now, client_of: Any) -> None:
    story, lena = refused(staged, now, "description"), client_of("lena")
    page = lena.get("/worklist/").content.decode()
    assert "Correct the details of the home first" in page
    assert "The next household is ready" not in page
    assert "Correct the details of the home first." in lena.get(f"/homes/{story.home_id}/").content.decode()
    where = f"/homes/{story.home_id}/steps/change_home/"
    assert lena.post(where, form_of(lena.get(where).content.decode()) | {"floor": "0"}).status_code == 302
    assert waits_for() == ""
    assert "The next household is ready" in lena.get("/worklist/").content.decode()


def test_after_a_viewing_that_was_not_safe_the_coordinator_looks_first(staged: Any, now: Now, client_of: Any) -> None:
    story, lena, clare = refused(staged, now, "viewing_unsafe"), client_of("lena"), client_of("clare")
    home_id = story.home_id
    assert home_id
    said = "Example Moves Team looks at this home first and will ring you today."
    assert said in lena.get(f"/homes/{story.home_id}/").content.decode()
    assert "The next household is ready" not in lena.get("/worklist/").content.decode()
    assert "Look at a home of Cedar Council before it is offered again" in clare.get("/worklist/").content.decode()
    looked = f"/homes/{story.home_id}/looked-at/"
    for key in ("lena", "bart", "nadia", "max"):
        assert client_of(key).post(looked).status_code == 404, key
        with as_(key) as actor, pytest.raises(HiddenError):
            homes.looked_at(actor, home_id, at=now.at)
    with as_("lena") as actor:  # changing its details is no way round
        facts: dict[str, Any] = {
            "kind": "flat",
            "lift": False,
            "access": "none",
            "tenancy": "SEC_LIFE",
            "rent": Decimal(140),
            "floor": 1,
        }
        homes.change_home(actor, home_id, at=now.at, bedrooms=2, ready_from=now.at.date(), **facts)
    assert waits_for() == "after_coordinator"
    assert looked in clare.get(f"/homes/{story.home_id}/").content.decode()
    assert clare.post(looked).status_code == 302
    assert "The next household is ready" in lena.get("/worklist/").content.decode()
    assert clare.post(looked).status_code == 404  # once


def test_a_home_that_waits_for_a_day_is_free_after_it(staged: Any, now: Now, client_of: Any) -> None:
    refused(staged, now, "no_answer")
    lena = client_of("lena")
    assert waits_for() == "after_due"

    def night() -> int:
        with as_system():
            return daily.open_homes_after_their_day(now.at)

    now.forward(days=7)  # the day by which an answer was needed
    assert night() == 0
    now.forward(days=1)
    assert night() == 1
    assert "The next household is ready" in lena.get("/worklist/").content.decode()


def test_a_home_whose_date_passed_leaves_the_list_two_working_days_later(staged: Any, now: Now) -> None:
    refused(staged, now, "changed")

    def night() -> int:
        with as_system():
            return daily.expire_homes(now.at)

    now.forward(days=30)  # its date was Tuesday 31 March; today is Thursday 2 April
    assert night() == 0
    now.forward(days=1)
    assert night() == 1
    with as_("lena"):
        home = Home.objects.get(label="2-bed flat, Croydon")
        assert (home.state, home.fate) == ("off_list", "expired")
    assert night() == 0
