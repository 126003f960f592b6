"""Questions as data: what is refused, the data dictionary, answers in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reciprocal.ui.answers import answers_for
from reciprocal.ui.questions import KINDS, Group, Option, Page, Question, dictionary, holds, resolve
from reciprocal.ui.tests import examples as ask
from reciprocal.ui.tests.examples import ALL, SCHEME


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": "not a column"}, "column"),
        ({"kind": "name"}, "no such kind"),
        ({"label": ""}, "label"),
        ({"sensitivity": "S9"}, "sensitivity"),
        ({"retention": "R9"}, "retention"),
        ({"evidence": "V X"}, "evidence"),
        ({"sees": "everybody"}, "sees"),
        ({"errors": {"requierd": "Select it"}}, "requierd"),
        ({"what": ""}, "what"),
        ({"kind": "text", "what": "it"}, "max_length"),
    ],
)
def test_a_question_that_could_not_be_asked_or_classed_is_refused(change: dict[str, Any], why: str) -> None:
    right: dict[str, Any] = {
        "name": "pets",
        "kind": "radios",
        "label": "Pets?",
        "options": ask.YES_NO,
        "what": "it",
    }
    Question(**right)
    with pytest.raises(ValueError, match=why):
        Question(**(right | change))


def test_own_error_texts_stand_in_for_what() -> None:
    Question("pets", "radios", "Pets?", options=ask.YES_NO, errors={"required": "Select whether they have pets"})
    Question("rent", "money", "How much?", errors={"required": "Enter it", "invalid": "Enter it right"})


def test_settings_and_lists_are_filled_in_from_the_context() -> None:
    asked = resolve(ask.PLACES, SCHEME)
    assert asked.label == "Which boroughs would be safe?"
    assert asked.hint == "Choose at least 2."
    assert asked.at_least == 2
    assert asked.options == (
        Group("All", (Option("barnet", "Barnet"), Option("camden", "Camden"), Option("sutton", "Sutton"))),
    )


def test_conditions_read_one_answer_several_and_ticks() -> None:
    assert holds(None, {})
    assert holds(("a", ("x", "y")), {"a": "y"})
    assert not holds(("a", ("x",)), {"a": "y"})
    assert not holds(("a", ("x",)), {})
    assert holds(("a", ("x",)), {"a": ["w", "x"]})
    assert holds(("a", ("yes",)), {"a": True})
    assert not holds(("a", ("yes",)), {"a": False})
    assert holds(lambda answers: answers["n"] > 1, {"n": 2})


def test_the_dictionary_lists_every_question_with_its_class() -> None:
    rows = dictionary([Page("one", "One", ALL, section="A")])
    assert [row.name for row in rows] == [q.name for q in ALL]
    assert {row.kind for row in rows} == set(KINDS)
    places = next(row for row in rows if row.name == "safe_places")
    assert (places.page, places.section, places.label) == ("one", "A", "Which {places} would be safe?")
    assert places.options == ("(a list of the scheme)",)
    assert (places.sensitivity, places.retention, places.evidence, places.sees) == ("S4r", "R3", "D", "C N")


def test_answers_in_words() -> None:
    values: dict[str, Any] = {
        "pets": "no",
        "help": ["bsl", "easy"],
        "safe_places": ["barnet"],
        "landlord": 1,
        "bedrooms": 0,
        "note": "",
        "rent": Decimal("1142.50"),
        "declared": True,
        "agreed_on": date(2026, 3, 3),
        "due": date(2026, 6, 1),
    }
    words = dict(answers_for([q for q in ALL if q.name in values], values, SCHEME))
    assert words == {
        "Do they have pets?": "No",
        "Which help do they need?": "British Sign Language\nEasy read",
        "Which boroughs would be safe?": "Barnet",
        "Who is the landlord?": "Cedar Council",
        "How many bedrooms?": "0",
        "Short label": "Not answered",
        "Rent each week": "£1,142.50",
        "The applicant has agreed to this": "Yes",
        "When did they agree?": "3 March 2026",
        "When is the baby due?": "June 2026",
    }


def test_the_check_page_shows_no_sealed_answer_and_no_follow_up_that_was_not_asked() -> None:
    spot = Question("spots", "textarea", "Unsafe spots", max_length=200, sensitivity="S4", on_check=False)
    later = Question("later", "text", "And then?", max_length=9, what="it", shown_when=("pets", ("yes",)))
    assert answers_for([spot, later], {"spots": "the station", "pets": "no"}) == [
        ("Unsafe spots", "Recorded. Not shown here.")
    ]
    assert answers_for([spot], {"spots": ""}) == [("Unsafe spots", "Not answered")]
