"""Section E: where it is safe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal import clock
from reciprocal.property_requests.questions_lists import (
    places_to_choose,
)
from reciprocal.property_requests.sections.shared import coded, one, youth_violence
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Page, Question

PLACES = "places"


def _enough_left(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """Enough places have to be left by the unsafe ones (rule 7)."""
    left = len({place.code for place in current().places} - {answers["home_place"], *answers["unsafe_places"]})
    if left < current().number("min_places", clock.today()):
        return {"unsafe_places": f"That leaves {left} safe {{places}}. Check each one, or call {{phone}}"}
    return {}


PAGES = (
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
