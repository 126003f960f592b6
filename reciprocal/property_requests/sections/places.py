"""Section E: where it is safe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal.property_requests.questions_lists import places_not_safe, places_to_choose
from reciprocal.property_requests.sections.shared import coded, one, youth_violence
from reciprocal.rulebook.answers import NONE_OF_THESE
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Page, Question

PLACES = "places"


def _not_both(answers: Mapping[str, Any], context: Any, name: str) -> Mapping[str, str]:
    """A place is safe or it is not. Once partners read the request an unsafe one wins at once instead."""
    both = set(answers["safe_places"]).intersection(answers["unsafe_places"])
    if not both or not context.is_draft:
        return {}
    place = current().place(min(both)).name
    return {name: f"{place} is marked safe and unsafe. Choose one"}


def _safe(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    return _not_both(answers, context, "safe_places")


def _unsafe(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """After youth violence the unsafe places are named, and leave enough others (rule 7)."""
    unsafe = answers["unsafe_places"]
    if not youth_violence(answers):
        return _not_both(answers, context, "unsafe_places")
    if not unsafe:
        return {"unsafe_places": "Select at least one unsafe {place}"}
    left = len({place.code for place in current().places} - {answers["home_place"], *unsafe})
    if left < current().number("min_places", context.today):
        return {"unsafe_places": f"That leaves {left} safe {{places}}. Check each one, or call {{phone}}"}
    return {}


PAGES = (
    Page(
        "choosing_places",
        "Choosing safe {places}",
        (),
        PLACES,
        intro="The applicant chooses, with you. Think about where the person causing harm lives, works, travels and "
        "has family or friends, and about transport, school routes and places of worship.\n\n"
        "More safe {places} means more homes that could be offered. Only choose a {place} if it is safe.",
    ),
    one(
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
                "invalid": "{home_place} is where the home is now, so it does not count. Choose a different {place}",
            },
            sensitivity="S4r",
            retention="R6",
            evidence="V",
            sees="C N O*",
        ),
        PLACES,
        when=lambda answers: not youth_violence(answers),
        check=_safe,
    ),
    Page(
        "unsafe_places",
        "{unsafe_title}",
        (
            Question(
                "unsafe_places",
                "checkboxes",
                "Which {places} are not safe?",
                hint="{unsafe_hint}",
                options=places_not_safe,
                required=False,
                none_value=NONE_OF_THESE,
                errors={"invalid": "Choose {places} from the list"},
                sensitivity="S4r",
                retention="R6",
                evidence="V",
                sees="C N H",
                on_check=False,
            ),
        ),
        PLACES,
        check=_unsafe,
    ),
    Page(
        "area_assessed",
        "Has a professional assessed the other {places} as safe?",
        (
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
            Question(
                "area_assessed_on",
                "date",
                "When was it assessed?",
                what="of the assessment",
                past=True,
                shown_when=("area_assessed", ("yes",)),
                sensitivity="S3",
                evidence="V",
                sees="C N H",
            ),
            Question(
                "area_assessed_by",
                "select",
                "Role of the person who assessed it",
                options=coded("area_assessed_by"),
                errors={"required": "Select the role of the person who assessed it"},
                shown_when=("area_assessed", ("yes",)),
                sensitivity="S3",
                evidence="V",
                sees="C N H",
            ),
        ),
        PLACES,
        when=youth_violence,
    ),
    one(
        Question(
            "place_reasons",
            "checkboxes",
            "What do they need to be able to reach?",
            hint="Do not name any of them.",
            options=coded("place_reasons"),
            required=False,
            none_value=NONE_OF_THESE,
            errors={"invalid": 'Select what they need to reach, or select "Nothing in particular"'},
            evidence="I",
            sees="C N H",
        ),
        PLACES,
    ),
)
