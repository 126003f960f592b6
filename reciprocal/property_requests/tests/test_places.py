"""Where it is safe and where it is not, as the applicant says."""

from __future__ import annotations

from typing import Any

from reciprocal.property_requests.tests.filling import kept, page, question, send, words


def test_the_choice_is_explained_before_it_is_made(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    assert "The applicant chooses, with you." in words(nadia.get(question(draft, "choosing_places")))
    assert send(nadia, question(draft, "choosing_places"), {})["Location"] == question(draft, "safe_places")


def test_the_place_of_the_home_is_ticked_for_good_among_the_unsafe_ones(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    shown = nadia.get(question(draft, "unsafe_places"))
    assert "Are there boroughs that are not safe?" in words(shown)
    assert 'value="camden" checked disabled' in shown.content.decode()
    assert "Where the home is now" in words(shown)
    assert send(nadia, question(draft, "unsafe_places"), {"unsafe_places": ["camden", "barnet"]}).status_code == 302
    assert kept(draft)["unsafe_places"] == ["barnet"]


def test_none_known_is_an_answer_and_stands_alone(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", unsafe_places=["barnet"]), client_of("nadia")
    url = question(draft, "unsafe_places")
    both = send(nadia, url, {"unsafe_places": ["none", "brent"]})
    assert 'Select "None known" or the others, not both' in words(both)
    assert send(nadia, url, {"unsafe_places": ["none"]}).status_code == 302
    assert kept(draft)["unsafe_places"] == ["none"]


def test_a_place_is_safe_or_unsafe_and_not_both(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", unsafe_places=["barnet"]), client_of("nadia")
    six = ["barnet", "bromley", "croydon", "ealing", "lewisham", "sutton"]
    answer = send(nadia, question(draft, "safe_places"), {"safe_places": six})
    assert "Barnet is marked safe and unsafe. Choose one" in words(answer)
    answer = send(nadia, question(draft, "unsafe_places"), {"unsafe_places": ["croydon"]})
    assert "Croydon is marked safe and unsafe. Choose one" in words(answer)


def test_after_youth_violence_none_known_is_no_answer(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", primary_reason="SYV", safe_places=[]), client_of("nadia")
    url = question(draft, "unsafe_places")
    assert "None known" not in words(nadia.get(url))
    assert "Select at least one unsafe borough" in words(send(nadia, url, {}))


def test_an_assessment_has_a_day_and_somebody_who_made_it(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", primary_reason="SYV", safe_places=[]), client_of("nadia")
    answer = words(send(nadia, question(draft, "area_assessed"), {"area_assessed": "yes"}))
    assert "Enter the date of the assessment" in answer
    assert "Select the role of the person who assessed it" in answer


def test_what_has_to_be_near_is_not_named(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = question(draft, "place_reasons")
    assert "Do not name any of them." in words(nadia.get(url))
    send(nadia, url, {"place_reasons": ["none"]})
    assert "Nothing in particular" in words(nadia.get(f"{page(draft)}check/"))
