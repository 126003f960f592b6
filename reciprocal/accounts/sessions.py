"""Sessions: kept under the hash of the browser's secret, sealed, and ended at once when a person leaves."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import connection
from django.http import HttpRequest

from reciprocal.access.encryption import CannotOpen, open_by_master, seal_by_master
from reciprocal.access.guard import SESSION_POST, SESSION_SECOND

PERSON = "person"


def digest_of(key: str | None) -> str:
    """Hash the secret of a cookie, so that the table of sessions opens none of them."""
    return hashlib.sha256(f"session {key}".encode()).hexdigest()


class SessionStore(SessionBase):
    """Django's session over our own table, which is read and written through functions of the database alone."""

    def load(self) -> dict[str, Any]:
        """Give what the session holds; nothing once time has closed it."""
        digest = digest_of(self._session_key)
        sealed = _ask("accounts_session_read", digest, datetime.now(UTC)) if self._session_key else None
        try:
            if sealed:
                return dict(json.loads(open_by_master(bytes(sealed), session_place(digest))))
        except CannotOpen:
            pass  # written under another master key, or moved to another row
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        """Tell whether a secret is taken."""
        return bool(_ask("accounts_session_there", digest_of(session_key)))

    def create(self) -> None:
        """Begin a session under a new secret."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keep the session. Raises UpdateError where it was ended meanwhile."""
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        digest = digest_of(self.session_key)
        sealed = seal_by_master(json.dumps(data).encode(), session_place(digest))
        whole = data if data.get(SESSION_SECOND) else {}
        until = datetime.now(UTC) + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        post = whole.get(SESSION_POST)
        if not _ask("accounts_session_write", digest, sealed, whole.get(PERSON), post, until, must_create):
            raise CreateError if must_create else UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        key = session_key or self.session_key
        if key is not None:
            _ask("accounts_session_delete", digest_of(key))


def step_into(request: HttpRequest, person: UUID, post: UUID | None, by: str) -> None:
    """Let a session act: for which person, in which post, and by which second factor they proved who they are."""
    request.session[PERSON] = str(person)
    if post is not None:
        request.session[SESSION_POST] = str(post)
        request.session[SESSION_SECOND] = by


def lapsed(request: HttpRequest) -> UUID | None:
    """Give the post whose session time has closed in this browser, or nothing."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT membership FROM accounts_session_lapsed(%s, %s)", [digest_of(key), datetime.now(UTC)])
        row = cursor.fetchone()
    return row[0] if row else None


def end_all(person: UUID, but: str | None = None) -> int:
    """End every session of a person at once, but the one with this secret; says how many there were."""
    return int(_ask("accounts_sessions_end", person, digest_of(but) if but else ""))


def _ask(function: str, *arguments: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({', '.join(['%s'] * len(arguments))})", list(arguments))
        return cursor.fetchone()[0]


def session_place(digest: str) -> str:
    """Name the place at which what a session holds is sealed."""
    return f"accounts_session:{digest}:data"
