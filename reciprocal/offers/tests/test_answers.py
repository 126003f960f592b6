"""What Lena answers: to the question of the week, to one profile, and what the coordinator hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.circulation import answers
from reciprocal.circulation.models import PartnerAsked, ProfileAnswer, WeekAnswer
from reciprocal.offers import actions as offers
from tests.people import NOON, as_, organisation_id, request_row

pytestmark = pytest.mark.django_db
ASKED = "This week: do you have a home?"


def test_the_question_of_the_week_is_one_click_and_comes_again_on_monday(client_of: Any, now: Any) -> None:
    lena = client_of("lena")
    assert ASKED in lena.get("/worklist/").content.decode()
    page = lena.get("/this-week/").content.decode()
    for label in ("Nothing this week", "Maybe, call me", "I have one"):
        assert label in page
    answer = lena.post("/this-week/", {"answer": "nothing"}, follow=True).content.decode()
    assert "Thank you. We ask again on Monday 9 March 2026." in answer
    assert ASKED not in answer
    assert "You answered this week: Nothing this week, 3 March 2026." in lena.get("/this-week/").content.decode()
    now.forward(days=5)  # Sunday
    assert ASKED not in lena.get("/worklist/").content.decode()
    now.forward(days=1)
    assert ASKED in lena.get("/worklist/").content.decode()
    assert ASKED in client_of("bart").get("/worklist/").content.decode()  # each partner for itself


def test_i_have_one_leads_to_declaring_it(client_of: Any) -> None:
    answer = client_of("lena").post("/this-week/", {"answer": "have"})
    assert (answer.status_code, answer["Location"]) == (302, "/homes/declare/")


def test_maybe_is_heard_by_the_coordinator_until_she_has_rung(client_of: Any) -> None:
    client_of("lena").post("/this-week/", {"answer": "maybe"})
    clare = client_of("clare")
    assert "Cedar Council asks you to ring" in clare.get("/worklist/").content.decode()
    page = clare.get("/calls/").content.decode()
    assert "Lena, Cedar Council" in page
    assert "May have a home this week. 020 7946 0000." in page
    with as_("clare"):
        call = WeekAnswer.objects.get()
    assert clare.post("/calls/", {"call": str(call.pk)}).status_code == 302
    assert "asks you to ring" not in clare.get("/worklist/").content.decode()
    assert "Nobody has asked you to ring." in clare.get("/calls/").content.decode()


def test_an_answer_that_is_none_is_refused_and_nothing_is_kept(client_of: Any, staged: Any) -> None:
    story, lena = staged("circulating"), client_of("lena")
    assert lena.post("/this-week/", {"answer": "never"}).status_code == 409
    for answer in ("never", "allow"):
        assert lena.post(f"/profiles/{story.profile_id}/answer/", {"answer": answer}).status_code == 409
    with as_("clare"):
        assert not WeekAnswer.objects.exists()
        assert not ProfileAnswer.objects.exists()


def test_a_profile_is_answered_with_one_click(client_of: Any, staged: Any) -> None:
    story, lena = staged("circulating"), client_of("lena")
    where = f"/profiles/{story.profile_id}/"
    page = lena.post(f"{where}answer/", {"answer": "nothing"}, follow=True).content.decode()
    assert "You answered: nothing suitable, on 3 March 2026." in page
    assert "asks you to ring" not in client_of("clare").get("/worklist/").content.decode()
    lena.post(f"{where}answer/", {"answer": "call_me"})
    page = client_of("clare").get("/calls/").content.decode()
    assert f"Asks you to ring about {request_row(story).reference}." in page


def test_nobody_answers_a_profile_that_is_not_theirs(client_of: Any, staged: Any) -> None:
    story = staged("circulating", bars=("Dogwood Homes",))
    for key in ("bart", "fir_lettings", "alder_lettings", "clare", "nadia"):
        answer = client_of(key).post(f"/profiles/{story.profile_id}/answer/", {"answer": "call_me"})
        assert answer.status_code == 404, key
    with as_("bart") as bart, pytest.raises(HiddenError):
        answers.answer_profile(bart, story.profile_id, at=NOON, answer="call_me")


def test_a_bar_takes_the_answers_away_and_the_call_too(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    with as_("bart") as bart:
        answers.answer_profile(bart, story.profiles["Dogwood Homes"], at=NOON, answer="call_me")
        assert ProfileAnswer.objects.count() == 1
    with as_("nadia") as nadia:
        offers.keep_away(nadia, story.request_id, at=NOON, organisation_id=organisation_id("Dogwood Homes"))
    with as_("bart"):
        assert not ProfileAnswer.objects.exists()
    assert "Nobody has asked you to ring." in client_of("clare").get("/calls/").content.decode()


def test_lena_is_told_once_a_code_is_free(client_of: Any, staged: Any, now: Any) -> None:
    """Bart has an offer out; Lena wants to know when it has ended."""
    story = staged("under_offer")
    bart, where = client_of("bart"), f"/profiles/{story.profiles['Dogwood Homes']}/"
    page = bart.get(where).content.decode()
    assert "has an offer from another landlord. You can be told if it becomes free." in page
    assert "Nothing suitable" not in page
    bart.post(f"{where}answer/", {"answer": "tell_me"})
    free = "It has no offer any more. You can offer a home"
    assert free not in bart.get("/worklist/").content.decode()
    now.forward(hours=1)
    with as_("lena") as lena:
        offers.withdraw_offer(lena, story.offer_id, at=now.at, reason="works")
    assert free in bart.get("/worklist/").content.decode()


def test_a_partner_that_was_asked_has_it_on_its_worklist_until_it_answers(
    client_of: Any, staged: Any, now: Any
) -> None:
    story = staged("circulating")
    with as_("clare") as clare:
        answers.ask_partner(clare, story.request_id, at=now.at, organisation_id=organisation_id("Cedar Council"))
        with pytest.raises(RefusedError, match="does not have the profile"):
            answers.ask_partner(clare, story.request_id, at=now.at, organisation_id=organisation_id("Elm Council"))
        assert PartnerAsked.objects.count() == 1
    asked = "asks: do you have a home for them?"
    assert asked in client_of("lena").get("/worklist/").content.decode()
    assert asked not in client_of("bart").get("/worklist/").content.decode()
    now.forward(hours=1)
    with as_("lena") as lena:
        answers.answer_profile(lena, story.profile_id, at=now.at, answer="nothing")
    assert asked not in client_of("lena").get("/worklist/").content.decode()
