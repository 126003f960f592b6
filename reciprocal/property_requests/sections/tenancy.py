"""Section C: the tenancy and the home that they have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal import clock
from reciprocal.property_requests.questions_lists import councils, tenancy_types
from reciprocal.property_requests.sections.shared import YES_NO, coded, holds_a_tenancy, one
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Page, Question

TENANCY = "tenancy"


def _is_joint(answers: Mapping[str, Any]) -> bool:
    return answers.get("tenancy_route") == "joint"


def _asked_since_2012(answers: Mapping[str, Any]) -> bool:
    """Whether the scheme asks for it: a rule about it has to be confirmed by a lawyer first."""
    return holds_a_tenancy(answers) and current().setting("ask_since_2012", clock.today()) == "on"


def _not_the_council_that_placed_them(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """The landlord of the tenancy decides, and not the council that placed the household (rule 10)."""
    placed_by = answers["placed_by"]
    if placed_by and placed_by == answers.get("landlord") and not answers["placed_by_landlord"]:
        council = next(one.name for one in context.landlords if str(one.pk) == placed_by)
        return {
            "placed_by": f"{council} placed them but is not the landlord of their tenancy. Go back and choose the "
            "landlord whose tenancy they hold"
        }
    return {}


PAGES = (
    Page(
        "tenancy_type",
        "What kind of tenancy do they have?",
        (
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
            Question(
                "tenancy_type_other",
                "text",
                "Describe it",
                max_length=100,
                shown_when=("tenancy_type", ("OTHER",)),
                what="the kind of tenancy",
                errors={"required": "Enter what kind of tenancy it is"},
                evidence="I",
                sees="C N H",
            ),
        ),
        TENANCY,
        when=holds_a_tenancy,
    ),
    one(
        Question(
            "tenant_since_2012",
            "radios",
            "Have they been a social tenant without a break since 1 April 2012?",
            options=coded("tenant_since_2012"),
            errors={"required": "Select whether they have been a social tenant since 1 April 2012"},
            evidence="I",
            sees="C N H",
        ),
        TENANCY,
        when=_asked_since_2012,
    ),
    one(
        Question(
            "joint_with",
            "radios",
            "Who is the tenancy shared with?",
            why="A joint tenancy can need legal steps, and one tenant can end it for both. The landlord needs to know.",
            options=coded("joint_with"),
            errors={"required": "Select who the tenancy is shared with"},
            sensitivity="S3",
            evidence="I",
            sees="C N H",
        ),
        TENANCY,
        when=_is_joint,
    ),
    Page(
        "tenancy_held",
        "Is the tenancy still in place?",
        (
            Question(
                "tenancy_held",
                "radios",
                "Is the tenancy still in place?",
                options=coded("tenancy_held"),
                errors={"required": "Select whether the tenancy is still in place"},
                evidence="I",
                sees="C N H",
            ),
            Question(
                "notice_ends",
                "date",
                "When does the notice end?",
                what="the notice ends",
                shown_when=("tenancy_held", ("notice",)),
                evidence="I",
                sees="C N H",
            ),
        ),
        TENANCY,
        when=holds_a_tenancy,
    ),
    Page(
        "current_home",
        "What is their home like now?",
        (
            Question(
                "current_bedrooms",
                "number",
                "How many bedrooms does it have?",
                hint="Enter 0 for a bedsit or studio",
                what="number of bedrooms",
                minimum=0,
                maximum=9,
                evidence="V D",
                sees="C N H",
            ),
            Question(
                "current_floor",
                "radios",
                "Which floor is it on?",
                options=coded("current_floor"),
                errors={"required": "Select which floor the home is on"},
                evidence="V D",
                sees="C N H",
            ),
            Question(
                "current_type",
                "radios",
                "What type of home is it?",
                why="The landlord checks it against its records. It is not used to limit the size of the new home.",
                options=coded("current_type"),
                errors={"required": "Select the type of home"},
                evidence="V D",
                sees="C N H",
            ),
        ),
        TENANCY,
        when=holds_a_tenancy,
    ),
    one(
        Question(
            "overcrowded",
            "radios",
            "Are they overcrowded there now?",
            options=coded("overcrowded"),
            errors={"required": "Select whether they are overcrowded now"},
            evidence="V",
            sees="C N H",
        ),
        TENANCY,
        when=holds_a_tenancy,
    ),
    Page(
        "where_now",
        "Where is the household now?",
        (
            Question(
                "where_now",
                "radios",
                "Where is the household now?",
                hint="Choose the kind of place only. Do not say which one.",
                options=coded("where_now"),
                errors={"required": "Select where the household is now"},
                sensitivity="S4r",
                retention="R6",
                evidence="I",
                sees="C N H",
            ),
            Question(
                "held_before",
                "radios",
                "Did they hold a social tenancy before, and still do?",
                options=YES_NO,
                shown_when=("where_now", ("temporary",)),
                errors={"required": "Select whether they still hold the tenancy"},
                evidence="I",
                sees="C N H",
            ),
            Question(
                "placed_by",
                "select",
                "Which council placed them?",
                hint="The landlord of the tenancy approves the request, not the council that placed them.",
                options=councils,
                shown_when=("where_now", ("temporary",)),
                errors={"required": "Select the council that placed them"},
                sensitivity="S4r",
                retention="R6",
                evidence="I",
            ),
            Question(
                "placed_by_landlord",
                "tick",
                "The council that placed them is also the landlord of the tenancy they hold",
                required=False,
                shown_when=("where_now", ("temporary",)),
            ),
        ),
        TENANCY,
        check=_not_the_council_that_placed_them,
    ),
    Page(
        "arrears",
        "Does the tenancy have rent arrears?",
        (
            Question(
                "arrears",
                "radios",
                "Does the tenancy have rent arrears?",
                why="Arrears do not stop a request. The landlord may ask, and it helps to answer once. Arrears often "
                "come from the abuse itself or from paying for two homes.",
                options=coded("arrears"),
                required=False,
                errors={"invalid": "Select whether the tenancy has rent arrears"},
                retention="R2",
                evidence="I",
                sees="C N H",
            ),
            Question(
                "arrears_amount",
                "money",
                "Amount in pounds, if you know",
                what="amount",
                required=False,
                shown_when=("arrears", ("agreed", "not_agreed")),
                retention="R2",
                evidence="I",
                sees="C N H",
            ),
        ),
        TENANCY,
        when=holds_a_tenancy,
    ),
)
