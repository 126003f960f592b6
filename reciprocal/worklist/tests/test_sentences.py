"""What each role is told is needed, in the words of the scheme, written by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from reciprocal.property_requests.tests.filling import page, question, send, step
from reciprocal.worklist.queries import items
from tests.guarantees import pages
from tests.people import Now, Story, as_

Staged = Callable[..., Story]
ADD_COVER = ("Add someone to cover for you", "Add cover")


def needed(who: str, now: Now) -> list[tuple[str, str]]:
    """What waits for one of the cast: sentence and button."""
    with as_(who) as actor:
        return [(item.sentence, item.button) for item in items(actor, now.at.date()) if item.mine]


def opens(who: str, sentence: str, now: Now, client_of: Any) -> int:
    """Press the button beside a sentence."""
    with as_(who) as actor:
        (url,) = (item.url for item in items(actor, now.at.date()) if item.sentence == sentence)
    return client_of(who).get(url).status_code


def _post(key: str) -> str:
    with as_(key) as actor:
        return str(actor.membership)


def test_the_officer_reads_who_needs_more_and_in_which_sections(staged: Staged, now: Now, client_of: Any) -> None:
    story, clare, liam = staged("submitted"), client_of("clare"), client_of("liam")
    two = {"sections": ["home", "tenancy"], "message_home": "Which floor?", "message_tenancy": "Joint?"}
    clare.post(step(story, "ask_information"), two)
    said = "Example Moves Team needs more in: Describe the tenancy and the home, Describe the home needed"
    assert needed("nadia", now) == [ADD_COVER, (said, "Answer")]
    assert opens("nadia", said, now, client_of) == 200

    cannot = {"home": "It is not known.", "tenancy": "It is not known."}
    client_of("nadia").post(step(story, "answer_information"), cannot)
    assert needed("nadia", now) == [ADD_COVER]
    clare.post(step(story, "seek_approval"))
    liam.post(step(story, "landlord_asks"), {"sections": ["risk"], "message_risk": "Who scored it?"})
    assert needed("nadia", now) == [ADD_COVER, ("Alder Council needs more in: Describe the risk", "Answer")]


def test_the_officer_is_asked_once_for_cover_until_somebody_was_asked(staged: Staged, now: Now, client_of: Any) -> None:
    assert needed("nadia", now) == []
    staged("draft")
    assert ADD_COVER not in needed("nadia", now)
    first, second = staged("submitted"), staged("circulating")
    said = "Add someone to cover for you. 2 of your requests have nobody"
    assert (said, "Add cover") in needed("nadia", now)
    assert opens("nadia", said, now, client_of) == 200
    send(client_of("nadia"), question(first, "cover"), {"cover": _post("lantern_desk"), "cover_mailbox": ""})
    assert ADD_COVER in needed("nadia", now)
    mailbox = {"cover": "", "cover_mailbox": "duty@lantern-support.example"}
    send(client_of("nadia"), question(second, "cover"), mailbox)
    assert not any("cover" in sentence for sentence, _ in needed("nadia", now))


def test_whoever_is_asked_to_cover_reads_who_asks_and_is_not_asked_to_find_cover(
    staged: Staged, now: Now, client_of: Any
) -> None:
    story = staged("submitted")
    send(client_of("nadia"), question(story, "cover"), {"cover": _post("lantern_desk"), "cover_mailbox": ""})
    assert needed("lantern_desk", now) == [("Nadia asks you to cover", "Accept")]
    assert opens("lantern_desk", "Nadia asks you to cover", now, client_of) == 200
    client_of("lantern_desk").post(f"{page(story)}cover/")
    assert needed("lantern_desk", now) == []


def test_time_for_a_viewing_leads_to_the_safety_list(staged: Staged, now: Now, client_of: Any) -> None:
    story = staged("under_offer")
    asked = f"/offers/{story.offer_id}/steps/ask_time/"
    until = now.at.date() + timedelta(days=7)
    day = {"until-day": until.day, "until-month": until.month, "until-year": until.year}
    said = ("A viewing is planned. Go through the safety list first", "Plan viewing")
    assert client_of("nadia").post(asked, {**day, "what_for": "advice"}).status_code == 302
    assert said not in needed("nadia", now)
    assert client_of("nadia").post(asked, {**day, "what_for": "viewing"}).status_code == 302
    assert said in needed("nadia", now)
    assert opens("nadia", said[0], now, client_of) == 200
    safe = pages.ANSWERS["arrange_viewing"] | {f"safety_{n}": "no" if n == 2 else "yes" for n in range(1, 11)}
    assert client_of("nadia").post(f"/offers/{story.offer_id}/steps/arrange_viewing/", safe).status_code == 302
    assert said not in needed("nadia", now)


def test_the_landlord_decides_again_when_facts_were_corrected(staged: Staged, now: Now, client_of: Any) -> None:
    story, nadia, liam = staged("decline_proposed"), client_of("nadia"), client_of("liam")
    assert needed("liam", now) == []
    nadia.post(step(story, "correct_facts"), {"fact_1": "wrong", "fact_1_wrong": "The case is open."})
    assert needed("liam", now) == [("The officer has corrected facts. Decide again", "Decide")]
    now.forward(hours=1)
    facts = {"reason": "other", "asked_other": "A rule", "facts": "The case is shut.", "source": "Our file, today",
             "would_change": "A letter"}  # fmt: skip
    assert liam.post(step(story, "propose_decline"), facts).status_code == 302
    nadia.post(step(story, "nothing_to_correct"))
    assert needed("liam", now) == [("A request needs your decision", "Decide")]


def test_after_its_panel_the_landlord_is_asked_to_record_the_decision(staged: Staged, now: Now, client_of: Any) -> None:
    story = staged("awaiting_landlord")
    assert needed("liam", now) == [("A request needs your decision", "Decide")]
    panel = {"panel_on-day": 6, "panel_on-month": 3, "panel_on-year": 2026}
    assert client_of("liam").post(step(story, "set_panel_date"), panel).status_code == 302
    now.forward(days=3)
    assert needed("liam", now) == [("A request needs your decision", "Decide")]
    now.forward(days=1)
    said = "Your panel met on 6 March 2026. Record the decision"
    assert needed("liam", now) == [(said, "Decide")]
    assert opens("liam", said, now, client_of) == 200


def test_the_statement_of_last_month_is_to_be_checked(staged: Staged, now: Now, client_of: Any) -> None:
    staged("moved")
    now.forward(days=30)
    said = "Your statement for March 2026 is ready"
    for who in ("liam", "petra"):
        assert (said, "Check statement") in needed(who, now)
        assert opens(who, said, now, client_of) == 200
    assert not any("statement" in sentence for sentence, _ in needed("lena", now))
