"""The outbox: what is told in the transaction of a step, and sent by the worker, which asks once more before it sends.

A mail is written down first and handed over after that, in two transactions. A worker that is killed in between sends
the same text under the same Message-ID again: nothing is lost, and nothing goes out twice with another text.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection

from reciprocal.access.actor import acting_as_system
from reciprocal.audit import log
from reciprocal.notifications.models import Mail, Notice
from reciprocal.rulebook.notices import ACCOUNT_FRAME, ACCOUNT_MAILS
from reciprocal.rulebook.scheme import current

MOST_TRIES: Final = 12
LONGEST_WAIT: Final = timedelta(hours=4)
_LOG = logging.getLogger(__name__)
_LINK: Final = re.compile(r"https?://[^\s<]+[^\s<.,)]")


@dataclass(frozen=True)
class Text:
    """A mail as it goes out: to whom, its subject, its words."""

    to: str
    subject: str
    body: str


@dataclass(frozen=True)
class NotSent:
    """Why a mail is not sent after all: one word that the log keeps."""

    why: str


Writer = Callable[[Mail, datetime], Text | NotSent]


def queue(notices: Iterable[Notice]) -> None:
    """Put notices on the worklists of their posts and into the outbox, in the running transaction.

    Args:
        notices: not saved yet, each with its post, its key of `rulebook.notices.NOTICES`, and when.
    """
    told = list(notices)
    Notice.objects.bulk_create(told)
    Mail.objects.bulk_create(
        Mail(kind="notice", notice=notice, membership_id=notice.membership_id, queued_at=notice.at, next_try=notice.at)
        for notice in told
    )


def queue_account_mail(to: str, key: str, at: datetime, **words: str) -> None:
    """Put a mail about an account into the outbox, in the running transaction.

    Args:
        to: the address, whether somebody has an account there or not. Empty for nobody: the same row is written, and
            is closed already.
        key: of `rulebook.notices.ACCOUNT_MAILS`, for example "invitation".
        at: now, by the clock of the service.
        words: what its text names beside the words of the scheme, for example `link`.

    Raises:
        KeyError: there is no such mail, or a word of its text is missing.
    """
    mail = ACCOUNT_MAILS[key]
    said = {**current().words(), "notice_sender": current().short_name, **words}
    Mail(
        kind="account",
        address=to,
        subject=mail.subject.format(**said),
        body=ACCOUNT_FRAME.format(**{**said, "line": mail.line.format(**said)}),
        queued_at=at,
        next_try=at,
        state="waiting" if to else "not_sent",
        done_at=None if to else at,
        why_not="" if to else "nobody there",
    ).save(force_insert=True)


def send_due(at: datetime, write: Writer) -> int:
    """Send every mail whose time has come. Gives how many went out.

    Args:
        at: now, by the clock of the service.
        write: asks again whether the mail still concerns its reader, and writes its text. It is asked before the text
            is kept and again before each time it is handed over; what is handed over is what it says then.
    """
    sent = 0
    while (outcome := _next_one(at, write)) is not None:
        sent += outcome == "sent"
    return sent


def _next_one(at: datetime, write: Writer) -> str | None:
    with acting_as_system(), connection.cursor() as cursor:
        # From now until this mail has gone nobody is kept away: what is asked of its reader stays true.
        cursor.execute("SELECT access_no_bar_meanwhile()")
        waiting = Mail.objects.select_for_update(skip_locked=True, of=("self",))
        mail = waiting.filter(state="waiting", next_try__lte=at).order_by("queued_at", "id").first()
        if mail is None:
            return None
        written = write(mail, at)
        if isinstance(written, NotSent):
            _close(mail, "not_sent", at, written.why)
        elif not mail.message_id or written != Text(mail.address, mail.subject, mail.body):
            _keep(mail, written)
        else:
            _hand_over(mail, at)
        return mail.state


def _keep(mail: Mail, written: Text) -> None:
    # A list whose reader was kept away from one of its lines since it was written goes without that line: as another
    # mail, since the first may have gone before the worker was killed.
    made_of = uuid4() if mail.message_id else mail.pk
    mail.address, mail.subject, mail.body = written.to, written.subject, written.body
    mail.message_id = f"<{made_of}@{settings.MAIL_FROM.rsplit('@', 1)[-1]}>"
    mail.save(update_fields=["address", "subject", "body", "message_id"])


def _hand_over(mail: Mail, at: datetime) -> None:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.body,
        f"{current().short_name} <{settings.MAIL_FROM}>",
        [mail.address],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(as_html(mail.body), "text/html")
    try:
        message.send()
    except (OSError, SMTPException) as problem:
        _later(mail, at, problem)
    else:
        _close(mail, "sent", at, "")


def _later(mail: Mail, at: datetime, problem: Exception) -> None:
    mail.tries += 1
    # The class alone: the words of a mail server may repeat an address.
    _LOG.warning("Mail %s could not be handed over (%s), try %s", mail.pk, type(problem).__name__, mail.tries)
    if mail.tries >= MOST_TRIES:
        _close(mail, "failed", at, type(problem).__name__[:30])
        return
    mail.next_try = at + min(timedelta(minutes=2**mail.tries), LONGEST_WAIT)
    mail.save(update_fields=["tries", "next_try"])


def _close(mail: Mail, state: str, at: datetime, why: str) -> None:
    mail.state, mail.done_at, mail.why_not = state, at, why
    changed = ["state", "done_at", "why_not", "tries"]
    if mail.kind == "account" or state == "not_sent":
        mail.body = ""
        changed.append("body")
    mail.save(update_fields=changed)
    if state != "sent":
        about: UUID | None = mail.notice.request_id if mail.notice else None
        log.record("act", f"mail_{state}", about, at, mail=mail.pk, why=why)


def as_html(body: str) -> str:
    """Write the words of a mail as HTML, the same words and nothing else: no picture, no style, no tracking."""
    paragraphs = (html.escape(part).replace("\n", "<br>") for part in body.strip().split("\n\n"))
    linked = (_LINK.sub(lambda link: f'<a href="{link[0]}">{link[0]}</a>', part) for part in paragraphs)
    return "".join(f"<p>{part}</p>\n" for part in linked)
