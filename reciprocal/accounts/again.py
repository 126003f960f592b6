"""Proving once more who one is, before what is sealed is shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

View = Callable[..., HttpResponse]


def proved_again(view: View) -> View:
    """Ask for the password again where it was last asked for some minutes ago, and then show the page.

    Whoever stepped in, in the demonstration alone, has none. It stands below the guard, so that whoever may not open
    the page learns nothing from being asked.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        stepped_in = settings.DEMO and "_auth_user_id" not in request.session
        if stepped_in or _proved_lately(request):
            return view(request, *args, **kwargs)
        return redirect_to_login(request.get_full_path(), reverse("account_reauthenticate"))

    return shown


def _proved_lately(request: HttpRequest) -> bool:
    """Whether this session signed in, or gave the password once more, in the last minutes by the real clock."""
    if not request.user.is_authenticated:
        return False
    proved = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(proved) and time.time() - max(proved) < app_settings.REAUTHENTICATION_TIMEOUT
