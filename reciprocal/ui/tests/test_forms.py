"""Follow-ups, what was typed, and what the page says of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Option, Page, Question
from reciprocal.ui.tests import examples as ask
from reciprocal.ui.tests.examples import SCHEME, YES_NO

DECIDED = Question(
    "decision",
    "radios",
    "What have you decided?",
    options=(Option("agree", "We agree"), Option("more", "We need to know more")),
    what="what you have decided",
)
ASKED = Question(
    "question",
    "text",
    "What do you need to know?",
    max_length=20,
    what="what you need to know",
    shown_when=("decision", ("more",)),
)
DECIDE = Page("decide", "Decide", (DECIDED, ASKED))


def test_a_follow_up_is_required_only_where_it_is_called_for() -> None:
    assert form_for(DECIDE, {"decision": "agree"}).is_valid()
    assert form_for(DECIDE, {"decision": "more"}).errors == {"question": ["Enter what you need to know"]}
    assert form_for(DECIDE, {}).errors == {"decision": ["Select what you have decided"]}


def test_a_follow_up_that_is_not_called_for_is_emptied() -> None:
    form = form_for(DECIDE, {"decision": "agree", "question": "left from before"})
    assert form.is_valid()
    assert form.cleaned_data == {"decision": "agree", "question": ""}


def test_a_follow_up_may_depend_on_an_earlier_page_or_on_a_function() -> None:
    told = Question("told", "radios", "Were they told?", options=YES_NO, what="it", shown_when=("joint", ("yes",)))
    assert form_for([told], {}, initial={"joint": "no"}).is_valid()
    assert not form_for([told], {}, initial={"joint": "yes"}).is_valid()
    assert not form_for([told], {}, initial={"joint": True}).is_valid()
    many = Question("many", "tick", "Many", what="it", shown_when=lambda answers: (answers["bedrooms"] or 0) > 1)
    assert form_for([ask.NUMBER, many], {"bedrooms": "1"}).is_valid()
    assert not form_for([ask.NUMBER, many], {"bedrooms": "2"}).is_valid()


def test_a_follow_up_of_one_answer_stands_under_it() -> None:
    form = form_for(DECIDE)
    assert [field.name for field in form.top_fields] == ["decision"]
    options = form["decision"].groups[0].choices
    assert [[f.name for f in option.followups] for option in options] == [[], ["question"]]


def test_what_was_typed_is_kept() -> None:
    data = QueryDict("bedrooms=two&help=none&help=bsl&agreed_on-day=31&agreed_on-month=2&agreed_on-year=&rent=lots")
    form = form_for([ask.NUMBER, ask.CHECKBOXES, ask.DATE, ask.MONEY], data)
    assert not form.is_valid()
    assert form["bedrooms"].raw == "two"
    assert form["rent"].raw == "lots"
    assert [c.value for g in form["help"].groups for c in g.choices if c.chosen] == ["bsl", "none"]
    assert [(p.value, p.wrong) for p in form["agreed_on"].parts] == [("31", False), ("2", False), ("", True)]


def test_what_is_kept_is_shown_again_and_saves_the_same() -> None:
    kept: dict[str, Any] = {
        "pets": "no",
        "help": ["bsl", "easy"],
        "landlord": "1",
        "bedrooms": 0,
        "note": "a flat",
        "rent": Decimal("142.50"),
        "declared": True,
        "agreed_on": date(2026, 1, 31),
        "due": None,
    }
    questions = [q for q in ask.ALL if q.name in kept]
    form = form_for(questions, initial=kept, context=SCHEME)
    posted: dict[str, Any] = {}
    for field in form.top_fields:
        if isinstance(field.raw, Mapping):
            posted |= {part.name: part.value for part in field.parts}
        else:
            posted[field.html_name] = field.raw
    again = form_for(questions, posted, context=SCHEME)
    assert again.errors == {}
    assert again.cleaned_data == kept


def test_the_summary_leads_to_the_first_control_at_fault() -> None:
    form = form_for([ask.NUMBER, ask.DATE], {"agreed_on-day": "1", "agreed_on-year": "2026"})
    form.add_error(None, "Somebody else changed this while you had it open.")
    assert form.error_list == [
        ("Number of bedrooms must be a whole number between 0 and 8", "#id_bedrooms"),
        ("The date they agreed must include a month", "#id_agreed_on-month"),
        ("Somebody else changed this while you had it open.", ""),
    ]


def test_a_page_checks_its_answers_together() -> None:
    def both(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
        return {"bedrooms": "In this {place}, no"} if answers["bedrooms"] > len(answers["help"]) else {}

    page = Page("home", "Home", (ask.CHECKBOXES, ask.NUMBER), check=both)
    assert form_for(page, {"help": ["bsl"], "bedrooms": "2"}, context=SCHEME).errors == {
        "bedrooms": ["In this borough, no"]
    }
    assert form_for(page, {"help": ["bsl"], "bedrooms": "1"}, context=SCHEME).is_valid()
    assert list(form_for(page, {"help": ["x"], "bedrooms": "9"}, context=SCHEME).errors) == [
        "help",
        "bedrooms",
    ]


def test_the_title_is_the_label_where_they_are_the_same() -> None:
    alone = Page("pets", ask.RADIOS.label, (ask.RADIOS,))
    warned = Page("pets", ask.RADIOS.label, (ask.RADIOS,), warning="Do not name them.")
    other = Page("home", "The home", (ask.RADIOS,))
    assert [form_for(page)["pets"].shown_as for page in (alone, warned, other)] == [
        "heading",
        "hidden",
        "label",
    ]


def test_a_list_that_turns_out_empty_is_no_crash() -> None:
    teams = Question("team", "select", "Which team?", options=lambda context: (), what="the team", required=False)
    assert form_for([teams], {}).is_valid()
    assert not form_for([teams], {"team": "1"}).is_valid()
