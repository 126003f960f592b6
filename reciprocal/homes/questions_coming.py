"""What is asked of a landlord that owes, once a home of its own may come back empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reciprocal.homes.models import ComingHome
from reciprocal.rulebook.compromised import KINDS, NONE
from reciprocal.ui.questions import Option, Page, Question


def _options(choices: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in choices.items())


def _of_a_home_that_comes_back(answers: Mapping[str, Any], context: Any) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if answers.get("comes_back") != "yes":
        return wrong
    if not answers.get("will_offer"):
        wrong["will_offer"] = "Select whether you will offer it"
    if answers.get("will_offer") in ComingHome.OFFERED:
        if not answers.get("kinds"):
            wrong["kinds"] = "Select the kinds of household, or select “None”"
        if not answers.get("ready_on"):
            wrong["ready_on"] = "Enter the date it will be ready"
    return wrong


COMING: Final = Page(
    "coming_home",
    "The home that falls empty",
    (
        Question(
            "comes_back",
            "radios",
            "Will it come back empty?",
            options=_options(ComingHome.COMES_BACK),
            errors={"required": "Select whether it will come back empty"},
            sensitivity="S1",
        ),
        Question(
            "kinds",
            "checkboxes",
            "For which kinds of household is it compromised?",
            hint="The person causing harm knows this home. Who else could be in danger there?",
            options=_options(KINDS),
            none_value=NONE,
            required=False,
            what="kinds of household",
            sensitivity="S4r",
        ),
        Question(
            "will_offer",
            "radios",
            "Will you offer it to the scheme?",
            options=_options(ComingHome.WILL_OFFER),
            required=False,
            what="whether you will offer it",
            sensitivity="S1",
        ),
        Question(
            "ready_on",
            "date",
            "When will it be ready?",
            required=False,
            what="it will be ready",
            sensitivity="S1",
        ),
    ),
    check=_of_a_home_that_comes_back,
)
