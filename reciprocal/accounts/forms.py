"""What allauth's forms do not do by themselves."""

from __future__ import annotations

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from django.db import transaction

# A code of the app is taken in the half minute before and after its own too, so no more than three can come again.
_MAY_COME_AGAIN = 3


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
