"""Clare circulates a request: who gets a profile, what stands on it, and in which order partners read it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from reciprocal.access.guard import RefusedError
from reciprocal.circulation import actions
from reciprocal.circulation.models import AllowedPlace, Priority, Profile
from reciprocal.circulation.queries import lines_of, listed
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from tests.people import NOON, as_, organisation_id, take, tell

OF_BIRCH = {
    "lead": "birch_lead",
    "landlord_id": organisation_id("Birch Homes"),
    "tenancy_type": "ASS_LIFE",
    "home_place": "newham",
}

YOUTH_VIOLENCE: dict[str, Any] = {
    "primary_reason": "SYV",
    "safe_places": [],
    "unsafe_places": ["hackney"],
    "area_assessed": "yes",
    "support_confirmed": "yes",
    "risk_managed": "yes",
}


def test_partners_with_homes_in_a_safe_place_get_one_with_their_own_places(staged: Any) -> None:
    story = staged("circulating")
    assert set(story.profiles) == {"Birch Homes", "Cedar Council", "Dogwood Homes", "Fir Homes"}
    with as_("lena"):
        assert Profile.objects.get().listed_places == ["croydon"]
    with as_("bart"):
        assert Profile.objects.get().listed_places == ["bromley", "croydon", "sutton"]


def test_the_own_landlord_never_gets_one_though_it_has_homes_there(staged: Any) -> None:
    story = staged("circulating", **OF_BIRCH)
    assert "Birch Homes" not in story.profiles
    assert "Fir Homes" in story.profiles  # which has homes in the same safe place, Lewisham


def test_a_partner_that_is_kept_away_gets_none(staged: Any) -> None:
    story = staged("circulating", bars=("Dogwood Homes",))
    assert "Dogwood Homes" not in story.profiles
    with as_("bart"):
        assert listed(day_of(NOON)) == []
        assert not Profile.objects.exists()


def test_what_the_coordinator_looked_at_is_what_goes(fresh_database: str, as_role: Any, now: Any) -> None:
    # Fir Homes has homes nearly everywhere, and after youth violence nearly every place is safe.
    as_role("owner").execute(
        "INSERT INTO partners_placewithhomes (id, organisation_id, place)"
        " SELECT gen_random_uuid(), %s, unnest(%s::text[]) ON CONFLICT DO NOTHING",
        [organisation_id("Fir Homes"), [place.code for place in current().places]],
    )
    story = tell("approved", now, **YOUTH_VIOLENCE)
    with as_("clare"):
        request = PropertyRequest.objects.select_related("risk", "landlord").get(pk=story.request_id)
        ready = actions.prepare(request, NOON)
        assert not Profile.objects.exists()
        seen = {profile.organisation_id: profile.listed_places for profile in ready.profiles}
    take(story, "circulate", NOON)
    with as_("clare"):
        assert {one.organisation_id: one.listed_places for one in Profile.objects.all()} == seen
        assert AllowedPlace.objects.count() == len(ready.allowed) == 31
    assert len(seen[organisation_id("Fir Homes")]) == 5
    assert all(len(places) <= 5 and "hackney" not in places for places in seen.values())


def test_two_profiles_differ_in_nothing_that_tells_the_reason(staged: Any) -> None:
    staged("circulating", safe_places=["bromley", "croydon", "ealing", "merton", "sutton"])
    staged("circulating", **YOUTH_VIOLENCE)
    with as_("lena"):
        one, other = Profile.objects.all()
        assert lines_of(one) == lines_of(other)
        own = ("id", "request_id", "code")
        kept = [field.attname for field in Profile._meta.fields if field.attname not in own]
        assert [getattr(one, name) for name in kept] == [getattr(other, name) for name in kept]


def test_nothing_goes_where_no_partner_has_homes(staged: Any) -> None:
    story = staged("approved", safe_places=["barnet", "brent", "harrow", "enfield", "haringey"], bars=("Birch Homes",))
    with as_("clare") as clare, pytest.raises(RefusedError, match="no partner has homes in a safe borough"):
        actions.circulate(clare, story.request_id, at=NOON)


def test_the_order_is_risk_then_waiting_and_only_a_band_leaves(staged: Any, now: Any) -> None:
    long_waiting = staged("circulating", dash_score=9, risk_basis=["score"])
    now.forward(days=100)
    high = staged("circulating", dash_score=16)
    tonight = staged("circulating", safe_tonight="no")
    today = day_of(now.at)
    with as_("lena"):
        found = listed(today)
        assert [one.profile.request_id for one in found] == [
            tonight.request_id,
            high.request_id,
            long_waiting.request_id,
        ]
        assert [one.waiting for one in found] == ["under 1 month", "under 1 month", "3 to 6 months"]
        assert found[2].waiting_since < today - timedelta(days=85)
        assert not Priority.objects.exists()
    with as_("clare"):
        assert {row.risk_band for row in Priority.objects.all()} == {1, 2, 3}
