"""What is asked while a request goes on: is it still needed, are they safe tonight, who speaks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from reciprocal.property_requests import household
from reciprocal.property_requests.models import HouseholdMember
from reciprocal.property_requests.questions_lists import NO_NAME
from reciprocal.rulebook.answers import OPTIONS
from reciprocal.ui.questions import Choices, Option, Page, Question


def _radios(name: str, label: str, options: tuple[tuple[str, str], ...], missing: str, sensitivity: str) -> Question:
    return Question(
        name,
        "radios",
        label,
        options=tuple(Option(code, text) for code, text in options),
        errors={"required": missing},
        sensitivity=sensitivity,
    )


_CHANGES: Final = {
    "places": "Safe or unsafe places",
    "household": "Who is moving",
    "home": "The home they need",
    "risk": "The risk",
    "tenancy": "The tenancy",
    "support": "Support",
    "contacts": "Contacts",
}
WHAT_CHANGED: Final = Page(
    "change_request",
    "What has changed?",
    (
        Question(
            "sections",
            "checkboxes",
            "What has changed?",
            options=lambda context: [Option(key, _CHANGES[key]) for key in context.sections],
            errors={"required": "Select what has changed", "invalid": "Select what has changed"},
        ),
    ),
)
_YES: Final = ("ages_changed", ("yes",))


def ages(people: Sequence[HouseholdMember]) -> tuple[Question, ...]:
    """Ask whether an age has changed or will soon; where it has, how old each person is now, and who has a birthday.

    Args:
        people: those who are moving, in the order of the form.
    """
    return (
        _radios(
            "ages_changed",
            "Has anyone's age changed since {as_of}, or will it within 90 days?",
            (("no", "No"), ("yes", "Yes")),
            "Select whether an age has changed or will within 90 days",
            "S2",
        ),
        *(
            Question(
                f"age_{n}",
                "number",
                f"Age now: {household.name_of(one).lower()}",
                minimum=one.age,
                maximum=110,
                errors={"invalid": f"Age must be a whole number between {one.age} and 110"},
                what=f"age of {household.name_of(one).lower()}",
                shown_when=_YES,
            )
            for n, one in enumerate(people)
        ),
        Question(
            "birthdays",
            "checkboxes",
            "Who has a birthday within 90 days?",
            options=tuple(Option(str(n), household.name_of(one)) for n, one in enumerate(people)),
            required=False,
            errors={"invalid": "Select who has a birthday within 90 days"},
            shown_when=_YES,
        ),
    )


def review_page(people: Sequence[HouseholdMember]) -> Page:
    """Give what is asked at a review, of those who are moving now."""
    return replace(REVIEW, questions=(*REVIEW.questions, *ages(people)))


REVIEW: Final = Page(
    "review",
    "Is the move still needed?",
    (
        _radios(
            "still_needed",
            "Is the move still needed?",
            (("yes", "Yes"), ("changed", "Yes, but something has changed"), ("no", "No")),
            "Select whether the move is still needed",
            "S2",
        ),
        _radios(
            "safe_tonight",
            "Are they safe tonight?",
            OPTIONS["safe_tonight"],
            "Select whether they are safe tonight",
            "S3",
        ),
        _radios(
            "risk_changed",
            "Has the risk changed?",
            (("higher", "Higher"), ("same", "The same"), ("lower", "Lower")),
            "Select whether the risk has changed",
            "S3",
        ),
    ),
)
WHAT_WAS_DONE: Final = Page(
    "what_was_done",
    "What has been done?",
    (
        Question(
            "done",
            "checkboxes",
            "What has been done?",
            options=(
                Option("police", "Police called"),
                Option("homelessness", "Council's homelessness team called"),
                Option("refuge", "Refuge sought"),
                Option("marac", "MARAC or risk assessment asked for"),
                Option("children", "Children's social care told"),
                Option("safe_now", "The household is safe now"),
            ),
            errors={"required": "Select what has been done", "invalid": "Select what has been done"},
            sensitivity="S3",
            retention="R2",
        ),
    ),
)


def _who(context: Any) -> Choices:
    return [Option(str(one.pk), ", ".join(filter(None, (one.person.name, one.title)))) for one in context.people]


HAND_OVER: Final = Page(
    "hand_over",
    "Hand this request over",
    (
        Question("to", "radios", "Who takes it over?", options=_who, errors={"required": "Select who takes it over"}),
        Question(
            "applicant_knows",
            "tick",
            "The applicant knows and agrees",
            errors={"required": "Tick to confirm that the applicant knows and agrees"},
        ),
        Question(
            "note",
            "textarea",
            "A note to the new officer",
            hint=NO_NAME,
            required=False,
            max_length=500,
            rows=3,
            sensitivity="S3",
            retention="R2",
        ),
    ),
    intro="The applicant must know who their new officer is.",
)
FIND_OFFICER: Final = Page(
    "find_officer",
    "Find a cover",
    (
        Question(
            "to",
            "select",
            "Who speaks for the household from now on?",
            hint="Ring them first. They are told, and they tell the applicant.",
            options=_who,
            errors={
                "required": "Select who speaks for the household",
                "invalid": "Select who speaks for the household",
            },
        ),
    ),
)
