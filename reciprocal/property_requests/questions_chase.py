"""What is asked about something late: of the coordinator who rang, and of whoever says it by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from reciprocal.rulebook.chasing import NO_ANSWER, SAYS, STEP_OF, ready
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


def saying(of: str, state: str, today: date) -> Page:
    """Make the page on which whoever is late says by themselves where it stands: each answer has its own button."""
    answers = [said for said in ready(of, state) if not said.leads]
    return Page(SAYS[of], "Where does it stand?", (
        Question(
            "answer",
            "radios",
            "Answer",
            options=tuple(Option(said.code, said.text) for said in answers),
            errors={"required": "Select where it stands"},
        ),
        *(_more(said.code, said.asks, today, said.text) for said in answers if said.asks),
    ))  # fmt: skip


def _more(code: str, asks: str, today: date, own: str = "") -> Question:
    """Ask for the sentence or the day of an answer; `own` are its words, where somebody says it by themselves."""
    if asks == "note":
        return Question(
            f"note_{code}",
            "textarea",
            own or "What did they say about it?",
            hint="No names, addresses or telephone numbers of the household.",
            max_length=300,
            rows=3,
            what="what you want to say" if own else "what they said",
            errors={"required": "Enter what you want to say about it" if own else "Enter what they said about it"},
            sensitivity="S3",
            retention="R2",
            shown_when=("answer", (code,)),
        )
    return Question(
        f"until_{code}",
        "date",
        own or "Which day did they name?",
        what="you name" if own else "they named",
        earliest=today,
        latest=today + timedelta(days=MOST_DAYS),
        shown_when=("answer", (code,)),
    )


def given(answers: dict[str, Any]) -> dict[str, Any]:
    """Give the answers of either page as the keywords of `ring` and `say`."""
    code = answers["answer"]
    return {"answer": code, "until": answers.get(f"until_{code}"), "note": answers.get(f"note_{code}") or ""}
