"""Django forms made from questions: what is asked is data, and so is every error text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.boundfield import BoundField

from reciprocal import clock
from reciprocal.screen.finding import Finding
from reciprocal.ui import screened
from reciprocal.ui.bound import BoundAnswer
from reciprocal.ui.parsing import PARTS, Wrong, empty, parse
from reciprocal.ui.questions import Page, Question, holds, resolve_page, words_of
from reciprocal.ui.wording import error_text, fill


class Typed(forms.Widget):
    """Takes what was posted as it was typed; the HTML is in `ui/fields/`, not here."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The parts of a date, the list of ticked boxes, or one text."""
        if self.question.kind in PARTS:
            return {part: data.get(f"{name}-{part}", "") for part in PARTS[self.question.kind]}
        if self.question.kind == "checkboxes":
            several = getattr(data, "getlist", None)
            return several(name) if several else list(data.get(name) or ())
        return data.get(name, "")


class AnswerField(forms.Field):
    """Holds one question inside a Django form. It checks nothing by itself: the form does, in order."""

    def __init__(self, question: Question) -> None:
        super().__init__(required=False, label=question.label, widget=Typed(question))
        self.question = question

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """The field with its data, as the templates read it."""
        return BoundAnswer(form, self, field_name)


class AnswerForm(forms.Form):
    """One page of questions with its answers; made by `form_for`."""

    use_required_attribute = False

    def __init__(
        self, page: Page, data: Mapping[str, Any] | None, initial: Mapping[str, Any] | None, context: Any
    ) -> None:
        super().__init__(data=data, initial=dict(initial or {}))
        self.page, self.context, self.words = page, context, words_of(context)
        self.questions = {question.name: question for question in page.questions}
        self.wrong_parts: dict[str, tuple[str, ...]] = {}
        self.marked: dict[str, tuple[screened.Piece, ...]] = {}
        self.waved: dict[str, tuple[Finding, ...]] = {}
        self.waved_before: Mapping[str, Collection[str]] = {}
        for name, question in self.questions.items():
            self.fields[name] = AnswerField(question)

    def __getitem__(self, name: str) -> BoundAnswer:
        """One question with its answer, as the templates read it."""
        return cast(BoundAnswer, super().__getitem__(name))

    def clean(self) -> dict[str, Any]:
        """Read the answers in the order of the page, so that a follow-up knows what it follows.

        A follow-up that is not called for is emptied, whatever was typed. Returns the values by name.
        """
        answers = dict(self.initial)
        for name, question in self.questions.items():
            raw = self.cleaned_data[name]
            value = empty(question)
            if holds(question.shown_when, answers):
                try:
                    value = parse(question, raw, clock.today)
                    self._look_over(question, value)
                except Wrong as wrong:
                    self._refuse(question, wrong)
            answers[name] = value
            if name in self.cleaned_data:
                self.cleaned_data[name] = value
        if not self.errors and self.page.check is not None:
            for name, text in self.page.check(answers, self.context).items():
                self.add_error(name, fill(text, self.words))
        return self.cleaned_data

    def is_valid(self) -> bool:
        """Whether the answers are right and are to be kept.

        What came after time had closed a session is shown first (`look`), and kept when it is sent once more.
        """
        return super().is_valid() and "look" not in self.data

    @property
    def top_fields(self) -> list[BoundAnswer]:
        """The fields in reading order, without those that stand under an option of another."""
        nested = {name for field in self._bound() for name in field.nested_names}
        return [field for field in self._bound() if field.name not in nested]

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """All errors for the summary, in reading order: the sentence, and where its link leads."""
        by_field = [
            (str(text), f"#{field.first_id}") for field in self._bound() for text in self.errors.get(field.name, ())
        ]
        return by_field + [(str(text), "") for text in self.errors.get(NON_FIELD_ERRORS, ())]

    @cached_property
    def heading_in_field(self) -> bool:
        """Whether the first question carries the page's heading, being its title word for word."""
        return self._title_is_asked and not (self.page.intro or self.page.inset or self.page.warning)

    @property
    def _title_is_asked(self) -> bool:
        return bool(self.page.questions) and self.page.questions[0].label == self.page.title

    def label_class(self, name: str) -> str:
        """How the label of a field is shown: as the page's heading, hidden beneath it, or as a label."""
        if self._title_is_asked and name == self.page.questions[0].name:
            return "heading" if self.heading_in_field else "hidden"
        return "label"

    def _bound(self) -> list[BoundAnswer]:
        return [self[name] for name in self.questions]

    def ticked(self, name: str) -> frozenset[str]:
        """The words of a text of which somebody says now that they identify nobody. Arguments: the question's name."""
        several = getattr(self.data, "getlist", None)
        posted = several(f"{name}-nobody") if several else self.data.get(f"{name}-nobody") or ()
        return frozenset(posted)

    def _look_over(self, question: Question, text: Any) -> None:
        """Mark what could identify somebody; raises Wrong unless each such word may be waved on and is."""
        found = screened.found_in(question, text)
        if not found:
            return
        before = self.waved_before.get(question.name, ()) if text == self.initial.get(question.name) else ()
        ticked = self.ticked(question.name).union(before)
        still = [one for one in found if one.kind not in screened.WAVED_ON or text[one.start : one.end] not in ticked]
        if still:
            self.marked[question.name] = screened.pieces(text, found)
            raise Wrong("identifier", kinds=screened.in_words(still))
        self.waved[question.name] = found

    def _refuse(self, question: Question, wrong: Wrong) -> None:
        text = error_text(question, wrong.code, self.words, **wrong.extra)
        self.wrong_parts[question.name] = wrong.parts
        self.add_error(question.name, ValidationError(text, code=wrong.code))


def form_for(
    page_or_questions: Page | Iterable[Question],
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    context: Any = None,
    waved: Mapping[str, Collection[str]] | None = None,
) -> AnswerForm:
    """The form of a page.

    Arguments: a `Page`, or some questions; `data` as posted; `initial` values by name as kept (also of
    earlier pages, for follow-ups that depend on them); `context`, whose `words` fill the curly brackets and
    which the functions in `options` and limits are given; `waved`, the words of which somebody said before that they
    identify nobody, by question: that holds while the text stays as it was. Returns a form: `cleaned_data` has a
    value for every question, of these types: radios, select, text, textarea, phone: str ("" for none) · checkboxes:
    list of str · number: int or None · money: Decimal or None · date, month: date or None
    · tick: bool.
    """
    page = page_or_questions if isinstance(page_or_questions, Page) else Page("", "", tuple(page_or_questions))
    form = AnswerForm(resolve_page(page, context), data, initial, context)
    form.waved_before = waved or {}
    return form
