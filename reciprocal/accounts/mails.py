"""The mails about an account. They hold no reference and nothing about a request."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.mail import send_mail

from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.sentences import fill

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "a01": (
        "You are invited to {scheme_short}",
        "{inviter} at {organisation} has asked us to give you access as {role}. Set up your account: {link}. The link "
        "works once, until {date}. You need your work phone or a security key. If you do not expect this, delete it.",
    ),
    "a02": (
        "Confirm your work e-mail",
        "Somebody asked for access with this address. If it was you, confirm: {link}. It works once, for 24 hours. If "
        "not, do nothing.",
    ),
    "a03": (
        "You already have access",
        "Somebody asked for access with this address, and it already has it. Sign in: {link}. If you have forgotten "
        'how, use "I cannot sign in".',
    ),
    "a04": (
        "Sign-in help",
        "Somebody asked for help signing in with this address. To choose a new password: {link}. It works once, for "
        "1 hour. Your second step stays as it is. If it was not you, call {phone}.",
    ),
    "a05": (
        "A new sign-in to your account",
        "Your account was used on a new device on {date} at {time}. If it was you, do nothing. If not, call {phone} "
        "now.",
    ),
    "a06": (
        "Your second step was changed",
        "The second step of your sign-in was changed on {date}. If it was not you, call {phone} now.",
    ),
    "a07": (
        "Tries to sign in with your address",
        "Somebody tried many times to sign in with this address. You can sign in as usual. If it was not you, call "
        "{phone}.",
    ),
    "a08": (
        "Do you still need access?",
        "You have not signed in since {since}. Sign in by {date} to keep your access.",
    ),
    "a09": (
        "Your access has ended",
        "Your access as {role} at {organisation} has ended. Anything open was passed to a colleague. Questions: "
        "{phone}.",
    ),
}


def send(key: str, to: str, at: datetime, **words: object) -> None:
    """Send one mail about an account.

    Args:
        key: which of the mails.
        to: the work e-mail it goes to.
        at: now.
        words: what fills the brackets of its text; a date is written in words.
    """
    subject, body = (fill(text, current(), at.date(), **words) for text in TEXTS[key])
    send_mail(subject, f"Hello,\n\n{body}\n", None, [to])
