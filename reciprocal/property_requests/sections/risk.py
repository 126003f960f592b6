"""Section G: the risk, and who is kept away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal.property_requests.questions_lists import (
    NO_NAME,
    partners_to_keep_away,
    places_to_live,
    teams_to_keep_away,
)
from reciprocal.property_requests.sections.shared import coded, one
from reciprocal.rulebook.answers import NONE_OF_THESE
from reciprocal.ui.questions import Option, Page, Question

RISK = "risk"


def _kept_away(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """Whoever is kept away stays so until the coordinator, who alone can see the list, takes them off."""
    recorded = context.values.get("kept_away") == "yes"
    named = any(answers.get(name) for name in ("conflict_partners", "conflict_teams", "conflict_people"))
    if answers["kept_away"] == "yes" and not named and not recorded:
        return {"conflict_partners": "Choose at least one partner, team or person"}
    if answers["kept_away"] != "yes" and recorded:
        return {"kept_away": "Somebody is recorded here already. To take them off, call {coordinator} on {phone}"}
    return {}


def _flag(name: str, label: str, max_length: int, **more: Any) -> Question:
    kept = {"sensitivity": "S4r", "retention": "R6", "evidence": "I", "sees": "C", "on_check": False, **more}
    when = ("kept_away", ("yes",))
    return Question(name, "text", label, required=False, max_length=max_length, shown_when=when, **kept)


PAGES = (
    one(
        Question(
            "risk_summary",
            "textarea",
            "What is the risk, in a few sentences?",
            hint="Say what has happened, how recently, and why living there is not safe. Describe people by their "
            'part, for example "the older child", "the neighbour". ' + NO_NAME,
            why="The landlord reads this to decide. Partners do not see it. A police report is not needed.",
            min_length=40,
            max_length=1500,
            rows=10,
            what="the risk",
            errors={
                "required": "Enter a few sentences about the risk",
                "too_short": "Say a little more, so that the landlord can decide without asking you again",
            },
            sensitivity="S3",
            retention="R2",
            evidence="I",
            sees="C N H",
        ),
        RISK,
    ),
    Page(
        "risk_tool",
        "Which risk assessment was done?",
        (
            Question(
                "risk_tool",
                "radios",
                "Which risk assessment was done?",
                options=coded("risk_tool"),
                errors={"required": "Select which risk assessment was done"},
                sensitivity="S3",
                retention="R2",
                evidence="I",
                sees="C N H",
            ),
            Question(
                "dash_score",
                "number",
                'Number of "yes" answers',
                minimum=0,
                maximum=24,
                errors={"invalid": 'Number of "yes" answers must be a whole number between 0 and 24'},
                shown_when=("risk_tool", ("dash",)),
                sensitivity="S3",
                retention="R2",
                evidence="I V",
                sees="C N H",
            ),
            Question(
                "assessed_on",
                "date",
                "When was it done?",
                hint="Leave this empty if none was done yet.",
                what="of the assessment",
                past=True,
                shown_when=lambda answers: answers.get("risk_tool") not in ("", None, "none_yet"),
                sensitivity="S3",
                retention="R2",
                evidence="I",
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
        "marac",
        "Has it been to a MARAC?",
        (
            Question(
                "marac",
                "radios",
                "Has it been to a MARAC?",
                hint="A local meeting of agencies about people at high risk.",
                options=coded("marac"),
                required=False,
                errors={"invalid": "Select whether it has been to a MARAC"},
                sensitivity="S3",
                retention="R2",
                evidence="I",
                sees="C N H",
            ),
            Question(
                "marac_on",
                "date",
                "When was it?",
                what="of the MARAC",
                past=True,
                shown_when=("marac", ("yes",)),
                sensitivity="S3",
                retention="R2",
                evidence="I",
                sees="C N H",
            ),
            Question(
                "marac_area",
                "select",
                "Which area?",
                options=places_to_live,
                required=False,
                errors={"invalid": "Select the area of the MARAC"},
                shown_when=("marac", ("yes",)),
                sensitivity="S3",
                retention="R2",
                evidence="I",
                sees="C N",
            ),
        ),
        RISK,
    ),
    Page(
        "police_reference_held",
        "Is there a police reference?",
        (
            Question(
                "police_reference_held",
                "radios",
                "Is there a police reference?",
                hint="You do not need one.",
                options=coded("police_reference_held"),
                required=False,
                errors={"invalid": "Select whether there is a police reference"},
                sensitivity="S3",
                retention="R6",
                evidence="I",
                sees="C N",
            ),
            Question(
                "police_reference",
                "text",
                "Reference number",
                hint="Shown to the landlord only. Once it is saved, nobody else can read it: leave this empty to keep "
                "the number that is there.",
                required=False,
                max_length=60,
                may_hold=("address", "postcode", "school", "case_number"),
                what="the reference number",
                shown_when=("police_reference_held", ("yes",)),
                sensitivity="S4",
                retention="R6",
                evidence="I",
                sees="H",
                on_check=False,
            ),
        ),
        RISK,
    ),
    one(
        Question(
            "orders",
            "checkboxes",
            "Are any court orders in force?",
            options=coded("orders"),
            none_value=NONE_OF_THESE,
            required=False,
            errors={"invalid": 'Select an order, or select "None"'},
            sensitivity="S3",
            retention="R2",
            evidence="I",
            sees="C N H",
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
                folded=True,
                sensitivity="S4r",
                retention="R3",
                evidence="I",
                sees="C",
                on_check=False,
            ),
            Question(
                "conflict_teams",
                "checkboxes",
                "Which team there?",
                hint="Whoever is in no team is kept away too. Where you do not find the team, choose the whole "
                "partner: not every partner has told us its teams.",
                options=teams_to_keep_away,
                required=False,
                shown_when=("kept_away", ("yes",)),
                errors={"invalid": "Choose teams from the list"},
                folded=True,
                sensitivity="S4r",
                retention="R3",
                evidence="I",
                sees="C",
                on_check=False,
            ),
            _flag(
                "conflict_people",
                "A person's work e-mail, if they use this service",
                254,
                hint="They are kept away in every post that they have or get. If you do not know it, write what they "
                "do and where: the coordinator finds them and rings you before anything is sent to the landlord. "
                "Whoever works where the home will be might hear of it all the same. Is it safer to choose the whole "
                "partner?",
                what="the work e-mail",
                not_screened="It is the work e-mail or the job of somebody on the staff, and is sealed",
                sensitivity="S4",
            ),
            _flag(
                "conflict_reason",
                "What is the connection?",
                200,
                hint="It is sealed, and opens only where another person allows it.",
                what="the connection",
                sensitivity="S4",
            ),
        ),
        RISK,
        check=_kept_away,
    ),
)
