"""Each kind of question: empty, wrong, right."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from reciprocal import clock
from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Question
from reciprocal.ui.tests import examples as ask
from reciprocal.ui.tests.examples import SCHEME, parts

TODAY = datetime(2026, 3, 3, 12, tzinfo=UTC)
BEDROOMS = "Number of bedrooms must be a whole number between 0 and 8"
POUNDS = "The rent each week must be in pounds, like 850 or 850.50"
PHONE = "Enter a work phone number, like 020 7946 0018 or +44 7700 900018"
REAL = "The date they agreed must be a real date, like 27 3 2026"
DUE = "The date the baby is due must be a real month and year, like 6 2026"

WRONG: list[tuple[Question, dict[str, Any], str]] = [
    (ask.RADIOS, {}, "Select whether they have pets"),
    (ask.RADIOS, {"pets": "lion"}, "Select whether they have pets"),
    (ask.SELECT, {"landlord": ""}, "Select the landlord"),
    (ask.SELECT, {"landlord": "2"}, "Select the landlord"),
    (ask.CHECKBOXES, {}, 'Select at least one kind of help, or select "No help needed"'),
    (ask.CHECKBOXES, {"help": ["x"]}, 'Select at least one kind of help, or select "No help needed"'),
    (ask.CHECKBOXES, {"help": ["none", "bsl"]}, 'Select "No help needed" or the others, not both'),
    (ask.PLACES, {}, "Select at least one safe borough"),
    (
        ask.PLACES,
        {"safe_places": ["barnet"]},
        "You have chosen 1. Choose at least 2 boroughs, or call 020 7946 0018",
    ),
    (ask.PLACES, {"safe_places": ["barnet", "camden", "sutton"]}, "You have chosen 3. Choose 2 or fewer"),
    *[(ask.NUMBER, {"bedrooms": text}, BEDROOMS) for text in ("", "two", "2.0", "-1", "9", "٣", "1" * 5000)],
    (ask.TEXT, {"note": " \x00\t\n "}, "Enter short label"),
    (ask.TEXT, {"note": "x" * 12}, "Short label must be 10 characters or fewer. You have 2 too many"),
    (ask.POSTCODE, {"postcode": "SE1"}, "Enter a full postcode, like SE1 7PB"),
    (ask.TEXTAREA, {"risk": "\r\n"}, "Enter the risk"),
    (ask.TEXTAREA, {"risk": "short"}, "The risk must be 10 characters or more"),
    (ask.TEXTAREA, {"risk": "a\r\n" * 20}, "The risk must be 30 characters or fewer. You have 9 too many"),
    *[(ask.PHONE, {"work_phone": text}, PHONE) for text in ("", "12", "0207946001x", "1" * 16)],
    (ask.MONEY, {}, "Enter the rent each week in pounds, like 850 or 850.50"),
    *[(ask.MONEY, {"rent": text}, POUNDS) for text in ("lots", "8.5", "-5", "1,2,3", "1e3", "NaN")],
    (ask.MONEY, {"rent": "1000"}, "The rent each week must be in pounds between £1 and £999"),
    (ask.TICK, {}, "Tick to confirm that the applicant has agreed"),
    (ask.DATE, {}, "Enter the date they agreed"),
    (ask.DATE, parts("agreed_on", "1", "", "2026"), "The date they agreed must include a month"),
    (ask.DATE, parts("agreed_on", "", "", "2026"), "The date they agreed must include a day and month"),
    (ask.DATE, parts("agreed_on", "31", "2", "2026"), REAL),
    (ask.DATE, parts("agreed_on", "1", "2", "26"), REAL),
    (ask.DATE, parts("agreed_on", "1", "2", "1899"), REAL),
    (ask.DATE, parts("agreed_on", "1", "March", "2026"), REAL),
    (ask.DATE, parts("agreed_on", "²", "3", "2026"), REAL),
    (ask.DATE, parts("agreed_on", "4", "3", "2026"), "The date they agreed must be today or in the past"),
    (ask.MONTH, {"due-month": "13", "due-year": "2026"}, DUE),
    (ask.MONTH, {"due-month": "1"}, "The date the baby is due must include a year"),
]
RIGHT: list[tuple[Question, dict[str, Any], Any]] = [
    (ask.RADIOS, {"pets": "no"}, "no"),
    (ask.SELECT, {"landlord": "1"}, "1"),
    (ask.CHECKBOXES, {"help": ["easy", "bsl", "easy"]}, ["bsl", "easy"]),
    (ask.CHECKBOXES, {"help": ["none"]}, ["none"]),
    (ask.PLACES, {"safe_places": ["sutton", "barnet"]}, ["barnet", "sutton"]),
    (ask.NUMBER, {"bedrooms": " 3 "}, 3),
    (ask.NUMBER, {"bedrooms": "0"}, 0),
    (ask.TEXT, {"note": "  a\x00   b "}, "a b"),
    (ask.POSTCODE, {"postcode": "SE1 7PB"}, "SE1 7PB"),
    (ask.TEXTAREA, {"risk": " one line\r\nand  another "}, "one line\nand  another"),
    (ask.PHONE, {"work_phone": "+44 (0)20 7946-0018"}, "+44 (0)20 7946-0018"),
    (ask.MONEY, {"rent": "£142.50"}, Decimal("142.50")),
    (ask.MONEY, {"rent": "850"}, Decimal("850.00")),
    (ask.TICK, {"declared": "yes"}, True),
    (ask.DATE, parts("agreed_on", "03", "3", "2026"), date(2026, 3, 3)),
    (ask.MONTH, {"due-month": "6", "due-year": "2026"}, date(2026, 6, 1)),
    (ask.MONTH, {}, None),
]


@pytest.mark.parametrize(("question", "data", "text"), WRONG)
def test_a_wrong_answer_gets_its_sentence(question: Question, data: dict[str, Any], text: str) -> None:
    with clock.use(lambda: TODAY):
        form = form_for([question], data, context=SCHEME)
        assert form.errors == {question.name: [text]}


@pytest.mark.parametrize(("question", "data", "value"), RIGHT)
def test_a_right_answer_becomes_a_value(question: Question, data: dict[str, Any], value: Any) -> None:
    with clock.use(lambda: TODAY):
        form = form_for([question], data, context=SCHEME)
        assert form.errors == {}
        assert form.cleaned_data == {question.name: value}
        assert type(form.cleaned_data[question.name]) is type(value)


def test_every_kind_is_tried() -> None:
    from reciprocal.ui.questions import KINDS

    assert {q.kind for q, _, _ in WRONG} == {q.kind for q, _, _ in RIGHT} == set(KINDS)


def test_the_bounds_of_a_date_come_from_the_context() -> None:
    panel = Question(
        "panel_on",
        "date",
        "When does it meet?",
        what="your panel meets",
        earliest=lambda scheme: date(2026, 3, 4),
        latest=lambda scheme: date(2026, 4, 1),
    )
    early = form_for([panel], parts("panel_on", "3", "3", "2026"), context=SCHEME)
    late = form_for([panel], parts("panel_on", "2", "4", "2026"), context=SCHEME)
    assert early.errors == {"panel_on": ["The date your panel meets must be on or after 4 March 2026"]}
    assert late.errors == {"panel_on": ["The date your panel meets must be on or before 1 April 2026"]}
    assert form_for([panel], parts("panel_on", "1", "4", "2026"), context=SCHEME).is_valid()


def test_today_is_londons() -> None:
    half_past_midnight_in_summer = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    with clock.use(lambda: half_past_midnight_in_summer):
        assert form_for([ask.DATE], parts("agreed_on", "1", "7", "2026")).is_valid()
