"""A page of the post that somebody just left says so to them alone; to anybody else it does not exist."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reciprocal.access.guard import OTHER_POST, SESSION_POST, SEVERAL_POSTS
from tests.guarantees import pages
from tests.people import EVERYBODY, NOON, organisation_id


@pytest.fixture
def second_post(fresh_database: str, as_role: Any) -> UUID:
    """A post in which Liam lets homes besides, at his own landlord."""
    post = uuid4()
    as_role("superuser").execute(
        "INSERT INTO accounts_membership (id, person_id, organisation_id, role, title, started_on)"
        " VALUES (%s, %s, %s, 'lettings_officer', '', %s)",
        [post, EVERYBODY["liam"].person_id, organisation_id("Alder Council"), NOON.date()],
    )
    return post


def _in(browser: Any, post: Any) -> Any:
    session = browser.session
    session[SESSION_POST], session[SEVERAL_POSTS] = str(post), True
    session.save()
    return browser


def test_a_page_of_the_other_post_says_so_and_shows_nothing(second_post: UUID, client_of: Any, staged: Any) -> None:
    story = staged("awaiting_landlord")
    address = f"/decisions/{story.request_id}/"
    liam = _in(client_of("liam"), EVERYBODY["liam"].membership_id)
    reference = liam.get(address).content.decode().split("Decide on ")[1][:9]
    answer = _in(liam, second_post).get(address)
    assert answer.status_code == 409
    assert OTHER_POST in answer.content.decode()
    assert 'href="/post/"' in answer.content.decode()
    assert reference not in answer.content.decode()
    assert OTHER_POST in liam.get("/decisions/").content.decode()


def test_it_is_the_page_for_what_is_missing_where_neither_post_may_read(
    second_post: UUID, client_of: Any, staged: Any
) -> None:
    draft, circulating = staged("draft"), staged("circulating")
    liam = _in(client_of("liam"), second_post)
    nothing = pages.shown(liam.get(f"/decisions/{uuid4()}/"))
    assert nothing[0] == 404
    for address in (f"/decisions/{draft.request_id}/", f"/requests/{circulating.request_id}/", "/requests/", "/log/"):
        assert pages.shown(liam.get(address)) == nothing, address


def test_what_is_hidden_costs_as_many_statements_as_what_is_missing(
    second_post: UUID, client_of: Any, staged: Any
) -> None:
    hidden = staged("draft").request_id
    liam = _in(client_of("liam"), second_post)
    liam.get(f"/decisions/{uuid4()}/")  # what is made at the first refusal is made now
    counts = set()
    for one in (hidden, uuid4()):
        with CaptureQueriesContext(connection) as statements:
            liam.get(f"/decisions/{one}/")
        counts.add(len(statements))
    assert len(counts) == 1


def test_a_post_that_has_ended_opens_nothing_and_neither_does_anybody_elses(
    second_post: UUID, client_of: Any, staged: Any, as_role: Any
) -> None:
    story = staged("awaiting_landlord")
    address = f"/decisions/{story.request_id}/"
    assert _in(client_of("bart"), EVERYBODY["bart"].membership_id).get(address).status_code == 404
    own = EVERYBODY["liam"].membership_id
    as_role("superuser").execute("UPDATE accounts_membership SET ended_on = '2026-03-03' WHERE id = %s", [own])
    assert _in(client_of("liam"), second_post).get(address).status_code == 404
