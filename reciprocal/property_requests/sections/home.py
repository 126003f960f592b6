"""Section F: the home that they need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reciprocal.matching.types import ACCESS, CANNOT_TAKE, HIGHEST_FLOOR
from reciprocal.property_requests.sections.household import people
from reciprocal.property_requests.sections.shared import YES_NO, coded, one
from reciprocal.rulebook.answers import NONE_OF_THESE
from reciprocal.rulebook.bedrooms import RULE_SETS, need
from reciprocal.ui.questions import Option, Page, Question

HOME = "home"
_GROUND: Final = "You said ground floor only, and also not the ground floor. Change one of them"


def _by_a_rule(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """A size that no rule set gives needs a reason; it stands all the same."""
    household = people(answers)
    if answers["bedrooms_why"] or answers["bedrooms"] in {need(rules, household) for rules in RULE_SETS}:
        return {}
    return {"bedrooms_why": f"None of the rules gives {answers['bedrooms']}. Say why in a few words"}


def _ground_taken(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    both = answers.get("highest_floor") == "ground" and "low_floor" in answers["cannot_take"]
    return {"cannot_take": _GROUND} if both else {}


def _ground_wanted(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    both = answers.get("highest_floor") == "ground" and "not_ground" in answers["security_need"]
    return {"security_need": _GROUND} if both else {}


PAGES = (
    Page(
        "bedrooms",
        "How many bedrooms do they need?",
        (
            Question(
                "bedrooms",
                "number",
                "Number of bedrooms",
                hint="0 means a studio",
                minimum=0,
                maximum=8,
                errors={"required": "Number of bedrooms must be a whole number between 0 and 8"},
                sensitivity="S1",
                evidence="I",
                sees="C N H O",
            ),
            Question(
                "bedrooms_why",
                "text",
                "If none of the rules gives this number, why is it right?",
                what="the reason",
                required=False,
                max_length=100,
                sensitivity="S1",
                evidence="I",
                sees="C N H",
            ),
            Question(
                "fewer_accepted",
                "radios",
                "Would they take one bedroom fewer?",
                options=(*YES_NO, Option("undecided", "They have not decided")),
                errors={"required": "Select whether they would take one bedroom fewer"},
                sensitivity="S1",
                evidence="I",
                sees="C N H O",
            ),
            Question(
                "bedrooms_by",
                "radios",
                "Whose assessment is this?",
                options=coded("bedrooms_by"),
                errors={"required": "Select whose assessment this is"},
                sensitivity="S1",
                evidence="I",
                sees="C N H",
            ),
        ),
        HOME,
        check=_by_a_rule,
    ),
    Page(
        "highest_floor",
        "Floor, lift and outside space",
        (
            Question(
                "highest_floor",
                "radios",
                "Highest floor without a lift",
                options=tuple(Option(code, label) for code, label in HIGHEST_FLOOR.items()),
                errors={"required": "Select the highest floor they could live on without a lift"},
                sensitivity="S1",
                evidence="I",
                sees="C N H O",
            ),
            Question(
                "lift_needed",
                "radios",
                "Do they need a lift above that?",
                options=YES_NO,
                inline=True,
                errors={"required": "Select whether they need a lift"},
                sensitivity="S1",
                evidence="I",
                sees="C N H O",
            ),
            Question(
                "outside_space",
                "radios",
                "Is outside space needed for health or care?",
                options=YES_NO,
                inline=True,
                errors={"required": "Select whether outside space is needed"},
                sensitivity="S1",
                evidence="I",
                sees="C N H O",
            ),
        ),
        HOME,
    ),
    Page(
        "access_need",
        "Does anyone need an accessible home?",
        (
            Question(
                "access_need",
                "radios",
                "Does anyone need an accessible home?",
                options=tuple(Option(code, label) for code, label in ACCESS.items()),
                divider_before="none",
                errors={"required": 'Select the access they need, or select "None"'},
                sensitivity="S3",
                evidence="I",
                sees="C N H O",
            ),
            Question(
                "access_detail",
                "text",
                "Other adaptations needed",
                hint="For example, a level-access shower. Do not name the condition.",
                required=False,
                max_length=200,
                sensitivity="S3",
                evidence="I",
                sees="C N H",
            ),
        ),
        HOME,
    ),
    one(
        Question(
            "cannot_take",
            "checkboxes",
            "Is there a type of home they could not take?",
            hint="Fewer ticks means more homes.",
            options=(
                *(Option(code, label) for code, label in CANNOT_TAKE.items()),
                Option(NONE_OF_THESE, "None of these"),
            ),
            none_value=NONE_OF_THESE,
            errors={"required": 'Select a type of home, or select "None of these"'},
            sensitivity="S1",
            evidence="I",
            sees="C N H O",
        ),
        HOME,
        check=_ground_taken,
    ),
    one(
        Question(
            "security_need",
            "checkboxes",
            "Does the home need any security features?",
            options=coded("security_need"),
            none_value=NONE_OF_THESE,
            errors={"required": 'Select a feature, or select "None of these"'},
            sensitivity="S1",
            evidence="I",
            sees="C N H O",
        ),
        HOME,
        check=_ground_wanted,
    ),
    one(
        Question(
            "practical_points",
            "checkboxes",
            "What should the new landlord do to keep them safe?",
            why="This is the only thing about safety that other landlords read. It says what to do, not what happened.",
            options=coded("practical_points"),
            none_value=NONE_OF_THESE,
            errors={"required": 'Select what the landlord should do, or select "None of these"'},
            sensitivity="S1",
            evidence="D",
            sees="C N H O",
        ),
        HOME,
    ),
)
