"""What a mail says: written with the eyes of its reader at the moment of sending, or not sent at all."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from reciprocal.access.actor import acting_as
from reciprocal.accounts import queries as accounts
from reciprocal.accounts.models import Membership
from reciprocal.notifications.models import Mail, Notice
from reciprocal.notifications.outbox import NotSent, Text
from reciprocal.rulebook.notices import NOTICES
from reciprocal.worklist import digest, reminders
from reciprocal.worklist.known import still_concerns
from reciprocal.worklist.wording import framed, notice_words

LEFT: Final = NotSent("left")
NO_LONGER_THEIRS: Final = NotSent("no longer theirs")

# The link leads to the thing, behind sign-in. A partner's leads to the worklist, so that no mail tells an offer from a
# profile by its address; the others have one page for a request, whatever has happened to it.
_ONE_PAGE: Final = ("request", "decision")


def write(mail: Mail, at: datetime) -> Text | NotSent:
    """Write the text of one mail, or say why it is not sent. Asked again before each time that it is handed over."""
    if mail.kind == "account":
        return Text(mail.address, mail.subject, mail.body)
    post = accounts.post(mail.membership_id) if mail.membership_id else None
    if post is None:
        return LEFT
    return WRITERS[mail.kind](mail, at, post)


def _notice(mail: Mail, at: datetime, post: Membership) -> Text | NotSent:
    notice = mail.notice
    if notice is None:
        return NO_LONGER_THEIRS
    reference, due_on, where = "", notice.due_on, "worklist/"
    if notice.request_id is not None:
        with acting_as(post.pk) as reader:
            seen = Notice.objects.filter(pk=notice.pk).exists() and still_concerns(reader, notice.request_id)
        if not seen:
            return NO_LONGER_THEIRS
        reference, due_on = seen.reference, seen.due_on
        if seen.kind in _ONE_PAGE:
            where = seen.url.removeprefix("/")
    said, words = NOTICES[notice.key], notice_words(notice, reference, due_on)
    due_line = said.due_line if due_on or "{due}" not in said.due_line else ""
    body = framed(said.line.format(**words), due_line.format(**words), where)
    return Text(post.person.email, said.whole_subject.format(**words), body)


WRITERS: Final = {"notice": _notice, "reminder": reminders.write, "digest": digest.write}
