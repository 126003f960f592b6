"""What a form asks, as data: options, questions and pages, over real columns.

A page of a form, the check-answers page and the data dictionary are all made from these. Texts may hold
settings in curly brackets (`{place}`, `{min_places}`); they are filled from the `words` of the context object
that the caller hands over, and a word that is missing there is an error, never a gap on a screen. There is no
kind of question for a person's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, get_args

from reciprocal.screen.finding import KINDS as IDENTIFIERS
from reciprocal.ui.wording import fill, known_codes, wants_what

Kind = Literal[
    "radios", "checkboxes", "select", "number", "text", "textarea",
    "date", "month", "tick", "phone", "money",
]  # fmt: skip
KINDS: Final[tuple[str, ...]] = get_args(Kind)
CHOICES: Final = ("radios", "checkboxes", "select")

# The classes of content: how sensitive, kept how long, where the question comes from, and who reads the
# answer.
SENSITIVITIES: Final = ("S1", "S2", "S3", "S4", "S4r")
RETENTIONS: Final = ("R1", "R2", "R3", "R4", "R5", "R6")
EVIDENCE: Final = ("V", "P", "I", "D")
READERS: Final = ("C", "N", "H", "O", "O*", "S")

Answers = Mapping[str, Any]
# Either (name of an earlier question, the answers that call for this one) or a function of the answers so
# far.
Condition = tuple[str, tuple[str, ...]] | Callable[[Answers], bool]
Fixed = int | Decimal | None


@dataclass(frozen=True)
class Option:
    """One answer to choose: the value that is kept, and the words on the screen.

    `fixed`: it is ticked for good and cannot be changed here. It is shown, and never among the answers.
    """

    value: str
    label: str
    hint: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class Group:
    """Several options under one heading, for example the boroughs of one part of a city."""

    label: str
    options: tuple[Option, ...]


Choices = Sequence[Option | Group]


@dataclass(frozen=True)
class Question:
    """One question, the column it fills (`name`), and how its answer is classed.

    `what` fills the shared error texts: for choices "the kind of tenancy", for dates what follows "the date"
    ("of the assessment", "they agreed"), for the rest the thing itself ("number of bedrooms"). `errors`
    replaces single texts by their code (see `wording.SHARED`). `options`, the limits and `earliest`/`latest`
    may be functions of the context. `at_least`/`at_most` count ticks; `minimum`/`maximum` bound each
    number. `past` refuses a date after today. `shown_when` makes it a follow-up: asked and required only
    where the condition holds. `on_check` False: the check page says only that something is recorded. `folded`: its
    groups are closed until somebody opens them, for a list that is too long for a telephone. `may_hold`: the kinds of
    identifier that a text exists to hold. `not_screened`: why a text is not looked over for identifiers at all.
    """

    name: str
    kind: Kind
    label: str
    hint: str = ""
    why: str = ""
    options: Choices | Callable[[Any], Choices] = ()
    required: bool = True
    errors: Mapping[str, str] = field(default_factory=dict)
    minimum: Fixed | Callable[[Any], Fixed] = None
    maximum: Fixed | Callable[[Any], Fixed] = None
    max_length: int | None = None
    none_value: str | None = None
    divider_before: str | None = None
    sensitivity: str = "S2"
    retention: str = "R3"
    evidence: str = "D"
    sees: str = "C N"
    shown_when: Condition | None = None
    what: str = ""
    min_length: int | None = None
    pattern: str = ""
    at_least: int | Callable[[Any], int | None] | None = None
    at_most: int | Callable[[Any], int | None] | None = None
    past: bool = False
    earliest: date | Callable[[Any], date | None] | None = None
    latest: date | Callable[[Any], date | None] | None = None
    inline: bool = False
    width: int | None = None
    rows: int = 5
    autocomplete: str = "off"
    on_check: bool = True
    folded: bool = False
    may_hold: tuple[str, ...] = ()
    not_screened: str = ""

    def __post_init__(self) -> None:
        """Refuse a question that could not be asked or classed, when the program starts and not in use."""
        _require(self.name.isidentifier(), self.name, "the name has to be that of a column")
        _require(self.kind in KINDS, self.name, f"no such kind as {self.kind}")
        _require(bool(self.label), self.name, "a label is needed")
        _require(
            self.kind not in ("text", "textarea") or self.max_length is not None,
            self.name,
            "a text needs a max_length",
        )
        _require(self.sensitivity in SENSITIVITIES, self.name, f"sensitivity is one of {SENSITIVITIES}")
        _require(self.retention in RETENTIONS, self.name, f"retention is one of {RETENTIONS}")
        for mark in self.evidence.split():
            _require(mark in EVIDENCE, self.name, f"evidence is marked with {EVIDENCE}")
        for reader in self.sees.split():
            _require(reader in READERS, self.name, f"sees holds {READERS}")
        for kind in self.may_hold:
            _require(kind in IDENTIFIERS, self.name, f"may_hold holds {IDENTIFIERS}")
        for code in self.errors:
            _require(code in known_codes(self.kind), self.name, f"a {self.kind} has no error {code}")
        asks = self.label.endswith("?") or self.kind in (*CHOICES, "date", "month", "tick")
        _require(
            bool(self.what) or not asks or not wants_what(self),
            self.name,
            "give `what` (words for the shared error texts) or every text in `errors`",
        )


@dataclass(frozen=True)
class Page:
    """One page of a form: its title is the page's only first-level heading.

    `when` says from the answers so far whether the page is asked at all. `check` looks at the answers
    together, once each is right by itself, and returns error texts by the question's name.
    """

    key: str
    title: str
    questions: tuple[Question, ...]
    section: str = ""
    when: Callable[[Answers], bool] = lambda answers: True
    intro: str = ""
    inset: str = ""
    warning: str = ""
    check: Callable[[Answers, Any], Mapping[str, str]] | None = None


@dataclass(frozen=True)
class DictionaryRow:
    """One line of the data dictionary."""

    page: str
    section: str
    name: str
    label: str
    kind: str
    required: bool
    options: tuple[str, ...]
    sensitivity: str
    retention: str
    evidence: str
    sees: str


def words_of(context: Any) -> Mapping[str, str]:
    """The settings that fill the curly brackets: the attribute `words` of the context, or none."""
    return getattr(context, "words", None) or {}


def resolve(question: Question, context: Any = None) -> Question:
    """The question as this person meets it: settings filled in, options and limits looked up."""
    words = words_of(context)
    looked_up: dict[str, Any] = {
        name: value(context) if callable(value) else value
        for name in ("options", "minimum", "maximum", "at_least", "at_most", "earliest", "latest")
        for value in (getattr(question, name),)
    }
    looked_up["options"] = tuple(_filled(choice, words) for choice in looked_up["options"])
    texts: dict[str, Any] = {name: fill(getattr(question, name), words) for name in ("label", "hint", "why", "what")}
    return replace(question, **looked_up, **texts)


def resolve_page(page: Page, context: Any = None) -> Page:
    """The page as this person meets it: settings filled into its texts and its questions.

    A question that may be left open is not asked where there is nothing to choose from.
    """
    words = words_of(context)
    texts: dict[str, Any] = {name: fill(getattr(page, name), words) for name in ("title", "intro", "inset", "warning")}
    asked = (resolve(q, context) for q in page.questions)
    return replace(
        page, questions=tuple(q for q in asked if q.required or q.kind != "checkboxes" or q.options), **texts
    )


def options_of(question: Question) -> list[Option]:
    """All options of a resolved question in reading order, groups opened."""
    choices = () if callable(question.options) else question.options
    return [o for c in choices for o in (c.options if isinstance(c, Group) else (c,))]


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Whether a follow-up is called for by the answers so far; no condition always holds."""
    if condition is None:
        return True
    if callable(condition):
        return bool(condition(answers))
    name, values = condition
    given = answers.get(name)
    if isinstance(given, bool):
        return ("yes" if given else "no") in values
    return any(str(one) in values for one in (given if isinstance(given, list | tuple) else (given,)))


def dictionary(pages: Iterable[Page]) -> list[DictionaryRow]:
    """Every question with its class, for the data dictionary and the impact assessment.

    Arguments: `pages` of a form. Returns one row a question, settings left in their brackets; options that
    come from the database are named as such.
    """
    return [
        DictionaryRow(
            page.key,
            page.section,
            q.name,
            q.label,
            q.kind,
            q.required,
            ("(a list of the scheme)",) if callable(q.options) else tuple(o.label for o in options_of(q)),
            q.sensitivity,
            q.retention,
            q.evidence,
            q.sees,
        )
        for page in pages
        for q in page.questions
    ]


def _filled(choice: Option | Group, words: Mapping[str, str]) -> Option | Group:
    if isinstance(choice, Group):
        return Group(
            fill(choice.label, words),
            tuple(replace(o, label=fill(o.label, words), hint=fill(o.hint, words)) for o in choice.options),
        )
    return replace(choice, label=fill(choice.label, words), hint=fill(choice.hint, words))


def _require(true: bool, name: str, sentence: str) -> None:
    if not true:
        raise ValueError(f"Question {name}: {sentence}.")
