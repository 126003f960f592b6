"""What each step of a request asks of the officer, the coordinator and the landlord."""

from __future__ import annotations

from typing import Any, Final

from reciprocal import clock
from reciprocal.property_requests.questions import LABELS
from reciprocal.property_requests.questions_lists import NO_NAME
from reciprocal.rulebook import workdays
from reciprocal.rulebook.endings import CLOSURES, HOLDS
from reciprocal.rulebook.reasons import DECLINES, DeclineReason
from reciprocal.rulebook.roles import COORDINATOR
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Choices, Option, Page, Question

# What a landlord may ask about: it never reads which places are safe, nor who is kept away.
FOR_LANDLORD: Final = ("tenancy", "household", "home", "risk", "support", "contacts")
# Ways in which a request ends by a step of its own, or that wait for a second look.
_NOT_BY_CLOSING: Final = ("moved", "consent", "declined", "cap")
_YOUTH_VIOLENCE_ONLY: Final = "support_missing"
# Reasons to rest that only the coordinator knows of.
_NOT_BY_OFFICER: Final = ("no_officer", "refusal", "paused")


def _tick(name: str, label: str, clause: str) -> Question:
    return Question(name, "tick", label, errors={"required": f"Tick to confirm that {clause}"}, evidence="D")


SUBMIT: Final = Page(
    "submit",
    "Confirm and send",
    (
        _tick(
            "agreed",
            "The applicant has agreed to this request and has had these answers read to them",
            "the applicant has agreed and has had the answers read to them",
        ),
        _tick("right", "The answers are right as far as I know", "the answers are right as far as you know"),
        _tick(
            "will_tell",
            "I will tell the coordinator when something changes, or when the move is no longer needed",
            "you will tell the coordinator when something changes",
        ),
        _tick(
            "will_name",
            "I will give the applicant's name to the landlord's named lead, by phone or secure e-mail, when they ask",
            "you will give the name to the landlord's named lead when they ask",
        ),
    ),
)


def _message(label: str, hint: str, missing: str) -> Question:
    return Question(
        "message",
        "textarea",
        label,
        hint=f"{hint} {NO_NAME}",
        max_length=500,
        what="what you need to know",
        errors={"required": missing},
        sensitivity="S3",
        retention="R2",
        sees="C N H",
    )


def _which(label: str, missing: str) -> Question:
    return Question(
        "sections",
        "checkboxes",
        label,
        options=lambda context: [Option(key, LABELS[key]) for key in context.sections],
        errors={"required": missing, "invalid": missing},
        sees="C N H",
    )


ASK_INFORMATION: Final = Page(
    "ask_information",
    "What is missing?",
    (
        _which("Which sections?", "Select at least one section"),
        _message("What do you need to know?", "One sentence for each section.", "Enter what you need to know"),
    ),
)
LANDLORD_ASKS: Final = Page(
    "landlord_asks",
    "We need to know more",
    (
        _which("Which section?", "Select a section"),
        _message(
            "What do you need to know?",
            "Ask only for what would change your decision. A police report cannot be required.",
            "Enter what you need to know",
        ),
    ),
)
ANSWER: Final = Page(
    "answer_information",
    "",
    (
        Question(
            "answer",
            "textarea",
            "Your answer",
            hint=f"Say what you have changed, or: I cannot answer this because … {NO_NAME}",
            max_length=500,
            what="your answer",
            errors={"required": "Answer each section, or say why you cannot"},
            sensitivity="S3",
            retention="R2",
            sees="C N H",
        ),
    ),
)
CONFIRM: Final = Page("confirm", "", ())
WITHDRAW_CONSENT: Final = Page(
    "withdraw_consent",
    "Stop this request?",
    (),
    intro="It stops at once. Partners lose the profile, any live offer is withdrawn and no refusal is counted.",
)


def _holds(context: Any) -> Choices:
    coordinator = context.role == COORDINATOR
    return [
        Option(reason.code, reason.text, reason.note)
        for reason in HOLDS.values()
        if coordinator or reason.code not in _NOT_BY_OFFICER
    ]


HOLD: Final = Page(
    "hold",
    "Why should it rest?",
    (
        Question(
            "reason",
            "radios",
            "Why should it rest?",
            options=_holds,
            errors={"required": "Select why it should rest"},
            sensitivity="S3",
        ),
    ),
)
CLOSE: Final = Page(
    "close",
    "Why is it closed?",
    (
        Question(
            "reason",
            "radios",
            "Why is it closed?",
            options=tuple(Option(r.code, r.text) for r in CLOSURES.values() if r.code not in _NOT_BY_CLOSING),
            errors={"required": "Select why it is closed"},
            sensitivity="S3",
        ),
    ),
)
APPROVE: Final = Page(
    "approve",
    "We agree",
    (
        Question(
            "our_tenant",
            "tick",
            "I have had the tenant's name from the officer and it is our tenant",
            hint="One home will be owed to the pot if they move.",
            errors={"required": "Confirm that this is your tenant. Ask the officer for the name first"},
            sees="C N H",
        ),
    ),
)
PANEL: Final = Page(
    "set_panel_date",
    "When does your panel meet?",
    (
        Question(
            "panel_on",
            "date",
            "When does it meet?",
            hint="The due date moves to {panel_grace_days} working days after it, once only.",
            what="your panel meets",
            earliest=lambda context: clock.today(),
            latest=lambda context: workdays.due(clock.today(), "escalate_days", current()),
            errors={
                "required": "Enter the date your panel meets",
                "too_early": "The panel date must be today or later",
                "too_late": "The panel date must be on or before {latest}. If it is later, call {phone}",
            },
            sees="C N H",
        ),
    ),
)


def _declines(context: Any) -> Choices:
    return [
        Option(reason.code, reason.text, _hint(reason))
        for reason in DECLINES.values()
        if reason.code != _YOUTH_VIOLENCE_ONLY or context.youth_violence
    ]


def _hint(reason: DeclineReason) -> str:
    asked = f"Say in the facts: {reason.asked.rstrip('?')}." if reason.asked else ""
    note = reason.note if reason.code != _YOUTH_VIOLENCE_ONLY else ""
    return " ".join(text for text in (asked, note) if text)


def _facts(name: str, label: str, length: int, missing: str) -> Question:
    return Question(
        name,
        "textarea",
        label,
        hint=NO_NAME if name == "facts" else "",
        max_length=length,
        what=label[:1].lower() + label[1:],
        errors={"required": missing},
        sensitivity="S3",
        retention="R2",
        sees="C N H",
        rows=5 if name == "facts" else 3,
    )


PROPOSE_DECLINE: Final = Page(
    "propose_decline",
    "We are minded to decline",
    (
        Question(
            "reason",
            "radios",
            "What is the main reason?",
            options=_declines,
            errors={"required": "Select the main reason"},
            sensitivity="S3",
            sees="C N H",
        ),
        _facts("facts", "Which facts are you relying on?", 1000, "Enter the facts you are relying on"),
        _facts(
            "source",
            "Where do they come from, and from when?",
            300,
            "Enter where the facts come from and their date",
        ),
        _facts("would_change", "What would change your decision?", 300, "Enter what would change your decision"),
    ),
)
CORRECT_FACTS: Final = Page(
    "correct_facts",
    "Correct the facts",
    (
        Question(
            "correction",
            "textarea",
            "What is wrong, or has changed?",
            hint=f"Say for each fact what is right. {NO_NAME}",
            max_length=1000,
            what="the correction",
            errors={"required": "Enter the correction"},
            sensitivity="S3",
            retention="R2",
            sees="C N H",
        ),
    ),
)
