"""Section F: the home that they need."""

from __future__ import annotations

from reciprocal.matching.types import ACCESS, HIGHEST_FLOOR
from reciprocal.property_requests.sections.shared import YES_NO, one
from reciprocal.ui.questions import Option, Page, Question

HOME = "home"


PAGES = (
    Page(
        "bedrooms",
        "How many bedrooms do they need?",
        (
            Question(
                "bedrooms",
                "number",
                "Number of bedrooms",
                hint="0 means a studio. Landlords use different rules. The landlord who makes an offer decides.",
                minimum=0,
                maximum=8,
                errors={"required": "Number of bedrooms must be a whole number between 0 and 8"},
                sensitivity="S1",
                evidence="I",
                sees="C N H O",
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
        ),
        HOME,
    ),
    Page(
        "highest_floor",
        "Floor and lift",
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
                errors={"required": "Select whether they need a lift"},
                sensitivity="S1",
                evidence="I",
                sees="C N H O",
            ),
        ),
        HOME,
    ),
    one(
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
        HOME,
    ),
)
