"""What allauth asks of us: limits on guessing, mails in our words, secrets sealed, and where to go next."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from reciprocal import clock
from reciprocal.access.encryption import open_by_master, seal_by_master
from reciprocal.access.guard import SESSION_POST, SESSION_SECOND
from reciprocal.accounts import devices, mails
from reciprocal.accounts.models import Person
from reciprocal.accounts.sessions import PERSON, end_all

NOT_RIGHT = 'Your e-mail or password is not right, or you need to wait. Try again, or use "I cannot sign in".'
CODE_NOT_RIGHT = "The code is not right, or it is too old. Enter the newest one"
SEALED_AT = "mfa_authenticator:data"
_A_DAY = 24 * 3600


def has_second_factor(person: Any) -> bool:
    """Tell whether a person has set up a code app or a key; recovery codes alone are none."""
    return main_factors(person).exists()


def main_factors(person: Any) -> Any:
    """List the code app and the keys of a person."""
    return Authenticator.objects.filter(user_id=person.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)


class AccountAdapter(DefaultAccountAdapter):
    """Signing in by work e-mail and password."""

    error_messages = {**DefaultAccountAdapter.error_messages, "too_many_login_attempts": NOT_RIGHT}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up through allauth: officers register on our own page, all others are invited."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """After the second step, choose the post."""
        return reverse("enter")

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Go on to where the post is chosen, and from there to the page that was asked for."""
        response = super().post_login(request, user, **kwargs)
        wanted = response["Location"] if isinstance(response, HttpResponseRedirect) else ""
        enter = reverse("enter")
        return redirect(f"{enter}?{urlencode({'next': wanted})}" if wanted not in ("", enter) else enter)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin a session for this person; nothing of whoever acted in this browser before goes on."""
        for mark in (PERSON, SESSION_POST, SESSION_SECOND):
            request.session.pop(mark, None)
        super().login(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """An account that was stopped gets the answer that a wrong password gets."""
        return redirect(f"{reverse('account_login')}?again=yes")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our own pages say what happened."""

    def set_password(self, user: Any, password: str) -> None:
        """Keep a new password, and end every other session of that person."""
        user.set_password(password)
        user.save(update_fields=["password"])
        end_all(user.pk, but=self.request.session.session_key if self.request else None)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Give the link that opens the page for a new password."""
        return mails.link(urlsplit(super().get_reset_password_from_key_url(key)).path)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send none of theirs: ours are written where what they tell about is done."""

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """Tell somebody whose second step was changed, except when they set up their first."""
        if template_prefix.startswith("mfa/") and self.request and self.request.session.get(SESSION_POST):
            mails.send("second_step_changed", user.email, clock.now(), date=clock.today())

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count tries by device and account together, and tell the person once a day when there were too many."""
        from django.core.exceptions import ValidationError

        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            email = str(credentials.get("email", "")).lower()
            if cache.add(f"tries_told:{hashlib.sha256(email.encode()).hexdigest()}", True, _A_DAY):
                person = Person.objects.filter(email=email, is_active=True).first()
                mails.send("many_tries", person.email if person else "", clock.now())
            raise

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return devices.key(request, str(credentials.get("email", "")).lower())

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Check the password of whoever is signed in, under the same limits as signing in."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """By the password alone: everybody has one."""
        if not user.is_authenticated:
            return []
        return [{"id": "reauthenticate", "description": "", "url": reverse("account_reauthenticate")}]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before the second step is changed; not while it is first set up."""
        return bool(context.request.session.get(SESSION_POST))


class FactorAdapter(DefaultMFAAdapter):
    """The second step: code app, keys, recovery codes."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": CODE_NOT_RIGHT}

    def encrypt(self, text: str) -> str:
        """Seal the secret of a code app, or of the recovery codes, with the master key."""
        return base64.b64encode(seal_by_master(text.encode(), SEALED_AT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return open_by_master(base64.b64decode(encrypted_text), SEALED_AT).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Nobody may take away their last code app or key: add another one first."""
        return main_factors(authenticator.user).exclude(pk=authenticator.pk).exists()

    def get_totp_issuer(self) -> str:
        """The name under which the code app shows it. It says nothing of what the scheme is about."""
        return "Reciprocal"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the service as a browser shows it beside a key."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Reciprocal"}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Name a key after the day on which it was added."""
        return f"Added {datetime.now(UTC):%d.%m.%Y}"
