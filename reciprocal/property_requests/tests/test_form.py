"""Nadia fills in a request, page by page, and sends it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import questions
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.tests.filling import ANSWERS, DECLARED, FINISHED, page, question, send, words
from reciprocal.rulebook.scheme import current
from tests.people import EVERYBODY, as_, request_row

SIZE = {"bedrooms": "2", "bedrooms_why": "A live-in carer", "fewer_accepted": "no", "bedrooms_by": "mine"}


def test_nadia_fills_in_every_page_in_order_and_sends_the_request(client_of: Any) -> None:
    nadia = client_of("nadia")
    assert "Do not enter a name" in words(nadia.get("/requests/new/"))
    url = nadia.post("/requests/new/")["Location"]
    request = url.split("questions/")[0]
    filled: list[str] = []
    while True:
        while "/questions/" in url:
            key = url.split("/questions/")[1].strip("/")
            filled.append(key)
            answer = send(nadia, url, ANSWERS[key])
            if "/people/" in answer["Location"]:  # where those are listed who were added, and another is asked for
                answer = send(nadia, answer["Location"], {"another": "no"})
            assert answer.status_code == 302, words(answer)
            url = answer["Location"]
        assert "/sections/" in url  # each section ends on a page of its own
        assert send(nadia, url, FINISHED)["Location"] == request
        unfilled = [key for key in ANSWERS if key not in filled]
        if not unfilled:
            break
        url = f"{request}questions/{unfilled[0]}/"
    assert filled == [one.key for one in questions.asked({"primary_reason": "DA", "children_moving": "yes"})]

    tasks = words(nadia.get(request))
    assert "9 of 9 sections are finished." in tasks
    assert "Check answers and send" in tasks
    assert "Croydon" in words(nadia.get(f"{request}check/"))
    sent = nadia.post(f"{request}steps/submit/", DECLARED, follow=True)
    assert "Request sent Your draft reference is DR-" in words(sent)
    assert "Example Moves Team checks it by Thursday 5 March 2026." in words(sent)


def test_a_draft_is_its_officers_alone(client_of: Any, staged: Any) -> None:
    draft = staged("draft")
    for stranger in ("clare", "liam", "lena", "bart", "audrey", "lantern_desk"):
        client = client_of(stranger)
        for address in (page(draft), question(draft, "safe_places"), f"{page(draft)}check/"):
            assert client.get(address).status_code == 404, (stranger, address)
        assert client.post(question(draft, "bedrooms"), ANSWERS["bedrooms"]).status_code == 404


def test_what_is_wrong_gets_a_sentence_and_what_was_typed_is_kept(client_of: Any, staged: Any) -> None:
    draft = staged("draft")
    answer = send(client_of("nadia"), question(draft, "bedrooms"), {"bedrooms": "eleven", "fewer_accepted": "yes"})
    assert answer.status_code == 422
    assert "Number of bedrooms must be a whole number between 0 and 8" in words(answer)
    assert 'value="eleven"' in answer.content.decode()
    assert request_row(draft).fewer_accepted == "no"


def test_too_few_safe_places_and_the_home_s_own_are_refused(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    few = send(nadia, question(draft, "safe_places"), {"safe_places": ["barnet", "brent"]})
    assert "You have chosen 2. Choose at least 5." in words(few)
    own = ["camden", "barnet", "brent", "bexley", "ealing"]
    assert "Camden is where the home is now" in words(send(nadia, question(draft, "safe_places"), {"safe_places": own}))


def test_consent_of_long_ago_is_asked_for_again(client_of: Any, staged: Any) -> None:
    draft = staged("draft")
    old = {**ANSWERS["consent_apply"], "consent_date-day": "1", "consent_date-month": "11", "consent_date-year": "2025"}
    answer = send(client_of("nadia"), question(draft, "consent_apply"), old)
    assert "They agreed more than 3 months ago. Ask them again and enter the new date" in words(answer)


def test_sections_open_in_their_order(client_of: Any) -> None:
    nadia = client_of("nadia")
    request = nadia.post("/requests/new/")["Location"].split("questions/")[0]
    answer = nadia.get(f"{request}questions/safe_places/")
    assert answer.status_code == 409
    assert "is not open yet" in words(answer)
    assert "Check answers and send Not open yet" in words(nadia.get(request))


def test_save_and_come_back_later_says_only_what_is_true(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    saved = send(nadia, question(draft, "bedrooms"), {**SIZE, "bedrooms": "3", "fewer_accepted": "yes"}, later="yes")
    assert "Saved at midday." in words(nadia.get(saved["Location"]))
    assert request_row(draft).bedrooms == 3
    left = send(nadia, question(draft, "bedrooms"), {"bedrooms": "1"}, later="yes")
    assert "That page is not complete, so it was not saved." in words(nadia.get(left["Location"]))
    assert request_row(draft).bedrooms == 3


def test_a_page_from_an_old_tab_replaces_nothing(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    old = nadia.get(question(draft, "bedrooms")).content.decode().split('name="seen" value="')[1].split('"')[0]
    send(nadia, question(draft, "bedrooms"), {**SIZE, "bedrooms": "4"})
    answer = nadia.post(question(draft, "bedrooms"), {**SIZE, "bedrooms": "1", "seen": old})
    assert answer.status_code == 409
    assert "This page has changed since you opened it" in words(answer)
    assert 'value="1"' in answer.content.decode()
    assert "Use what I sent" in words(answer)
    assert ", by you in another tab, at midday. What you sent has not replaced it." in words(answer)
    assert request_row(draft).bedrooms == 4


def test_an_old_tab_names_whoever_saved_it_by_role_alone(client_of: Any, staged: Any, now: Any) -> None:
    draft = staged("draft", cover=EVERYBODY["lantern_desk"].membership_id)
    desk, nadia = client_of("lantern_desk"), client_of("nadia")
    with as_("lantern_desk") as cover:
        requests.accept_cover(cover, draft.request_id, at=now.at)
    old = nadia.get(question(draft, "bedrooms")).content.decode().split('name="seen" value="')[1].split('"')[0]
    send(desk, question(draft, "bedrooms"), {**SIZE, "bedrooms": "4"})
    now.at += timedelta(days=1)
    answer = nadia.post(question(draft, "bedrooms"), {**SIZE, "bedrooms": "1", "seen": old})
    assert ", by the cover, at midday on 3 March 2026." in words(answer)
    assert "Lantern duty desk" not in words(answer)


def test_another_page_in_another_tab_is_no_conflict(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    old = nadia.get(question(draft, "bedrooms")).content.decode().split('name="seen" value="')[1].split('"')[0]
    send(nadia, question(draft, "access_need"), {"access_need": "level"})
    answer = nadia.post(question(draft, "bedrooms"), {**SIZE, "bedrooms": "1", "seen": old})
    assert answer.status_code == 302
    assert request_row(draft).bedrooms == 1


def test_after_it_was_sent_nothing_can_be_changed(client_of: Any, staged: Any) -> None:
    answer = client_of("nadia").get(question(staged("submitted"), "bedrooms"))
    assert answer.status_code == 409
    assert "The request was sent." in words(answer)


def test_youth_violence_is_asked_the_other_way_round(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", primary_reason="SYV", safe_places=[]), client_of("nadia")
    assert nadia.get(question(draft, "safe_places")).status_code == 409
    all_but_few = [place.code for place in current().places if place.code not in ("camden", "barnet", "brent")]
    answer = send(nadia, question(draft, "unsafe_places"), {"unsafe_places": all_but_few})
    assert "That leaves 2 safe boroughs. Check each one, or call 020 7946 0100" in words(answer)
    assert send(nadia, question(draft, "unsafe_places"), {"unsafe_places": ["newham"]}).status_code == 302
    following = send(nadia, question(draft, "area_assessed"), {"area_assessed": "not_yet"})
    assert "It cannot go to partners until this is recorded." in words(nadia.get(following["Location"]))
    assert "Say who is supporting them" in words(nadia.get(page(draft)))


def test_a_new_request_belongs_to_whoever_started_it(client_of: Any) -> None:
    client_of("nadia").post("/requests/new/")
    with as_("nadia") as actor:
        assert [row.officer_id for row in PropertyRequest.objects.all()] == [actor.membership]
    for role in ("clare", "liam", "lena"):
        assert client_of(role).post("/requests/new/").status_code == 404
