"""No view without its guard: every page states the permission it needs, and the middleware asks before it runs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.module_loading import import_string

from reciprocal import clock
from reciprocal.access.actor import acting_as, facts_of
from reciprocal.access.facts import NOTHING, Actor, Facts
from reciprocal.access.policy import allows, may_know_of

SESSION_POST = "membership"
# By which second factor whoever acts has proved who they are. A session without one is nobody's.
SESSION_SECOND = "second_factor"
SEVERAL_POSTS = "several_posts"
OTHER_POST = "This page belongs to your other post. Change post to go on with it."
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Guard:
    """What a view needs: a permission, and the kind of thing whose id stands in the address as `id`."""

    permission: str
    kind: str = ""
    look: bool = False


class HiddenError(Exception):
    """Raised by an action when the actor may not even learn that the thing exists."""


class RefusedError(Exception):
    """Raised by an action that may not be taken now; the sentence says why and goes on the page."""


def guard(permission: str, kind: str = "", *, look: bool = False) -> Callable[[View], View]:
    """Mark a view with the permission that it needs.

    Args:
        permission: a key of `policy.PERMISSIONS`, or "step": then the action itself decides by the lifecycle table.
        kind: "request", "profile", "offer" or "home" where the address holds its id.
        look: whether reading this page is a sensitive look that the log keeps.
    """

    def mark(view: View) -> View:
        view.guard = Guard(permission, kind, look)  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Mark a view that anybody may open without signing in. It must read no case."""
    view.guard = Guard("public")  # type: ignore[attr-defined]
    return view


def not_found(request: HttpRequest | None = None, exception: Exception | None = None) -> HttpResponse:
    """Give the one page for what does not exist and for what this reader may not know: the same bytes always."""
    return HttpResponse(_not_found_page(), status=404)


@cache
def _not_found_page() -> str:
    return render_to_string("ui/not_found.html")


def problem(request: HttpRequest) -> HttpResponse:
    """Give the page for a fault of ours. It holds nothing of what was asked."""
    return HttpResponse(render_to_string("ui/problem.html"), status=500)


def not_now(request: HttpRequest, why: str, to: str = "worklist", label: str = "Go to your worklist") -> HttpResponse:
    """Give the page that says why something cannot be done now, and leads to the page named `to`."""
    # Each reader has another page for the same thing; the worklist leads all of them to theirs.
    context = {"why": why, "back": reverse(to), "back_label": label}
    return render(request, "ui/not_now.html", context, status=409)


class GuardMiddleware:
    """Asks the policy before each view, runs it in the actor's transaction, and logs sensitive looks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        needs: Guard | None = getattr(view, "guard", None)
        if needs is None:
            raise ImproperlyConfigured(f"The view {view.__module__}.{view.__name__} has no guard and is refused.")
        if needs.permission == "public":
            return None
        post = request.session.get(SESSION_POST)
        if not post or not request.session.get(SESSION_SECOND):
            return _to_sign_in(request)
        with acting_as(UUID(post)) as actor:
            if actor.is_nobody:
                return _to_sign_in(request)
            once = import_string(settings.ONCE)
            response: HttpResponse = once(request, actor, lambda: _answer(request, view, needs, actor, args, kwargs))
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to where one signs in and from there back to this address, whether or not anything is there."""
    if request.method != "GET":
        return redirect(settings.LOGIN_URL)
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


def _answer(
    request: HttpRequest, view: View, needs: Guard, actor: Actor, args: tuple, kwargs: dict[str, Any]
) -> HttpResponse:
    facts = facts_of(needs.kind, kwargs["id"]) if needs.kind else NOTHING
    # Decided here even for a step, so that what is hidden costs the database no more than what is missing.
    if facts is None or not _may_open(needs, actor, facts):
        _witness("refused", needs.permission, facts)
        return other_post(request) if _opens_in_another_post(request, needs, actor, kwargs) else not_found()
    request.actor, request.facts = actor, facts  # type: ignore[attr-defined]
    try:
        # What a refused step has begun is taken back; that it was tried stays in the log.
        with nullcontext() if request.method in ("GET", "HEAD") else transaction.atomic():
            response = view(request, *args, **kwargs)
    except HiddenError:
        _witness("refused", needs.permission, facts)
        return not_found()
    except RefusedError as refused:
        return not_now(request, str(refused))
    except Exception:
        # Whoever is kept away while the page is made finds rows gone that the guard had seen: no fault of ours then.
        if not needs.kind or _may_know(needs, actor, kwargs["id"]):
            raise
        _witness("refused", needs.permission, facts)
        return not_found()
    # A form that comes back with errors shows as much as the page did.
    if needs.look and response.status_code in (200, 409, 422):
        _witness("look", needs.permission, request.facts)  # type: ignore[attr-defined]
    return response


def other_post(request: HttpRequest) -> HttpResponse:
    """Say that a page belongs to another post that the same person holds. Nothing of the page is on it."""
    return not_now(request, OTHER_POST, "change_post", "Change post")


def _opens_in_another_post(request: HttpRequest, needs: Guard, actor: Actor, kwargs: dict[str, Any]) -> bool:
    """Ask both locks of the access for each other post of this person; only theirs, and only where they have more.

    Every post is asked whether the thing exists or not, so that what is hidden costs no more than what is missing.
    """
    if not request.session.get(SEVERAL_POSTS):
        return False
    found = [_opens_in(post, needs, kwargs) for post in import_string(settings.OTHER_POSTS)(actor)]
    return any(found)


def _opens_in(post: UUID, needs: Guard, kwargs: dict[str, Any]) -> bool:
    with acting_as(post) as other:
        return _may_open(needs, other, NOTHING) if not needs.kind else _may_know(needs, other, kwargs["id"])


def _may_know(needs: Guard, actor: Actor, thing: UUID) -> bool:
    now = facts_of(needs.kind, thing)
    return now is not None and _may_open(needs, actor, now)


def _may_open(needs: Guard, actor: Actor, facts: Facts) -> bool:
    if needs.permission == "step":
        return not needs.kind or may_know_of(needs.kind, actor, facts)
    return allows(needs.permission, actor, facts)


def _witness(kind: str, permission: str, facts: Facts | None) -> None:
    # The log stands above this app in the order of imports, so settings name the function that writes it.
    write = import_string(settings.LOG_OF_LOOKS)
    write(kind, permission, facts.request if facts else None, clock.now())
