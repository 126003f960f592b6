"""Looking after people: who has access, inviting, changing a role, stopping access, a second step that was lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.accounts import actions, mails, queries, questions
from reciprocal.accounts.models import Membership
from reciprocal.partners.models import Organisation
from reciprocal.rulebook import roles
from reciprocal.rulebook.scheme import current
from reciprocal.ui.forms import AnswerForm, form_for
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import long_date

_FACTORS = {"totp": "Code app", "webauthn": "Passkey or key"}
# What a scheme manager may give besides, and nobody else (accounts_may_place in the database says the same).
_OF_THE_SCHEME = (roles.COORDINATOR, roles.SCHEME_MANAGER, roles.ANALYST, roles.AUDITOR)


class Asking:
    """What the questions about people need: the roles that may be given, and the domains of the organisation."""

    def __init__(self, actor: Actor, organisation: Organisation) -> None:
        self.words = current().words()
        self.domains = queries.domains_of(organisation.pk)
        self.roles = [
            key
            for key, role in roles.ROLES.items()
            if organisation.kind in role.organisation_kinds
            and (actor.role == roles.SCHEME_MANAGER or key not in _OF_THE_SCHEME)
        ]


@guard("people.manage")
def people(request: HttpRequest) -> HttpResponse:
    """List who has access at an organisation, who is invited, and whose second step waits for a second person."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        lost = queries.lost_factor(request.POST.get("agree", ""))
        if lost is None:
            raise HiddenError("lost")
        actions.agree_reset(actor, lost, at=clock.now())
        messages.success(request, f"{lost.membership.person.name} can set up a new second step now.")
        return redirect("people")
    organisation = _organisation(request, actor)
    every = actor.role != roles.PARTNER_MANAGER
    context = {
        "title": "Your people" if organisation.pk == actor.organisation else f"People at {organisation.name}",
        "tab": "People",
        "organisation": organisation,
        "organisations": queries.organisations() if every else [],
        "table": _table(actor, organisation),
        "invited": list(queries.invited(organisation.pk, clock.now())),
        "lost": list(queries.lost_factors()),
        "mine": actor.membership,
    }
    return render(request, "accounts/people.html", context)


@guard("people.manage")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to an organisation."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    organisation = _organisation(request, actor)
    asking = Asking(actor, organisation)
    form = form_for(questions.INVITE, request.POST if request.method == "POST" else None, context=asking)
    if request.method == "POST" and form.is_valid():
        link = mails.link(reverse("invitation", args=["SECRET"]))
        given = form.cleaned_data
        try:
            actions.invite(actor, organisation.pk, given["email"], given["role"], at=clock.now(), link=link)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"We have sent an invitation to {given['email']}.")
            return redirect(_back(organisation))
    return _page(request, form, "Send invitation", _back(organisation), to=organisation.name)


@guard("people.manage")
def change_role(request: HttpRequest, post: UUID) -> HttpResponse:
    """Give somebody another role in place of theirs."""
    held = _held(request, post)
    asking = Asking(request.actor, held.organisation)  # type: ignore[attr-defined]
    form = form_for(questions.CHANGE_ROLE, request.POST or None, {"role": held.role}, asking)
    return _act(request, form, held, "Change role", actions.change_role, "has another role now.")


@guard("people.manage")
def stop(request: HttpRequest, post: UUID) -> HttpResponse:
    """Stop somebody's access at once."""
    held = _held(request, post)
    form = form_for(questions.STOP, request.POST if request.method == "POST" else None)
    return _act(request, form, held, "Stop access", actions.stop, "no longer has access.", danger=True)


@guard("people.manage")
def lost_factor(request: HttpRequest, post: UUID) -> HttpResponse:
    """Begin to reset somebody's second step, after ringing them back."""
    held = _held(request, post)
    form = form_for(questions.LOST, request.POST if request.method == "POST" else None)
    done = "was rung back. A second person has to agree."
    person = held.person
    new = f"They changed it on {long_date(person.phone_changed_on)}." if person.phone_changed_on else ""
    return _act(request, form, held, "Ask a second person", actions.ask_reset, done, phone=person.phone, new=new)


@guard("agency.check")
def agencies(request: HttpRequest) -> HttpResponse:
    """Show the coordinator the new agencies, to accept or to turn down."""
    if request.method == "POST":
        try:
            agency = UUID(request.POST.get("agency", ""))
        except ValueError:
            raise HiddenError("agency") from None
        accepted = request.POST.get("answer") == "accept"
        actions.answer_agency(request.actor, agency, accepted, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, "The agency can send requests now." if accepted else "The agency was turned down.")
        return redirect("agencies")
    rows = [
        {"agency": one, "people": list(queries.at_organisation(one.pk)), "domains": list(queries.domains_of(one.pk))}
        for one in queries.waiting_agencies()[:10]
    ]
    return render(request, "accounts/agencies.html", {"title": "New agencies", "tab": "Agencies", "rows": rows})


def _organisation(request: HttpRequest, actor: Actor) -> Organisation:
    """The organisation in the query for whoever looks after several, else the own one."""
    wanted = request.GET.get("organisation", "")
    found = None
    if wanted and actor.role != roles.PARTNER_MANAGER:
        found = queries.organisation(wanted)
        if found is None:
            raise HiddenError("organisation")
    return found or Organisation.objects.get(pk=actor.organisation)


def _held(request: HttpRequest, post: UUID) -> Membership:
    """A post that the actor looks after. Raises HiddenError for any other, whether it is there or not."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    held = queries.post(post)
    if held is None or (actor.role == roles.PARTNER_MANAGER and held.organisation_id != actor.organisation):
        raise HiddenError("post")
    return held


def _act(
    request: HttpRequest, form: AnswerForm, held: Membership, button: str, act: Any, done: str, **more: Any
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        act(actor, held, at=clock.now(), **{name: form.cleaned_data[name] for name in ("role",) if name in form.fields})
        messages.success(request, f"{held.person.name} {done}")
        return redirect(_back(held.organisation))
    who = f"{held.person.name}, {held.role_label}, {held.organisation.name}"
    return _page(request, form, button, _back(held.organisation), to=who, **more)


def _page(request: HttpRequest, form: AnswerForm, button: str, back: str, **more: Any) -> HttpResponse:
    context = {"form": form, "tab": "People", "button": button, "back_url": back, "cancel_url": back, **more}
    return render(request, "accounts/form.html", context, status=422 if form.errors else 200)


def _back(organisation: Organisation) -> str:
    return f"{reverse('people')}?organisation={organisation.pk}"


def _table(actor: Actor, organisation: Organisation) -> Table:
    held = list(queries.at_organisation(organisation.pk))
    factors: dict[UUID, list[str]] = {}
    for person, kind in Authenticator.objects.filter(user__in=[post.person_id for post in held]).values_list(
        "user_id", "type"
    ):
        if kind in _FACTORS:
            factors.setdefault(person, []).append(_FACTORS[kind])
    rows = [_row(actor, post, factors.get(post.person_id, [])) for post in held]
    columns = ("Name", "Role", "Last sign-in", "Second factor", "Change role", "Stop access", "Second step")
    shown = tuple(Column(name, hide_label=name in columns[4:]) for name in columns)
    return Table("People with access", shown, rows, "Nobody but you has access yet.", caption_size="hidden")


def _row(actor: Actor, post: Membership, factors: list[str]) -> tuple[Cell, ...]:
    last = post.person.last_login
    about = (
        Cell(post.person.name),
        Cell(post.role_label),
        Cell(long_date(last) if last else "Never"),
        Cell(", ".join(sorted(set(factors))) or "None"),
    )
    if post.pk == actor.membership:
        return (*about, Cell("You"), Cell(""), Cell(""))
    links = (
        ("Change role", "people_change_role"),
        ("Stop access", "people_stop"),
        ("Reset second step", "people_lost"),
    )
    whom = f"of {post.person.name}"
    return (*about, *(Cell(text, url=reverse(name, args=[post.pk]), context=whom) for text, name in links))
