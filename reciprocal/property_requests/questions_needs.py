"""The home they have, who is moving, where is safe, and the home they need. Sections C, D, E and F of the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal import clock
from reciprocal.matching.types import ACCESS, HIGHEST_FLOOR
from reciprocal.property_requests.questions_lists import NO_NAME, places_to_choose, tenancy_types
from reciprocal.property_requests.questions_start import coded, one
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Option, Page, Question

TENANCY, HOUSEHOLD, PLACES, HOME = "tenancy", "household", "places", "home"
YES_NO = (Option("yes", "Yes"), Option("no", "No"))


def youth_violence(answers: Mapping[str, Any]) -> bool:
    """Whether the main reason is one for which places are asked the other way round, and support first."""
    reason = answers.get("primary_reason", "")
    return current().has_reason(reason) and current().reason(reason).youth_violence


def _holds_a_tenancy(answers: Mapping[str, Any]) -> bool:
    return answers.get("tenancy_route") != "owed"


def _grown_up(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """The applicant may be 16 or 17; anybody else under 18 is a child."""
    if any(age < 18 for age in answers["adults"][1:]):
        return {"adults": "Age must be a whole number between 18 and 110. For anyone younger, add them as a child"}
    return {}


def _enough_left(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """Enough places have to be left by the unsafe ones (rule 7)."""
    left = len({place.code for place in current().places} - {answers["home_place"], *answers["unsafe_places"]})
    if left < current().number("min_places", clock.today()):
        return {"unsafe_places": f"That leaves {left} safe {{places}}. Check each one, or call {{phone}}"}
    return {}


TENANCY_PAGES = (
    one(
        Question(
            "tenancy_type",
            "radios",
            "What kind of tenancy do they have?",
            hint="The landlord can tell you. It decides what they may not lose by moving.",
            options=tenancy_types,
            divider_before="not_known",
            errors={"required": "Select the kind of tenancy"},
            evidence="V I",
            sees="C N H O*",
        ),
        TENANCY,
    ),
    one(
        Question(
            "tenancy_held",
            "radios",
            "Is the tenancy still in place?",
            options=coded("tenancy_held"),
            errors={"required": "Select whether the tenancy is still in place"},
            evidence="I",
            sees="C N H",
        ),
        TENANCY,
        when=_holds_a_tenancy,
    ),
)

HOUSEHOLD_PAGES = (
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

PLACE_PAGES = (
    Page(
        "safe_places",
        "Choosing safe {places}",
        (
            Question(
                "safe_places",
                "checkboxes",
                "Which {places} would be safe?",
                hint="Choose at least {min_places}. {home_place} is not in the list because the move is to a "
                "different {place}.",
                why="Homes are only offered in {places} that you choose here.",
                options=places_to_choose,
                at_least=lambda context: current().number("min_places", context.today),
                errors={
                    "required": "Select at least {min_places} safe {places}",
                    "too_few": "You have chosen {n}. Choose at least {min_places}. More safe {places} means more "
                    "homes that could be offered. If there are not {min_places} that are safe, save this draft "
                    "and call {phone}",
                    "invalid": "{home_place} is where the home is now, so it does not count. Choose a different "
                    "{place}",
                },
                sensitivity="S4r",
                retention="R6",
                evidence="V",
                sees="C N O*",
            ),
        ),
        PLACES,
        when=lambda answers: not youth_violence(answers),
        intro="The applicant chooses, with you. Think about where the person causing harm lives, works, travels and "
        "has family or friends, and about transport, school routes and places of worship.\n\n"
        "More safe places means more homes that could be offered. Only choose a place if it is safe.",
    ),
    one(
        Question(
            "unsafe_places",
            "checkboxes",
            "Which {places} are not safe?",
            hint="All other {places} will count as safe once a risk assessment says so. Include where the person at "
            "risk, or those who threaten them, live or are active. {home_place} is not in the list: it is where the "
            "home is now, and counts as not safe.",
            options=places_to_choose,
            errors={"required": "Select at least one unsafe {place}", "invalid": "Choose {places} from the list"},
            sensitivity="S4r",
            retention="R6",
            evidence="V",
            sees="C N H",
            on_check=False,
        ),
        PLACES,
        when=youth_violence,
        check=_enough_left,
    ),
    one(
        Question(
            "area_assessed",
            "radios",
            "Has a professional assessed the other {places} as safe?",
            options=coded("area_assessed"),
            errors={"required": "Select whether a professional has assessed the other {places}"},
            sensitivity="S3",
            evidence="V",
            sees="C N H",
        ),
        PLACES,
        when=youth_violence,
    ),
)

HOME_PAGES = (
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
