"""Section I: whom to reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal.property_requests.questions_lists import (
    colleagues,
)
from reciprocal.property_requests.sections.shared import coded, one
from reciprocal.ui.questions import Option, Page, Question

CONTACTS = "contacts"


def _cover(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    if answers["going_without_cover"] == "now" and not answers["cover"]:
        return {"cover": "Choose a colleague from the list"}
    return {}


PAGES = (
    Page(
        "cover",
        "Who covers when you are away?",
        (
            Question(
                "cover",
                "select",
                "A colleague who covers for you",
                hint="Your cover can read and act on this request once they accept.",
                options=colleagues,
                required=False,
                errors={"invalid": "Choose a colleague from the list"},
                retention="R2",
                evidence="V I",
                sees="C N H",
            ),
            Question(
                "going_without_cover",
                "radios",
                "Go on without cover?",
                options=(
                    Option("later", "Yes, I will add one within 5 working days"),
                    Option("now", "No, I will add one now"),
                ),
                shown_when=lambda answers: not answers.get("cover"),
                errors={"required": "Select whether to go on without cover"},
                evidence="I",
            ),
        ),
        CONTACTS,
        intro="Requests have been lost when a worker left.",
        check=_cover,
    ),
    one(
        Question(
            "safe_contact_held",
            "radios",
            "Do you hold a safe way to contact the applicant?",
            hint="Keep it in your own records. Do not enter it here.",
            options=coded("safe_contact_held"),
            errors={"required": "Select whether you hold a safe way to contact them"},
            sensitivity="S4r",
            retention="R6",
            evidence="I",
            sees="N",
        ),
        CONTACTS,
    ),
)
