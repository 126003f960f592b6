"""Nadia changes a request after it was sent: she sees what it does first, and an unsafe place acts at once."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.actor import facts_of
from reciprocal.circulation.models import AllowedPlace, Profile
from reciprocal.notifications.models import Notice
from reciprocal.offers import changes
from reciprocal.offers.models import Voided
from reciprocal.property_requests.information import ask_information
from reciprocal.property_requests.models import HouseholdMember, RequestPlace
from reciprocal.property_requests.tests.filling import ANSWERS, page, send, step, words
from tests.people import as_, request_row, tell

pytestmark = pytest.mark.django_db
THREE = {**ANSWERS["bedrooms"], "bedrooms": "3", "bedrooms_why": "A carer sleeps there."}
SAFE = ["bromley", "croydon", "ealing", "lewisham", "sutton"]


def _change(story: Any, key: str) -> str:
    return f"/requests/{story.request_id}/changes/{key}/"


def _profiles(story: Any) -> dict[str, list[str]]:
    with as_("clare"):
        rows = Profile.objects.filter(request_id=story.request_id)
        return {name: sorted(places) for name, places in rows.values_list("organisation__name", "listed_places")}


def test_she_chooses_what_has_changed_and_sees_what_it_does_before_it_is_saved(client_of: Any, staged: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    assert "Select what has changed" in words(nadia.post(step(story, "change_request")))
    listed = words(nadia.post(step(story, "change_request"), {"sections": ["home"]}, follow=True))
    assert "Each page shows what its change does before it is saved." in listed
    before = request_row(story)
    shown = words(send(nadia, _change(story, "bedrooms"), THREE))
    assert "What this change does" in shown
    assert "A new profile will go to partners." in shown
    assert request_row(story).version == before.version
    given = {**THREE, "version": str(before.version), "apply": "yes"}
    assert "The change is saved." in words(nadia.post(_change(story, "bedrooms"), given, follow=True))
    assert request_row(story).version > before.version
    with as_("lena"):
        assert Profile.objects.get(request_id=story.request_id).bedrooms == 3


def test_new_places_bring_new_recipients_and_take_the_profile_from_others(client_of: Any, staged: Any) -> None:
    story, nadia, lena = staged("circulating"), client_of("nadia"), client_of("lena")
    assert lena.get(f"/profiles/{story.profile_id}/").status_code == 200
    assert "Elm Council" not in _profiles(story)
    elsewhere = {"safe_places": ["ealing", "lewisham", "merton", "newham", "greenwich"], "apply": "yes"}
    assert nadia.post(_change(story, "safe_places"), elsewhere).status_code == 302
    now_with = _profiles(story)
    assert now_with["Elm Council"] == ["newham"]
    assert now_with["Cedar Council"] == []
    assert lena.get(f"/profiles/{story.profile_id}/").status_code == 404
    with as_("clare"):
        allowed = set(AllowedPlace.objects.filter(request_id=story.request_id).values_list("place", flat=True))
    assert allowed == set(elsewhere["safe_places"])


def test_a_partner_that_is_kept_away_and_the_own_landlord_get_none(client_of: Any, now: Any, db: Any) -> None:
    story = tell("circulating", now, bars=("Dogwood Homes", "Elm Council"))
    places = {"safe_places": ["ealing", "lewisham", "merton", "newham", "greenwich"], "apply": "yes"}
    client_of("nadia").post(_change(story, "safe_places"), places)
    assert not {"Dogwood Homes", "Elm Council", "Alder Council"} & set(_profiles(story))
    assert "Fir Homes" in _profiles(story)


def test_an_unsafe_place_acts_at_once_and_the_live_offer_falls(client_of: Any, staged: Any) -> None:
    story, nadia = staged("under_offer"), client_of("nadia")
    said = words(nadia.post(_change(story, "unsafe_places"), {"unsafe_places": ["croydon"]}, follow=True))
    assert "It will be stopped and will not count." in said
    with as_("clare"):
        facts = facts_of("offer", story.offer_id)
    assert facts is not None
    assert (facts.request_state, facts.offer_state, facts.home_state) == ("circulating", "void", "open")
    assert "croydon" not in _profiles(story)["Cedar Council"]


def test_a_rule_that_would_be_broken_is_said_and_nothing_is_saved(client_of: Any, staged: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    few = nadia.post(_change(story, "safe_places"), {"safe_places": SAFE[:4], "apply": "yes"})
    assert few.status_code == 422
    assert len(_profiles(story)["Cedar Council"]) > 0
    with as_("clare"):
        assert AllowedPlace.objects.filter(request_id=story.request_id).count() == 5
    stale = nadia.post(_change(story, "bedrooms"), {**THREE, "version": "1"})
    assert "Somebody else changed this while you had it open." in words(stale)


def test_who_the_landlord_is_stands_and_a_stranger_finds_nothing(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    assert client_of("nadia").get(_change(story, "landlord")).status_code == 404
    for who in ("liam", "lena", "bart", "clare", "harbour_desk"):
        assert client_of(who).get(_change(story, "bedrooms")).status_code == 404, who
    waiting = staged("awaiting_landlord")
    assert client_of("nadia").get(_change(waiting, "tenancy_type")).status_code == 200
    assert "Change the request" in words(client_of("nadia").get(page(waiting)))


def test_seeing_what_it_does_leaves_nothing_behind(staged: Any, now: Any) -> None:
    story = staged("under_offer")
    version = request_row(story).version
    with as_("nadia") as actor:
        answers = {"unsafe_places": ["croydon"]}
        done = changes.what_it_does(actor, story.request_id, at=now.at, answers=answers, version=version)
    assert done[-1].endswith("It will be stopped and will not count.")
    assert request_row(story).state == "under_offer"


def _household(story: Any) -> str:
    return f"/requests/{story.request_id}/changes"


def _people(story: Any) -> list[tuple[str, int]]:
    with as_("nadia"):
        rows = HouseholdMember.objects.filter(request_id=story.request_id).order_by("kind", "number")
        return list(rows.values_list("kind", "age"))


def test_who_is_moving_is_changed_one_by_one_and_a_child_is_added(client_of: Any, staged: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    listed = words(nadia.post(step(story, "change_request"), {"sections": ["household"]}, follow=True))
    assert "Another child Add" in listed
    before = _people(story)
    girl = {"age": "7", "sex": "female", "lives_there": "always", "own_room": "no"}
    shown = words(nadia.post(f"{_household(story)}/children/new/", girl))
    assert "A new profile will go to partners." in shown
    assert _people(story) == before
    nadia.post(f"{_household(story)}/children/new/", {**girl, "apply": "yes"})
    assert sorted(_people(story)) == sorted([*before, ("child", 7)])
    with as_("lena"):
        assert Profile.objects.get(request_id=story.request_id).children == ["3 children (5 to 9)"]


def test_the_applicant_stays_and_anybody_else_may_be_taken_off(client_of: Any, staged: Any) -> None:
    story, nadia = staged("approved"), client_of("nadia")
    with as_("nadia"):
        first = HouseholdMember.objects.get(request_id=story.request_id, kind="adult", number=1).pk
        child = HouseholdMember.objects.filter(request_id=story.request_id, kind="child").first()
    assert nadia.post(f"{_household(story)}/adults/{first}/remove/", {"apply": "yes"}).status_code == 409
    assert child is not None
    assert nadia.post(f"{_household(story)}/children/{child.pk}/remove/", {"apply": "yes"}).status_code == 302
    with as_("nadia"):
        assert not HouseholdMember.objects.filter(pk=child.pk).exists()
    assert nadia.get(f"{_household(story)}/children/{child.pk}/").status_code == 404
    assert client_of("liam").get(f"{_household(story)}/adults/{first}/").status_code == 404


def test_a_home_that_is_too_high_now_is_named_first_and_then_the_offer_is_void(client_of: Any, staged: Any) -> None:
    story, nadia = staged("under_offer"), client_of("nadia")
    ground = {**ANSWERS["highest_floor"], "highest_floor": "ground"}
    shown = words(send(nadia, _change(story, "highest_floor"), ground))
    assert "The home is higher than they can manage." in shown
    assert "It will be stopped and will not count." in shown
    assert request_row(story).state == "under_offer"
    nadia.post(_change(story, "highest_floor"), {**ground, "apply": "yes"})
    with as_("clare"):
        facts = facts_of("offer", story.offer_id)
        assert Voided.objects.get(offer_id=story.offer_id).reason == "not_accessible"
    assert facts is not None
    assert (facts.request_state, facts.offer_state, facts.home_state) == ("circulating", "void", "open")


def test_a_change_that_the_home_still_meets_leaves_the_offer(client_of: Any, staged: Any) -> None:
    story, nadia = staged("under_offer"), client_of("nadia")
    said = words(nadia.post(_change(story, "pets"), {"pets": "dog", "apply": "yes"}, follow=True))
    assert "The live offer will be checked at once. It still stands." in said
    assert request_row(story).state == "under_offer"


def test_a_place_that_is_only_no_longer_chosen_is_not_called_unsafe(client_of: Any, staged: Any) -> None:
    story, nadia = staged("under_offer"), client_of("nadia")
    elsewhere = {"safe_places": ["bromley", "ealing", "lewisham", "merton", "newham"], "apply": "yes"}
    assert nadia.post(_change(story, "safe_places"), elsewhere).status_code == 302
    with as_("clare"):
        assert Voided.objects.get(offer_id=story.offer_id).reason == "place_not_chosen"
        assert not RequestPlace.objects.filter(request_id=story.request_id, place="croydon").exists()


def _told(post: str, key: str, story: Any) -> int:
    with as_(post) as actor:
        assert actor.membership
        return Notice.objects.filter(membership_id=actor.membership, key=key, request_id=story.request_id).count()


def test_what_the_landlord_agreed_to_changes_and_it_is_asked_again(client_of: Any, staged: Any) -> None:
    story, nadia, liam = staged("circulating"), client_of("nadia"), client_of("liam")
    before = _told("liam", "update", story)
    assert liam.post(step(story, "agree_again")).status_code == 409
    girl = {"age": "7", "sex": "female", "lives_there": "always", "own_room": "no"}
    address = f"/requests/{story.request_id}/changes/children/new/"
    assert "Alder Council will be asked to agree again." in words(nadia.post(address, girl))
    nadia.post(address, {**girl, "apply": "yes"})
    assert _told("liam", "update", story) == before + 1
    assert "was asked to agree again, and has not answered" in words(nadia.get(page(story)))
    assert "Say whether you still agree" in words(liam.get("/worklist/"))
    seen = words(liam.get(f"/decisions/{story.request_id}/"))
    assert "girl 7" in seen
    assert "Look again at who is moving" in seen
    assert liam.post(step(story, "agree_again")).status_code == 302
    assert "Say whether you still agree" not in words(liam.get("/worklist/"))
    assert "has not answered" not in words(nadia.get(page(story)))
    assert liam.post(step(story, "agree_again")).status_code == 409


def test_what_it_did_not_agree_to_asks_nobody_again(client_of: Any, staged: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    assert "asked to agree again" not in words(send(nadia, _change(story, "bedrooms"), THREE))
    nadia.post(_change(story, "bedrooms"), {**THREE, "apply": "yes"})
    assert client_of("liam").post(step(story, "agree_again")).status_code == 409


def test_notice_to_leave_reaches_the_coordinator_at_once(client_of: Any, staged: Any, now: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    assert _told("clare", "act_today", story) == 0
    notice = {"tenancy_held": "notice", "notice_ends-day": "30", "notice_ends-month": "3", "notice_ends-year": "2026"}
    nadia.post(_change(story, "tenancy_held"), {**notice, "apply": "yes"})
    assert request_row(story).tenancy_held == "notice"
    assert _told("clare", "act_today", story) == 1
    asked = staged("submitted")
    with as_("clare") as actor:
        ask_information(actor, asked.request_id, at=now.at, messages={"tenancy": "Is it still held?"})
    send(nadia, f"/requests/{asked.request_id}/questions/tenancy_held/", notice)
    assert _told("clare", "act_today", asked) == 1
    send(nadia, f"/requests/{asked.request_id}/questions/tenancy_held/", notice)
    assert _told("clare", "act_today", asked) == 1


def test_a_question_about_the_tenancy_waits_for_the_named_lead(client_of: Any, staged: Any) -> None:
    story, clare, liam = staged("circulating"), client_of("clare"), client_of("liam")
    clare.post(step(story, "hold"), {"reason": "tenancy"})
    assert "Say whether you still agree" in words(liam.get("/worklist/"))
    assert liam.post(step(story, "agree_again")).status_code == 302
    other = staged("circulating")
    clare.post(step(other, "hold"), {"reason": "away"})
    assert "Say whether you still agree" not in words(liam.get("/worklist/"))
