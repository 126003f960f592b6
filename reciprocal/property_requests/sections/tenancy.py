"""Section C: the tenancy and the home that they have."""

from __future__ import annotations

from reciprocal.property_requests.questions_lists import (
    tenancy_types,
)
from reciprocal.property_requests.sections.shared import coded, holds_a_tenancy, one
from reciprocal.ui.questions import Question

TENANCY = "tenancy"


PAGES = (
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
        when=holds_a_tenancy,
    ),
)
