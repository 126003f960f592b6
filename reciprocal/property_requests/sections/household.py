"""Section D: who is moving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from reciprocal.property_requests.questions_lists import NO_NAME
from reciprocal.property_requests.sections.shared import YES_NO, Repeated, coded, one
from reciprocal.rulebook.answers import NONE_OF_THESE
from reciprocal.rulebook.bedrooms import Person
from reciprocal.ui.questions import Page, Question

HOUSEHOLD = "household"
APPLICANT = "applicant"
_AGE = "Age must be a whole number between {} and {}"


def _age(low: int, high: int, *, hint: str = "", why: str = "", then: str = "", evidence: str = "I") -> Question:
    return Question(
        "age",
        "number",
        "Age",
        hint=hint,
        why=why,
        minimum=low,
        maximum=high,
        errors={"invalid": _AGE.format(low, high) + then},
        evidence=evidence,
        sees="C N H O*",
    )


_SEX = Question(
    "sex",
    "radios",
    "Sex",
    options=coded("sex"),
    errors={"required": 'Select a sex, or "Prefer not to say"'},
    evidence="I",
    sees="C N H",
)

ADULTS: Final = Repeated(
    "adults",
    "Adults who are moving",
    (
        _age(
            18,
            110,
            why="Ages and relationships decide how many bedrooms are needed. Partners see age groups, not ages.",
            then=". For anyone younger, add them as a child",
            evidence="V P",
        ),
        _SEX,
        Question(
            "relationship",
            "radios",
            "Relationship to the applicant",
            options=coded("relationship"),
            errors={"required": "Select the relationship to the applicant"},
            evidence="I",
            sees="C N H",
        ),
        Question(
            "applies",
            "checkboxes",
            "Does any of this apply?",
            options=coded("applies"),
            none_value=NONE_OF_THESE,
            divider_before=NONE_OF_THESE,
            errors={"required": 'Select what applies, or select "None of these"'},
            evidence="I",
            sees="C N H O*",
        ),
    ),
    HOUSEHOLD,
    warning=NO_NAME,
    one="adult",
    many="adults",
    at_most=8,
    missing="Tell us about the applicant",
)

CHILDREN: Final = Repeated(
    "children",
    "Children who are moving",
    (
        _age(0, 17, hint="Enter 0 for under 1"),
        _SEX,
        Question(
            "lives_there",
            "radios",
            "When will they live there?",
            options=coded("lives_there"),
            errors={"required": "Select when the child will live there"},
            evidence="I",
            sees="C N H",
        ),
        Question(
            "own_room",
            "radios",
            "Does the child need a room of their own because of a disability?",
            options=YES_NO,
            inline=True,
            errors={"required": "Select whether the child needs a room of their own"},
            evidence="I",
            sees="C N H",
        ),
    ),
    HOUSEHOLD,
    when=lambda answers: answers.get("children_moving") == "yes",
    warning=NO_NAME,
    one="child",
    many="children",
    at_most=12,
    missing="Tell us about each child who is moving",
)


def _partner_moves(answers: Mapping[str, Any]) -> bool:
    """Whether a partner of the applicant moves too, where a partner may be who causes the harm."""
    return answers.get("primary_reason") == "DA" and any(
        adult["relationship"] == "partner" for adult in answers.get("adults") or ()
    )


_CONNECTED: Final = Question(
    "partner_connected",
    "radios",
    "Is this person connected with the risk?",
    hint="The applicant's husband, wife or partner, who is moving too.",
    options=coded("partner_connected"),
    errors={"required": "Select whether this person is connected with the risk"},
    sensitivity="S3",
    evidence="I",
    sees="C N",
)
REMOVE: Final = Page("remove", "", ())

PAGES = (
    ADULTS,
    one(_CONNECTED, HOUSEHOLD, when=_partner_moves, warning=NO_NAME),
    Page(
        "children_moving",
        "Children who are moving",
        (
            Question(
                "children_moving",
                "radios",
                "Are any children moving?",
                options=YES_NO,
                inline=True,
                errors={"required": "Select whether any children are moving"},
                evidence="I",
                sees="C N H O*",
            ),
        ),
        HOUSEHOLD,
        warning=NO_NAME,
    ),
    CHILDREN,
    Page(
        "pregnancy",
        "Is anyone who is moving pregnant?",
        (
            Question(
                "pregnancy",
                "radios",
                "Is anyone who is moving pregnant?",
                why="Landlords count an unborn baby in different ways. We show the result by each rule.",
                options=coded("pregnancy"),
                required=False,
                errors={"invalid": "Select whether anyone who is moving is pregnant"},
                sensitivity="S3",
                evidence="I",
                sees="C N H O*",
            ),
            Question(
                "baby_due",
                "month",
                "When is the baby due?",
                what="the baby is due",
                shown_when=("pregnancy", ("yes",)),
                sensitivity="S3",
                evidence="I",
                sees="C N H",
            ),
            Question(
                "babies",
                "radios",
                "More than one baby?",
                options=coded("babies"),
                errors={"required": "Select whether more than one baby is expected"},
                shown_when=("pregnancy", ("yes",)),
                sensitivity="S3",
                evidence="I",
                sees="C N H",
            ),
        ),
        HOUSEHOLD,
        warning=NO_NAME,
    ),
    Page(
        "communication",
        "Do they need an interpreter or other help with communication?",
        (
            Question(
                "communication",
                "checkboxes",
                "Do they need an interpreter or other help with communication?",
                options=coded("communication"),
                none_value=NONE_OF_THESE,
                errors={"required": 'Select the help they need, or select "No help needed"'},
                sensitivity="S3",
                evidence="I",
                sees="C N H O*",
            ),
            Question(
                "language",
                "select",
                "Which language?",
                options=coded("language"),
                errors={"required": "Select the language"},
                shown_when=("communication", ("spoken",)),
                sensitivity="S3",
                evidence="I",
                sees="C N",
            ),
            Question(
                "other_help",
                "text",
                "Which help?",
                what="which help they need",
                max_length=100,
                shown_when=("communication", ("other",)),
                sensitivity="S3",
                evidence="I",
                sees="C N H",
            ),
        ),
        HOUSEHOLD,
        warning=NO_NAME,
    ),
    one(
        Question(
            "pets",
            "radios",
            "Do they have pets that have to move with them?",
            options=coded("pets"),
            errors={"required": "Select whether they have pets"},
            sensitivity="S1",
            evidence="I",
            sees="C N H O",
        ),
        HOUSEHOLD,
        warning=NO_NAME,
    ),
)


def people(answers: Mapping[str, Any]) -> list[Person]:
    """Give those who are moving, from the answers about them, as the rules on bedrooms look at them."""
    rows = (*(answers.get("adults") or ()), *(answers.get("children") or ()))
    return [
        Person(row["age"], row["sex"], row.get("relationship", ""), cannot_share=row.get("own_room") == "yes")
        for row in rows
    ]


def babies(answers: Mapping[str, Any]) -> int:
    """Say how many babies are expected; one where nobody knows."""
    if answers.get("pregnancy") != "yes":
        return 0
    return 2 if answers.get("babies") == "yes" else 1


def page_for(page: Repeated, number: int) -> Repeated:
    """Give the questions about one person: the applicant, who comes first and may be 16, or anybody else.

    Args:
        page: the adults or the children.
        number: 0 for the first.
    """
    if page.key != ADULTS.key:
        return replace(page, title="Tell us about a child who is moving")
    age, sex, relationship, applies = page.questions
    if number == 0:
        age = replace(age, minimum=16, errors={"invalid": _AGE.format(16, 110)})
        return replace(page, title="Tell us about the applicant", questions=(age, sex, applies))
    others = tuple(option for option in coded("relationship") if option.value != APPLICANT)
    relationship = replace(relationship, options=others)
    return replace(page, title="Tell us about an adult who is moving", questions=(age, sex, relationship, applies))


def page_to_change(page: Repeated, number: int, answers: Mapping[str, Any]) -> Repeated:
    """Give the questions about one person of a request that was sent, where nothing follows on another page.

    Args:
        page: the adults or the children.
        number: 0 for the first.
        answers: all that was answered so far.
    """
    asked = page_for(page, number)
    if page.key != ADULTS.key or number == 0 or answers.get("primary_reason") != "DA":
        return asked
    partner = replace(_CONNECTED, shown_when=("relationship", ("partner",)))
    return replace(asked, questions=(*asked.questions, partner))
