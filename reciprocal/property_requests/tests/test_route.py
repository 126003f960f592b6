"""The first questions: other reasons, who the person causing harm is, and which other ways were explained."""

from __future__ import annotations

from typing import Any

from reciprocal.property_requests.tests.filling import ANSWERS, kept, page, question, send, words


def test_other_reasons_leave_out_the_main_one(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = question(draft, "other_reasons")
    assert 'value="DA"' not in nadia.get(url).content.decode()
    both = send(nadia, url, {"other_reasons": ["none", "SV"]})
    assert 'Select "No other reasons" or the others, not both' in words(both)
    assert send(nadia, url, {"other_reasons": ["STALK", "SV"]}).status_code == 302
    assert kept(draft)["other_reasons"] == ["SV", "STALK"]
    assert "Sexual violence or abuse Stalking" in words(nadia.get(f"{page(draft)}check/"))


def test_a_reason_that_becomes_the_main_one_is_no_other_reason_any_more(client_of: Any, staged: Any) -> None:
    draft = staged("draft", other_reasons=["STALK", "SV"])
    send(client_of("nadia"), question(draft, "primary_reason"), {"primary_reason": "STALK"})
    assert kept(draft)["other_reasons"] == ["SV"]


def test_who_the_person_causing_harm_is_has_to_be_said(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    answer = send(nadia, question(draft, "personal_connection"), {})
    assert "Select whether the person causing harm was a partner, an ex-partner or a relative" in words(answer)


def test_what_was_explained_has_its_day(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = question(draft, "options_explained")
    assert 'Select which options you have explained, or select "None of these yet"' in words(send(nadia, url, {}))
    undated = send(nadia, url, {"options_explained": ["homelessness"]})
    assert "Enter the date you explained the options" in words(undated)
    ahead = {**ANSWERS["options_explained"], "options_explained_on-day": "4"}
    assert "The date you explained the options must be today or in the past" in words(send(nadia, url, ahead))


def test_nadia_may_go_on_without_having_explained_and_may_not_send(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    answer = send(nadia, question(draft, "options_explained"), {"options_explained": ["none"]})
    assert "You can go on. Go through these with the applicant before you send the request." in words(
        nadia.get(answer["Location"])
    )
    check = words(nadia.get(f"{page(draft)}check/"))
    assert "Explain a homelessness application to the applicant, then tick it here" in check


def test_consent_that_a_relative_interpreted_is_asked_for_again(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = question(draft, "consent_manner")
    answer = send(nadia, url, {"consent_manner": "phone", "interpreter_used": "relative"})
    assert "Use a professional interpreter to ask again. A relative may not be safe." in words(answer)
    assert kept(draft)["consent_manner"] == "face_to_face"


def test_the_number_of_offers_is_explained_in_words(client_of: Any, staged: Any) -> None:
    assert "They can have 1 offer. Some refusals do not count" in words(
        client_of("nadia").get(question(staged("draft"), "explained"))
    )
