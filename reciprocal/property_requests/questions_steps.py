"""What each step of a request asks of the officer, the coordinator and the landlord."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
_NOT_BY_OFFICER: Final = ("no_officer", "paused")


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


def _asking(key: str, title: str, which: str, missing: str, hint: str) -> Callable[[Iterable[str]], Page]:
    """Make the page on which the coordinator or the landlord asks for more: a sentence for each section."""

    def page(sections: Iterable[str]) -> Page:
        options = tuple(Option(section, LABELS[section]) for section in sections)
        return Page(
            key,
            title,
            (
                Question(
                    "sections",
                    "checkboxes",
                    which,
                    hint=f"{hint} {NO_NAME}".strip(),
                    options=options,
                    errors={"required": missing, "invalid": missing},
                    sees="C N H",
                ),
                *(
                    Question(
                        f"message_{option.value}",
                        "textarea",
                        "What do you need to know?",
                        max_length=500,
                        rows=2,
                        what="what you need to know",
                        errors={"required": f"{option.label}: enter what you need to know"},
                        sensitivity="S3",
                        retention="R2",
                        sees="C N H",
                        shown_when=("sections", (option.value,)),
                    )
                    for option in options
                ),
            ),
        )

    return page


ask_information: Final = _asking(
    "ask_information",
    "What is missing?",
    "Which sections?",
    "Select at least one section",
    "One sentence for each section.",
)
landlord_asks: Final = _asking(
    "landlord_asks",
    "We need to know more",
    "Which section?",
    "Select a section",
    "Ask only for what would change your decision. A police report cannot be required.",
)

SETTLE_KEPT_AWAY: Final = Page(
    "settle_kept_away",
    "Settle who is kept away",
    (
        Question(
            "reason",
            "textarea",
            "What did you agree with the officer?",
            hint="It is sealed, and opens only where another person allows it. " + NO_NAME,
            max_length=300,
            rows=3,
            what="what you agreed with the officer",
            errors={"required": "Enter what you agreed with the officer"},
            sensitivity="S4",
            retention="R6",
            evidence="D",
            sees="C",
            on_check=False,
        ),
    ),
)

LEGAL_HOLD: Final = Page(
    "legal_hold",
    "Hold back the erasure",
    (
        Question(
            "why",
            "textarea",
            "Why must it be kept?",
            hint="For example: a complaint to the ombudsman, or an order of a court. " + NO_NAME,
            max_length=300,
            rows=3,
            what="why it must be kept",
            errors={"required": "Enter why it must be kept"},
            sensitivity="S3",
            evidence="D",
            sees="C N",
            on_check=False,
        ),
    ),
)


def answering(sections: Iterable[str]) -> Page:
    """Make the page on which the officer sends the answers: a box for each section that cannot be answered."""
    return Page(
        "answer_information",
        "",
        tuple(
            Question(
                section,
                "textarea",
                "I cannot answer this because",
                required=False,
                max_length=500,
                rows=2,
                what="why you cannot answer",
                sensitivity="S3",
                retention="R2",
                sees="C N H",
            )
            for section in sections
        ),
    )


CONFIRM: Final = Page("confirm", "", ())
DELETE_DRAFT: Final = Page(
    "delete_draft",
    "Delete this draft?",
    (),
    intro="Everything in it will be erased and cannot be brought back.",
)
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
        Option(reason.code, reason.text, reason.note if reason.code != _YOUTH_VIOLENCE_ONLY else "")
        for reason in DECLINES.values()
        if reason.code != _YOUTH_VIOLENCE_ONLY or context.youth_violence
    ]


def _asked_as_well(reason: DeclineReason) -> Question:
    what = reason.asked.rstrip("?")
    return Question(
        f"asked_{reason.code}",
        "text",
        f"{what[:1].upper()}{what[1:]}",
        max_length=300,
        what=what,
        errors={"required": f"Enter: {what}"},
        sensitivity="S3",
        retention="R2",
        sees="C N H",
        shown_when=("reason", (reason.code,)),
    )


def _facts(name: str, label: str, length: int, missing: str) -> Question:
    return Question(
        name,
        "textarea",
        label,
        hint=f"One fact a line: the officer answers each. {NO_NAME}" if name == "facts" else "",
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
        *(_asked_as_well(reason) for reason in DECLINES.values() if reason.asked),
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


def correcting(n: int) -> Page:
    """Make the page on which the officer goes through `n` facts; the context's words hold them as `fact_1` and on."""
    return Page(
        "correct_facts", "Correct the facts", tuple(one for place in range(1, n + 1) for one in _about_fact(place))
    )


def _about_fact(place: int) -> tuple[Question, ...]:
    verdict = f"fact_{place}"
    return (
        Question(
            verdict,
            "radios",
            f"“{{{verdict}}}”",
            options=(
                Option("right", "This is right"),
                Option("wrong", "This is wrong"),
                Option("changed", "This has changed"),
            ),
            errors={"required": f"Select whether fact {place} is right"},
            sensitivity="S3",
            retention="R2",
            sees="C N H",
        ),
        *(
            Question(
                f"{verdict}_{said}",
                "textarea",
                "What is right?",
                hint=NO_NAME,
                max_length=1000,
                rows=3,
                what="what is right",
                errors={"required": f"Enter what is right instead of fact {place}"},
                sensitivity="S3",
                retention="R2",
                sees="C N H",
                shown_when=(verdict, (said,)),
            )
            for said in ("wrong", "changed")
        ),
    )
