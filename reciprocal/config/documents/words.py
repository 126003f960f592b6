"""The pages about notices and about the words of the scheme."""

from __future__ import annotations

from collections.abc import Iterator

from reciprocal.config.documents import prose, table
from reciprocal.config.documents.lifecycle import relation
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.notices import NOTICES
from reciprocal.rulebook.terms import TERMS


def notices() -> Iterator[str]:
    """Give the lines of the page about notices."""
    yield from (
        "# Notices",
        "",
        *prose(
            "A notice stands on the worklist of the post that it is for. It holds a reference and a verb, and "
            "nothing about "
            "a household, a place or a landlord: an offer, a proposed decline and any other update read the same. "
            "`{ref}` is "
            "the reference by which this reader knows the request. Whoever takes the step is not told of it."
        ),
        "Notices are not sent by e-mail yet.",
        "",
    )
    rows = []
    for notice in NOTICES.values():
        told = [
            f"{step.label} → {relation(who)}" for step in STEPS.values() for key, who in step.tells if key == notice.key
        ]
        rows.append([f"`{notice.key}`", notice.subject, notice.line, "; ".join(told)])
    yield from table(["Key", "Subject", "Line", "Which step tells whom"], rows)


def glossary() -> Iterator[str]:
    """Give the lines of the glossary."""
    yield from (
        "# Glossary",
        "",
        *prose(
            "One word for one thing, on every screen and in the code. The last column is what nobody says in its place."
        ),
    )
    rows = [[term.term, term.meaning, term.public or "the same", ", ".join(term.never)] for term in TERMS.values()]
    yield from table(["Say", "What it is", "To the public", "Never say"], rows)
