"""The teams of an organisation, which its manager keeps: a request can be kept away from one of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.accounts import actions, queries, questions
from reciprocal.accounts.models import Team
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.sentences import FIXED
from reciprocal.ui.forms import AnswerForm, form_for
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import clock_time


class Colleagues:
    """Who can be put into a team: everybody with a post at the organisation, but whoever asks."""

    def __init__(self, actor: Actor) -> None:
        self.words = current().words()
        self.colleagues: dict[UUID, tuple[str, list[str]]] = {}
        for post in queries.at_organisation(actor.organisation).exclude(person_id=actor.person):
            self.colleagues.setdefault(post.person_id, (post.person.name, []))[1].append(post.role_label)


@guard("teams.keep")
def teams(request: HttpRequest) -> HttpResponse:
    """List the teams of the own organisation and who is in them."""
    own = request.actor.organisation  # type: ignore[attr-defined]
    people = queries.in_teams(own)
    rows = [
        (
            Cell(team.name),
            Cell(", ".join(one.name for one in people.get(team.pk, ())) or "Nobody"),
            Cell("Change", url=reverse("team_change", args=[team.pk]), context=team.name),
            Cell("Remove", url=reverse("team_remove", args=[team.pk]), context=team.name),
        )
        for team in queries.teams(own)
    ]
    names = ("Team", "People", "Change", "Remove")
    columns = tuple(Column(name, hide_label=name in names[2:]) for name in names)
    table = Table("Your teams", columns, rows, "You have no teams.", caption_size="hidden")
    return render(request, "accounts/teams.html", {"title": "Teams", "tab": "Teams", "table": table})


@guard("teams.keep")
def team_add(request: HttpRequest) -> HttpResponse:
    """Add a team."""
    return _keep(request, None, "Add team")


@guard("teams.keep")
def team_change(request: HttpRequest, team: UUID) -> HttpResponse:
    """Change the name of a team and who is in it."""
    return _keep(request, _own(request, team), "Change team")


@guard("teams.keep")
def team_remove(request: HttpRequest, team: UUID) -> HttpResponse:
    """Take a team away."""
    found = _own(request, team)
    form = form_for(questions.END_TEAM, _sent(request))
    if request.method == "POST" and form.is_valid():
        actions.end_team(request.actor, found.pk, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, f"The team {found.name} was removed.")
        return redirect("teams")
    warning = "Whoever was in it is in no team then, unless you put them into another."
    more = {"warning": warning, "danger": True}
    return _page(request, form, f"Remove {found.name}", "Remove team", **more)


def _keep(request: HttpRequest, team: Team | None, title: str) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    kept = {}
    if team is not None:
        kept = {
            "name": team.name,
            "people": [str(one.pk) for one in queries.in_teams(actor.organisation).get(team.pk, ())],
        }
    form = form_for(questions.TEAM, _sent(request), kept, Colleagues(actor))
    if request.method == "POST" and form.is_valid():
        now, said = clock.now(), form.cleaned_data
        try:
            actions.keep_team(actor, team.pk if team else None, said["name"], said.get("people", []), at=now)
        except RefusedError as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, FIXED["saved"].body.format(time=clock_time(now)))
            return redirect("teams")
    return _page(request, form, title, "Save" if team else "Add team")


def _own(request: HttpRequest, team: UUID) -> Team:
    """A team of the own organisation. Raises HiddenError for any other, whether it is there or not."""
    own = request.actor.organisation  # type: ignore[attr-defined]
    found = queries.teams(own).filter(pk=team).first()
    if found is None:
        raise HiddenError("team")
    return found


def _sent(request: HttpRequest) -> dict[str, str] | None:
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, form: AnswerForm, title: str, button: str, **more: object) -> HttpResponse:
    back = reverse("teams")
    context = {"form": form, "tab": "Teams", "title": title, "button": button, "back_url": back, "cancel_url": back}
    return render(request, "ui/step_page.html", {**context, **more}, status=422 if form.errors else 200)
