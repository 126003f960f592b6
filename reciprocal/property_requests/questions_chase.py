"""What the coordinator writes down after ringing somebody about what is late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from reciprocal.rulebook.chasing import NO_ANSWER, STEP_OF, ready
from reciprocal.ui.questions import Option, Page, Question

MOST_DAYS: Final = 60


def asking(of: str, state: str, today: date) -> Page:
    """Make the page that asks what was said: the ready answers of this wait, and that nobody answered."""
    answers = ready(of, state)
    return Page(STEP_OF[of], "What did they say?", (
        Question(
            "answer",
            "radios",
            "What did they say?",
            options=(*(Option(said.code, said.text) for said in answers), Option(NO_ANSWER, "No answer")),
            divider_before=NO_ANSWER,
            errors={"required": "Select what they said"},
        ),
        *(_more(said.code, said.asks, today) for said in answers if said.asks),
    ))  # fmt: skip


def _more(code: str, asks: str, today: date) -> Question:
    if asks == "note":
        return Question(
            f"note_{code}",
            "textarea",
            "What did they say about it?",
            hint="No names, addresses or telephone numbers of the household.",
            max_length=300,
            rows=3,
            what="what they said",
            errors={"required": "Enter what they said about it"},
            sensitivity="S3",
            retention="R2",
            shown_when=("answer", (code,)),
        )
    return Question(
        f"until_{code}",
        "date",
        "Which day did they name?",
        what="they named",
        earliest=today,
        latest=today + timedelta(days=MOST_DAYS),
        shown_when=("answer", (code,)),
    )


def given(answers: dict[str, Any]) -> dict[str, Any]:
    """Give the answers of the page as the keywords of `ring`."""
    code = answers["answer"]
    return {"answer": code, "until": answers.get(f"until_{code}"), "note": answers.get(f"note_{code}") or ""}
