"""A request that meets the rules is sent; one that breaks a rule is told which, and how to mend it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reciprocal.rulebook.answers import Answers
from reciprocal.rulebook.eligibility import blocks_submit
from reciprocal.rulebook.tests.cases import DAY, LONDON, PLAIN, TARN, TINY, YOUTH


def submit(answers: Answers, **changed: Any) -> list[tuple[str, str]]:
    return blocks_submit(replace(answers, **changed), DAY, LONDON)


@pytest.mark.parametrize("answers", [PLAIN, YOUTH], ids=["plain", "youth violence"])
def test_the_plain_path_may_be_sent(answers: Answers) -> None:
    assert submit(answers) == []


ALSO_OPEN = [
    {"danger_now": "yes"},
    {"safe_tonight": "no"},
    {"tenancy_route": "owed", "tenancy_type": "OWED", "tenancy_held": ""},
    {"tenancy_held": "notice"},
    {"tenancy_held": "landlord_notice"},
    {"tenancy_held": "not_known"},
    {"own_stock": "no_answer"},
    {"risk_here": "not_sure"},
    {"where_now": "temporary", "held_before": "yes"},
    {"tenancy_route": "owed", "tenancy_type": "OWED", "where_now": "temporary", "held_before": "no"},
    {"dash_score": None, "risk_basis": ()},
    {"dash_score": 2},
    {"consent_date": date(2025, 12, 3)},
    {"consent_date": DAY},
    {"safe_contact_held": "when_not_known"},
]


@pytest.mark.parametrize("changed", ALSO_OPEN)
def test_what_never_keeps_a_request_from_being_sent(changed: dict[str, Any]) -> None:
    assert submit(PLAIN, **changed) == []


STOPPED = [
    # rule, what is changed, the page, the sentence
    ("39", {"danger_now": ""}, "danger_now", "Select yes if anyone is in danger today"),
    (
        "39",
        {"safe_tonight": ""},
        "safe_tonight",
        "Select whether the household has somewhere safe to stay tonight",
    ),
    ("2", {"is_professional": "friend"}, "is_professional", "A professional has to send the request"),
    ("2", {"is_professional": ""}, "is_professional", "A professional has to send the request"),
    (
        "2",
        {"officer_present": False},
        "officer_1",
        "Give the name and the work contact of the nominating officer",
    ),
    (
        "2",
        {"safe_contact_held": "no"},
        "safe_contact_held",
        "Agree a safe way to contact the applicant before you send the request",
    ),
    (
        "tenancy",
        {"tenancy_route": "none"},
        "tenancy_route",
        "They need a social tenancy for this scheme, or one that a council owes them",
    ),
    (
        "tenancy",
        {"tenancy_route": "ended"},
        "tenancy_route",
        "Send is blocked: the tenancy has ended. Change that answer if the landlord keeps it or gives it back",
    ),
    (
        "tenancy",
        {"tenancy_type": "not_known"},
        "tenancy_type",
        "Ask the landlord which kind of tenancy it is, then select it",
    ),
    ("tenancy", {"tenancy_type": "FREEHOLD"}, "tenancy_type", "Select the kind of tenancy"),
    ("4", {"landlord_is_partner": False}, "landlord", "Send is blocked: Alder Council is not a partner"),
    (
        "4",
        {"landlord_is_partner": False, "landlord_name": "The {odd} Trust"},
        "landlord",
        "Send is blocked: The {odd} Trust is not a partner",
    ),
    (
        "4",
        {"landlord_is_partner": False, "landlord_name": ""},
        "landlord",
        "Send is blocked: the landlord is not a partner",
    ),
    ("5", {"home_place": "outside"}, "home_place", "The home is outside London"),
    ("5", {"home_place": ""}, "home_place", "Select the borough the home is in"),
    (
        "5",
        {"wants_to_leave": "not_sure"},
        "wants_to_leave",
        "The scheme is for moves to a different borough. Ask the applicant, then change this",
    ),
    (
        "5",
        {"safe_places": {"camden", "bromley", "croydon", "ealing", "lewisham", "sutton"}},
        "safe_places",
        "Camden is where the home is now, so it does not count. Choose a different borough",
    ),
    (
        "own stock",
        {"own_stock": "not_yet"},
        "own_stock",
        "Ask the landlord first. The scheme is for needs the landlord cannot meet from its own homes",
    ),
    (
        "own stock",
        {"own_stock": ""},
        "own_stock",
        "Ask the landlord first. The scheme is for needs the landlord cannot meet from its own homes",
    ),
    (
        "10",
        {"landlord_only_placed_them": True},
        "where_now",
        "Alder Council placed them but is not the landlord of their tenancy. Go back and choose the landlord whose "
        "tenancy they hold",
    ),
    (
        "10",
        {"tenancy_route": "owed", "tenancy_type": "OWED", "landlord_kind": "housing_association"},
        "landlord",
        "A council owes the tenancy. Choose the council that owes it",
    ),
    (
        "10",
        {"where_now": "temporary", "held_before": "no"},
        "where_now",
        "Send is blocked: the tenancy has ended. Change that answer if the landlord keeps it or gives it back",
    ),
    ("risk", {"risk_here": "no"}, "risk_here", "The scheme moves people away from a risk in the borough of their home"),
    (
        "options",
        {"options_explained": ("court_orders",)},
        "options_explained",
        "Explain a homelessness application to the applicant, then tick it here",
    ),
    ("40", {"primary_reason": ""}, "primary_reason", "Select the main reason they need to move"),
    ("40", {"primary_reason": "none"}, "primary_reason", "Select the main reason they need to move"),
    (
        "3",
        {"explained": ("no_name", "offers")},
        "explained",
        "Tick each thing that you have explained. If you have not explained one yet, save this draft and come back",
    ),
    (
        "3",
        {"consent_apply": False},
        "consent_apply",
        "The applicant has to agree before you go on. If they have not decided, save this draft and come back",
    ),
    ("3", {"consent_date": None}, "consent_apply", "Enter the date they agreed"),
    (
        "3",
        {"consent_date": date(2026, 3, 4)},
        "consent_apply",
        "The date they agreed must be today or in the past",
    ),
    (
        "3",
        {"consent_date": date(2025, 12, 2)},
        "consent_apply",
        "They agreed more than 3 months ago. Ask them again and enter the new date",
    ),
    (
        "25",
        {"tenancy_held": "no"},
        "tenancy_held",
        "Send is blocked: the tenancy has ended. Change that answer if the landlord keeps it or gives it back",
    ),
    ("25", {"tenancy_held": ""}, "tenancy_held", "Select whether the tenancy is still in place"),
    ("6", {"safe_places": ()}, "safe_places", "Select at least 5 safe boroughs"),
    (
        "6",
        {"safe_places": {"bromley", "croydon", "ealing", "lewisham"}},
        "safe_places",
        "You have chosen 4. Choose at least 5. More safe boroughs means more homes that could be offered. "
        "If there are not 5 that are safe, save this draft and call 020 7946 0100",
    ),
    (
        "6",
        {"unsafe_places": {"camden", "ealing"}},
        "safe_places",
        "Ealing is marked safe and unsafe. Choose one",
    ),
]


@pytest.mark.parametrize(
    ("rule", "changed", "page", "sentence"), STOPPED, ids=[f"{s[0]}, {n}" for n, s in enumerate(STOPPED)]
)
def test_a_request_that_breaks_a_rule_is_not_sent(rule: str, changed: dict[str, Any], page: str, sentence: str) -> None:
    assert submit(PLAIN, **changed) == [(page, sentence)]


def test_four_places_and_the_home_are_not_five() -> None:
    four_and_home = {"camden", "bromley", "croydon", "ealing", "lewisham"}
    pages = submit(PLAIN, safe_places=four_and_home)
    assert [page for page, _ in pages] == ["safe_places", "safe_places"]
    assert pages[0][1].startswith("Camden is where the home is now")
    assert pages[1][1].startswith("You have chosen 4.")


def test_an_empty_draft_is_told_of_every_page_that_is_missing() -> None:
    pages = {page for page, _ in blocks_submit(Answers(), DAY, LONDON)}
    assert pages == {
        "danger_now",
        "safe_tonight",
        "is_professional",
        "officer_1",
        "safe_contact_held",
        "primary_reason",
        "tenancy_route",
        "landlord",
        "home_place",
        "risk_here",
        "wants_to_leave",
        "own_stock",
        "options_explained",
        "explained",
        "consent_apply",
        "safe_places",
    }


def test_after_youth_violence_the_unsafe_places_are_named() -> None:
    assert submit(YOUTH, unsafe_places=()) == [("unsafe_places", "Select at least one unsafe borough")]
    assert submit(YOUTH, unsafe_places={"newham"}) == []


def test_after_youth_violence_enough_places_are_left() -> None:
    codes = [place.code for place in LONDON.places if place.code != "newham"]
    assert submit(YOUTH, unsafe_places=codes[:27]) == []
    assert submit(YOUTH, unsafe_places=codes[:28]) == [
        ("unsafe_places", "That leaves 4 safe boroughs. Check each one, or call 020 7946 0100")
    ]


def test_another_scheme_has_its_own_words_and_numbers() -> None:
    assert blocks_submit(TARN, DAY, TINY) == []
    assert blocks_submit(replace(TARN, safe_places={"birk"}), DAY, TINY) == [
        (
            "safe_places",
            "You have chosen 1. Choose at least 2. More safe parishes means more homes that could be "
            "offered. If there are not 2 that are safe, save this draft and call 01632 960001",
        )
    ]


def test_a_rule_is_looked_at_only_while_it_holds() -> None:
    one = replace(TARN, safe_places={"birk"}, consent_date=date(2025, 6, 1))
    assert blocks_submit(one, date(2025, 6, 30), TINY) == []
    none = replace(one, safe_places=())
    assert blocks_submit(none, date(2025, 6, 30), TINY) == []
    assert [page for page, _ in blocks_submit(none, date(2025, 7, 1), TINY)] == ["safe_places"]


def test_a_paused_reason_is_not_sent_from_its_day_on() -> None:
    paused = replace(TARN, primary_reason="HATE", consent_date=date(2026, 1, 1))
    assert blocks_submit(paused, date(2026, 1, 31), TINY) == []
    assert blocks_submit(paused, date(2026, 2, 1), TINY) == [
        ("primary_reason", "New requests for this reason are paused")
    ]


codes = st.sampled_from([place.code for place in LONDON.places])


@given(st.frozensets(codes), st.frozensets(codes), codes, st.sampled_from(["DA", "SYV", "HATE"]))
def test_whatever_is_chosen_nothing_is_sent_without_enough_places_that_are_safe(
    safe: frozenset[str], unsafe: frozenset[str], home: str, reason: str
) -> None:
    answers = replace(PLAIN, primary_reason=reason, safe_places=safe, unsafe_places=unsafe, home_place=home)
    if not blocks_submit(answers, DAY, LONDON):
        left = {place.code for place in LONDON.places} - {home} - unsafe
        assert len(left if reason == "SYV" else safe & left) >= 5
