"""The property request as data: its sections, its pages, and how far the answers have got."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from reciprocal.property_requests.questions_lists import Asking
from reciprocal.property_requests.sections import (
    consent,
    contacts,
    home,
    household,
    places,
    risk,
    route,
    support,
    tenancy,
)
from reciprocal.property_requests.sections.shared import Repeated
from reciprocal.ui.questions import Page, Question, holds
from reciprocal.ui.wording import error_text

Values = Mapping[str, Any]
Status = Literal["finished", "begun", "not_begun", "not_open", "another_look"]


@dataclass(frozen=True)
class Section:
    """A part of the request on its task list. It opens when those that it needs are finished."""

    key: str
    step: str
    label: str
    needs: tuple[str, ...] = (route.ROUTE,)


SECTIONS: Final = (
    Section(route.ROUTE, "Check before you start", "Check this is the right route", ()),
    Section(consent.CONSENT, "The applicant's agreement", "Record consent"),
    Section(tenancy.TENANCY, "The home they have now", "Describe the tenancy and the home"),
    Section(household.HOUSEHOLD, "The household", "Say who is moving"),
    Section(places.PLACES, "Where is safe", "Choose safe places", (route.ROUTE, consent.CONSENT)),
    Section(home.HOME, "The home they need", "Describe the home needed", (route.ROUTE, household.HOUSEHOLD)),
    Section(risk.RISK, "The risk", "Describe the risk", (route.ROUTE, consent.CONSENT)),
    Section(support.SUPPORT, "Support", "Say who is supporting them"),
    Section(contacts.CONTACTS, "People to contact", "Give contacts"),
)
LABELS: Final = {section.key: section.label for section in SECTIONS}
PAGES: Final[tuple[Page, ...]] = (
    *route.PAGES,
    *consent.PAGES,
    *tenancy.PAGES,
    *household.PAGES,
    *places.PAGES,
    *home.PAGES,
    *risk.PAGES,
    *support.PAGES,
    *contacts.PAGES,
)
BY_KEY: Final = {page.key: page for page in PAGES}


def names_of(page: Page) -> tuple[str, ...]:
    """Give the names under which the answers of a page are kept; people are kept together, under the page's key."""
    return (page.key,) if isinstance(page, Repeated) else tuple(question.name for question in page.questions)


PAGE_OF: Final = {name: page.key for page in PAGES for name in names_of(page)}


def sections_of(names: Iterable[str]) -> set[str]:
    """Give the sections to which answers belong, by the names of their questions."""
    pages = (PAGE_OF.get(name) or PAGE_OF.get(name.removesuffix("_id")) for name in names)
    return {BY_KEY[page].section for page in pages if page}


def asked(values: Values, section: str | None = None) -> list[Page]:
    """List the pages that are asked, given the answers so far; of one section or of all."""
    return [page for page in PAGES if section in (None, page.section) and page.when(values)]


def missing(values: Values) -> list[tuple[str, str]]:
    """List the questions that have to be answered and are not: name, and the sentence that asks for it."""
    words = Asking(values, landlords=[], colleagues=[]).words
    found = []
    for page in asked(values):
        if isinstance(page, Repeated):
            found += [] if values.get(page.key) else [(page.key, page.missing)]
            continue
        found += [
            (question.name, error_text(question, "required", words))
            for question in _required(page, values)
            if not _given(values.get(question.name))
        ]
    return found


def statuses(values: Values, unmet: Collection[str], finished: Collection[str] = ()) -> dict[str, Status]:
    """Say how far each section is that has any page to ask.

    Args:
        values: the answers by question.
        unmet: the questions with something that stands in the way of sending.
        finished: the sections that the officer called finished.
    """
    open_ends = {PAGE_OF[name] for name, _ in missing(values)}
    unanswered = {page.section for page in asked(values) if page.key in open_ends}
    return {
        section.key: (
            "not_open"
            if unanswered.intersection(section.needs)
            else _status(pages, values, unmet, section.key in finished)
        )
        for section in SECTIONS
        if (pages := asked(values, section.key))
    }


def _status(pages: list[Page], values: Values, unmet: Collection[str], finished: bool) -> Status:
    names = [name for page in pages for name in names_of(page)]
    bad = [name for name in names if name in unmet]
    if not any(_given(values.get(name)) for name in names):
        return "not_begun"
    if finished and bad:
        return "another_look"
    return "finished" if finished else "begun"


def _given(value: Any) -> bool:
    """Whether a question was answered. Nought bedrooms is an answer; a box that is not ticked is none."""
    return value is not False and (bool(value) or value == 0)


def _required(page: Page, values: Values) -> Iterator[Question]:
    return (q for q in page.questions if q.required and holds(q.shown_when, values))
