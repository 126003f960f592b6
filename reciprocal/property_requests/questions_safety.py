"""The risk, the support, and whom to reach. Sections G, H and I of the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal.property_requests.questions_lists import colleagues, partners_to_keep_away
from reciprocal.property_requests.questions_needs import youth_violence
from reciprocal.property_requests.questions_start import coded, one
from reciprocal.ui.questions import Option, Page, Question

RISK, SUPPORT, CONTACTS = "risk", "support", "contacts"


def _kept_away(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """Whoever is kept away stays so until the coordinator, who alone can see the list, takes them off."""
    recorded = context.values.get("kept_away") == "yes"
    if answers["kept_away"] == "yes" and not answers["conflict_partners"] and not recorded:
        return {"conflict_partners": "Choose at least one partner"}
    if answers["kept_away"] != "yes" and recorded:
        return {"kept_away": "Somebody is recorded here already. To take them off, call {coordinator} on {phone}"}
    return {}


def _cover(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    if answers["going_without_cover"] == "now" and not answers["cover"]:
        return {"cover": "Choose a colleague from the list"}
    return {}


RISK_PAGES = (
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

SUPPORT_PAGES = (
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

CONTACT_PAGES = (
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
