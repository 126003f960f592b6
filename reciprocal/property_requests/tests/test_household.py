"""Nadia says who is moving, one person at a time."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.property_requests import actions, information, members
from reciprocal.property_requests.models import ApprovalMember, HouseholdMember
from reciprocal.property_requests.tests.filling import decision, page, question, send, words
from tests.people import as_, request_row, tell

APPLICANT = {"age": "34", "sex": "female", "applies": ["none"]}
CHILD = {"age": "3", "sex": "male", "lives_there": "part", "own_room": "yes"}


def people(story: Any, kind: str = "adult") -> list[HouseholdMember]:
    """The rows of those who are moving."""
    with as_("nadia"):
        return list(HouseholdMember.objects.filter(request_id=story.request_id, kind=kind))


def listed(story: Any, key: str) -> str:
    """The address where the adults, or the children, are listed."""
    return f"/requests/{story.request_id}/people/{key}/"


def test_the_applicant_is_asked_about_first_and_may_be_sixteen(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", adults=[]), client_of("nadia")
    url = listed(draft, "adults")
    first = words(nadia.get(url))
    assert "Tell us about the applicant" in first
    assert "Relationship to the applicant" not in first
    young = send(nadia, url, {**APPLICANT, "age": "15"})
    assert "Age must be a whole number between 16 and 110" in words(young)
    assert send(nadia, url, {**APPLICANT, "age": "16"})["Location"] == url
    shown = words(nadia.get(url))
    assert "You have added 1 adult" in shown
    assert "The applicant 16, female" in shown
    assert "Remove" not in shown
    assert [(row.relationship, row.number) for row in people(draft)] == [("applicant", 1)]


def test_another_adult_is_added_changed_and_removed(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = listed(draft, "adults")
    assert "Select whether you need to add another adult" in words(send(nadia, url, {}))
    new = send(nadia, url, {"another": "yes"})["Location"]
    brother = {"age": "17", "sex": "male", "relationship": "sibling", "applies": ["disabled", "cared_for"]}
    wrong = words(send(nadia, new, brother))
    assert "between 18 and 110. For anyone younger, add them as a child" in wrong
    assert send(nadia, new, {**brother, "age": "19"})["Location"] == url
    shown = nadia.get(url)
    assert "Adult 2 19, male, brother or sister (disabled or long-term ill; depends on the" in words(shown)
    change, remove = re.findall(rf'href="({url}[0-9a-f-]+/(?:remove/)?)"', shown.content.decode())[1:]
    assert 'value="19"' in nadia.get(change).content.decode()
    send(nadia, change, {**brother, "age": "20"})
    assert [row.age for row in people(draft)] == [34, 20]
    assert "Remove adult 2?" in words(nadia.get(remove))
    assert "Adult 2 was removed." in words(nadia.post(remove, follow=True))
    assert [row.age for row in people(draft)] == [34]


def test_children_are_asked_for_and_dropped_with_the_answer(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", children=[]), client_of("nadia")
    assert nadia.get(listed(draft, "children")).status_code == 409
    assert send(nadia, question(draft, "children_moving"), {"children_moving": "yes"})["Location"] == question(
        draft, "children"
    )
    assert "Say who is moving Needs another look" in words(nadia.get(page(draft)))
    assert "Tell us about each child who is moving" in words(nadia.get(f"{page(draft)}check/"))
    send(nadia, listed(draft, "children"), CHILD)
    assert "Child 1 Boy 3 (part of the week; needs a room of their own)" in words(nadia.get(listed(draft, "children")))
    assert "Child 1 Boy 3" in words(nadia.get(f"{page(draft)}check/"))
    send(nadia, question(draft, "children_moving"), {"children_moving": "no"})
    assert people(draft, "child") == []


def test_two_tabs_do_not_add_the_same_person_twice(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    new = listed(draft, "children") + "new/"
    seen = re.search(r'name="seen" value="([^"]*)"', nadia.get(new).content.decode())
    assert seen
    nadia.post(new, {**CHILD, "seen": seen[1]})
    again = nadia.post(new, {**CHILD, "seen": seen[1]})
    assert again.status_code == 409
    assert "This page has changed since you opened it" in words(again)
    assert ", by you in another tab, at midday." in words(again)
    assert 'value="3"' in again.content.decode()
    assert [row.age for row in people(draft, "child")] == [8, 5, 3]


def test_a_partner_who_moves_too_is_asked_about_where_the_reason_is_domestic_abuse(client_of: Any, staged: Any) -> None:
    partner = {"age": 36, "sex": "male", "relationship": "partner"}
    draft, other = staged("draft", adults=[34, partner]), staged("draft", adults=[34, partner], primary_reason="HATE")
    nadia = client_of("nadia")
    assert send(nadia, listed(draft, "adults"), {"another": "no"})["Location"] == question(draft, "partner_connected")
    assert nadia.get(question(other, "partner_connected")).status_code == 409


def test_nobody_reaches_a_person_of_another_request(client_of: Any, staged: Any, now: Any) -> None:
    draft = staged("draft")
    mine, theirs = people(draft)[0].pk, tell("draft", now, officer="harbour_desk")
    nadia = client_of("nadia")
    with as_("harbour_desk"):
        row = HouseholdMember.objects.filter(request_id=theirs.request_id)[0].pk
    missing = nadia.get(f"{question(draft, 'adults')}{uuid4()}/")
    for address in (f"{question(draft, 'adults')}{row}/", f"{question(theirs, 'adults')}{row}/"):
        found = nadia.get(address)
        assert (found.status_code, found.content) == (404, missing.content)
    assert client_of("liam").get(f"{question(draft, 'adults')}{mine}/").status_code == 404


def test_ages_are_recorded_with_the_day_and_a_child_of_eighteen_is_an_adult(staged: Any, now: Any) -> None:
    story = staged("circulating", children=[17, 5])
    grown, small = (row.pk for row in people(story, "child"))
    now.forward(days=90)
    with as_("nadia") as actor:
        members.record_ages(actor, story.request_id, {grown: 18}, at=now.at)
    assert [(row.age, row.number) for row in people(story)] == [(34, 1), (18, 2)]
    assert {row.as_of for row in (*people(story), *people(story, "child"))} == {now.at.date()}
    with as_("nadia") as actor, pytest.raises(RefusedError, match="between 5 and 110"):
        members.record_ages(actor, story.request_id, {small: 4}, at=now.at)
    with as_("nadia") as actor, pytest.raises(HiddenError):
        members.record_ages(actor, story.request_id, {uuid4(): 6}, at=now.at)


def test_the_landlord_reads_a_copy_that_is_made_again_when_the_officer_answers(
    client_of: Any, staged: Any, now: Any
) -> None:
    story = staged("awaiting_landlord")
    with as_("liam") as actor:
        information.landlord_asks(actor, story.request_id, at=now.at, messages={"household": "Is anyone else moving?"})
    with as_("nadia") as actor:
        answers = {"children": [], "children_moving": "no"}
        actions.save_answers(actor, story.request_id, answers, at=now.at, version=request_row(story).version)
        information.answer_information(actor, story.request_id, at=now.at)
    assert "1 adult, 34, female · Needs 2 bedrooms" in words(client_of("liam").get(decision(story)))
    with as_("liam"):
        assert ApprovalMember.objects.filter(request_id=story.request_id).count() == 1
        assert not HouseholdMember.objects.exists()
