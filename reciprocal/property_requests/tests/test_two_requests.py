"""Two requests for one household: the coordinator is told, and nobody else. Off until it is agreed to."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from reciprocal.property_requests.tests.filling import kept, page, question, send, words
from tests.people import OtherScheme, as_, take

ASKED = "What is the landlord's tenancy reference?"
TWIN = "Somebody else has sent one for this tenancy. Ring both officers"


@pytest.fixture
def asked(other_scheme: OtherScheme) -> None:
    """The scheme asks for the reference."""
    why = 'has to agree first, and then it is asked."\nvalues = [{ from = 2022-07-01, value = '
    other_scheme(f'{why}"off"', f'{why}"on"')


def test_it_is_not_asked_until_it_is_agreed_to(client_of: Any, staged: Any, now: Any) -> None:
    drafts = staged("draft"), staged("draft", officer="harbour_desk")
    for story in drafts:
        officer = client_of(story.officer)
        answer = officer.post(question(story, "tenancy_reference"), {"tenancy_reference": "T-100/2"})
        assert "This question does not belong to this request." in words(answer)
        take(story, "submit", now.at)
    with as_("clare"):
        assert not any(twin(story.request_id) for story in drafts)
    assert "Another request" not in words(client_of("clare").get(page(drafts[0])))


@pytest.mark.parametrize(("other", "told"), [("t 1002", True), ("T-1003", False)])
def test_the_coordinator_is_told_of_two(
    client_of: Any, staged: Any, now: Any, asked: None, other: str, told: bool
) -> None:
    drafts = staged("draft"), staged("draft", officer="harbour_desk")
    for story, reference in zip(drafts, ("T-100/2", other), strict=True):
        officer, url = client_of(story.officer), question(story, "tenancy_reference")
        assert ASKED in words(officer.get(url))
        answer = send(officer, url, {"tenancy_reference": reference})
        assert TWIN not in words(officer.get(answer["Location"]))
        assert reference not in officer.get(url).content.decode() + str(kept(story))
    first, second = drafts
    take(first, "submit", now.at)
    clare = client_of("clare")
    assert "No other for this tenancy" in words(clare.get(page(first)))  # a draft is nobody's to know of
    take(second, "submit", now.at)
    for story in drafts:
        assert (TWIN in words(clare.get(page(story)))) is told
        assert TWIN not in words(client_of(story.officer).get(page(story)))
        with as_(story.officer):
            assert twin(story.request_id) is False
    take(first, "seek_approval", now.at)
    take(second, "seek_approval", now.at)
    with as_("clare"):
        assert twin(second.request_id) is told
    with as_("liam"):
        assert twin(second.request_id) is False


def twin(request_id: Any) -> bool:
    """What the database answers to this actor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT property_requests_has_twin(%s)", [request_id])
        return bool(cursor.fetchone()[0])
