"""What is asked about the pot: balances to begin with, corrections, disputes and the answers to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from reciprocal.ledger.models import CORRECTIONS, Dispute
from reciprocal.ui.questions import Option, Page, Question

NO_LINE: Final = "none"
_CLOSED: Final = "Do not write about a household: no name, no place, no date."


def _options(choices: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in choices.items())


class Partners:
    """The partners that a balance may be written for; the texts of the forms about them have no settings."""

    words: Mapping[str, str] = {}

    def __init__(self, partners: Mapping[UUID, str], have_one: frozenset[UUID] = frozenset(), **more: Any) -> None:
        self.partners, self.have_one = partners, have_one
        self.__dict__.update(more)


def balances_in(text: str, asked: Partners) -> tuple[dict[UUID, int], str]:
    """Read one partner a line, its name and its balance. Gives the balances, and a sentence where a line is wrong."""
    by_name = {name.casefold(): key for key, name in asked.partners.items()}
    found: dict[UUID, int] = {}
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = re.fullmatch(r"(.+?)[\s,;:]+([+−–-]?\d{1,2})", line.strip())
        if not match:
            return {}, f"Line {n}: enter a partner and a whole number, like Alder Council −4"
        partner = by_name.get(" ".join(match[1].split()).casefold())
        if partner is None:
            return {}, f"Line {n}: there is no partner called {match[1]}. Write its name as in the list of the pot"
        if partner in found:
            return {}, f"Line {n}: {match[1]} stands here twice"
        if partner in asked.have_one:
            return {}, f"Line {n}: {match[1]} has an opening balance already. Record a correction instead"
        found[partner] = int(re.sub("[−–]", "-", match[2]))
    return found, "" if found else "Enter the balances"


def _add_up(answers: Mapping[str, Any], asked: Partners) -> Mapping[str, str]:
    found, wrong = balances_in(answers["balances"], asked)
    total = sum(found.values())
    if not wrong and total:
        wrong = f"These balances add up to {total:+d}. They have to add up to 0".replace("-", "−")
    return {"balances": wrong} if wrong else {}


OPENING: Final = Page(
    "record_opening",
    "Record opening balances",
    (
        Question(
            "balances",
            "textarea",
            "Balances, one partner a line",
            hint="Its name and its balance, like Alder Council −4. Below zero it owes homes, above zero it is owed. "
            "You can paste two columns of a spreadsheet.",
            what="the balances",
            max_length=8000,
            not_screened="It is kept as numbers, and each line has to name a partner",
            rows=12,
            sensitivity="S1",
            sees="C",
        ),
        Question(
            "reason",
            "textarea",
            "Where do these numbers come from?",
            hint="Coordinators alone read this.",
            what="where the numbers come from",
            max_length=500,
            rows=3,
            sensitivity="S1",
            sees="C",
        ),
    ),
    intro="Homes that were owed before this service began. They have to add up to 0, and each partner comes in once.",
    check=_add_up,
)


def _partner(name: str, label: str) -> Question:
    return Question(
        name,
        "select",
        label,
        options=lambda asked: tuple(Option(str(key), of) for key, of in asked.partners.items()),
        errors={
            "required": f"Select the partner that {name.replace('owes', 'owes a home').replace('owed', 'is owed one')}"
        },
        sensitivity="S1",
        sees="C",
    )


CORRECTION: Final = Page(
    "record_correction",
    "Record a correction",
    (
        _partner("owes", "Which partner owes one home more?"),
        _partner("owed", "Which partner is owed one home more?"),
        Question("month", "month", "For which month?", what="of the lines", past=True, sensitivity="S2", sees="C"),
        Question(
            "reason",
            "textarea",
            "Why?",
            hint="Coordinators alone read this.",
            what="why the lines are added",
            max_length=500,
            rows=3,
            sensitivity="S3",
            sees="C",
        ),
    ),
    intro="It adds two lines, in this month's statements: one home owed and one home housed. "
    "Each partner reads its own, with the month, and that a line was missing.",
    check=lambda answers, asked: (
        {"owed": "Select two different partners"} if answers["owes"] == answers["owed"] else {}
    ),
)


def _line_if_any(answers: Mapping[str, Any], asked: Any) -> Mapping[str, str]:
    missing = answers["what"] == "missing"
    if missing == (answers["line"] == NO_LINE):
        return {}
    return {"line": "Select “A line that is not there” for a line that is missing, and a line for anything else"}


DISPUTE: Final = Page(
    "dispute",
    "Dispute a line",
    (
        Question(
            "line",
            "select",
            "Which line?",
            options=lambda asked: asked.lines,
            errors={"required": "Select the line"},
            sensitivity="S1",
        ),
        Question(
            "what",
            "radios",
            "What is wrong?",
            options=_options(Dispute.WHAT),
            errors={"required": "Select what is wrong"},
            sensitivity="S1",
        ),
        Question(
            "words",
            "textarea",
            "Explain",
            hint=_CLOSED,
            errors={"required": "Explain what is wrong"},
            what="what is wrong",
            max_length=500,
            sensitivity="S2",
            retention="R2",
        ),
    ),
    check=_line_if_any,
)

ANSWER: Final = Page(
    "answer_dispute",
    "Answer a dispute",
    (
        Question(
            "answer",
            "radios",
            "What do you do?",
            options=lambda asked: asked.answers,
            errors={"required": "Select what you do"},
            sensitivity="S1",
            sees="C",
        ),
        Question(
            "read_as",
            "radios",
            "What do both partners read?",
            options=_options({key: text for key, text in CORRECTIONS.items() if key != "missing"}),
            shown_when=("answer", ("corrected",)),
            errors={"required": "Select what both partners read"},
            sensitivity="S1",
            sees="C",
        ),
        Question(
            "month",
            "month",
            "Which month is right?",
            hint="The lines are written again for it.",
            shown_when=("read_as", ("wrong_month",)),
            what="that is right",
            past=True,
            sensitivity="S2",
            sees="C",
        ),
        Question(
            "words",
            "textarea",
            "In your words",
            hint=f"The partner reads this, unless you correct the line: then it stays with the pair. {_CLOSED}",
            what="your answer",
            max_length=500,
            sensitivity="S2",
            retention="R2",
            sees="C",
        ),
    ),
)
CORRECT_IT: Final = Option("corrected", "Correct it", "Both lines of the pair are taken back.")
LEAVE_IT: Final = Option("left", "Leave it")
ASK_FOR_MORE: Final = Option("asked", "Ask for more")
