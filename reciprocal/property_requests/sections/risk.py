"""Section G: the risk, and who is kept away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal.property_requests.questions_lists import (
    partners_to_keep_away,
)
from reciprocal.property_requests.sections.shared import coded
from reciprocal.ui.questions import Option, Page, Question

RISK = "risk"


def _kept_away(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """Whoever is kept away stays so until the coordinator, who alone can see the list, takes them off."""
    recorded = context.values.get("kept_away") == "yes"
    if answers["kept_away"] == "yes" and not answers["conflict_partners"] and not recorded:
        return {"conflict_partners": "Choose at least one partner"}
    if answers["kept_away"] != "yes" and recorded:
        return {"kept_away": "Somebody is recorded here already. To take them off, call {coordinator} on {phone}"}
    return {}


PAGES = (
    Page(
        "risk_basis",
        "How high is the risk?",
        (
            Question(
                "dash_score",
                "number",
                'Number of "yes" answers on a DASH checklist',
                hint="Leave this empty if no DASH was done.",
                required=False,
                minimum=0,
                maximum=24,
                errors={"invalid": 'Number of "yes" answers must be a whole number between 0 and 24'},
                sensitivity="S3",
                retention="R2",
                evidence="I V",
                sees="C N H",
            ),
            Question(
                "risk_basis",
                "checkboxes",
                "Why is the risk high?",
                why="Judgement counts as much as the score. A low score does not stop a request.",
                options=coded("risk_basis"),
                errors={"required": "Select why the risk is high"},
                sensitivity="S3",
                retention="R2",
                evidence="I",
                sees="C N H",
            ),
        ),
        RISK,
    ),
    Page(
        "kept_away",
        "Should anyone be kept away from this request?",
        (
            Question(
                "kept_away",
                "radios",
                "Should anyone be kept away from this request?",
                hint="Does the person causing harm, or someone close to them, work for a landlord or agency, or live "
                "in homes run by one?",
                why="Anyone you name here will never see the request or learn that it exists. Only the coordinator "
                "can see this list.",
                options=(
                    Option("none", "No, none known"),
                    Option("yes", "Yes"),
                    Option("not_sure", "I am not sure"),
                ),
                errors={"required": "Select whether anyone should be kept away"},
                sensitivity="S4r",
                retention="R6",
                evidence="I",
                sees="C",
                on_check=False,
            ),
            Question(
                "conflict_partners",
                "checkboxes",
                "Which partners?",
                hint="Only the coordinator can see this list.",
                options=partners_to_keep_away,
                required=False,
                shown_when=("kept_away", ("yes",)),
                errors={"invalid": "Choose partners from the list"},
                sensitivity="S4r",
                retention="R6",
                evidence="I",
                sees="C",
                on_check=False,
            ),
        ),
        RISK,
        check=_kept_away,
    ),
)
