"""Nothing goes to partners without consent, a tenancy that stands, and after youth violence support first."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reciprocal.rulebook.answers import Answers
from reciprocal.rulebook.eligibility import blocks_circulation, blocks_submit
from reciprocal.rulebook.tests.cases import DAY, LONDON, PLAIN, YOUTH


def circulation(answers: Answers, **changed: Any) -> list[tuple[str, str]]:
    return blocks_circulation(replace(answers, **changed), DAY, LONDON)


@pytest.mark.parametrize("answers", [PLAIN, YOUTH], ids=["plain", "youth violence"])
def test_the_plain_path_may_go_to_partners(answers: Answers) -> None:
    assert circulation(answers) == []


def test_after_youth_violence_it_is_sent_at_once_but_waits_for_assessment_support_and_risk_management() -> None:
    waiting: dict[str, Any] = {"area_assessed": "not_yet", "support_confirmed": "not_yet", "risk_managed": "nobody"}
    assert blocks_submit(replace(YOUTH, **waiting), DAY, LONDON) == []
    assert circulation(YOUTH, **waiting) == [
        ("area_assessed", "It cannot go to partners until a professional has assessed the other boroughs as safe"),
        ("support_confirmed", "It cannot go to partners until support in the new area is confirmed"),
        ("risk_managed", "It cannot go to partners until an agency manages the risk"),
    ]
    assert circulation(YOUTH, risk_managed="another_agency") == []
    assert circulation(PLAIN, **waiting) == []


@pytest.mark.parametrize("held", ["notice", "no", "not_known", ""])
def test_a_tenancy_that_may_end_keeps_the_request_from_partners(held: str) -> None:
    assert circulation(PLAIN, tenancy_held=held) == [
        (
            "tenancy_held",
            "The tenancy may not be in place. Change that answer when the landlord confirms that it is",
        )
    ]


def test_a_tenancy_that_is_owed_or_that_the_landlord_disputes_does_not() -> None:
    assert circulation(PLAIN, tenancy_route="owed", tenancy_held="") == []
    assert circulation(PLAIN, tenancy_held="landlord_notice") == []
    assert circulation(PLAIN, tenancy_route="ended") != []


def test_withdrawn_consent_keeps_the_request_from_partners() -> None:
    blocked = [("consent_apply", "The applicant has not agreed, or no longer agrees. Nothing goes to partners")]
    assert circulation(PLAIN, consent_apply=False) == blocked
    assert circulation(PLAIN, consent_date=None) == blocked


def test_consent_that_was_fresh_when_sent_does_not_go_stale_while_the_landlord_decides() -> None:
    assert circulation(PLAIN, consent_date=date(2025, 6, 1)) == []
