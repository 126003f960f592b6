"""Where the demonstration's mails go: a page instead of the world."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from reciprocal import clock
from reciprocal.demo.models import SentMail


class Mailbox(BaseEmailBackend):
    """Keeps each mail for the page of what would have been sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the mails. Gives how many there were."""
        SentMail.objects.bulk_create(
            SentMail(at=clock.now(), to=to, subject=str(mail.subject), body=str(mail.body))
            for mail in email_messages
            for to in mail.to
        )
        return len(email_messages)
