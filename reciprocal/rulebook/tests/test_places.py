"""A home is offered only where it is safe, and a profile's list of places gives nothing away."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reciprocal.rulebook.answers import Answers
from reciprocal.rulebook.places import allowed_places, in_words, listed_for
from reciprocal.rulebook.tests.cases import LONDON, TINY

ALL = frozenset(place.code for place in LONDON.places)
CHOSEN = Answers(primary_reason="DA", home_place="camden", safe_places={"bromley", "croydon", "ealing"})
YOUTH = Answers(
    primary_reason="SYV", home_place="newham", unsafe_places={"hackney", "tower-hamlets"}, area_assessed="yes"
)
codes = st.sampled_from(sorted(ALL))
sets = st.frozensets(codes)


def test_the_chosen_places_are_allowed() -> None:
    assert allowed_places(CHOSEN, LONDON) == {"bromley", "croydon", "ealing"}


def test_an_unsafe_place_is_never_allowed_though_it_was_chosen_as_well() -> None:
    assert allowed_places(replace(CHOSEN, unsafe_places={"ealing"}), LONDON) == {"bromley", "croydon"}


def test_the_place_of_the_home_is_never_allowed() -> None:
    assert "camden" not in allowed_places(replace(CHOSEN, safe_places={"camden", "bromley"}), LONDON)


def test_after_youth_violence_all_but_the_unsafe_are_allowed_once_assessed() -> None:
    assert allowed_places(YOUTH, LONDON) == ALL - {"newham", "hackney", "tower-hamlets"}
    assert len(allowed_places(YOUTH, LONDON)) == 30
    assert allowed_places(replace(YOUTH, area_assessed="not_yet"), LONDON) == frozenset()


def test_nothing_is_allowed_while_the_home_s_place_is_unknown() -> None:
    assert allowed_places(replace(CHOSEN, home_place=""), LONDON) == frozenset()
    assert allowed_places(replace(YOUTH, home_place="outside"), LONDON) == frozenset()


@given(sets, sets, codes, st.sampled_from(["DA", "SYV"]), st.sampled_from(["yes", "not_yet", ""]))
def test_no_answer_ever_allows_an_unsafe_place_or_the_home_s_own(
    safe: frozenset[str], unsafe: frozenset[str], home: str, reason: str, assessed: str
) -> None:
    allowed = allowed_places(
        Answers(
            primary_reason=reason,
            home_place=home,
            safe_places=safe,
            unsafe_places=unsafe,
            area_assessed=assessed,
        ),
        LONDON,
    )
    assert not allowed & (unsafe | {home})
    assert reason == "SYV" or allowed <= safe


def test_a_profile_lists_the_recipient_s_own_places_from_a_to_z() -> None:
    allowed = allowed_places(YOUTH, LONDON)
    listed = listed_for({"newham", "lewisham", "hackney", "greenwich"}, allowed, 5, "seed")
    assert listed == ("greenwich", "lewisham")
    assert in_words(listed, LONDON) == "Greenwich and Lewisham"
    assert listed_for({"hackney"}, allowed, 5, "seed") == ()
    assert in_words((), LONDON) == "none listed"


def test_a_to_z_goes_by_names_and_not_by_codes() -> None:
    codes = {"city-of-london", "kensington-chelsea", "camden"}
    assert in_words(codes, LONDON) == "Camden, City of London and Kensington and Chelsea"


@given(sets, sets, st.integers(1, 8), st.integers())
def test_a_list_is_short_safe_sorted_and_the_same_each_time(
    own: frozenset[str], allowed: frozenset[str], least: int, seed: int
) -> None:
    listed = listed_for(own, allowed, least, seed)
    assert set(listed) <= own & allowed
    assert len(listed) == min(least, len(own & allowed))
    assert list(listed) == [place.code for place in LONDON.places if place.code in listed]
    assert listed == listed_for(sorted(own, reverse=True), sorted(allowed), least, seed)


@given(sets, codes, st.integers(1, 8), st.integers())
def test_a_place_that_becomes_unsafe_moves_no_more_of_the_list_than_it_must(
    allowed: frozenset[str], gone: str, least: int, seed: int
) -> None:
    before = set(listed_for(ALL, allowed, least, seed))
    after = set(listed_for(ALL, allowed - {gone}, least, seed))
    assert before - {gone} <= after
    assert len(after - before) <= 1


def test_the_draw_is_by_the_seed_and_favours_no_place() -> None:
    times = dict.fromkeys(ALL, 0)
    for seed in range(2000):
        for code in listed_for(ALL, ALL, 5, seed):
            times[code] += 1
    expected = 2000 * 5 / 33
    assert all(abs(count - expected) < 5 * expected**0.5 for count in times.values())
    assert len({listed_for(ALL, ALL, 5, seed) for seed in range(50)}) > 40


def test_the_kind_of_reason_cannot_be_told_from_the_length_of_a_list() -> None:
    many = listed_for(ALL, allowed_places(YOUTH, LONDON), 5, "a")
    few = listed_for(ALL, allowed_places(replace(CHOSEN, safe_places=ALL), LONDON), 5, "b")
    assert len(many) == len(few) == 5


def test_another_scheme_has_other_places() -> None:
    answers = Answers(primary_reason="DA", home_place="ash", safe_places={"birk", "crag", "bromley"})
    assert allowed_places(answers, TINY) == {"birk", "crag"}
