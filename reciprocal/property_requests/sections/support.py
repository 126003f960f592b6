"""Section H: who supports them."""

from __future__ import annotations

from reciprocal.property_requests.sections.shared import coded, youth_violence
from reciprocal.ui.questions import Page, Question

SUPPORT = "support"


PAGES = (
    Page(
        "support_confirmed",
        "What support will there be in the new area?",
        (
            Question(
                "support_confirmed",
                "radios",
                "Has an agency confirmed support in the new area?",
                options=coded("support_confirmed"),
                errors={"required": "Select whether the agency has confirmed it"},
                sensitivity="S3",
                retention="R2",
                evidence="V",
                sees="C N H",
            ),
            Question(
                "risk_managed",
                "radios",
                "Does the agency also manage the risk?",
                options=coded("risk_managed"),
                errors={"required": "Select whether the agency also manages the risk"},
                sensitivity="S3",
                retention="R2",
                evidence="D",
                sees="C N H",
            ),
        ),
        SUPPORT,
        when=youth_violence,
        intro="The request cannot go to partners until support and risk management are both recorded.",
    ),
)
