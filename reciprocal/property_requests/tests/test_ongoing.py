"""While a request goes on: the review, a night that is not safe, handing over, an officer who leaves, the end."""

from __future__ import annotations

from datetime import date
from typing import Any

from reciprocal.access.actor import facts_of
from reciprocal.notifications.models import Notice
from reciprocal.property_requests.models import HouseholdMember, Review
from reciprocal.property_requests.tests.filling import decision, page, question, send, step, words
from tests.people import as_, request_row

REVIEWED = {"still_needed": "yes", "safe_tonight": "elsewhere", "risk_changed": "lower", "ages_changed": "no"}


def _post(key: str) -> str:
    with as_(key) as actor:
        return str(actor.membership)


def _told(who: str, story: Any) -> list[str]:
    with as_(who):
        return list(Notice.objects.filter(request_id=story.request_id).order_by("-at").values_list("key", flat=True))


def test_a_review_asks_four_things_and_the_next_is_three_months_later(client_of: Any, staged: Any, now: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    assert request_row(story).due_on == date(2026, 6, 3)
    now.forward(days=90)
    missing = words(nadia.post(step(story, "review")))
    for error in (
        "Select whether the move is still needed",
        "Select whether they are safe tonight",
        "Select whether the risk has changed",
        "Select whether an age has changed or will within 90 days",
    ):
        assert error in missing
    saved = words(nadia.post(step(story, "review"), REVIEWED, follow=True))
    assert "Lower risk does not close the request. Tell us only if they no longer want to move." in saved
    assert request_row(story).due_on == date(2026, 9, 1)
    assert "Review: still needed." in words(client_of("clare").get(page(story)))
    assert "act_today" not in _told("clare", story)


def test_a_review_that_is_not_safe_tells_clare_at_once_and_shows_emergency_help(client_of: Any, staged: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    help_ = nadia.post(step(story, "review"), {**REVIEWED, "safe_tonight": "no"}, follow=True)
    assert "Get help now, then come back" in words(help_)
    assert "act_today" in _told("clare", story)
    assert request_row(story).state == "circulating"


def test_not_safe_tonight_leads_to_what_has_been_done(client_of: Any, staged: Any) -> None:
    story, nadia = staged("awaiting_landlord"), client_of("nadia")
    assert "Nobody said that they are not safe" in words(nadia.post(step(story, "what_was_done"), {"done": ["police"]}))
    unread = nadia.post(step(story, "not_safe_tonight"))
    assert "Tick to say you have taken the steps that are needed today" in words(unread)
    assert "act_today" not in _told("clare", story)
    asked = nadia.post(step(story, "not_safe_tonight"), {"read": "yes"}, follow=True)
    assert "What has been done?" in words(asked)
    assert "act_today" in _told("clare", story)
    assert "Select what has been done" in words(nadia.post(step(story, "what_was_done")))
    assert "The request goes on." in words(nadia.post(step(story, "what_was_done"), {"done": ["police"]}, follow=True))
    with as_("clare"):
        assert Review.objects.get(request_id=story.request_id).done == ["police"]
    assert "not safe" not in words(client_of("liam").get(decision(story))).lower()


def test_no_is_the_end_of_it_and_a_live_offer_falls(client_of: Any, staged: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    answer = nadia.post(step(story, "review"), {**REVIEWED, "still_needed": "no"})
    assert answer["Location"] == step(story, "no_longer_needed")
    assert request_row(story).state == "circulating"
    offered = staged("under_offer")
    assert "The live offer will be withdrawn." in words(nadia.get(step(offered, "no_longer_needed")))
    ended = words(nadia.post(step(offered, "no_longer_needed"), follow=True))
    assert "You told us that you no longer need to move. If that changes, we can start again." in ended
    with as_("clare"):
        facts = facts_of("offer", offered.offer_id)
    assert facts is not None
    assert (facts.request_state, facts.offer_state, facts.home_state) == ("closed", "withdrawn", "open")


def test_nothing_is_sent_when_the_applicant_has_died(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    before = _told("nadia", story)
    client_of("clare").post(step(story, "close"), {"reason": "died"})
    assert _told("nadia", story) == before
    other = staged("circulating")
    client_of("clare").post(step(other, "close"), {"reason": "not_needed"})
    assert len(_told("nadia", other)) == len(before) + 1


def test_nadia_hands_over_to_a_cover_who_accepted(client_of: Any, staged: Any) -> None:
    story, nadia, desk = staged("awaiting_landlord"), client_of("nadia"), client_of("lantern_desk")
    assert "You have no cover yet." in words(nadia.get(step(story, "hand_over")))
    assert (
        send(nadia, question(story, "cover"), {"cover": _post("lantern_desk"), "cover_mailbox": ""}).status_code == 302
    )
    assert "Your cover has not accepted yet." in words(nadia.get(step(story, "hand_over")))
    desk.post(f"{page(story)}cover/")
    unasked = nadia.post(step(story, "hand_over"), {"to": _post("lantern_desk")})
    assert "Tick to confirm that the applicant knows and agrees" in words(unasked)
    given = {"to": _post("lantern_desk"), "applicant_knows": "yes", "note": "They prefer mornings."}
    handed = words(nadia.post(step(story, "hand_over"), given, follow=True))
    assert "Lantern duty desk is now the nominating officer." in handed
    assert nadia.get(page(story)).status_code == 404
    assert "You are acting for" not in words(desk.get(page(story)))
    assert _told("lantern_desk", story)[0] == "changed_hands"
    assert "Lantern duty desk" in words(client_of("liam").get(decision(story)))


def test_it_is_never_handed_to_somebody_who_did_not_accept(client_of: Any, staged: Any) -> None:
    story, nadia = staged("awaiting_landlord"), client_of("nadia")
    send(nadia, question(story, "cover"), {"cover": _post("lantern_desk"), "cover_mailbox": ""})
    nadia.post(step(story, "hand_over"), {"to": _post("lantern_desk"), "applicant_knows": "yes"})
    harbour = _post("harbour_desk")
    nadia.post(step(story, "hand_over"), {"to": harbour, "applicant_knows": "yes"})
    clare = client_of("clare")
    clare.post(step(story, "hold"), {"reason": "no_officer"})
    refused = clare.post(step(story, "find_officer"), {"to": harbour})
    assert "Select who speaks for the household" in words(refused)
    assert nadia.get(page(story)).status_code == 200


def test_the_worklist_asks_nadia_for_the_review_and_whether_a_rest_is_over(
    client_of: Any, staged: Any, now: Any
) -> None:
    review, resting = staged("circulating"), staged("on_hold")
    asked = "Review: do they still need to move, and are they safe tonight?"
    assert asked not in words(client_of("nadia").get("/worklist/"))
    now.forward(days=22)
    assert "Can it go on?" in words(client_of("nadia").get("/worklist/"))
    now.forward(days=64)
    worklist = client_of("nadia").get("/worklist/")
    assert asked in words(worklist)
    assert step(review, "review") in worklist.content.decode()
    assert step(resting, "resume") in worklist.content.decode()
    assert asked not in words(client_of("clare").get("/worklist/"))


def test_an_age_that_changed_is_recorded_and_bedrooms_are_shown_by_each_rule(client_of: Any, staged: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    with as_("nadia"):
        people = HouseholdMember.objects.filter(request_id=story.request_id).order_by("kind", "number")
        before = list(people.values_list("age", flat=True))
    assert before == [34, 8, 5]
    told = {**REVIEWED, "ages_changed": "yes", "age_0": "34", "age_1": "9", "age_2": "5", "birthdays": ["1"]}
    younger = nadia.post(step(story, "review"), {**told, "age_1": "7"})
    assert "Age must be a whole number between 8 and 110" in words(younger)
    saved = words(nadia.post(step(story, "review"), told, follow=True))
    assert "Alder Council will be asked to agree again." in saved
    assert "Bedrooms by rule, now and within 90 days: National bedroom standard 2, then 3;" in saved
    with as_("nadia"):
        assert list(people.values_list("age", flat=True)) == [34, 9, 5]
