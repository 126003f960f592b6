"""Section H: who supports them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from reciprocal import clock
from reciprocal.property_requests.sections.shared import coded, youth_violence
from reciprocal.rulebook.answers import OPTIONS
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Page, Question

SUPPORT = "support"
NOBODY: Final = "nobody"
SINCE: Final = tuple(f"since_{code}" for code, _ in OPTIONS["agencies"] if code != NOBODY)


def _since(code: str, label: str) -> Question:
    return Question(
        f"since_{code}",
        "month",
        f"{label}: when did they start?",
        errors={"required": f"Enter the month and year {label} started"},
        what=f"{label} started",
        shown_when=("agencies", (code,)),
        sensitivity="S3",
        retention="R2",
        evidence="V",
        sees="C N H",
    )


def _abuse(answers: Mapping[str, Any]) -> bool:
    return answers.get("primary_reason") in ("DA", "SV")


def _other_scheme(answers: Mapping[str, Any]) -> bool:
    return current().in_force("other_scheme_first", clock.today())


def _managed(answers: Mapping[str, Any]) -> bool:
    return answers.get("risk_managed") in ("yes", "another_agency")


def _date(name: str, label: str, what: str, shown_when: Any, **more: Any) -> Question:
    kept = {"sensitivity": "S3", "retention": "R2", "evidence": "V", "sees": "C N H", **more}
    return Question(name, "date", label, what=what, past=True, shown_when=shown_when, **kept)


PAGES = (
    Page(
        "agencies",
        "Who is supporting them?",
        (
            Question(
                "agencies",
                "checkboxes",
                "Who is supporting them?",
                options=coded("agencies"),
                none_value=NOBODY,
                divider_before=NOBODY,
                errors={"required": 'Select who is supporting them, or select "Nobody yet"'},
                sensitivity="S3",
                retention="R2",
                evidence="V",
                sees="C N H",
            ),
            *(_since(code, label) for code, label in OPTIONS["agencies"] if code != NOBODY),
        ),
        SUPPORT,
    ),
    Page(
        "abuse_service",
        "Have you told them about a domestic abuse or sexual violence service?",
        (
            Question(
                "abuse_service",
                "radios",
                "Have you told them about a domestic abuse or sexual violence service?",
                options=coded("abuse_service"),
                errors={"required": "Select whether you have told them about a service"},
                sensitivity="S3",
                evidence="V",
                sees="C N",
            ),
            _date(
                "abuse_service_on",
                "When did you tell them?",
                "you told them",
                ("abuse_service", ("told",)),
                retention="R3",
                sees="C N",
            ),
        ),
        SUPPORT,
        when=_abuse,
    ),
    Page(
        "housing_moves",
        "Are they registered with {other_scheme} and bidding?",
        (
            Question(
                "housing_moves",
                "radios",
                "Are they registered with {other_scheme} and bidding?",
                options=coded("housing_moves"),
                errors={"required": "Select whether they are registered with {other_scheme}"},
                evidence="V",
                sees="C N",
            ),
            _date(
                "housing_moves_on",
                "Since when?",
                "they registered",
                ("housing_moves", ("yes",)),
                sensitivity="S2",
                retention="R3",
                sees="C N",
            ),
        ),
        SUPPORT,
        when=_other_scheme,
    ),
    Page(
        "new_area_support",
        "What support will there be in the new area?",
        (
            Question(
                "new_area_support",
                "textarea",
                "What support will there be in the new area?",
                hint="Say what, from when, and which kind of agency. Do not name a place or a person.",
                max_length=600,
                what="the support in the new area",
                errors={"required": "Describe the support in the new area"},
                sensitivity="S3",
                retention="R2",
                evidence="V",
                sees="C N H",
            ),
            Question(
                "support_confirmed",
                "radios",
                "Has the agency confirmed it?",
                options=coded("support_confirmed"),
                errors={"required": "Select whether the agency has confirmed it"},
                sensitivity="S3",
                retention="R2",
                evidence="V",
                sees="C N H",
            ),
            _date(
                "support_confirmed_on", "When did it confirm it?", "it was confirmed", ("support_confirmed", ("yes",))
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
            Question(
                "risk_worker",
                "text",
                "Name and role of the worker",
                hint="The professional who manages the risk. Leave this and the plan empty if nobody does yet.",
                max_length=120,
                may_hold=("name",),
                errors={"required": "Enter the name and role of the worker"},
                shown_when=_managed,
                retention="R2",
                evidence="D",
                sees="C N H",
            ),
            Question(
                "plan_written",
                "radios",
                "Is there a written plan?",
                options=coded("plan_written"),
                errors={"required": "Select whether there is a written plan"},
                shown_when=_managed,
                sensitivity="S3",
                retention="R2",
                evidence="D",
                sees="C N H",
            ),
            _date("plan_on", "Date of the plan", "of the plan", ("plan_written", ("yes",)), evidence="D"),
        ),
        SUPPORT,
        when=youth_violence,
        inset="The request cannot go to partners until support and risk management are both recorded.",
    ),
)
