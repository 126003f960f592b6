"""The first questions: is this the right route, and does the applicant agree? Sections A and B of the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reciprocal import clock
from reciprocal.property_requests.questions_lists import landlords, own_stock, places_to_live, reasons
from reciprocal.rulebook.answers import OPTIONS
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.workdays import months_after
from reciprocal.ui.questions import Option, Page, Question

ROUTE, CONSENT = "route", "consent"


def coded(name: str) -> tuple[Option, ...]:
    """The options of a question as the rulebook lists them."""
    return tuple(Option(code, label) for code, label in OPTIONS[name])


def one(question: Question, section: str, **more: Any) -> Page:
    """A page with one question, whose label is the heading."""
    return Page(question.name, question.label, (question,), section, **more)


def _recent(answers: Mapping[str, Any], context: Any) -> Mapping[str, str]:
    """What somebody agreed to long ago they may no longer want (setting `consent_months`)."""
    given, today = answers["consent_date"], clock.today()
    if given and months_after(given, current().number("consent_months", today)) < today:
        return {
            "consent_date": "They agreed more than {consent_months} months ago. Ask them again and enter the new date"
        }
    return {}


ROUTE_PAGES = (
    one(
        Question(
            "danger_now",
            "radios",
            "Is anyone in the household in danger today?",
            hint="For example, the person causing harm is there, is on the way, or has made a threat for today.",
            why="So that you see emergency help before anything else. Your answer does not slow the request down.",
            options=coded("danger_now"),
            errors={"required": "Select yes if anyone is in danger today"},
            sensitivity="S3",
        ),
        ROUTE,
    ),
    one(
        Question(
            "safe_tonight",
            "radios",
            "Does the household have somewhere safe to stay tonight?",
            why="This scheme cannot find a home for tonight. If the answer is no, we show you what can.",
            options=coded("safe_tonight"),
            errors={"required": "Select whether the household has somewhere safe to stay tonight"},
            sensitivity="S3",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "is_professional",
            "radios",
            "Are you working with this household as a professional?",
            hint="For example as a support worker, housing officer, social worker, health worker or police officer.",
            why="Requests carry no name, so somebody has to stand between the household, their landlord and the "
            "partners.",
            options=coded("is_professional"),
            errors={"required": "Select how you know the household"},
            evidence="V",
            sees="C",
        ),
        ROUTE,
    ),
    one(
        Question(
            "primary_reason",
            "radios",
            "What is the main reason they need to move?",
            hint="Choose the one that puts them most at risk.",
            why="Some steps, such as confirmed support, depend on the reason. Partners are not told the reason.",
            options=reasons,
            divider_before="none",
            errors={"required": "Select the main reason they need to move"},
            sensitivity="S3",
            evidence="V I",
            sees="C N H S",
        ),
        ROUTE,
    ),
    one(
        Question(
            "tenancy_route",
            "radios",
            "Does the applicant have a social tenancy?",
            hint="A tenancy from a council or a housing association. They still have it if they are staying in a "
            "refuge, in temporary accommodation or with friends.",
            why="The scheme lets people move without losing a social tenancy, so there has to be one, or one that "
            "is owed.",
            options=tuple(
                Option(o.value, o.label, "For example, a care leaver") if o.value == "owed" else o
                for o in coded("tenancy_route")
            ),
            errors={"required": "Select whether the applicant has a social tenancy"},
            evidence="V",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "landlord",
            "select",
            "Who is the applicant's landlord?",
            hint="If they are in temporary accommodation, choose the landlord of the tenancy they "
            "hold, not the council that placed them. If a tenancy is owed, choose the council that owes it.",
            why="This landlord has to agree before the request goes any further.",
            options=landlords,
            errors={
                "required": "Enter the name of the landlord and choose it from the list",
                "invalid": 'Choose a landlord from the list, or choose "The landlord is not in the list"',
            },
            evidence="V",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "home_place",
            "select",
            "Which {place} is the applicant's home in?",
            hint="The home of the tenancy they hold, even if they are staying somewhere else.",
            why="The move has to be to a different {place}. Partners are not told this.",
            options=places_to_live,
            errors={"required": "Select the {place} the home is in"},
            sensitivity="S3",
            evidence="V",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "risk_here",
            "radios",
            "Is the risk where the home is?",
            hint="Say yes if it could reach them at the home, even if they are staying somewhere else now.",
            why="The scheme is for people who are at risk in the {place} of their home. Partners are not told this.",
            options=coded("risk_here"),
            errors={"required": "Select whether the risk is where the home is"},
            sensitivity="S3",
            evidence="V I",
            sees="C N H",
        ),
        ROUTE,
    ),
    one(
        Question(
            "wants_to_leave",
            "radios",
            "Do they want to move to a different {place}?",
            options=coded("wants_to_leave"),
            errors={"required": "Select whether they want to move to a different {place}"},
            evidence="V",
        ),
        ROUTE,
    ),
    one(
        Question(
            "own_stock",
            "radios",
            "Has the landlord tried to find them a safe home of its own?",
            hint="This is often called a management transfer.",
            why="The scheme is for needs that the landlord cannot meet itself. It is also often quicker to try the "
            "landlord first.",
            options=own_stock,
            errors={"required": "Select whether the landlord has tried to find a safe home of its own"},
            evidence="V I",
            sees="C N H",
        ),
        ROUTE,
    ),
)

_ALL_EXPLAINED = (
    "Tick each thing that you have explained. If you have not explained one yet, save this draft and come back"
)

CONSENT_PAGES = (
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
)
