"""Section D: who is moving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal.property_requests.questions_lists import (
    NO_NAME,
)
from reciprocal.ui.questions import Page, Question

HOUSEHOLD = "household"


def _grown_up(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """The applicant may be 16 or 17; anybody else under 18 is a child."""
    if any(age < 18 for age in answers["adults"][1:]):
        return {"adults": "Age must be a whole number between 18 and 110. For anyone younger, add them as a child"}
    return {}


PAGES = (
    Page(
        "adults",
        "Say who is moving",
        (
            Question(
                "adults",
                "ages",
                "How old is each adult who is moving?",
                hint="The applicant first, then the others, with commas between. For example 34, 61.",
                why="Ages decide how many bedrooms are needed. Partners see age groups, not ages.",
                minimum=16,
                maximum=110,
                at_least=1,
                at_most=8,
                errors={
                    "required": "Enter the age of the applicant, and of each other adult, like 34, 61",
                    "invalid": "Each age must be a whole number between 16 and 110, like 34, 61. For anyone "
                    "younger, add them as a child",
                },
                evidence="V P",
                sees="C N H O*",
            ),
            Question(
                "children",
                "ages",
                "How old is each child who is moving?",
                hint="Enter 0 for under 1. Leave this empty if no children are moving.",
                required=False,
                minimum=0,
                maximum=17,
                at_most=12,
                errors={"invalid": "Each age must be a whole number between 0 and 17, like 4, 9"},
                evidence="I",
                sees="C N H O*",
            ),
        ),
        HOUSEHOLD,
        warning=NO_NAME,
        check=_grown_up,
    ),
)
