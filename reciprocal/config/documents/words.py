"""The pages about notices and about the words of the scheme."""

from __future__ import annotations

from collections.abc import Iterator

from reciprocal.config.documents import prose, table
from reciprocal.config.documents.lifecycle import relation
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.notices import ACCOUNT_MAILS, FRAME, NOTICES, SUBJECTS
from reciprocal.rulebook.terms import TERMS


def notices() -> Iterator[str]:
    """Give the lines of the page about notices."""
    yield from (
        "# Notices",
        "",
        *prose(
            "A notice stands on the worklist of the post that it is for, and goes to its work e-mail. It holds a "
            "reference, a verb, a day and a link to sign in, and nothing about a household, a place or a landlord: an "
            "offer, a proposed decline and any other update read the same. `{ref}` is the reference by which this "
            "reader knows the request: for the applicant's landlord always the draft reference, and without one where "
            "the notice is about the own statement or list. Whoever takes the step is told only that a request was "
            "received. A mail is written with the eyes of its reader at the moment of sending; where they may not open "
            "the request any more it is not sent, and the log says so."
        ),
        *prose(f"A mail about a request has one of five subjects: {', '.join(f'`{{ref}}: {s}`' for s in SUBJECTS)}."),
        "## By key",
        "",
    )
    rows = []
    for notice in NOTICES.values():
        told = [
            f"{step.label} → {relation(who)}" for step in STEPS.values() for key, who in step.tells if key == notice.key
        ]
        if notice.when:
            told.append(notice.when)
        rows.append([f"`{notice.key}`", notice.whole_subject, notice.line, notice.due_line or "–", "; ".join(told)])
    yield from table(
        ["Key", "Subject", "Line", "Line with the day", "Which step tells whom, or what makes it go"], rows
    )
    yield from ("## About an account", "")
    yield from table(
        ["Key", "Subject", "Line"], [[f"`{mail.key}`", mail.subject, mail.line] for mail in ACCOUNT_MAILS.values()]
    )
    yield from ("## The frame of every notice", "", "```text", FRAME.rstrip(), "```", "")


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
