"""Which browsers somebody has signed in from before: a signed cookie, and no list of ours."""

from __future__ import annotations

import hashlib
import hmac

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

_COOKIE = "device" if settings.DEMO else "__Host-device"
_SALT = "reciprocal.accounts.devices"
_KEPT_DAYS = 180
_MOST = 12


def knows(request: HttpRequest, email: str) -> str:
    """Give a word for this browser and this account, where the person has signed in here before; else nothing."""
    word = _word(email)
    return word if word in _words(request) else ""


def key(request: HttpRequest, email: str) -> str:
    """Name device and account together, for counting tries: where the browser is not known, its address on the net."""
    known = knows(request, email)
    return f"{'this device' if known else get_adapter().get_client_ip(request)}:{known}:{email}"


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Keep in the browser that this person has signed in here."""
    words = [_word(email), *(word for word in _words(request) if word != _word(email))][:_MOST]
    response.set_cookie(
        _COOKIE,
        signing.dumps(words, salt=_SALT),
        max_age=_KEPT_DAYS * 24 * 3600,
        secure=not settings.DEMO,
        httponly=True,
        samesite="Lax",
    )


def _words(request: HttpRequest) -> list[str]:
    try:
        return list(signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_KEPT_DAYS * 24 * 3600))
    except signing.BadSignature:
        return []


def _word(email: str) -> str:
    """Nobody reads off the cookie whose browser it was."""
    return hmac.new(settings.SECRET_KEY.encode(), f"device {email.lower()}".encode(), hashlib.sha256).hexdigest()[:24]
