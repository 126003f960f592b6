"""Words in the answers of a request that could identify somebody: waved on by the officer, cleared by the coordinator.

The screen reads the answers anew each time, with the lists of the day. What is kept holds a place and a kind, bound to
the exact text by a keyed hash: whoever changes the text is asked again.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.urls import reverse

from reciprocal.access.facts import Actor
from reciprocal.access.guard import RefusedError
from reciprocal.audit import log
from reciprocal.audit.log import key_of
from reciprocal.property_requests.models import Cleared, PropertyRequest, WavedOn
from reciprocal.property_requests.questions import PAGE_OF, PAGES
from reciprocal.property_requests.sections.shared import Repeated
from reciprocal.screen.finding import Finding
from reciprocal.ui import screened
from reciprocal.ui.questions import Page, Question
from reciprocal.workflow.perform import CHANGED_MEANWHILE

# What is sealed or never read back is looked over when it is saved; nobody could clear what nobody here may read.
SCREENED: Final[dict[str, Question]] = {
    question.name: question
    for page in PAGES
    if not isinstance(page, Repeated)
    for question in page.questions
    if question.kind in ("text", "textarea") and question.on_check and not question.not_screened
}
NOT_CLEARED: Final = (
    "Some words could identify someone and are not cleared yet. Clear them on the page of the request, or ask the "
    "officer to change them."
)
_PLACE: Final = ("question", "kind", "start", "end", "of_text")
_Key = tuple[str, str, int, int, str]


@dataclass(frozen=True)
class Found:
    """One place in an answer that could identify somebody, as it stands now."""

    question: Question
    finding: Finding
    of_text: str
    pieces: tuple[screened.Piece, ...]
    waved_at: datetime | None = None
    cleared: bool = False

    @property
    def word(self) -> str:
        """The words that were found, as they were typed."""
        return next(piece.text for piece in self.pieces if piece.kind)

    @property
    def in_words(self) -> str:
        """The kind of it in words."""
        return screened.LABELS[self.finding.kind]

    @property
    def key(self) -> _Key:
        """Name the place and the text it is in."""
        return _key(self.question.name, self.finding, self.of_text)


def found_in(request: PropertyRequest, names: Iterable[str] = SCREENED) -> list[Found]:
    """Look the answers of a request over and say of each place who let it stand, in the order of the form.

    Args:
        request: with its risk; read by its officer or the coordinator.
        names: the questions whose answers are looked over; those of a page, or all.
    """
    texts = {name: _answer(request, name) for name in names if name in SCREENED}
    hits = {name: found for name, text in texts.items() if (found := screened.found_in(SCREENED[name], text))}
    if not hits:
        return []
    waved, cleared = _let_stand(request)
    secret, every = key_of(request.pk), []
    for name, found in hits.items():
        of_text = _hash(secret, name, texts[name])
        for one in found:
            key = _key(name, one, of_text)
            pieces = screened.pieces(texts[name], [one])
            every.append(Found(SCREENED[name], one, of_text, pieces, waved.get(key), key in cleared))
    return every


def texts_of(request: PropertyRequest, pages: Iterable[Page]) -> list[dict[str, Any]]:
    """Give every text that the officer wrote, in pieces, with the words marked that could identify somebody.

    Args:
        request: a draft, with its risk; read by its officer.
        pages: those that are asked of this household.
    """
    asked = [SCREENED[name] for name in _names_on(pages) if name in SCREENED]
    texts = [(question, text) for question in asked if (text := _answer(request, question.name))]
    return [
        {
            "label": question.label,
            "pieces": screened.pieces(text, found),
            "marked": bool(found),
            "url": reverse("request_question", args=[request.pk, PAGE_OF[question.name]]),
        }
        for question, text in texts
        for found in [screened.found_in(question, text)]
    ]


def waved_on(request: PropertyRequest, page: Page) -> dict[str, set[str]]:
    """Give the words on a page that need no tick again while their text stays as it is, by question."""
    words: dict[str, set[str]] = {}
    for one in found_in(request, _names_on([page])):
        if one.waved_at or one.cleared:
            words.setdefault(one.question.name, set()).add(one.word)
    return words


def blocks_sending(request: PropertyRequest, pages: Iterable[Page]) -> dict[str, str]:
    """Give the answers in which something was found that nobody has let stand: the question, and the sentence.

    Args:
        request: with its risk; read by its officer.
        pages: those that are asked of this household, since the officer can mend no other.
    """
    open_: dict[str, list[Finding]] = {}
    for one in found_in(request, _names_on(pages)):
        if not (one.waved_at or one.cleared):
            open_.setdefault(one.question.name, []).append(one.finding)
    return {
        name: f"{SCREENED[name].label.rstrip('?')}: take out the words that could identify someone: "
        f"{screened.in_words(found)}"
        for name, found in open_.items()
    }


def keep_waved(actor: Actor, request: PropertyRequest, answers: Mapping[str, Any], at: datetime) -> None:
    """Keep what the officer let stand in the answers of a page. The form lets no other kind through than may be.

    Args:
        actor: the officer, or a cover who accepted.
        request: the request.
        answers: question name → value, as they are saved.
        at: now.
    """
    hits = {
        name: [one for one in screened.found_in(SCREENED[name], text) if one.kind in screened.WAVED_ON]
        for name, text in answers.items()
        if name in SCREENED
    }
    if not any(hits.values()):
        return
    secret = key_of(request.pk)
    rows = [
        WavedOn(request=request, by_id=actor.membership, at=at, **_columns(_key(name, one, of_text)))
        for name, found in hits.items()
        for of_text in [_hash(secret, name, answers[name])]
        for one in found
    ]
    WavedOn.objects.bulk_create(rows, ignore_conflicts=True)
    log.record("act", "wave_on", request.pk, at, questions=[name for name, found in hits.items() if found])


@transaction.atomic
def clear(actor: Actor, request_id: UUID, place: str, *, at: datetime) -> None:
    """Let words stand that were marked, for exactly the text that they stand in.

    Args:
        actor: the coordinator.
        request_id: the request.
        place: as `place_of` names it.
        at: now.

    Raises:
        RefusedError: the text was changed meanwhile.
    """
    request = PropertyRequest.objects.select_for_update(of=("self",)).select_related("risk").get(pk=request_id)
    one = next((one for one in found_in(request) if place_of(one) == place), None)
    if one is None:
        raise RefusedError(CHANGED_MEANWHILE)
    row = Cleared(request=request, by_id=actor.membership, at=at, **_columns(one.key))
    Cleared.objects.bulk_create([row], ignore_conflicts=True)
    log.record("act", "clear_mark", request_id, at, question=one.question.name)


def place_of(one: Found) -> str:
    """Name one place for a form, so that what is cleared is what was looked at."""
    return hashlib.sha256("|".join(map(str, one.key)).encode()).hexdigest()


def uncleared(request: PropertyRequest) -> bool:
    """Say whether anything that could identify somebody waits for the coordinator."""
    return any(not one.cleared for one in found_in(request))


def _let_stand(request: PropertyRequest) -> tuple[dict[_Key, datetime], set[_Key]]:
    """Give what the officer let stand, with the moment, and what the coordinator cleared: one question for both."""
    columns = (*_PLACE, "at", "is_cleared")
    waved = WavedOn.objects.filter(request=request).annotate(is_cleared=Value(value=False)).values_list(*columns)
    cleared = Cleared.objects.filter(request=request).annotate(is_cleared=Value(value=True)).values_list(*columns)
    rows = list(waved.union(cleared, all=True))
    return {row[:5]: row[5] for row in rows if not row[6]}, {row[:5] for row in rows if row[6]}


def _names_on(pages: Iterable[Page]) -> list[str]:
    return [question.name for page in pages for question in page.questions]


def _answer(request: PropertyRequest, name: str) -> str:
    rows: Iterable[Any] = (request, request.risk, getattr(request, "contact", None))
    return next((getattr(row, name) for row in rows if row is not None and hasattr(row, name)), "")


def _hash(secret: bytes, name: str, text: str) -> str:
    return hmac.new(secret, f"screened\0{name}\0{text}".encode(), hashlib.sha256).hexdigest()


def _key(name: str, one: Finding, of_text: str) -> _Key:
    return name, one.kind, one.start, one.end, of_text


def _columns(key: _Key) -> dict[str, Any]:
    return dict(zip(_PLACE, key, strict=True))
