"""An account with a password, and the code app of somebody's phone, for tests of the real sign-in."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from reciprocal.accounts.models import Person
from reciprocal.demo.cast import EVERYBODY
from reciprocal.notifications.models import Mail
from tests.people import as_system

PASSWORD = "three quiet lanterns"


def code_of(secret: str, later: int = 0) -> str:
    """What the code app shows, now or some turns of half a minute later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def give_password(key: str) -> Person:
    """Let one of the cast sign in by password. Their second step is still to be set up."""
    person = Person.objects.get(pk=EVERYBODY[key].person_id)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def give_code_app(person: Person) -> str:
    """Set up a code app with recovery codes for somebody; gives its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def by_password(client: Client, person: Person, password: str = PASSWORD, **more: Any) -> Any:
    """Send the sign-in page."""
    return client.post("/sign-in/", {"login": person.email, "password": password, **more})


def mails() -> list[Mail]:
    """The mails that wait in the outbox, the oldest first."""
    with as_system():
        return list(Mail.objects.filter(kind="account", state="waiting").order_by("queued_at", "id"))


def link_in(mail: Mail) -> str:
    """The path of the link in a mail."""
    return urlsplit(next(word for word in mail.body.split() if "://" in word).rstrip(".")).path
