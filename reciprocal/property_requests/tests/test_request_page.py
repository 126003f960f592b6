"""The page of a request: where it stands, what is next, and who may see what of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reciprocal.audit.models import Entry
from reciprocal.property_requests.tests.filling import page, words
from reciprocal.rulebook.lifecycle import steps_from
from reciprocal.rulebook.states import REQUEST_STATES
from tests.people import ROADS, as_, request_row

# Shown only where somebody is late or not safe tonight, where who is kept away has to be settled first, or where the
# erasure is held back.
NOTHING_TO_STAND_ON = ("remind", "officer_says", "what_was_done", "settle_kept_away", "lift_legal_hold")
SUPPORT = {"area_assessed": "yes", "support_confirmed": "not_yet", "risk_managed": "nobody"}


@pytest.mark.parametrize("state", [state for state in ROADS if state != "draft"])
def test_officer_and_coordinator_have_the_buttons_of_the_table_and_one_green(
    client_of: Any, staged: Any, state: str
) -> None:
    story = staged(state)
    row = request_row(story)
    for key, relation in (("nadia", "officer"), ("clare", "scheme")):
        answer = client_of(key).get(page(story))
        assert answer.status_code == 200
        text, html = words(answer), answer.content.decode()
        assert REQUEST_STATES[state].label in text
        assert row.reference in text
        for step in steps_from("request", state, frozenset({relation})):
            if step.key in NOTHING_TO_STAND_ON:
                assert f'steps/{step.key}/"' not in html, step.key
                continue
            assert f'href="{page(story)}steps/{step.key}/"' in html, step.key
        assert html.count('class="govuk-button"') <= 1
        assert "{" not in text


def test_the_officer_reads_what_is_next_and_by_when(client_of: Any, staged: Any) -> None:
    text = words(client_of("nadia").get(page(staged("awaiting_landlord"))))
    assert "Alder Council has until Tuesday 17 March 2026 to decide." in text


def test_the_coordinator_checks_before_the_landlord_is_asked(client_of: Any, staged: Any) -> None:
    story = staged("submitted", tenancy_held="notice", notice_ends=date(2026, 3, 30))
    text = words(client_of("clare").get(page(story)))
    assert f"Check {request_row(story).draft_reference}" in text
    assert "Look Tenancy held: The tenant has given notice. Ring the officer today" in text
    assert "In order Consent: Agreed on" in text
    assert "Risk band: 2, high, by the rule of 1 July 2022" in text


def test_the_bedrooms_stand_by_each_rule(client_of: Any, staged: Any) -> None:
    usual = staged("submitted")
    baby = staged("submitted", children=[11], pregnancy="yes", babies="no", baby_due=date(2026, 6, 1))
    for key in ("nadia", "clare"):
        text = words(client_of(key).get(page(usual)))
        assert f"on 3 March 2026. {request_row(usual).draft_reference}" in text
        assert "2 (national 2 · benefit 2 · borough rules 2, 2, 2)" in text
        assert "; with the baby national 3 · benefit 3 · borough rules 3, 3, 3)" in words(
            client_of(key).get(page(baby))
        )


def test_nobody_else_learns_that_the_request_exists(client_of: Any, staged: Any) -> None:
    story = staged("circulating", bars=("Dogwood Homes",))
    missing = client_of("nadia").get("/requests/00000000-0000-0000-0000-000000000000/")
    for key in ("liam", "lena", "petra", "max", "anya", "audrey", "bart", "lantern_desk", "harbour_desk"):
        answer = client_of(key).get(page(story))
        assert (answer.status_code, answer.content) == (404, missing.content), key


def test_opening_the_unsafe_places_is_a_look_of_its_own(client_of: Any, staged: Any) -> None:
    story = staged("submitted", primary_reason="SYV", safe_places=[], unsafe_places=["hackney"], **SUPPORT)
    nadia = client_of("nadia")
    closed = words(nadia.get(page(story)))
    assert "Opening them is logged." in closed
    assert "Hackney" not in closed
    with as_("audrey"):
        before = Entry.objects.filter(kind="look", subject=story.request_id).count()
    assert "Hackney" in words(nadia.get(f"{page(story)}?show=unsafe"))
    with as_("audrey"):
        assert Entry.objects.filter(kind="look", subject=story.request_id).count() == before + 1


def test_the_safe_way_of_contact_is_the_officers_alone(client_of: Any, staged: Any) -> None:
    story = staged("submitted")
    assert "safe way to contact the applicant" in words(client_of("nadia").get(page(story)))
    assert "safe way to contact the applicant" not in words(client_of("clare").get(page(story)))


def test_the_tab_tells_nothing(client_of: Any, staged: Any) -> None:
    html = client_of("nadia").get(page(staged("circulating"))).content.decode()
    assert "<title>Request – Reciprocal</title>" in html


def test_why_a_request_rests_or_ended_is_said(client_of: Any, staged: Any) -> None:
    nadia = client_of("nadia")
    assert "Reason: The applicant is away." in words(nadia.get(page(staged("on_hold"))))
    closed = words(nadia.get(page(staged("closed"))))
    assert "To read to the applicant: You told us that you no longer need to move." in closed


@pytest.mark.parametrize("state", ["draft", "submitted", "information_needed", "decline_proposed", "under_offer"])
def test_the_page_asks_the_database_little(client_of: Any, staged: Any, state: str) -> None:
    story = staged(state, bars=("Dogwood Homes",))
    for key in ("nadia", "clare") if state != "draft" else ("nadia",):
        client = client_of(key)
        client.get(page(story))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(page(story))
        assert len(asked) <= 20, [query["sql"][:120] for query in asked]
