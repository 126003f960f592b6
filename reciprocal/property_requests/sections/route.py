"""Section A: is this the right route?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal import clock
from reciprocal.property_requests.questions_lists import (
    landlords,
    other_reasons,
    own_stock,
    places_to_live,
    reasons,
)
from reciprocal.property_requests.sections.shared import coded, one
from reciprocal.rulebook.answers import NONE_OF_THESE
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Option, Page, Question

ROUTE = "route"


def _reference_is_asked(answers: Mapping[str, Any]) -> bool:
    """Whether the scheme asks for it: a data protection officer has to agree first."""
    return current().setting("ask_tenancy_reference", clock.today()) == "on"


def _some_explained(answers: Mapping[str, Any]) -> bool:
    return bool(set(answers.get("options_explained") or ()) - {NONE_OF_THESE})


PAGES = (
    one(
        Question(
            "danger_now",
            "radios",
            "Is anyone in the household in danger today?",
            hint="For example, the person causing harm is there, is on the way, or has made a threat for today.",
            why="So that you see emergency help before anything else. Your answer does not slow the request down.",
            options=coded("danger_now"),
            errors={"required": "Select yes if anyone is in danger today"},
            sensitivity="S3",
        ),
        ROUTE,
    ),
    one(
        Question(
            "safe_tonight",
            "radios",
            "Does the household have somewhere safe to stay tonight?",
            why="This scheme cannot find a home for tonight. If the answer is no, we show you what can.",
            options=coded("safe_tonight"),
            errors={"required": "Select whether the household has somewhere safe to stay tonight"},
            sensitivity="S3",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "is_professional",
            "radios",
            "Are you working with this household as a professional?",
            hint="For example as a support worker, housing officer, social worker, health worker or police officer.",
            why="Requests carry no name, so somebody has to stand between the household, their landlord and the "
            "partners.",
            options=coded("is_professional"),
            errors={"required": "Select how you know the household"},
            evidence="V",
            sees="C",
        ),
        ROUTE,
    ),
    one(
        Question(
            "primary_reason",
            "radios",
            "What is the main reason they need to move?",
            hint="Choose the one that puts them most at risk. You can add others on the next page.",
            why="Some steps, such as confirmed support, depend on the reason. Partners are not told the reason.",
            options=reasons,
            divider_before="none",
            errors={"required": "Select the main reason they need to move"},
            sensitivity="S3",
            evidence="V I",
            sees="C N H S",
        ),
        ROUTE,
    ),
    one(
        Question(
            "other_reasons",
            "checkboxes",
            "Are there other reasons?",
            options=other_reasons,
            required=False,
            none_value="none",
            errors={"invalid": 'Select at least one reason, or select "No other reasons"'},
            sensitivity="S3",
            evidence="I",
            sees="C N H S",
        ),
        ROUTE,
    ),
    one(
        Question(
            "personal_connection",
            "radios",
            "Was the person causing harm a partner, an ex-partner or a relative?",
            hint="Of anyone in the household.",
            why="The law on domestic abuse can protect the kind of tenancy they get, whatever you chose as the main "
            "reason.",
            options=coded("personal_connection"),
            errors={"required": "Select whether the person causing harm was a partner, an ex-partner or a relative"},
            sensitivity="S3",
            evidence="I",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "tenancy_route",
            "radios",
            "Does the applicant have a social tenancy?",
            hint="A tenancy from a council or a housing association. They still have it if they are staying in a "
            "refuge, in temporary accommodation or with friends.",
            why="The scheme lets people move without losing a social tenancy, so there has to be one, or one that "
            "is owed.",
            options=tuple(
                Option(o.value, o.label, "For example, a care leaver") if o.value == "owed" else o
                for o in coded("tenancy_route")
            ),
            errors={"required": "Select whether the applicant has a social tenancy"},
            evidence="V",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "landlord",
            "select",
            "Who is the applicant's landlord?",
            hint="If they are in temporary accommodation, choose the landlord of the tenancy they "
            "hold, not the council that placed them. If a tenancy is owed, choose the council that owes it.",
            why="This landlord has to agree before the request goes any further.",
            options=landlords,
            errors={
                "required": "Enter the name of the landlord and choose it from the list",
                "invalid": 'Choose a landlord from the list, or choose "The landlord is not in the list"',
            },
            evidence="V",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "home_place",
            "select",
            "Which {place} is the applicant's home in?",
            hint="The home of the tenancy they hold, even if they are staying somewhere else.",
            why="The move has to be to a different {place}. Partners are not told this.",
            options=places_to_live,
            errors={"required": "Select the {place} the home is in"},
            sensitivity="S3",
            evidence="V",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "risk_here",
            "radios",
            "Is the risk where the home is?",
            hint="Say yes if it could reach them at the home, even if they are staying somewhere else now.",
            why="The scheme is for people who are at risk in the {place} of their home. Partners are not told this.",
            options=coded("risk_here"),
            errors={"required": "Select whether the risk is where the home is"},
            sensitivity="S3",
            evidence="V I",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "wants_to_leave",
            "radios",
            "Do they want to move to a different {place}?",
            options=coded("wants_to_leave"),
            errors={"required": "Select whether they want to move to a different {place}"},
            evidence="V",
        ),
        ROUTE,
    ),
    one(
        Question(
            "own_stock",
            "radios",
            "Has the landlord tried to find them a safe home of its own?",
            hint="This is often called a management transfer.",
            why="The scheme is for needs that the landlord cannot meet itself. It is also often quicker to try the "
            "landlord first.",
            options=own_stock,
            errors={"required": "Select whether the landlord has tried to find a safe home of its own"},
            evidence="V I",
            sees="C N H",
        ),
        ROUTE,
    ),
    Page(
        "options_explained",
        "Which other options have you explained to the applicant?",
        (
            Question(
                "options_explained",
                "checkboxes",
                "Which other options have you explained to the applicant?",
                hint="They can use more than one at the same time.",
                why="People have lost months because nobody told them about a homelessness application. It can run "
                "beside this request.",
                options=coded("options_explained"),
                none_value=NONE_OF_THESE,
                errors={"required": 'Select which options you have explained, or select "None of these yet"'},
                sees="C N H",
            ),
            Question(
                "options_explained_on",
                "date",
                "When did you last go through these with them?",
                what="you explained the options",
                past=True,
                shown_when=_some_explained,
                sees="C N H",
            ),
        ),
        ROUTE,
    ),
    one(
        Question(
            "tenancy_reference",
            "text",
            "What is the landlord's tenancy reference?",
            hint="We turn it into a fingerprint and do not keep the number. It tells the coordinator if two people "
            "have sent a request for one household.",
            required=False,
            max_length=30,
            not_screened="It is turned into a fingerprint, and is not kept",
            what="tenancy reference",
            sensitivity="S4r",
            retention="R6",
            sees="C",
            on_check=False,
        ),
        ROUTE,
        when=_reference_is_asked,
    ),
)
