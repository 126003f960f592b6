"""The generated pages equal the code, and what they are made from is whole: no field, state, step or notice is bare."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from string import Formatter
from uuid import uuid4

import pytest
from django.db import models
from django.test.utils import isolate_apps
from django.urls import Resolver404, resolve, reverse

from reciprocal.config import HERE, documents
from reciprocal.config.documents import dictionary
from reciprocal.rulebook.lifecycle import STEPS, Step
from reciprocal.rulebook.notices import ACCOUNT_MAILS, NOTICES, SUBJECTS
from reciprocal.rulebook.roles import SYSTEM
from reciprocal.rulebook.states import ENDED, NEW, STATES

OUR_MODELS = [model for config in dictionary.our_apps() for model in config.get_models()]
EVERY_STATE = [(machine, key) for machine, states in STATES.items() for key in states]
# What makes something new stands on the page of where it is made.
NEW_PAGES = {
    "start_request": ("request_new", 0),
    "declare_home": ("home_declare", 0),
    "send_offer": ("offer_new", 2),
}


@pytest.mark.parametrize("name", sorted(documents.pages()))
def test_a_generated_page_is_the_one_that_the_code_writes(name: str) -> None:
    path = documents.FOLDER / name
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    assert written == documents.pages()[name], f"docs/generated/{name} is out of date. Run ./run docs"


def test_nothing_else_lies_among_the_generated_pages() -> None:
    assert {path.name for path in documents.FOLDER.iterdir()} == set(documents.pages())


def test_the_pages_are_the_same_each_time() -> None:
    assert documents.pages() == documents.pages()


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_classified_where_it_is_born(model: type[models.Model]) -> None:
    assert dictionary.unclassified(model) == []
    stated = getattr(model, "sensitivity", {})
    assert set(stated) <= {field.name for field in model._meta.concrete_fields}, "a class for a field that is not there"


@isolate_apps("reciprocal.demo")
def test_an_unclassified_field_is_found() -> None:
    class Throwaway(models.Model):
        sensitivity = {"told": ("S3", "R3"), "wrongly_told": ("S9", "R3")}
        told = models.CharField(max_length=10)
        wrongly_told = models.CharField(max_length=10)
        untold = models.CharField(max_length=10)

        class Meta:
            app_label = "demo"

        def __str__(self) -> str:
            return self.told

    assert dictionary.unclassified(Throwaway) == ["wrongly_told", "untold"]


def test_every_question_that_a_page_of_the_request_asks_is_in_the_dictionary() -> None:
    from reciprocal.property_requests.questions import PAGES

    text = documents.pages()["data-dictionary.md"]
    missing = [q.name for page in PAGES for q in page.questions if f"| `{page.key}` | `{q.name}` |" not in text]
    assert missing == []


@pytest.mark.parametrize(("machine", "key"), EVERY_STATE)
def test_a_state_has_an_owner_or_is_an_end(machine: str, key: str) -> None:
    """A state may also be left only by steps that stand on something else, whose own state has the owner.

    An end has none, although the officer may ask for a second look at it.
    """
    state = STATES[machine][key]  # type: ignore[index]
    leaving = [
        step for step in STEPS.values() for change in step.changes if change.machine == machine and key in change.from_
    ]
    elsewhere = bool(leaving) and all(step.machine != machine for step in leaving)
    if machine == "request" and key in ENDED:
        assert {step.key for step in leaving} <= {"second_look", "ask_second_ruling", "rule_again"}
        leaving = []
    assert bool(state.waits_on) == (bool(leaving) and not elsewhere)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_a_step_of_a_person_has_its_page(step: Step) -> None:
    if step.who == (SYSTEM,):
        try:
            match = resolve(f"/{step.machine}s/{uuid4()}/steps/{step.key}/")
        except Resolver404:
            return
        assert step.key not in vars(sys.modules[match.func.__module__])["_STEPS"]
        return
    if step.from_ == (NEW,):
        name, ids = NEW_PAGES[step.key]
        resolve(reverse(name, args=[uuid4() for _ in range(ids)]))
        return
    match = resolve(f"/{step.machine}s/{uuid4()}/steps/{step.key}/")
    if not match.route.endswith(f"/{step.key}/"):
        # One view for all steps of a thing, which looks the page up.
        assert step.key in vars(sys.modules[match.func.__module__])["_STEPS"]


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_a_step_has_a_sentence_for_each_who_reads_it(step: Step) -> None:
    for sentence in (step.event, *(sentence for _, sentence in step.seen_by)):
        assert sentence.endswith(".")
        assert _words_in(sentence) <= {"about", "coordinator", "landlord"}


@pytest.mark.parametrize("key", NOTICES)
def test_a_notice_names_nothing_but_the_reference_a_day_and_the_scheme(key: str) -> None:
    notice = NOTICES[key]
    assert _words_in(notice.line) <= {"ref", "date", "month", "scheme_short"}
    assert _words_in(notice.due_line) <= {"due", "phone"}
    assert _words_in(notice.subject) <= {"scheme_short"}
    # Who learns of a change of the own statement, list or agreement must not learn of whose household it is.
    assert ("{ref}" in notice.line) == (notice.subject in SUBJECTS)


def test_no_step_tells_a_notice_that_does_not_exist() -> None:
    assert {key for step in STEPS.values() for key, _ in step.tells} <= set(NOTICES)


def test_every_notice_has_a_step_that_tells_it_or_says_what_makes_it_go() -> None:
    by_steps = {key for step in STEPS.values() for key, _ in step.tells}
    assert {key for key, notice in NOTICES.items() if key not in by_steps and not notice.when} == set()


@pytest.mark.parametrize("key", [key for key, notice in NOTICES.items() if notice.when])
def test_what_no_step_tells_is_queued_somewhere(key: str) -> None:
    assert _named_in_code(key)


@pytest.mark.parametrize("key", ACCOUNT_MAILS)
def test_every_mail_about_an_account_is_sent_by_something(key: str) -> None:
    assert _named_in_code(key)


def test_a_key_that_nothing_sends_is_found() -> None:
    assert not _named_in_code("agreement_ends")


def _named_in_code(key: str) -> list[str]:
    """Where a key is passed to something: in the code that runs, beside the table of the notices."""
    table = HERE / "reciprocal" / "rulebook" / "notices.py"
    files = [path for path in (HERE / "reciprocal").rglob("*.py") if path != table and "tests" not in path.parts]
    return [path.name for path in files if re.search(rf'[(,=]\s*"{key}"', path.read_text(encoding="utf-8"))]


def test_the_documents_lead_to_what_is_there_and_name_no_file_that_is_not() -> None:
    dead = [
        f"{path.relative_to(HERE)}: {wanted}"
        for path in [HERE / "README.md", *(HERE / "docs").rglob("*.md")]
        for wanted in _links_of(path) + _files_named_in(path)
    ]
    assert dead == []


def _links_of(path: Path) -> list[str]:
    """The links of a document to other files of ours that lead nowhere."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    return [link for link in links if not (path.parent / link).exists()]


def _files_named_in(path: Path) -> list[str]:
    """The files that a document names with their folder, and that are in none of the places that it may mean."""
    named = re.findall(r"`([a-z_.]+(?:/[a-z_.0-9]+)+\.(?:py|sql|toml|md))`", path.read_text(encoding="utf-8"))
    return [name for name in named if not any((root / name).exists() for root in (HERE, HERE / "reciprocal"))]


def _words_in(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
