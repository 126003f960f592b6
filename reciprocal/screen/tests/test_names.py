"""Names of people by what stands around them; and words that are only sometimes one."""

from __future__ import annotations

import pytest

from reciprocal.screen import gazetteer, lists
from reciprocal.screen.look import look
from reciprocal.screen.words import fold, shape, words


def named(text: str) -> list[str]:
    return [text[one.start : one.end] for one in look(text) if one.kind == "name"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Spoke to Nadia on Monday.", "Nadia"),
        ("her son liam was followed", "liam"),
        ("PETRA IS AFRAID OF HIM", "PETRA"),
        ("the keyworker, Audrey, rang", "Audrey"),
        ("Anya’s phone was smashed", "Anya"),
        ("Her ex Mark hit her", "Mark"),
        ("Grace is afraid of him.", "Grace"),
    ],
)
def test_a_name_is_found_in_any_case_and_without_its_possessive(text: str, name: str) -> None:
    assert named(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Mark the form as urgent.",
        "Will the landlord agree?",
        "Grace period of four weeks was agreed.",
        "He lives in Hackney, near Victoria Park.",
        "A Clare's Law request was made.",
        "The tenancy is with Peabody.",
        "Treated at Guy's and at King George Hospital.",
        "he may be released in june",
        "NEEDS TO MOVE, NOT SAFE IN NEWHAM",
        "Speaks Somali and Bengali; Muslim.",
        "The Marcus Garvey Library runs a group.",
        "Aunty and Dr are titles.",
    ],
)
def test_a_word_that_names_nobody_here_stays_clean(text: str) -> None:
    assert named(text) == []


def test_first_name_initial_and_surname_are_one_finding() -> None:
    assert named("Spoke to Nadia K. Hussain today.") == ["Nadia K. Hussain"]


def test_a_word_in_no_list_has_nought_everywhere_and_not_the_commonest_entry() -> None:
    assert lists.of("qzxvqzxv") == lists.Entry(0, 0, 0, 0, False, False)
    assert lists.of("the").word == 7
    assert lists.of("nadia").first >= 8
    assert lists.of("nadia").word == 0
    assert lists.of("smith").last == 13


def test_every_entry_is_what_was_packed_and_sorted_so_that_it_is_found() -> None:
    keys, values = lists._load()
    assert len(keys) == len(values) > 300_000
    assert all(keys[at] < keys[at + 1] for at in range(0, len(keys) - 1, 97))
    assert all(lists.packed(lists.unpacked(value)) == value for value in values[:5000])


def test_the_file_of_names_holds_none_in_clear() -> None:
    data = lists.FILE.read_bytes().lower()
    assert not any(name in data for name in (b"nadia", b"petra", b"audrey", b"hussain", b"smith"))


def test_a_longer_entry_of_the_gazetteer_wins_over_a_name_in_it() -> None:
    assert gazetteer.marks(list(words("Victoria Park and Victoria"))) == ["places", "places", "", "both"]
    assert gazetteer.has("Guys")
    assert gazetteer.has("Guy's")
    assert not gazetteer.has("Chelsea")


def test_no_list_of_words_names_a_letter_that_cannot_be_looked_up() -> None:
    assert fold("Łukasz") == "lukasz"
    assert fold("Gülsüm") == "gulsum"
    assert fold("O'Rourke") == "orourke"


def test_the_shape_of_a_line() -> None:
    assert shape("Spoke to Nadia on Monday.") == "ordinary"
    assert shape("her son liam was followed home") == "lower"
    assert shape("PETRA IS AFRAID") == "upper"
    assert shape("Please Contact The Housing Officer") == "title"


def test_an_apostrophe_left_away_before_kin_is_read_as_if_it_stood_there() -> None:
    assert [(one.start, one.end) for one in look("Marks mum is unwell")] == [(0, 4)]


def test_a_place_behind_in_or_near_is_the_place_although_people_bear_its_name() -> None:
    assert not look("The flat in Chelsea is not safe")
    assert look("Chelsea told the police")


def test_a_name_before_what_somebody_has_and_behind_what_somebody_is_called() -> None:
    assert named("Lenkos van was outside") == ["Lenko"]
    assert named("everyone calls her Nadia") == ["Nadia"]
    assert named("the okonjo household has a dog") == ["okonjo"]


def test_a_medicine_and_two_letters_in_the_wrong_order_are_no_name() -> None:
    for text in ("takes zolaprazole", "letter from teh council", "she'll ring the ref'd client", "on Implanon"):
        assert named(text) == []
    assert named("Mr Teh rang") == ["Teh"]
