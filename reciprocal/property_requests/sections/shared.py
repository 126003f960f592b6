"""What the pages of several sections have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from reciprocal.rulebook.answers import OPTIONS
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Option, Page, Question


@dataclass(frozen=True)
class Repeated(Page):
    """Questions that are asked of each of several people. The answers are rows, kept under the page's key.

    `one` and `many` name who it is about, `at_most` how many there may be, and `missing` asks for the first.
    """

    one: str = ""
    many: str = ""
    at_most: int = 1
    missing: str = ""


EMAIL: Final = r"[^@\s]+@[^@\s]+\.[^@\s]+"
EMAIL_FORM: Final = "Enter an e-mail address in the right format, like name@example.org"
YES_NO = (Option("yes", "Yes"), Option("no", "No"))


def coded(name: str) -> tuple[Option, ...]:
    """The options of a question as the rulebook lists them."""
    return tuple(Option(code, label) for code, label in OPTIONS[name])


def one(question: Question, section: str, **more: Any) -> Page:
    """A page with one question, whose label is the heading."""
    return Page(question.name, question.label, (question,), section, **more)


def youth_violence(answers: Mapping[str, Any]) -> bool:
    """Whether the main reason is one for which places are asked the other way round, and support first."""
    reason = answers.get("primary_reason", "")
    return current().has_reason(reason) and current().reason(reason).youth_violence


def holds_a_tenancy(answers: Mapping[str, Any]) -> bool:
    """Whether there is a tenancy now, and not only one that a council owes."""
    return answers.get("tenancy_route") != "owed"
