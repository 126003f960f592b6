"""From which page a form may come, where browsers are told to name no page."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class OwnFormsMiddleware(CsrfViewMiddleware):
    """Django's check of forms, for pages that say `no-referrer`: their browser calls itself "null" and says beside it
    whether the page was ours."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        """Tell whether a form came from a page of ours; the token in it is asked for besides.

        A browser from before 2023 does not say so. Then the token holds alone, whose cookie no other host can set
        (`__Host-`) and no form of another site brings along (`SameSite`).
        """
        if request.META["HTTP_ORIGIN"] == "null":
            return request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
        verified: bool = super()._origin_verified(request)  # type: ignore[misc]
        return verified
