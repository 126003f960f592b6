"""Officers register with their work e-mail; everybody else comes by an invitation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import public
from reciprocal.accounts import actions, devices, mails, questions
from reciprocal.accounts.models import Person
from reciprocal.rulebook.roles import ROLES
from reciprocal.ui.forms import AnswerForm, form_for

_SALT = "reciprocal.accounts.register"
_WORKS_FOR = timedelta(hours=24)
_USED = "This link was used already, or it is too old."


@public
def register(request: HttpRequest) -> HttpResponse:
    """Ask an officer for their work details and send a link; the answer is the same whether or not they are known."""
    form = form_for(questions.REGISTER, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answers = {**form.cleaned_data, "email": form.cleaned_data["email"].lower()}
        if ratelimit.consume(request, action="register", key=devices.key(request, answers["email"])):
            _send_link(answers)
        return render(request, "accounts/check_mail.html", {"title": "Check your e-mail", "email": answers["email"]})
    return _page(request, form, "Register")


@transaction.atomic
def _send_link(answers: dict[str, Any]) -> None:
    """Send one mail, whoever asked."""
    secret = signing.dumps(answers, salt=_SALT, compress=True)
    link = mails.link(reverse("register_confirm", args=[secret]))
    if Person.objects.filter(email=answers["email"]).exists():
        link = mails.link(reverse("account_login"))
        mails.send("register_known", answers["email"], clock.now(), link=link)
    else:
        mails.send("register", answers["email"], clock.now(), link=link)


@public
def register_confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """Let an officer who has read the mail choose a password; then comes the second step."""
    try:
        answers = signing.loads(secret, salt=_SALT, max_age=_WORKS_FOR)
    except signing.BadSignature:
        return _no_longer(request)
    if Person.objects.filter(email=answers["email"]).exists():
        return _no_longer(request)
    form = form_for(questions.CHOOSE_PASSWORD, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _good_password(request, form):
        person = actions.register(answers, request.POST["password"], at=clock.now())
        if person is None:
            why = "This address belongs to a partner of the scheme. Ask your manager there to invite you."
            return render(request, "accounts/no_longer.html", {"title": "You cannot register yourself", "why": why})
        return _begin(request, person)
    return _page(request, form, "Continue")


@public
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Let somebody who was invited set up their account, or add the post to the account that they have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisation, role, known FROM accounts_invitation_of(%s, %s)",
            [actions.digest_of(secret), clock.now()],
        )
        found = cursor.fetchone()
    if found is None:
        return _no_longer(request)
    organisation, role, known = found
    asked = questions.ACCEPT_KNOWN if known else questions.ACCEPT
    form = form_for(asked, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (known or _good_password(request, form)):
        given = {} if known else {**form.cleaned_data, "password": request.POST["password"]}
        person = actions.accept(secret, at=clock.now(), **given)
        if person is None:
            return _no_longer(request)
        return redirect("account_login") if known else _begin(request, person)
    return _page(request, form, "Accept" if known else "Continue", to=f"{ROLES[role].label} at {organisation}")


def _good_password(request: HttpRequest, form: AnswerForm) -> bool:
    try:
        validate_password(request.POST["password"])
    except ValidationError:
        form.add_error("password", "This password is too easy to guess. Choose a longer or a rarer one")
    return not form.errors


def _begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Whoever has just set their password has shown it: the second step comes next, and no page before it."""
    person = Person.objects.get(pk=person_id)
    record_authentication(request, person, method="password")
    get_adapter().login(request, person)
    return redirect("choose_second_step")


def _page(request: HttpRequest, form: AnswerForm, button: str, **more: Any) -> HttpResponse:
    context = {"form": form, "tab": "Register", "button": button, **more}
    return render(request, "accounts/form.html", context, status=422 if form.errors else 200)


def _no_longer(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/no_longer.html", {"title": "This link no longer works", "why": _USED})
