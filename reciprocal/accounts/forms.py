"""What allauth's forms do not do by themselves."""

from __future__ import annotations

import hashlib

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from django.core.cache import cache

# A code of the app is taken for a turn of half a minute before and after its own.
_TAKEN_FOR = 120


class CodeForm(AuthenticateForm):
    """The second step by a code, each of which opens the account once."""

    def clean_code(self) -> str:
        """Check the code. Raises ValidationError for a wrong one, and for one that was used."""
        code: str = super().clean_code()
        used = hashlib.sha256(f"{self.user.pk} {''.join(code.split())}".encode()).hexdigest()
        if not cache.add(f"code_used:{used}", True, _TAKEN_FOR):
            raise get_adapter().validation_error("incorrect_code")
        return code
