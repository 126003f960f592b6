"""Signing in: the first page, the second step, which post acts, and signing out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.base import views as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from reciprocal import clock
from reciprocal.access.actor import acting_as
from reciprocal.access.guard import SESSION_POST, SEVERAL_POSTS, View, not_now, other_post, public
from reciprocal.accounts import actions, devices, kept, mails, queries
from reciprocal.accounts.adapter import FactorAdapter, has_second_factor, main_factors
from reciprocal.accounts.models import Membership, Person
from reciprocal.accounts.sessions import PERSON, step_into
from reciprocal.audit import log
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.sentences import FIXED
from reciprocal.ui.words import clock_time

_SET_UP = "second_step_set_up"
MINUTES = settings.SESSION_COOKIE_AGE // 60

sign_in = public(allauth.login)
second_step = public(factors.authenticate)
sign_in_by_passkey = public(keys.login_webauthn)
help_signing_in = public(allauth.password_reset)
help_sent = public(allauth.password_reset_done)
new_password = public(allauth.password_reset_from_key)
new_password_done = public(allauth.password_reset_from_key_done)


def _own(view: View) -> View:
    """Mark a page of one's own sign-in. Where a second step is set up, a password alone opens none of them."""

    @wraps(view)
    def shown(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        person = cast(Person, request.user)
        if has_second_factor(person) and not _second_factor(request, person):
            return redirect("enter")  # where such a session ends
        return view(request, **kwargs)

    return public(login_required(shown))


password_again = _own(allauth.reauthenticate)
code_app_remove = _own(totp.deactivate_totp)
recovery_codes = _own(codes.view_recovery_codes)
recovery_codes_new = _own(codes.generate_recovery_codes)


@_own
def security(request: HttpRequest) -> HttpResponse:
    """Show the second steps that somebody has set up."""
    own = [
        (key.wrap().name, _word_of(key))
        for key in main_factors(request.user)
        if key.type == Authenticator.Type.WEBAUTHN
    ]
    return cast(HttpResponse, factors.IndexView.as_view(extra_context={"own_keys": own})(request))


@public
def front(request: HttpRequest) -> HttpResponse:
    """Say what this is, lead to signing in, and say whom to call."""
    return render(request, "accounts/front.html", {"title": current().name, "scheme": current()})


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session at once."""
    request.session.flush()
    rotate_token(request)
    return redirect("front")


@csrf_exempt  # a tab that was opened long ago has to go away as well; nothing worse than signing out can be done here
@public
@require_POST
def hide_page(request: HttpRequest) -> HttpResponse:
    """End the session at once and lead to a page of somebody else's that tells nothing."""
    request.session.flush()
    return render(request, "accounts/hidden.html", {"exit_url": current().exit_url})


@public
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that time has closed the session, and that what was sent just now is kept."""
    sentence = FIXED["signed_out"]
    context = {"title": sentence.title, "body": sentence.body.format(n=MINUTES), "button": sentence.buttons[0]}
    return render(request, "accounts/signed_out.html", context)


@public
@login_required
def choose_second_step(request: HttpRequest) -> HttpResponse:
    """Ask somebody who has no second step yet which one they want to set up."""
    if has_second_factor(request.user):
        return redirect("enter")
    return render(request, "accounts/choose_second_step.html", {"title": "Set up your second step"})


@_own
def code_app(request: HttpRequest) -> HttpResponse:
    """Set up a code app."""
    return _add(request, totp.activate_totp)


@_own
def key_add(request: HttpRequest) -> HttpResponse:
    """Add a passkey or a security key."""
    return _add(request, keys.add_webauthn)


def _add(request: HttpRequest, view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Whoever sets up their first code app or key has shown that they hold it."""
    is_first = not has_second_factor(request.user)
    response = view(request)
    if is_first and has_second_factor(request.user):
        request.session[_SET_UP] = str(request.user.pk)
    return response


@_own
def key_remove(request: HttpRequest, word: str) -> HttpResponse:
    """Take a key away, unless it is the last one."""
    key = next((one for one in main_factors(request.user) if _word_of(one) == word), None)
    if key is None:
        raise Http404
    if not FactorAdapter().can_delete_authenticator(key):
        return not_now(request, "This is your only second step. Add another one first, then take this one away.")
    return cast(HttpResponse, keys.remove_webauthn(request, pk=key.pk))


def _word_of(key: Authenticator) -> str:
    """Name a key in an address: its number would tell how many keys there are."""
    return salted_hmac("reciprocal.accounts.keys", str(key.pk)).hexdigest()[:24]


@public
@login_required
def enter(request: HttpRequest) -> HttpResponse:
    """Let whoever has proved who they are act in their post, and go on to the page that was asked for."""
    person = cast(Person, request.user)
    factor = _second_factor(request, person)
    if not has_second_factor(person):
        return redirect("choose_second_step")
    if not factor:
        request.session.flush()
        return redirect("account_login")
    posts = list(queries.posts_of(person.pk))
    if not posts:
        return render(request, "accounts/no_post.html", {"title": "You have no post now"})
    last = request.session.get(SESSION_POST)
    chosen = next((post for post in posts if str(post.pk) == last), posts[0])
    begin(request, chosen, factor)
    request.session[SEVERAL_POSTS] = len(posts) > 1
    request.session.pop("changed_post", None)
    wanted = request.GET.get("next", "")
    if kept.waits_for(chosen.pk, clock.now()):
        wanted = reverse("offered_back")
    own = wanted.startswith("/") and get_adapter().is_safe_url(wanted)
    response = redirect(wanted if own else "worklist")
    if not devices.knows(request, person.email):
        # The first sign-in of a new account is no news.
        if not request.session.get(_SET_UP):
            now = clock.now()
            mails.send("new_sign_in", person.email, now, date=clock.today(), time=clock_time(now))
        devices.remember(request, response, person.email)
    return response


def begin(request: HttpRequest, post: Membership, factor: str) -> None:
    """Begin to act in a post. The log keeps it."""
    step_into(request, post.person_id, post.pk, factor)
    rotate_token(request)  # a form that is open in another tab must not act as the new post
    with acting_as(post.pk):
        actions.note_sign_in(clock.today())
        log.record("session", "sign_in", None, clock.now(), factor=factor)


def _second_factor(request: HttpRequest, person: Person) -> str:
    """Name the second factor by which this session has proved who it is; empty for none."""
    used = [r["type"] for r in get_authentication_records(request, person) if r["method"] == "mfa"]
    if request.session.get(_SET_UP) == str(person.pk):
        used.append("set_up")
    return str(used[-1]) if used else ""


@public
def form_is_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form from a tab that was opened before somebody signed in here, or changed post. Nothing is done."""
    made_for, acting = kept.whose(request.POST), request.session.get(SESSION_POST)
    if made_for is not None:
        with acting_as(made_for) as actor:
            if str(made_for) != acting and str(actor.person) == request.session.get(PERSON):
                return other_post(request)
            # For whoever typed it: another person may have signed in here meanwhile, and learns nothing of it.
            kept.keep(actor, request.get_full_path(), request.POST, clock.now())
            if not acting:
                return redirect("signed_out")
            if str(made_for) == acting and kept.waiting(actor, clock.now()):
                return redirect("offered_back")
    if request.session.get("changed_post"):
        return other_post(request)
    return not_now(request, "This page was opened before you signed in. Open it again from your worklist.")
