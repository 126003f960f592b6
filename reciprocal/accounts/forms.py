"""What allauth's forms do not do by themselves."""

from __future__ import annotations

from allauth.account.adapter import get_adapter as account_adapter
from allauth.account.forms import ResetPasswordForm
from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.http import HttpRequest

from reciprocal import clock
from reciprocal.accounts import devices, mails
from reciprocal.accounts.models import Person

# A code of the app is taken in the half minute before and after its own too, so no more than three can come again.
_MAY_COME_AGAIN = 3


class HelpForm(ResetPasswordForm):
    """Asking for a new password: whether the address is known changes no byte, statement or time of an answer."""

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        """Write the mail with its link. For an address without an account the same is written, and never sent."""
        email = str(self.cleaned_data["email"]).lower()
        if ratelimit.consume(request, action="reset_mail", key=devices.key(request, email)):
            known = next(iter(self.users), None)
            person = known or Person(email=email)
            token = f"{person.pk.hex}-{default_token_generator.make_token(person)}"
            link = account_adapter().get_reset_password_from_key_url(token)
            mails.send("reset", email if known else "", clock.now(), link=link)
        return email


class CodeForm(AuthenticateForm):
    """The second step by a code, each of which opens the account once."""

    def clean_code(self) -> str:
        """Check the code. Raises ValidationError for a wrong one, and for one that was used."""
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP and not _first_use(self.authenticator.pk, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


@transaction.atomic
def _first_use(app: int, code: str) -> bool:
    """Note in the row of a code app that a code was used: every process of the web server sees it there."""
    row, plain = Authenticator.objects.select_for_update().get(pk=app), "".join(code.split())
    used = row.data.get("used", [])
    if plain in used:
        return False
    row.data["used"] = [*used, plain][-_MAY_COME_AGAIN:]
    row.save(update_fields=["data"])
    return True
