"""What the officer is asked about an offer: more time, a viewing, the applicant's answer, and danger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from reciprocal.offers.questions import reasons
from reciprocal.rulebook.endings import VOIDS
from reciprocal.rulebook.reasons import REFUSALS
from reciprocal.ui.questions import Option, Page, Question
from reciprocal.workflow.pages import Words


class OnTheDay(Words):
    """The day on which a date is asked for."""

    def __init__(self, today: date) -> None:
        super().__init__(today=today, tomorrow=today + timedelta(days=1))


def _tick(name: str, label: str) -> Question:
    return Question(name, "tick", label, errors={"required": f"Tick this first: {label}"}, sensitivity="S1")


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
    ),
    intro="Asking for time is not refusing. The landlord cannot let the home go before then without telling you.",
)

SAFETY_LIST: Final = (
    "Ask the applicant how safe this place and time are.",
    "Does anyone else know about the viewing? If so, change the time or place, and tell the coordinator.",
    "Is the way there safe, including transport and parking?",
    "Will phones' location sharing be off, and children's devices left behind or checked?",
    "Will somebody they trust go with them?",
    "Will nobody else view at the same time?",
    "Does the lettings officer know the practical points?",
    "Is there a plan if someone turns up? For example, leave, go to a public place, call 999.",
    "Will letters, texts and voicemail about the viewing go to you and not to the home?",
    "Have you agreed a word that means “stop”?",
)
VIEWING: Final = Page("arrange_viewing", "Plan a safe viewing", (_tick("went_through", "I went through the list"),))

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

READ_TO_APPLICANT: Final = (
    _tick("read_offer", "I read the offer to the applicant"),
    _tick("read_tenancies", "I read them the comparison of tenancies"),
    _tick("know_how_long", "They know how long the answer holds"),
    _tick("agree_to_name", "They agree that {partner} may now be told their name by me"),
)
ADVICE_READ: Final = Question(
    "advice_read",
    "tick",
    "I have read the advice and the applicant wants to go on",
    errors={"required": "Tick to say the advice was read, or record that the applicant says no"},
)


def accept_page(weaker: bool) -> Page:
    """Give the ticks of a yes; one more where the tenancy offered is weaker than the one held now."""
    return Page("accept", "The applicant says yes", (*READ_TO_APPLICANT, *((ADVICE_READ,) if weaker else ())))


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
