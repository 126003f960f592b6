"""The worker is killed again and again, at random and at the worst moment: nothing is lost, nothing goes out twice.

A real process with the worker's login sends to a real mail server and is ended by SIGKILL. What may happen is the same
mail under the same Message-ID once more, if the worker died between handing it over and noting that.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections

from reciprocal.notifications import outbox
from reciprocal.notifications.models import Mail
from reciprocal.worklist import mails
from tests.database import Cluster, default_is
from tests.mail_server import MailServer, mail_server
from tests.people import NOON, Now, tell

AsRole = Callable[[str], Any]
SEED = 20260303
ROUNDS = 40
LATER = NOON + timedelta(days=30)  # some of the stories take a while


@dataclass
class Killing:
    """One process after another that sends what waits, and is killed."""

    address: str
    server: MailServer
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    child: int = 0
    killed: int = 0

    def round(self, *, kill: bool) -> None:
        """Start a worker; end it at a random moment, or when it has handed over a mail and not yet heard."""
        left = [self.chance.randint(1, 3) if kill and self.chance.random() < 0.6 else 0]

        def before_answer() -> None:
            left[0] -= 1
            if left[0] == 0:
                self.kill()

        self.server.before_answer = before_answer
        self.child = os.fork()
        if not self.child:
            _send_and_exit(self.address, self.server.port)
        if kill and not left[0]:
            time.sleep(self.chance.uniform(0.01, 0.25))
            self.kill()
        _, status = os.waitpid(self.child, 0)
        self.killed += os.WIFSIGNALED(status)
        self.child = 0

    def to_the_end(self) -> None:
        """Let the last ones live. The database may hold for a moment what a killed process had locked."""
        for _ in range(3):
            time.sleep(0.3)
            self.round(kill=False)

    def kill(self) -> None:
        """End the process at once."""
        if self.child:
            os.kill(self.child, signal.SIGKILL)


def _send_and_exit(address: str, port: int) -> None:
    code = 1
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
        with default_is(address):
            outbox.send_due(LATER, mails.write)
        code = 0
    finally:
        os._exit(code)


@pytest.fixture
def killing(fresh_database: str, cluster: Cluster) -> Iterator[Killing]:
    """Mails of three households and of some accounts that wait, and a mail server."""
    for state in ("moved", "under_offer", "declined"):
        tell(state, Now())
    wait_for_accounts("first", 12)
    with mail_server() as server:
        yield Killing(cluster.url("worker", fresh_database), server)


def wait_for_accounts(name: str, number: int) -> None:
    """Let some mails of accounts wait."""
    for n in range(number):
        to, link = f"{name}{n}@harbour-advice.example", f"https://example.org/{name}{n}/"
        outbox.queue_account_mail(to, "register", NOON, link=link)
    connections.close_all()  # a child must not speak on our connection


def wrong(messages: list[EmailMessage], as_role: AsRole) -> list[str]:
    """List what was lost, what went out with two texts, and what went out and is not in the outbox."""
    kept = dict(as_role("superuser").execute("SELECT message_id, state FROM notifications_mail").fetchall())
    texts: dict[str, set[str]] = {}
    for message in messages:
        del message["Date"]
        boundary = message.get_boundary() or ""
        texts.setdefault(str(message["Message-ID"]), set()).add(message.as_string().replace(boundary, "-"))
    found = [f"{key} went out with {len(said)} texts" for key, said in texts.items() if len(said) != 1]
    found += [f"{key} went out and is {kept.get(key, 'not in the outbox')}" for key in texts if kept.get(key) != "sent"]
    found += [
        f"{key} is sent and did not go out" for key, state in kept.items() if state == "sent" and key not in texts
    ]
    return found + [f"{key} still waits" for key, state in kept.items() if state == "waiting"]


def test_killed_at_any_point_it_loses_nothing_and_sends_nothing_twice_with_another_text(
    killing: Killing, as_role: AsRole
) -> None:
    for n in range(ROUNDS):
        wait_for_accounts(f"round{n}", 4)  # so that a fast worker too has something in hand when it dies
        killing.round(kill=True)
    killing.to_the_end()
    assert killing.killed > ROUNDS / 3
    assert len({message["Message-ID"] for message in killing.server.messages}) > 20
    assert wrong(killing.server.messages, as_role) == []


def test_a_worker_that_keeps_no_text_before_it_sends_is_found(
    killing: Killing, as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_once(mail: Mail, written: outbox.Text) -> None:
        mail.address, mail.subject, mail.body = written.to, written.subject, written.body
        mail.message_id = f"<{uuid4()}@reciprocal.example>"
        mail.save(update_fields=["address", "subject", "body", "message_id"])
        outbox._hand_over(mail, LATER)

    monkeypatch.setattr(outbox, "_keep", at_once)
    for _ in range(12):
        killing.round(kill=True)
    killing.to_the_end()
    assert any("not in the outbox" in fault for fault in wrong(killing.server.messages, as_role))


def test_a_worker_that_notes_the_mail_before_it_sends_loses_it_and_is_found(
    killing: Killing, as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_early(mail: Mail, at: Any) -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("UPDATE notifications_mail SET state = 'sent' WHERE id = %s", [mail.pk])
            cursor.execute("COMMIT")
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(outbox, "_hand_over", too_early)
    for _ in range(2):
        killing.round(kill=False)
    assert any("is sent and did not go out" in fault for fault in wrong(killing.server.messages, as_role))
