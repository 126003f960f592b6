"""A scheme is read from its file, and what changes over the years is asked for a day."""

from datetime import date
from pathlib import Path

import pytest

from reciprocal.rulebook import eligibility
from reciprocal.rulebook.parts import DURATIONS
from reciprocal.rulebook.reading import SchemeError
from reciprocal.rulebook.roles import LANDLORDS
from reciprocal.rulebook.rules import CONDITIONS
from reciprocal.rulebook.scheme import SCHEMES, VARIABLE, current, load
from reciprocal.rulebook.sentences import fill
from reciprocal.rulebook.states import STATES
from reciprocal.rulebook.tests.cases import DAY, LONDON, TINY

REASONS = ["DA", "SV", "EXP", "HBV", "FGM", "FM", "STALK", "HATE", "SYV", "OCS"]


def test_london_has_its_33_authorities_from_a_to_z() -> None:
    names = [place.name for place in LONDON.places]
    assert len(names) == 33
    assert names == sorted(names)
    assert [place.code for place in LONDON.places] == sorted(place.code for place in LONDON.places)
    assert {place.ons for place in LONDON.places} == {f"E090000{n:02}" for n in range(1, 34)}


def test_london_has_its_five_groups_and_ten_reasons() -> None:
    assert [group.code for group in LONDON.groups] == ["central", "north", "east", "south", "west"]
    assert [reason.code for reason in LONDON.reasons] == REASONS
    assert [reason.code for reason in LONDON.reasons if reason.youth_violence] == ["SYV"]
    assert [reason.code for reason in LONDON.reasons if reason.domestic_abuse] == ["DA"]
    assert not any(reason.paused(DAY) for reason in LONDON.reasons)


def test_london_asks_for_the_numbers_of_its_last_rules() -> None:
    expected = {
        "min_places": 5,
        "offer_cap": 1,
        "circulate_to": "partners_with_homes_there",
        "consent_months": 3,
        "dash_high": 14,
        "draft_days": 30,
        "check_days": 2,
        "information_days": 5,
        "approval_days": 10,
        "approval_reminders": (5, 8),
        "escalate_days": 20,
        "panel_grace_days": 2,
        "correction_days": 5,
        "circulate_days": 7,
        "review_months": 3,
        "second_look_days": 10,
        "offer_answer_days": 5,
        "hold_days": 28,
        "statement_days": 10,
        "dispute_days": 5,
    }
    assert {name: LONDON.setting(name, DAY) for name in expected} == expected


def test_no_number_without_a_source_is_passed_off_as_a_rule_of_the_closed_scheme() -> None:
    for setting in LONDON.settings.values():
        for entry in setting.values:
            assert (entry.mark == "D") == entry.source.startswith("our own"), setting.name


def test_the_coordinator_of_the_demonstration_cannot_be_reached() -> None:
    assert LONDON.coordinator.phone.startswith("020 7946 0")
    assert LONDON.coordinator.email.endswith("@example.org")
    assert "demonstration" in LONDON.name


def test_a_setting_is_worth_what_it_was_on_the_day() -> None:
    assert TINY.setting("min_places", date(2025, 12, 31)) == 1
    assert TINY.setting("min_places", date(2026, 1, 1)) == 2
    assert LONDON.setting("circulate_to", date(2020, 5, 1)) == "all_partners"


def test_a_day_before_the_first_value_gets_a_sentence() -> None:
    with pytest.raises(SchemeError, match="offer_cap has no value on 2024-12-31; add one"):
        TINY.setting("offer_cap", date(2024, 12, 31))


def test_a_setting_that_is_no_number_is_not_taken_for_one() -> None:
    assert TINY.number("min_places", DAY) == 2
    with pytest.raises(TypeError, match="approval_reminders"):
        TINY.number("approval_reminders", DAY)


def test_a_code_that_does_not_exist_is_an_error_and_not_an_empty_answer() -> None:
    for ask in (TINY.place, TINY.reason, TINY.tenancy_type):
        with pytest.raises(KeyError):
            ask("nowhere")
    assert TINY.place("ash").name == "Ashwater"
    assert TINY.has_place("ash")
    assert not TINY.has_place("nowhere")
    assert TINY.reason("HATE").label == "Hate crime"
    assert not TINY.has_reason("nothing")


def test_a_tenancy_is_held_by_anybody_but_granted_only_by_its_kind_of_landlord() -> None:
    def codes(landlord_kind: str | None, on: date = DAY) -> list[str]:
        return [kind.code for kind in TINY.tenancy_types(on, landlord_kind)]

    assert codes(None) == ["LIFE", "FIXED", "TRIAL", "OWED"]
    assert codes("council") == ["LIFE", "FIXED", "TRIAL"]
    assert codes("housing_association") == ["LIFE", "TRIAL"]
    assert codes("housing_association", date(2026, 6, 30)) == ["LIFE", "TRIAL"]
    assert codes("housing_association", date(2026, 7, 1)) == ["LIFE"]
    assert codes("housing_association", date(2025, 1, 1)) == ["LIFE", "TRIAL"]
    assert codes("housing_association", date(2024, 12, 31)) == []


@pytest.mark.parametrize("kind", LANDLORDS)
def test_each_landlord_in_london_can_give_a_tenancy_for_life(kind: str) -> None:
    assert any(tenancy.lifetime for tenancy in LONDON.tenancy_types(DAY, kind))


@pytest.mark.parametrize(
    ("code", "lifetime", "tier", "landlords"),
    [
        ("SEC_LIFE", True, 1, {"council"}),
        ("SEC_FLEX", False, 2, {"council"}),
        ("INTRO", False, 3, {"council"}),
        ("DEMOTED", False, 3, {"council"}),
        ("ASS_LIFE", True, 1, {"housing_association"}),
        ("AST_FIXED", False, 2, {"housing_association"}),
        ("AST_START", False, 3, {"housing_association"}),
        ("AST_PER", False, 3, {"housing_association"}),
        ("LIC", False, 4, {"council", "housing_association"}),
        ("OWED", False, 0, {"council"}),
        ("OTHER", False, 0, {"council", "housing_association"}),
    ],
)
def test_the_kinds_of_tenancy_are_those_of_the_law_notes(
    code: str, lifetime: bool, tier: int, landlords: frozenset[str]
) -> None:
    kind = LONDON.tenancy_type(code)
    assert (kind.lifetime, kind.tier, kind.granted_by) == (lifetime, tier, landlords)


def test_a_pause_begins_on_its_day() -> None:
    assert not TINY.reason("HATE").paused(date(2026, 1, 31))
    assert TINY.reason("HATE").paused(date(2026, 2, 1))


def test_a_rule_holds_from_its_day_to_its_day_and_an_off_rule_never() -> None:
    assert not TINY.in_force("enough_places", date(2025, 6, 30))
    assert TINY.in_force("enough_places", date(2025, 7, 1))
    assert TINY.in_force("enough_places", date(2027, 12, 31))
    assert not TINY.in_force("enough_places", date(2028, 1, 1))
    assert not TINY.in_force("own_stock", DAY)
    assert TINY.rules["own_stock"].off == "The parishes own so few homes that nobody asks."


@pytest.mark.parametrize("scheme", [TINY, LONDON], ids=["tiny", "london"])
def test_every_rule_has_a_sentence_that_can_be_read_and_a_source(scheme: object) -> None:
    assert isinstance(scheme, type(TINY))
    for rule in scheme.rules.values():
        assert fill(rule.sentence, scheme, DAY).endswith(".")
        assert rule.off or (rule.source and rule.mark in "VPID")


def test_every_rule_is_judged_somewhere() -> None:
    tenancies = {"not_flexible", "not_trial", "weaker_tenancy"}
    limits = {"clock_stops"}
    judged = set(eligibility.SUBMIT) | set(eligibility.CIRCULATION) | tenancies | limits
    assert judged == {condition.key for condition in CONDITIONS}


def test_every_limit_of_the_lifecycle_is_a_setting_that_counts_time() -> None:
    limits = [state.limit for machine in STATES.values() for state in machine.values() if state.limit]
    assert limits
    for limit in limits:
        assert LONDON.settings[limit].unit in DURATIONS, limit


def test_the_environment_names_the_scheme_and_london_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        for value, key in ((None, "london"), (str(Path(__file__).parent / "tiny.toml"), "tarn")):
            current.cache_clear()
            monkeypatch.delenv(VARIABLE, raising=False)
            if value:
                monkeypatch.setenv(VARIABLE, value)
            assert current().key == key
            assert current() is current()
    finally:
        current.cache_clear()


def test_every_scheme_that_ships_can_be_read() -> None:
    shipped = sorted(path.stem for path in SCHEMES.glob("*.toml"))
    assert "london" in shipped
    for name in shipped:
        assert load(name).key == name
