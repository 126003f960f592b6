"""The data dictionary: every field with its class and its readers, and every question of every form."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Final

from django.apps import AppConfig, apps
from django.db.models import Field, ForeignKey, Model

from reciprocal.access import install, rls
from reciprocal.config.documents import first_sentence, listed, prose, table
from reciprocal.demo.stories import ANSWERS
from reciprocal.property_requests import questions as form
from reciprocal.rulebook.roles import RELATIONS
from reciprocal.ui.questions import Page, Question, dictionary

SENSITIVITY: Final = {
    "S1": "needs of a home, and what is no secret among the people of the scheme",
    "S2": "personal: household, tenancy, work contacts, and when something happened",
    "S3": "special category or about offences: reason, risk, support",
    "S4": "sealed, encrypted by field",
    "S4r": "restricted: could lead somebody to the household; in the clear, since the policies read it",
}
# How long each class is to be kept.
RETENTION: Final = {
    "R1": "draft, 30 days after the last change",
    "R2": "narrative and contacts, 6 months after closure",
    "R3": "coded answers, 6 years after closure",
    "R4": "equalities, kept apart and joined to totals at closure",
    "R5": "the log, 6 years",
    "R6": "sealed and restricted, 3 months after closure, or at once when no longer true",
}
EVIDENCE: Final = {
    "V": "verified: read in a source about the Pan-London Housing Reciprocal",
    "P": "read in part",
    "I": "inferred from sources",
    "D": "our own design",
}
_MORE_RELATIONS: Final = {"offering_live": "A lettings officer of a partner whose offer still stands"}


def our_apps() -> list[AppConfig]:
    """List the apps of the project, from the lowest to the highest."""
    return [config for config in apps.get_app_configs() if config.name.startswith("reciprocal.")]


def text() -> Iterator[str]:
    """Give the lines of the page."""
    yield from (
        "# Data dictionary",
        "",
        *prose(
            "Every field that is kept, with its class, and every question that is asked. There is no field for "
            "the name, the "
            "address or the date of birth of anybody in a household."
        ),
        "## Classes",
        "",
        *table(["How sensitive", ""], [[f"**{key}**", said] for key, said in SENSITIVITY.items()]),
        *table(["Kept how long", ""], [[f"**{key}**", said] for key, said in RETENTION.items()]),
        *prose(
            "Nothing is erased by itself yet: the classes say how long each field is to be kept, and the job that "
            "does it "
            "is still to be built."
        ),
        "## Fields",
        "",
        *prose(
            "Primary keys are random and say nothing, so they have no class. Who reads a table is what its "
            "row-level security "
            "says: any of the lines opens a row, and a bar closes it again. Beside those named, the self-checks "
            "read every "
            "table (`reciprocal_check`)."
        ),
    )
    places = {placed.name: placed for placed in install.tables()}
    for config in our_apps():
        for model in config.get_models():
            yield from _model(model, places.get(model._meta.db_table))
    yield from _questions()


def unclassified(model: type[Model]) -> list[str]:
    """List the fields of a model that have no class, or one that does not exist."""
    classes = getattr(model, "sensitivity", {})
    return [field.name for field in classified_fields(model) if not _known(classes.get(field.name))]


def classified_fields(model: type[Model]) -> list[Any]:
    """List the fields that need a class: all but the key that only names the row."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _known(given: tuple[str, str] | None) -> bool:
    return given is not None and given[0] in SENSITIVITY and given[1] in RETENTION


def _model(model: type[Model], placed: rls.Table | rls.Open | None) -> Iterator[str]:
    yield from (
        f"### {model._meta.label}",
        "",
        first_sentence(model.__doc__),
        "",
        f"Table `{model._meta.db_table}`.",
        "",
    )
    yield from _readers(placed) if placed else ("Placed in no `policies.py`, so nobody reads it.",)
    classes = getattr(model, "sensitivity", {})
    rows = [
        [f"`{field.name}`", _kind(field), *classes.get(field.name, ("none", "none")), str(field.help_text)]
        for field in classified_fields(model)
    ]
    yield from ("", *table(["Field", "Kind", "Class", "Kept", "Note"], rows))


def _readers(placed: rls.Table | rls.Open) -> Iterator[str]:
    if isinstance(placed, rls.Open):
        rights = listed([*placed.web, *(f"UPDATE of `{column}`" for column in placed.columns)] or ["nothing"], "and")
        yield f"No rows about households: the web process has {rights}, for everybody."
        return
    for doing, alternatives in (
        ("Read", placed.read),
        ("Added", placed.insert),
        ("Changed", placed.update),
        ("Deleted", placed.delete),
    ):
        if alternatives:
            what = f" ({', '.join(f'`{column}`' for column in placed.columns)})" if doing == "Changed" else ""
            yield f"- {doing}{what} by: {'; '.join(_in_words(alternative) for alternative in alternatives)}."
    if not (placed.read or placed.insert or placed.update or placed.delete):
        yield "Read and written by functions of the database alone."


def _in_words(alternative: str) -> str:
    words = {**RELATIONS, **_MORE_RELATIONS}.get(alternative)
    return f"{words[0].lower()}{words[1:]}" if words else f"whoever fulfils `{alternative}`"


def _kind(field: Field[Any, Any]) -> str:
    if isinstance(field, ForeignKey):
        return f"link to {field.remote_field.model._meta.label}"
    kind = field.get_internal_type().removesuffix("Field").lower()
    base = getattr(field, "base_field", None)
    return f"list of {base.get_internal_type().removesuffix('Field').lower()}" if base is not None else kind


def question_modules() -> list[ModuleType]:
    """List the modules of the apps that state questions: `questions` and those that begin so."""
    return [
        import_module(f"{config.name}.{module.name}")
        for config in our_apps()
        if config.label != "ui"
        for module in iter_modules([config.path])
        if module.name == "questions" or module.name.startswith("questions_")
    ]


def question_pages(module: ModuleType) -> list[Page]:
    """List the pages of a form that a module states, in its order; questions of no page as one page of theirs."""
    whole = {"PAGES": getattr(module, "PAGES", ())}  # the order of the form, where a module puts its parts together
    values = {**whole, **vars(module)}.values()
    stated = [thing for value in values for thing in (value if isinstance(value, tuple) else (value,))]
    found = {page.key: page for page in stated if isinstance(page, Page)}
    on_pages = {question.name for page in found.values() for question in page.questions}
    stray = {thing.name: thing for thing in stated if isinstance(thing, Question) and thing.name not in on_pages}
    return [*found.values(), *([Page("–", "", tuple(stray.values()))] if stray else [])]


def _questions() -> Iterator[str]:
    yield from (
        "## Questions",
        "",
        *prose(
            "**A question marked I or D is ours. Nobody may say, on a page, in a document or in a talk, that it "
            "stood on the "
            "Pan-London Housing Reciprocal's own form.** The mark is in the column Evidence. Words in curly "
            "brackets are "
            "settings of the scheme."
        ),
        *table(["Evidence", ""], [[f"**{key}**", said] for key, said in EVIDENCE.items()]),
    )
    yield from _how_much_is_asked()
    seen: set[tuple[str, str]] = set()
    for module in question_modules():
        app = module.__name__.removeprefix("reciprocal.").split(".")[0]
        pages = [page for page in question_pages(module) if (app, page.key) not in seen or page.key == "–"]
        seen.update((app, page.key) for page in pages)
        if pages:
            yield from (f"### {module.__name__.removeprefix('reciprocal.')}", "", *_asked(pages))


def _how_much_is_asked() -> Iterator[str]:
    """Count the pages of the property request for three households, section by section."""
    usual = {**ANSWERS, "adults": [], "children": []}
    households = {
        "Domestic abuse": usual,
        "Youth violence": {**usual, "primary_reason": "SYV"},
        "A tenancy that is owed": {**usual, "tenancy_route": "owed"},
    }
    rows = [
        [label, *(str(len(form.asked(answers, key))) for answers in households.values())]
        for key, label in (*form.LABELS.items(), (None, "**All**"))
    ]
    yield from prose("How many pages of the property request are asked. Each of those who are moving has one more.")
    yield from table(["Section", *households], rows)


def _asked(pages: list[Page]) -> list[str]:
    rows = [
        [
            f"`{row.page}`",
            f"`{row.name}`",
            row.label,
            row.kind,
            "yes" if row.required else "no",
            "; ".join(row.options),
            row.sensitivity,
            row.retention,
            row.evidence,
        ]
        for row in dictionary(pages)
    ]
    heads = ["Page", "Name", "Question", "Kind", "Must", "Answers", "Class", "Kept", "Evidence"]
    return table(heads, rows)
