"""Every reason says what follows from it, and nothing that was not the household's choice ever counts against it."""

from datetime import date

import pytest

from reciprocal.rulebook.endings import CLOSURES, HOLDS, VOIDS, WITHDRAWALS
from reciprocal.rulebook.reasons import DECLINES, OWN_STOCK, REFUSALS, counts_to_offers
from reciprocal.rulebook.roles import ROLES
from reciprocal.rulebook.sentences import fill
from reciprocal.rulebook.tests.cases import DAY, TINY

# The consequences as the scheme's people agreed them: whose reason, counts, home open again, hold.
CONSEQUENCES = {
    "unsafe_place": ("safety", "never", "at_once", ""),
    "person_near": ("safety", "never", "at_once", ""),
    "viewing_unsafe": ("safety", "never", "after_coordinator", "compromised"),
    "too_small": ("home", "ruled", "at_once", ""),
    "access": ("home", "never", "at_once", ""),
    "description": ("landlord", "never", "after_correction", ""),
    "condition": ("landlord", "never", "after_works", ""),
    "weaker_tenancy": ("landlord", "never", "at_once", ""),
    "rent": ("both", "ruled", "at_once", ""),
    "support_far": ("household", "ruled", "at_once", ""),
    "location": ("household", "counts", "at_once", ""),
    "features": ("household", "counts", "at_once", ""),
    "stay": ("household", "never", "at_once", "current_stay"),
    "changed": ("household", "never", "at_once", "changing"),
    "not_ready": ("household", "never", "at_once", "not_ready"),
    "pressure": ("safety", "never", "at_once", "pressure"),
    "no_answer": ("nobody", "never", "after_due", "no_contact"),
    "other": ("ruled", "ruled", "at_once", ""),
}


def test_the_table_of_refusals_is_as_agreed() -> None:
    found = {code: (r.whose, r.counts, r.home_open, r.hold) for code, r in REFUSALS.items()}
    assert found == CONSEQUENCES


def test_only_an_unsafe_place_makes_the_place_unsafe() -> None:
    assert [code for code, reason in REFUSALS.items() if reason.place_becomes_unsafe] == ["unsafe_place"]


def test_no_reason_of_safety_home_or_landlord_counts_without_a_ruling_and_safety_never() -> None:
    for reason in REFUSALS.values():
        if reason.whose in ("safety", "landlord", "nobody"):
            assert reason.counts == "never", reason.code
            assert not reason.needs_ruling


@pytest.mark.parametrize("code", REFUSALS)
def test_without_a_ruling_or_without_having_been_told_nothing_counts(code: str) -> None:
    reason = REFUSALS[code]
    assert not counts_to_offers(reason, None, told_of_cap=True)
    assert not counts_to_offers(reason, False, told_of_cap=True)
    assert not counts_to_offers(reason, True, told_of_cap=False)
    assert not counts_to_offers(reason, True)
    assert counts_to_offers(reason, True, told_of_cap=True) is reason.needs_ruling


def test_a_home_below_the_need_never_counts() -> None:
    assert counts_to_offers(REFUSALS["too_small"], True, told_of_cap=True)
    assert not counts_to_offers(REFUSALS["too_small"], True, below_need=True, told_of_cap=True)
    assert counts_to_offers(REFUSALS["features"], True, below_need=True, told_of_cap=True)


def test_every_hold_that_a_refusal_suggests_is_a_hold_reason() -> None:
    assert {reason.hold for reason in REFUSALS.values()} - {""} <= set(HOLDS)


def test_a_hold_comes_back_and_somebody_is_asked() -> None:
    assert {code: (hold.after, hold.unit) for code, hold in HOLDS.items()} == {
        "away": (28, "days"),
        "no_contact": (14, "days"),
        "not_ready": (28, "days"),
        "pressure": (0, "days"),
        "current_stay": (28, "days"),
        "hospital": (28, "days"),
        "changing": (28, "days"),
        "risk": (14, "days"),
        "tenancy": (10, "working_days"),
        "no_officer": (5, "working_days"),
        "support": (10, "working_days"),
        "consent": (5, "working_days"),
        "compromised": (0, "days"),
        "paused": (None, "days"),
    }
    assert all(hold.asks in ROLES for hold in HOLDS.values())


def test_a_closure_is_told_in_words_that_can_be_read_aloud() -> None:
    assert len(CLOSURES) == 15
    for code, closure in CLOSURES.items():
        told = fill(closure.told, TINY, DAY, officer="the officer", date=date(2026, 3, 17), list="a council")
        assert "{" not in fill(closure.text, TINY, DAY)
        assert bool(told) != (code in ("duplicate", "died"))
    assert fill(CLOSURES["moved_other_scheme"].text, TINY, DAY) == "Moved by County Moves"


def test_which_reasons_are_about_safety() -> None:
    assert {code for code, void in VOIDS.items() if void.about_safety} == {
        "unsafe_place",
        "place_not_chosen",
        "known_to_wrong_person",
    }


def test_a_withdrawal_with_words_of_its_own_is_looked_at() -> None:
    assert [code for code, reason in WITHDRAWALS.items() if reason.look] == ["cannot_house"]
    assert len(WITHDRAWALS) == 6


def test_a_landlord_can_decline_for_ten_reasons_and_always_gives_what_is_asked() -> None:
    assert len(DECLINES) == 10
    assert all(reason.asked for reason in DECLINES.values())


def test_own_homes_are_ruled_out_in_five_ways() -> None:
    assert [code for code, _ in OWN_STOCK] == ["cannot", "no_homes_outside", "none_safe", "asked", "not_yet"]
