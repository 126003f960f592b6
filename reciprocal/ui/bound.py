"""One question on the screen: what the templates in `ui/fields/` need to know to draw it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.forms.boundfield import BoundField

from reciprocal.ui.parsing import PARTS
from reciprocal.ui.questions import Group, Option, Question, options_of
from reciprocal.ui.screened import Piece

if TYPE_CHECKING:
    from reciprocal.ui.forms import AnswerForm

TEMPLATES: Final = {
    "radios": "choices",
    "checkboxes": "choices",
    "select": "select",
    "textarea": "textarea",
    "date": "date",
    "month": "date",
    "tick": "tick",
}
WIDTHS: Final = {"number": 3, "money": 5, "phone": 20}


@dataclass(frozen=True)
class Choice:
    """One option as drawn: is it chosen, what stands before it, what follows it."""

    id: str
    value: str
    label: str
    hint: str
    chosen: bool
    divider: bool
    exclusive: bool
    fixed: bool
    followups: list[BoundAnswer] = field(default_factory=list)


@dataclass(frozen=True)
class ChoiceGroup:
    """Options under one heading; the heading is empty for those that stand alone."""

    label: str
    choices: list[Choice]

    @property
    def chosen(self) -> bool:
        """Whether one of them is chosen, so that it stands open where the groups are folded."""
        return any(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class DatePart:
    """One box of a date."""

    id: str
    name: str
    label: str
    value: str
    width: int
    wrong: bool


class BoundAnswer(BoundField):
    """A question with what was typed or is kept."""

    form: AnswerForm

    @property
    def question(self) -> Question:
        """The resolved question."""
        return self.form.questions[self.name]

    @property
    def template(self) -> str:
        """The template that draws this kind of question."""
        return f"ui/fields/{TEMPLATES.get(self.question.kind, 'input')}.html"

    @property
    def input_type(self) -> str:
        """The type of the control of one option."""
        return "radio" if self.question.kind == "radios" else "checkbox"

    @property
    def id(self) -> str:
        """The id that all ids of this field begin with."""
        return f"id_{self.html_name}"

    @property
    def first_id(self) -> str:
        """Where a link in the error summary leads: the first control, of a date the first part at fault."""
        parts = PARTS.get(self.question.kind)
        if parts:
            return f"{self.id}-{(self.form.wrong_parts.get(self.name) or parts)[0]}"
        return self.id

    @property
    def error(self) -> str:
        """The first error text of this field, or nothing."""
        return str(next(iter(self.form.errors.get(self.name, ())), ""))

    @property
    def described_by(self) -> str:
        """The ids of hint, error and count, for assistive technology."""
        there = {
            "hint": bool(self.question.hint),
            "error": bool(self.error),
            "marked": bool(self.pieces),
            "info": self.question.kind == "textarea",
        }
        return " ".join(f"{self.id}-{name}" for name, shown in there.items() if shown)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What was typed, in pieces, some of them marked as what could identify somebody; empty where nothing is."""
        return self.form.marked.get(self.name, ())

    @property
    def words_to_tick(self) -> list[tuple[str, str, bool]]:
        """The marked words of which somebody may say that they identify nobody, each once: id, word, whether ticked."""
        words = dict.fromkeys(piece.text for piece in self.pieces if piece.may_be_waved_on)
        ticked = self.form.ticked(self.name)
        return [(f"{self.id}-nobody-{n}", word, word in ticked) for n, word in enumerate(words)]

    @property
    def shown_as(self) -> str:
        """How the label is shown: "heading", "hidden" or "label"."""
        return self.form.label_class(self.name)

    @property
    def private(self) -> bool:
        """Whether no browser may send the text to a spelling service: about risk, health or places."""
        return self.question.sensitivity in ("S3", "S4", "S4r")

    @property
    def width(self) -> int | None:
        """The width of the box in characters, where it hints at the length of the answer."""
        return self.question.width or WIDTHS.get(self.question.kind)

    @property
    def raw(self) -> Any:
        """What stands in the boxes: as typed, else as kept."""
        return self.data if self.form.is_bound else as_typed(self.question, self.initial)

    @property
    def nested_names(self) -> list[str]:
        """The follow-ups that stand under one option of this question."""
        return [q.name for option in options_of(self.question) for q in self._followups(option.value)]

    @property
    def groups(self) -> list[ChoiceGroup]:
        """The options as drawn, grouped; options without a group come in groups without a heading."""
        drawn: list[ChoiceGroup] = []
        number = 0
        for choice in self.question.options if not callable(self.question.options) else ():
            options = choice.options if isinstance(choice, Group) else (choice,)
            if isinstance(choice, Group) or not drawn or drawn[-1].label:
                drawn.append(ChoiceGroup(choice.label if isinstance(choice, Group) else "", []))
            for option in options:
                drawn[-1].choices.append(self._choice(option, number))
                number += 1
        return drawn

    @property
    def is_grouped(self) -> bool:
        """Whether the options stand under headings."""
        return any(group.label for group in self.groups)

    @property
    def parts(self) -> list[DatePart]:
        """The boxes of a date or a month."""
        parts = PARTS[self.question.kind]
        wrong = self.form.wrong_parts.get(self.name, ()) or (parts if self.error else ())
        return [
            DatePart(
                f"{self.id}-{part}",
                f"{self.html_name}-{part}",
                part.capitalize(),
                str(self.raw.get(part, "")),
                4 if part == "year" else 2,
                bool(self.error) and part in wrong,
            )
            for part in parts
        ]

    def _choice(self, option: Option, number: int) -> Choice:
        chosen = self.raw if isinstance(self.raw, list | tuple) else [self.raw]
        return Choice(
            self.id if number == 0 else f"{self.id}_{number + 1}",
            option.value,
            option.label,
            option.hint,
            option.fixed or option.value in [str(one) for one in chosen],
            option.value == self.question.divider_before,
            option.value == self.question.none_value,
            option.fixed,
            [self.form[q.name] for q in self._followups(option.value)],
        )

    def _followups(self, value: str) -> list[Question]:
        """The questions of the same page that hang on this one answer alone."""
        if self.question.kind not in ("radios", "checkboxes"):
            return []
        return [q for q in self.form.questions.values() if q.shown_when == (self.name, (value,))]


def as_typed(question: Question, value: Any) -> Any:
    """A kept value in the shape in which it is posted, so that a form shows it again."""
    if question.kind in PARTS:
        kept = value if isinstance(value, date) else None
        return {part: str(getattr(kept, part)) if kept else "" for part in PARTS[question.kind]}
    if question.kind == "checkboxes":
        return [str(one) for one in value or ()]
    if question.kind == "tick":
        return "yes" if value else ""
    return "" if value is None else str(value)
