"""Words that could identify somebody: the officer takes them out or lets them stand, and the coordinator clears."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.guard import RefusedError
from reciprocal.audit.log import payload_of
from reciprocal.audit.models import Entry
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import marks
from reciprocal.property_requests.models import Cleared, WavedOn
from reciprocal.property_requests.queries import get
from reciprocal.property_requests.tests.filling import page, question, send, words
from tests.people import as_, request_row, take

BEGINNING = "The person causing harm has come back to the home twice since January. "
BLOCKED = {
    "phone": ("Ring 07700 900123 after six.", "07700 900123", "a phone number"),
    "email": ("Write to night.owl77@mail.example instead.", "night.owl77@mail.example", "an e-mail address"),
    "postcode": ("They go to her mother at SW9 8PQ.", "SW9 8PQ", "a postcode"),
    "address": ("They stay at 14 Larkspur Road now.", "14 Larkspur Road", "an address"),
    "national_insurance": ("Her NI number is QQ 12 34 56 C.", "QQ 12 34 56 C", "a National Insurance number"),
    "nhs_number": ("NHS number 943 476 5919 was given.", "943 476 5919", "an NHS number"),
    "date_of_birth": ("The older child was born on 3 April 2014.", "3 April 2014", "a date of birth"),
    "vehicle": ("He drives a grey van, reg LB12 XKD.", "LB12 XKD", "a number plate"),
    "handle": ("He found her on Instagram as @night_owl.e5.", "@night_owl.e5", "a social media name"),
    "case_number": ("Crime reference 4412345/26 was given.", "4412345/26", "a case or reference number"),
}
NAMED = BEGINNING + "Her sister Anya was there."
TICK = '"Anya" does not identify anyone in or near the household'
LET_STAND = {"risk_summary": NAMED, "risk_summary-nobody": "Anya"}


@pytest.mark.parametrize("kind", BLOCKED)
def test_each_structured_kind_comes_back_marked_with_its_name_and_cannot_be_ticked_away(
    client_of: Any, staged: Any, kind: str
) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    text, found, label = BLOCKED[kind]
    there = request_row(draft).version
    answer = send(
        nadia, question(draft, "risk_summary"), {"risk_summary": BEGINNING + text, "risk_summary-nobody": found}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f"Take out the words marked below. They could identify someone: {label}." in words(answer)
    assert html.count(f"They could identify someone: {label}.") == 2  # in the summary and at the field
    assert f'<mark>{found}<span class="govuk-visually-hidden"> ({label})</span></mark>' in html
    assert BEGINNING + text in html  # what was typed is kept in the box
    assert "does not identify anyone" not in html
    assert request_row(draft).version == there


def test_a_possible_name_is_let_stand_by_a_tick_and_is_not_asked_about_again(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = question(draft, "risk_summary")
    asked = send(nadia, url, {"risk_summary": NAMED})
    assert asked.status_code == 422
    assert "They could identify someone: a possible name." in words(asked)
    assert TICK in asked.content.decode().replace("&quot;", '"')
    assert send(nadia, url, LET_STAND).status_code == 302
    with as_("nadia"):
        row = WavedOn.objects.get()
    assert (row.question, row.kind, NAMED[row.start : row.end]) == ("risk_summary", "name", "Anya")
    assert send(nadia, url, {"risk_summary": NAMED}).status_code == 302  # the same text, so the tick holds
    assert send(nadia, url, {"risk_summary": f"{NAMED} She left."}).status_code == 422  # another text


def test_a_tick_for_one_word_is_none_for_another(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    both: dict[str, Any] = {"risk_summary": f"{NAMED} Her cousin Otto rang.", "risk_summary-nobody": "Anya"}
    assert send(nadia, question(draft, "risk_summary"), both).status_code == 422
    both["risk_summary-nobody"] = ["Anya", "Otto"]
    assert send(nadia, question(draft, "risk_summary"), both).status_code == 302


def test_clare_clears_what_nadia_let_stand_before_it_can_go_to_partners(client_of: Any, staged: Any, now: Any) -> None:
    story, clare = staged("draft"), client_of("clare")
    send(client_of("nadia"), question(story, "risk_summary"), LET_STAND)
    take(story, "submit", now.at)
    shown = clare.get(page(story))
    assert "Words that could identify someone" in words(shown)
    assert "The officer let it stand on 3 March 2026." in words(shown)
    with as_("clare") as actor:
        requests.seek_approval(actor, story.request_id, at=now.at)
    take(story, "approve", now.at)
    refused = clare.get(f"{page(story)}steps/circulate/")
    assert marks.NOT_CLEARED in words(refused)
    assert "Circulate now" not in refused.content.decode()
    pressed = clare.post(f"{page(story)}steps/circulate/")  # from a tab that was opened before
    assert pressed.status_code == 409
    assert marks.NOT_CLEARED in words(pressed)
    assert request_row(story).state == "approved"
    with as_("clare"):
        (one,) = marks.found_in(get(story.request_id))
    cleared = clare.post(f"{page(story)}marks/", {"place": marks.place_of(one)}, follow=True)
    assert "Cleared, for as long as the text stays as it is." in words(cleared)
    take(story, "circulate", now.at)
    assert request_row(story).state == "circulating"


def test_what_was_cleared_is_cleared_for_that_text_alone(client_of: Any, staged: Any, now: Any) -> None:
    story, clare = staged("submitted", risk_summary=NAMED), client_of("clare")
    with as_("clare") as actor:
        (one,) = marks.found_in(get(story.request_id))
        marks.clear(actor, story.request_id, marks.place_of(one), at=now.at)
        assert not marks.uncleared(get(story.request_id))
    clare.post(f"{page(story)}steps/ask_information/", {"sections": ["risk"], "message_risk": "Was it in the home?"})
    url = question(story, "risk_summary")
    assert send(client_of("nadia"), url, {**LET_STAND, "risk_summary": f"{NAMED} In the home."}).status_code == 302
    with as_("clare") as actor:
        assert marks.uncleared(get(story.request_id))
        with pytest.raises(RefusedError, match="Somebody else changed this"):
            marks.clear(actor, story.request_id, marks.place_of(one), at=now.at)


def test_what_older_lists_let_through_stops_the_sending(staged: Any, now: Any) -> None:
    draft = staged("draft", risk_summary=f"{BEGINNING}Ring 07700 900123 after six.")  # as if the form had not marked it
    with as_("nadia") as actor, pytest.raises(RefusedError, match="could identify someone: a phone number"):
        requests.submit(actor, draft.request_id, at=now.at, declared=True)


def test_nobody_but_the_coordinator_clears(client_of: Any, staged: Any) -> None:
    story = staged("submitted", risk_summary=NAMED)
    with as_("clare"):
        place = marks.place_of(marks.found_in(get(story.request_id))[0])
    for key in ("nadia", "liam", "lena", "petra", "bart"):
        assert client_of(key).post(f"{page(story)}marks/", {"place": place}).status_code == 404, key
    with as_("clare"):
        assert not Cleared.objects.exists()


def test_neither_log_nor_rows_hold_the_words(client_of: Any, staged: Any, now: Any) -> None:
    story = staged("draft")
    send(client_of("nadia"), question(story, "risk_summary"), LET_STAND)
    take(story, "submit", now.at)
    with as_("clare"):
        (one,) = marks.found_in(get(story.request_id))
    client_of("clare").post(f"{page(story)}marks/", {"place": marks.place_of(one)})
    with as_("clare"):
        rows = [*WavedOn.objects.values_list(), *Cleared.objects.values_list()]
    assert len(rows) == 2
    assert "Anya" not in str(rows)
    with as_("audrey"):
        entries = list(Entry.objects.filter(event__in=("wave_on", "clear_mark")))
        payloads = [payload_of(entry) for entry in entries]
    assert [list(payload) for payload in payloads] == [["questions"], ["question"]]
    assert "Anya" not in str(payloads)


def test_the_numbers_of_the_police_may_be_typed_where_they_are_asked_for(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = question(draft, "police_reference_held")
    held = {"police_reference_held": "yes", "police_reference": "CAD 4471 of 30 January"}
    assert send(nadia, url, held).status_code == 302
    asked = send(nadia, url, {**held, "police_reference": "CAD 4471, ask for PC Otto"})
    assert asked.status_code == 422
    assert "a possible name" in words(asked)


def test_an_answer_that_is_not_asked_any_more_does_not_stop_the_officer(staged: Any, now: Any) -> None:
    """It stands on no page of theirs where it could be mended; before it goes to partners the coordinator clears it."""
    draft = staged("draft", new_area_support="Ring 07700 900123 after six.")  # asked after youth violence alone
    take(draft, "submit", now.at)
    with as_("clare"):
        assert marks.uncleared(get(draft.request_id))
