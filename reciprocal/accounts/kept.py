"""What was sent after time had closed a session: kept sealed for that person, and offered back after sign-in."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from reciprocal import clock
from reciprocal.access.actor import acting_as
from reciprocal.access.encryption import CannotOpen, masters, open_with_one_of, seal
from reciprocal.access.facts import Actor
from reciprocal.access.guard import SESSION_POST, SESSION_SECOND
from reciprocal.accounts.models import KeptPage
from reciprocal.accounts.sessions import lapsed

KEPT_FOR: Final = timedelta(hours=24)
_LONGEST: Final = 200_000
# What the service itself puts into a form; a page with nothing else in it is not worth keeping.
_NEVER_KEPT: Final = ("csrfmiddlewaretoken", "made_for", "look", "later")
_NOT_TYPED: Final = ("seen", "page_title")
_MADE_FOR: Final = "reciprocal.accounts.kept"


@dataclass(frozen=True)
class Kept:
    """One page as it was sent: where to, under which heading, and what was typed."""

    id: UUID
    address: str
    title: str
    typed: list[tuple[str, list[str]]]


class KeptPagesMiddleware:
    """Catches what is sent after the time of a session is over, and lets go of what has been looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict) -> HttpResponse | None:
        needs = getattr(view, "guard", None)
        if needs is None or needs.permission == "public":
            return None
        post = request.session.get(SESSION_POST)
        if post and request.session.get(SESSION_SECOND):
            if request.method == "POST" and "look" in request.POST:
                _is_looked_at(UUID(post), request.POST["look"])
            return None
        was = lapsed(request) or whose(request.POST)
        if was is None:
            return None
        if request.method == "POST":
            with acting_as(was) as actor:
                keep(actor, request.get_full_path(), request.POST, clock.now())
        return redirect("signed_out")


def mark(post: UUID) -> str:
    """Say, in a form, for which post it was made; nobody but the service can write it."""
    return Signer(salt=_MADE_FOR).sign(str(post))


def whose(sent: QueryDict) -> UUID | None:
    """Give the post for which a form was made, or nothing."""
    try:
        return UUID(Signer(salt=_MADE_FOR).unsign(sent.get("made_for", "")))
    except BadSignature:
        return None


def _is_looked_at(post: UUID, id: str) -> None:
    with acting_as(post) as actor:
        for one in waiting(actor, clock.now()):
            if str(one.id) == id:
                throw_away(one.id)


def keep(actor: Actor, address: str, sent: QueryDict, at: datetime) -> None:
    """Keep what somebody sent to an address, in place of what they sent there before.

    Args:
        actor: whose session was closed by time; nobody, where that post has ended meanwhile.
        address: the page.
        sent: what was sent.
        at: now.
    """
    typed = [(name, values) for name, values in sent.lists() if name not in _NEVER_KEPT]
    plain = json.dumps({"address": address, "title": sent.get("page_title", ""), "typed": typed}).encode()
    has_answers = any("".join(values).strip() for name, values in typed if name not in _NOT_TYPED)
    if actor.is_nobody or not has_answers or len(plain) > _LONGEST:
        return
    for before in waiting(actor, at):
        if before.address == address:
            throw_away(before.id)
    id = uuid4()
    sealed = seal(keys_of(actor.person)[0], plain, place_of(id, actor.membership))
    KeptPage(id=id, membership_id=actor.membership, sealed=sealed, kept_at=at).save(force_insert=True)


def waiting(actor: Actor, at: datetime) -> list[Kept]:
    """List what is kept for this post and not too old, the oldest first."""
    found = []
    for row in KeptPage.objects.filter(kept_at__gt=at - KEPT_FOR).order_by("kept_at"):
        place = place_of(row.pk, actor.membership)
        try:
            plain = json.loads(open_with_one_of(keys_of(actor.person), bytes(row.sealed), place))
        except CannotOpen:
            continue
        found.append(Kept(row.pk, plain["address"], plain["title"], plain["typed"]))
    return found


def waits_for(post: UUID, at: datetime) -> bool:
    """Tell whether something is kept for a post."""
    with acting_as(post) as actor:
        return bool(waiting(actor, at))


def throw_away(id: UUID) -> None:
    """Delete what was kept; the database lets nobody delete what is another's."""
    KeptPage.objects.filter(pk=id).delete()


def keys_of(person: UUID) -> tuple[bytes, ...]:
    """Give the keys of a person: made from the master key in force, and while keys change from the one before it."""
    return tuple(hmac.new(master, b"kept for " + person.bytes, hashlib.sha256).digest() for master in masters())


def place_of(id: UUID, membership: UUID) -> str:
    """Name the place at which a page is sealed: its own row, for its own post."""
    return f"accounts_keptpage:{id}:{membership}:sealed"
