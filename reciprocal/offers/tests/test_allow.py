"""A home that does not fit is offered where the coordinator allows it; one in a place that is not safe never is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.circulation import answers
from reciprocal.homes import actions as homes
from reciprocal.offers import actions, allowing
from reciprocal.offers.changes import change_request
from reciprocal.offers.models import Offer
from reciprocal.workflow.due import day_of
from tests.people import ADDRESS, NOON, as_, declare, request_row

# Dogwood Homes lets homes in Sutton, which this household did not choose.
NOT_SUTTON = {"safe_places": ["bromley", "croydon", "ealing", "lewisham", "merton"]}
WHY: dict[str, Any] = {"why": "No other home is near the hospital.", "officer_agreed": True}


def home_of(key: str, **differs: Any) -> UUID:
    """Declare a home as somebody who lets homes."""
    with as_(key) as actor:
        return declare(actor, NOON, **differs)


def allow(request_id: UUID, home: UUID, **differs: Any) -> None:
    """Let Clare allow a home."""
    with as_("clare") as actor:
        allowing.allow_home(actor, request_id, home, at=NOON, **{**WHY, **differs})


def offer(story: Any, home: UUID, who: str = "lena") -> UUID:
    """Let Lena offer it, or Bart, who is kept away from nothing here."""
    day = day_of(NOON)
    partner, tenancy = {"lena": ("Cedar Council", "SEC_LIFE"), "bart": ("Dogwood Homes", "ASS_LIFE")}[who]
    given: dict[str, Any] = {
        "tenancy": tenancy,
        "starts_on": day + timedelta(days=14),
        "answer_by": day + timedelta(days=7),
    }
    with as_(who) as actor:
        return actions.send_offer(
            actor, story.profiles[partner], home, at=NOON, home_is_empty=True, address=ADDRESS, **given
        )


@pytest.mark.parametrize(
    ("home", "needs", "words"),
    [
        ({"bedrooms": 4}, {}, "Two bedrooms more than needed."),
        ({"bedrooms": 1}, {}, "The home is smaller than they need and they have said no to that."),
        ({"floor": 3}, {"highest_floor": "ground"}, "The home is higher than they can manage."),
        ({}, {"access_need": "full"}, "The home does not meet the access they need."),
    ],
)
def test_a_home_that_misses_a_need_is_offered_once_it_is_allowed(
    staged: Any, home: dict, needs: dict, words: str
) -> None:
    story = staged("circulating", **needs)
    declared = home_of("lena", **home)
    with pytest.raises(RefusedError):
        offer(story, declared)
    with as_("clare"):
        assert [one.sentences for one in allowing.could_be_allowed(story.request_id)] == [(words,)]
    allow(story.request_id, declared)
    assert offer(story, declared)


def test_a_place_that_was_not_chosen_can_be_allowed(staged: Any) -> None:
    story = staged("circulating", **NOT_SUTTON)
    home = home_of("bart", place="sutton", tenancy="ASS_LIFE")
    with pytest.raises(RefusedError, match="may not be offered"):
        offer(story, home, "bart")
    with as_("clare"):
        assert [one.sentences for one in allowing.could_be_allowed(story.request_id)] == [
            ("The place was not chosen.",)
        ]
    allow(story.request_id, home)
    assert offer(story, home, "bart")


def test_no_other_home_and_no_other_code_is_allowed_by_that(staged: Any) -> None:
    story, other = staged("circulating"), staged("circulating")
    first, second = home_of("lena", bedrooms=4), home_of("lena", bedrooms=4)
    allow(story.request_id, first)
    for of, home in ((story, second), (other, first)):
        with pytest.raises(RefusedError, match="Two bedrooms more"):
            offer(of, home)


_YOUTH = {"primary_reason": "SYV", "safe_places": [], "unsafe_places": ["sutton"], "area_assessed": "yes"}
_SUPPORTED = {"support_confirmed": "yes", "risk_managed": "yes"}


@pytest.mark.parametrize(
    "household",
    [
        {**NOT_SUTTON, "unsafe_places": ["sutton"]},
        {**NOT_SUTTON, "home_place": "sutton"},
        {**_YOUTH, **_SUPPORTED},
    ],
)
def test_an_unsafe_place_has_no_override_and_no_page(staged: Any, client_of: Any, household: dict) -> None:
    story = staged("circulating", **household)
    home = home_of("bart", place="sutton", bedrooms=4)
    with pytest.raises(RefusedError, match="may not be offered for this request"):
        allow(story.request_id, home)
    where = f"/requests/{story.request_id}/steps/allow_home/"
    clare = client_of("clare")
    assert clare.get(f"{where}?home={home}").status_code == 409
    assert str(home) not in clare.get(where).content.decode()


def test_a_place_that_turns_out_unsafe_ends_what_was_allowed(staged: Any) -> None:
    story = staged("circulating", **NOT_SUTTON)
    home = home_of("bart", place="sutton", tenancy="ASS_LIFE")
    allow(story.request_id, home)
    row = request_row(story)
    with as_("nadia") as actor:
        said = {"unsafe_places": ["sutton"]}
        change_request(actor, story.request_id, at=NOON, answers=said, version=row.version)
    with pytest.raises(RefusedError, match="may not be offered for this request"):
        offer(story, home, "bart")


def test_a_live_offer_in_a_place_that_was_allowed_stands_when_something_else_changes(staged: Any) -> None:
    story = staged("circulating", **NOT_SUTTON)
    home = home_of("bart", place="sutton", tenancy="ASS_LIFE")
    allow(story.request_id, home)
    offer_id = offer(story, home, "bart")
    row = request_row(story)
    with as_("nadia") as actor:
        done = change_request(actor, story.request_id, at=NOON, answers={"pets": "dog"}, version=row.version)
        assert Offer.objects.get(pk=offer_id).state == "sent"
    assert "The live offer will be checked at once. It still stands." in done


def test_the_home_has_to_be_allowed_again_when_it_is_corrected(staged: Any) -> None:
    story = staged("circulating")
    home = home_of("lena", bedrooms=4)
    allow(story.request_id, home)
    facts = {"bedrooms": 6, "kind": "flat", "floor": 1, "lift": False, "access": "none"}
    with as_("lena") as actor:
        homes.change_home(actor, home, at=NOON, **facts)
    with pytest.raises(RefusedError, match="Four bedrooms more"):
        offer(story, home)


def test_a_refusal_for_what_was_allowed_never_counts_and_any_other_waits(staged: Any) -> None:
    for reason, state in (("features", "circulating"), ("rent", "ruling_awaited")):
        story = staged("circulating", cannot_take=["shared"])
        home = home_of("lena", kind="shared")
        allow(story.request_id, home)
        with as_("nadia") as actor:
            offer_id = offer(story, home)
        with as_("nadia") as actor:
            actions.refuse(actor, offer_id, at=NOON, words="Not this.", reason=reason)
        assert request_row(story).state == state


def test_the_officer_has_to_agree_and_nobody_else_may(staged: Any) -> None:
    story = staged("circulating")
    home = home_of("lena", bedrooms=4)
    with pytest.raises(RefusedError, match="The officer has to agree first"):
        allow(story.request_id, home, officer_agreed=False)
    for key, error in (("nadia", RefusedError), ("lena", HiddenError), ("liam", RefusedError), ("bart", HiddenError)):
        with as_(key) as actor, pytest.raises(error):
            allowing.allow_home(actor, story.request_id, home, at=NOON, **WHY)


def test_a_partner_that_is_kept_away_is_not_among_them(staged: Any) -> None:
    story = staged("circulating", bars=("Dogwood Homes",))
    theirs, ours = home_of("bart", place="sutton", bedrooms=4), home_of("lena", bedrooms=4)
    with as_("clare"):
        assert [one.home.pk for one in allowing.could_be_allowed(story.request_id)] == [ours]
    with pytest.raises(RefusedError):
        allow(story.request_id, theirs)


def test_from_the_question_of_the_lettings_officer_to_the_home_in_her_list(staged: Any, client_of: Any) -> None:
    story = staged("circulating")
    home = home_of("lena", bedrooms=4)
    with as_("lena") as actor:
        answers.answer_profile(actor, story.profile_id, at=NOON, answer="allow", home_id=home)
    clare = client_of("clare")
    where = f"/requests/{story.request_id}/steps/allow_home/?home={home}"
    assert where in clare.get("/calls/").content.decode()
    page = clare.get(where).content.decode()
    assert "What does not fit:" in page
    assert "Two bedrooms more than needed." in page
    wrong = clare.post(where, {"home": str(home), "why": ""})
    assert "Enter why it should be offered" in wrong.content.decode()
    assert "The officer has to agree first" in wrong.content.decode()
    done = clare.post(where, {"home": str(home), "why": WHY["why"], "officer_agreed": "yes"})
    assert done.status_code == 302
    listed = client_of("lena").get(f"/homes/{home}/").content.decode()
    assert "Two bedrooms more than needed. " in listed
    assert "allowed it." in listed
    assert "Offer this home" in listed
    assert WHY["why"] not in listed
