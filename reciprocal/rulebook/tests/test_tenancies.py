"""Nobody loses a tenancy for life to a council, and a weaker one is told before an answer is given."""

from dataclasses import replace
from datetime import date

import pytest

from reciprocal.rulebook.sentences import fill
from reciprocal.rulebook.tenancies import Comparison, compare
from reciprocal.rulebook.tests.cases import DAY, LONDON, TINY

STOP = "A lifetime tenancy is needed here. If you cannot give one, ask Example Moves Team"


def verdict(held: str, offered: str, landlord: str, abuse: bool = False, without_gap: bool = True) -> Comparison:
    return compare(
        LONDON.tenancy_type(held),
        LONDON.tenancy_type(offered),
        landlord,
        LONDON,
        DAY,
        abuse_in_household=abuse,
        without_gap=without_gap,
    )


@pytest.mark.parametrize(
    ("held", "offered", "landlord", "expected"),
    [
        ("SEC_LIFE", "SEC_LIFE", "council", "as_secure"),
        ("ASS_LIFE", "SEC_LIFE", "council", "as_secure"),
        ("SEC_LIFE", "ASS_LIFE", "housing_association", "as_secure"),
        ("INTRO", "SEC_FLEX", "council", "as_secure"),
        ("SEC_LIFE", "SEC_FLEX", "council", "cannot"),
        ("SEC_LIFE", "INTRO", "council", "cannot"),
        ("ASS_LIFE", "LIC", "council", "cannot"),
        ("SEC_LIFE", "AST_FIXED", "housing_association", "weaker"),
        ("AST_FIXED", "AST_START", "housing_association", "weaker"),
        ("SEC_FLEX", "INTRO", "council", "weaker"),
        ("OWED", "SEC_LIFE", "council", "not_compared"),
        ("OTHER", "SEC_LIFE", "council", "not_compared"),
    ],
)
def test_the_verdict_on_a_tenancy(held: str, offered: str, landlord: str, expected: str) -> None:
    assert verdict(held, offered, landlord).verdict == expected


def test_the_stop_has_one_sentence_whatever_the_reason_for_moving() -> None:
    stops = {
        verdict("SEC_LIFE", offered, "council", abuse).sentence
        for offered in ("SEC_FLEX", "INTRO")
        for abuse in (True, False)
    }
    assert len(stops) == 1
    assert fill(stops.pop(), LONDON, DAY) == STOP


def test_only_the_law_behind_the_stop_tells_them_apart() -> None:
    assert verdict("SEC_LIFE", "SEC_FLEX", "council", abuse=True).rule.startswith("A council cannot give a flexible")
    assert verdict("SEC_LIFE", "SEC_FLEX", "council", abuse=False).rule == ""
    assert verdict("ASS_LIFE", "INTRO", "council").rule.startswith("This person is moving straight from")
    assert verdict("ASS_LIFE", "INTRO", "council", without_gap=False).rule.startswith("There is a gap")
    assert verdict("ASS_LIFE", "LIC", "council", abuse=True).rule == ""


def test_unless_it_is_said_nobody_is_taken_to_have_suffered_abuse_nor_to_have_a_gap() -> None:
    life, fixed, trial = (TINY.tenancy_type(code) for code in ("LIFE", "FIXED", "TRIAL"))
    assert compare(life, fixed, "council", TINY, DAY).rule == ""
    assert compare(life, trial, "council", TINY, DAY).rule.startswith("This person is moving straight from")


def test_a_weaker_tenancy_says_what_is_weaker() -> None:
    weaker = verdict("SEC_LIFE", "AST_FIXED", "housing_association")
    assert weaker.sentence == (
        "Weaker: the tenancy is for a fixed term. Read the advice below to the applicant and record what they say."
    )
    assert weaker.rule.startswith("This tenancy is less secure than the one held now.")


def test_a_rule_of_law_that_is_not_yet_in_force_explains_nothing() -> None:
    life, fixed, trial = (TINY.tenancy_type(code) for code in ("LIFE", "FIXED", "TRIAL"))
    before = date(2024, 12, 31)
    assert compare(life, fixed, "council", TINY, before, abuse_in_household=True).rule == ""
    assert compare(life, trial, "council", TINY, before).rule == ""
    assert compare(life, trial, "housing_association", TINY, before) == replace(
        compare(life, trial, "housing_association", TINY, DAY), rule=""
    )
