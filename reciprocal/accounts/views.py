"""The first page of a service that is not the demonstration, and signing out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from reciprocal.access.guard import public
from reciprocal.rulebook.scheme import current


@public
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is and whom to call."""
    return render(request, "accounts/front.html", {"title": current().name, "scheme": current()})


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session at once."""
    request.session.flush()
    rotate_token(request)
    return redirect("front")
