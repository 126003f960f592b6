"""What the officer is asked about an offer: more time, a viewing, the applicant's answer, and danger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from reciprocal.offers.models import TimeAsked
from reciprocal.offers.questions import reasons
from reciprocal.property_requests.models import HouseholdMember
from reciprocal.property_requests.questions_ongoing import ages
from reciprocal.rulebook.answers import OPTIONS
from reciprocal.rulebook.endings import VOIDS
from reciprocal.rulebook.reasons import REFUSALS
from reciprocal.ui.questions import Answers, Condition, Option, Page, Question
from reciprocal.workflow.pages import Words

AREA_NOT_CHECKED: Final = "Yes can be recorded when the check is finished. You can ask for more time."


class OnTheDay(Words):
    """The day on which a date is asked for."""

    def __init__(self, today: date) -> None:
        super().__init__(today=today, tomorrow=today + timedelta(days=1))


def _tick(name: str, label: str, after: Condition | None = None) -> Question:
    missing = {"required": f"Tick this first: {label}"}
    return Question(name, "tick", label, errors=missing, sensitivity="S1", shown_when=after)


ASK_TIME: Final = Page(
    "ask_time",
    "Ask for more time",
    (
        Question(
            "until",
            "date",
            "Until when?",
            earliest=lambda day: day.tomorrow,
            what="until which you ask for time",
            sensitivity="S1",
        ),
        Question(
            "what_for",
            "radios",
            "What for?",
            options=tuple(Option(code, label) for code, label in TimeAsked.WHAT_FOR.items()),
            errors={"required": "Select what the time is for"},
            sensitivity="S3",
        ),
    ),
    intro="Asking for time is not refusing. The landlord cannot let the home go before that date without telling you.",
)

_SAFETY: Final = (
    "Have you asked the applicant how safe this place and time are?",
    "Does anyone else know about the viewing?",
    "Is the way there safe, including transport and parking?",
    "Will phones' location sharing be off, and children's devices left behind or checked?",
    "Will somebody they trust go with them?",
    "Will nobody else view at the same time?",
    "Does the lettings officer know the practical points of the profile?",
    "Is there a plan if someone turns up? For example, leave, go to a public place, call 999.",
    "Will letters, texts and voicemail about the viewing go to you and not to the home?",
    'Have you agreed a word that means "stop"?',
)
_YES_NO: Final = (Option("yes", "Yes"), Option("no", "No"), Option("not_needed", "Not needed"))


def _safe_to_plan(answers: Answers, context: Any) -> Mapping[str, str]:
    """Two answers stop a plan: nobody asked the applicant, or somebody else knows."""
    found = {}
    if answers["safety_1"] == "no":
        found["safety_1"] = "Ask them first."
    if answers["safety_2"] == "yes":
        found["safety_2"] = "Change the time or place, and tell the coordinator."
    return found


def _sealed(name: str, label: str, length: int, hint: str = "", missing: str = "") -> Question:
    errors = {"required": missing}
    return Question(
        name,
        "text",
        label,
        hint,
        max_length=length,
        errors=errors,
        what=label.lower(),
        sensitivity="S4",
        retention="R6",
    )


_PLAN: Final = (
    Question(
        "on",
        "date",
        "Date",
        earliest=lambda day: day.today,
        errors={"too_early": "The date of the viewing must be today or in the future"},
        what="of the viewing",
        sensitivity="S4",
        retention="R6",
    ),
    _sealed("time", "Time", 20, "For example, 2:30pm", "Enter the time of the viewing"),
    Question(
        "meeting_point",
        "text",
        "Meeting point",
        hint="Not the door of the home",
        max_length=200,
        errors={"required": "Enter where they meet"},
        what="meeting point",
        may_hold=("name", "address", "postcode", "school"),
        sensitivity="S4",
        retention="R6",
    ),
    _sealed(
        "from_officer", "Who goes with the applicant?", 100, "Roles and no names", "Enter who goes with the applicant"
    ),
    _sealed(
        "from_landlord", "Who goes from the landlord?", 100, "Roles and no names", "Enter who goes from the landlord"
    ),
    Question(
        "phone",
        "phone",
        "Safe contact on the day",
        hint="A work phone that is answered then. Never one of the household.",
        what="a work phone",
        sensitivity="S4",
        retention="R6",
    ),
)

VIEWING: Final = Page(
    "arrange_viewing",
    "Plan a safe viewing",
    _PLAN
    + tuple(
        Question(
            f"safety_{n}",
            "radios",
            label,
            options=_YES_NO,
            inline=True,
            errors={"required": 'Answer every question, or say "Not needed"'},
            sensitivity="S3",
            retention="R6",
        )
        for n, label in enumerate(_SAFETY, 1)
    ),
    check=_safe_to_plan,
)

RECORD_VIEWING: Final = Page(
    "record_viewing",
    "Record the viewing",
    (
        Question(
            "outcome",
            "radios",
            "What came of the viewing?",
            hint="Nobody asks the household why.",
            options=(
                Option("took_place", "It took place"),
                Option("did_not", "It did not take place"),
                Option("not_safe", "It was not safe", "The offer ends at once and does not count."),
            ),
            divider_before="not_safe",
            what="what came of the viewing",
        ),
    ),
)

_CHECKED_SAFE: Final = ("area_result", ("safe",))
RECEIVING_AREA: Final = (
    Question(
        "area_checked_by",
        "radios",
        "Who checked the receiving area?",
        options=tuple(Option(code, label) for code, label in OPTIONS["area_assessed_by"]),
        errors={"required": "Select who checked the receiving area"},
        sensitivity="S3",
    ),
    Question("area_checked_on", "date", "When?", past=True, what="of the check", sensitivity="S3"),
    Question(
        "area_result",
        "radios",
        "With what result?",
        options=(
            Option("safe", "Safe for this household"),
            Option("not_safe", "Not safe"),
            Option("not_finished", "Not finished"),
        ),
        errors={"required": "Select the result of the check"},
        sensitivity="S3",
    ),
)


def accept_page(weaker: bool, area: bool, people: Sequence[HouseholdMember]) -> Page:
    """Give what is asked before a yes is recorded.

    Args:
        weaker: the tenancy offered is weaker than the one held now, so that advice was read.
        area: the receiving area is checked first; the rest is asked only where it is safe.
        people: those who are moving, whose ages are asked.
    """
    after = _CHECKED_SAFE if area else None
    ticks = [
        _tick("read_offer", "I read the offer to the applicant", after),
        _tick("read_tenancies", "I read them the comparison of tenancies", after),
        _tick("know_how_long", "They know how long the answer holds", after),
        _tick("agree_to_name", "They agree that {partner} may now be told their name by me", after),
    ]
    if weaker:
        ticks.append(
            Question(
                "advice_read",
                "tick",
                "I have read the advice and the applicant wants to go on",
                errors={"required": "Tick to say the advice was read, or record that the applicant says no"},
                shown_when=after,
            )
        )
    changed, *ages_now = ages(people)
    asked = (*(RECEIVING_AREA if area else ()), replace(changed, shown_when=after), *ages_now, *ticks)
    return Page("accept", "The applicant says yes", asked, check=_check_finished)


def _check_finished(answers: Answers, context: Any) -> Mapping[str, str]:
    return {"area_result": AREA_NOT_CHECKED} if answers.get("area_result") == "not_finished" else {}


REFUSE: Final = Page(
    "refuse",
    "The applicant says no",
    (
        Question(
            "words",
            "textarea",
            "What did the applicant say, in their own words?",
            hint="Do not guess or tidy it. Leave names out.",
            max_length=500,
            errors={"required": "Enter what the applicant said"},
            what="what the applicant said",
            sensitivity="S3",
            retention="R2",
        ),
        Question(
            "reason",
            "radios",
            "Which is closest?",
            hint="{coordinator} decides whether it counts. You will see why, and you can ask for a second look.",
            options=reasons(REFUSALS),
            errors={"required": "Select which is closest"},
            sensitivity="S3",
        ),
    ),
)

_NOT_SAFE: Final = {code: REFUSALS[code] for code in ("unsafe_place", "person_near", "viewing_unsafe")} | {
    "known_to_wrong_person": VOIDS["known_to_wrong_person"]
}
NOT_SAFE: Final = Page(
    "not_safe",
    "This offer is not safe",
    (
        Question(
            "reason",
            "radios",
            "What is not safe?",
            options=reasons(_NOT_SAFE),
            errors={"required": "Select what is not safe"},
            sensitivity="S3",
        ),
    ),
    intro="It stops at once. It never counts, and the landlord is not told why.",
)
