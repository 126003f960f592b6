"""Every question has a column, the same class as the column, and a text for whatever can go wrong."""

from __future__ import annotations

import pytest

from reciprocal.property_requests.models import (
    Bar,
    Conflict,
    Contact,
    Cover,
    Fingerprint,
    HouseholdMember,
    PoliceReference,
    PropertyRequest,
    RequestPlace,
    Risk,
    SupportingAgency,
)
from reciprocal.property_requests.questions import LABELS, PAGE_OF, PAGES, names_of
from reciprocal.property_requests.sections.support import SINCE
from reciprocal.rulebook.answers import Answers
from reciprocal.rulebook.eligibility import ENDS, blocks_circulation, blocks_submit
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Question
from tests.people import NOON

QUESTIONS = [question for page in PAGES for question in page.questions]
# Answers that are kept in rows of their own: the class of the row's column.
ROWS = {
    "safe_places": RequestPlace.sensitivity["place"],
    "unsafe_places": RequestPlace.sensitivity["place"],
    "conflict_partners": Bar.sensitivity["organisation"],
    "conflict_teams": Bar.sensitivity["team"],
    "conflict_people": Conflict.sensitivity["person"],
    "conflict_reason": Conflict.sensitivity["reason"],
    "police_reference": PoliceReference.sensitivity["number"],
    "cover": Cover.sensitivity["membership"],
    "agencies": SupportingAgency.sensitivity["agency"],
    **dict.fromkeys(SINCE, SupportingAgency.sensitivity["since"]),
    "landlord": ("S2", "R3"),  # a reference to an organisation, which is no secret; that it is theirs is
}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question_is_classed_as_its_column_is(question: Question) -> None:
    models = (PropertyRequest, Risk, Contact, HouseholdMember)
    if question.name == "tenancy_reference":  # kept as a fingerprint
        assert Fingerprint.sensitivity["value"] == (question.sensitivity, question.retention)
        return
    columns = {name: kept for model in models for name, kept in model.sensitivity.items()} | ROWS
    assert columns[question.name] == (question.sensitivity, question.retention)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_what_could_lead_to_the_household_reaches_no_partner(question: Question) -> None:
    readers = question.sees.split()
    assert "O" not in readers or question.sensitivity in ("S1", "S3")
    if question.sensitivity.startswith("S4") and question.name != "safe_places":
        assert "O*" not in readers
    assert "C" in readers or question.name in ("safe_contact_held", "police_reference")


def test_names_and_sections_are_unique_and_known() -> None:
    names = [name for page in PAGES for name in names_of(page)]
    assert len(names) == len(set(names))
    assert {page.section for page in PAGES} == set(LABELS)
    assert len({page.key for page in PAGES}) == len(PAGES)


def test_every_rule_leads_to_a_page_of_the_form() -> None:
    names = set(PAGE_OF)
    scheme, day = current(), NOON.date()
    gang = Answers(primary_reason="SYV", tenancy_route="sole")
    found = [
        name
        for answers in (Answers(), Answers(tenancy_route="sole", consent_apply=True), gang)
        for blocks in (blocks_submit(answers, day, scheme), blocks_circulation(answers, day, scheme))
        for name, _ in blocks
    ]
    assert set(found) - {"officer_1"} <= names  # who the officer is comes from the account, not from the form
    assert {name for name, _ in ENDS} <= names
