"""Section B: the applicant's agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal import clock
from reciprocal.property_requests.sections.shared import coded, one
from reciprocal.rulebook.answers import OPTIONS
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.workdays import months_after
from reciprocal.ui.questions import Page, Question

CONSENT = "consent"


_ALL_EXPLAINED = (
    "Tick each thing that you have explained. If you have not explained one yet, save this draft and come back"
)


def _recent(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """What somebody agreed to long ago they may no longer want (setting `consent_months`)."""
    given, today = answers["consent_date"], clock.today()
    if given and months_after(given, current().number("consent_months", today)) < today:
        return {
            "consent_date": "They agreed more than {consent_months} months ago. Ask them again and enter the new date"
        }
    return {}


def _no_relative(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """What a relative interpreted may not be what the applicant said."""
    if answers["interpreter_used"] == "relative":
        return {
            "interpreter_used": "Use a professional interpreter to ask again. A relative may not be safe. You can save "
            "this draft and come back"
        }
    return {}


PAGES = (
    one(
        Question(
            "explained",
            "checkboxes",
            "What have you explained to the applicant?",
            hint="Read these out, in a language they understand, when they are alone or with someone they trust.",
            options=coded("explained"),
            at_least=len(OPTIONS["explained"]),
            errors={"required": _ALL_EXPLAINED, "too_few": _ALL_EXPLAINED},
        ),
        CONSENT,
    ),
    Page(
        "consent_apply",
        "Has the applicant agreed?",
        (
            Question(
                "consent_apply",
                "tick",
                "They agree to a request being sent under a code, without their name",
                why="Nothing leaves you until they agree. If they withdraw, we stop at once.",
                errors={
                    "required": "The applicant has to agree before you go on. If they have not decided, save this "
                    "draft and come back"
                },
                evidence="V",
                sees="C N H O*",
            ),
            Question(
                "consent_statistics",
                "tick",
                "They agree to facts without their name being used to check and improve the scheme",
                hint="They can say no to this and still have a request",
                required=False,
                evidence="V D",
                sees="C N S",
            ),
            Question(
                "consent_date",
                "date",
                "When did they agree?",
                what="they agreed",
                past=True,
                errors={"required": "Enter the date they agreed"},
                evidence="V",
                sees="C N H",
            ),
        ),
        CONSENT,
        check=_recent,
    ),
    Page(
        "consent_manner",
        "How did they agree?",
        (
            Question(
                "consent_manner",
                "radios",
                "How did they agree?",
                options=coded("consent_manner"),
                errors={"required": "Select how they agreed"},
            ),
            Question(
                "interpreter_used",
                "radios",
                "Did you use an interpreter?",
                options=coded("interpreter_used"),
                errors={"required": "Select whether you used an interpreter"},
            ),
        ),
        CONSENT,
        check=_no_relative,
    ),
)
