"""Stepping in as one of the cast, and moving the clock. In the demonstration only."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from reciprocal.access.actor import acting_as
from reciprocal.access.guard import SESSION_POST, not_found, public
from reciprocal.accounts.sessions import step_into
from reciprocal.audit import log
from reciprocal.demo.cast import CAST, EVERYBODY, Player
from reciprocal.demo.models import SentMail
from reciprocal.demo.time import next_working_day, running
from reciprocal.demo.tour import IN_SESSION, STOPS
from reciprocal.rulebook.roles import ROLES
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import clock_time, long_date


@public
def front(request: HttpRequest) -> HttpResponse:
    """The first page: whom would you like to be?"""
    rows = [(player, ROLES[player.role].label if player.role else "No post") for player in CAST]
    return render(request, "demo/front.html", {"cast": rows, "title": "Who would you like to be?"})


@public
@require_POST
def step_in(request: HttpRequest, key: str) -> HttpResponse:
    """Become one of the cast, without a second factor. The log keeps it."""
    player = EVERYBODY.get(key)
    if player is None or not settings.DEMO:
        return not_found(request)
    _become(request, player)
    if player.membership_id is None:
        messages.info(request, f"{player.name} has an account and no post, so there is nothing to see.")
        return redirect("front")
    return redirect("worklist")


def _become(request: HttpRequest, player: Player) -> None:
    request.session.flush()
    rotate_token(request)  # a form that is open in another tab must not act as the new post
    step_into(request, player.person_id, player.membership_id, "demonstration")
    if player.membership_id is not None:
        with acting_as(player.membership_id):
            log.record("session", "step_in", None, running().now())


@public
def tour(request: HttpRequest) -> HttpResponse:
    """Show the stops of the tour."""
    if not settings.DEMO:
        return not_found(request)
    return render(request, "demo/tour.html", {"title": "Take the tour", "stops": STOPS})


@public
@require_POST
def tour_stop(request: HttpRequest, number: int) -> HttpResponse:
    """Go to one stop of the tour, as whoever stands there. The stop 0 leaves the tour."""
    if not settings.DEMO or number > len(STOPS):
        return not_found(request)
    if number == 0:
        request.session.pop(IN_SESSION, None)
        return redirect("front")
    stop = STOPS[number - 1]
    _become(request, stop.player)
    request.session[IN_SESSION] = number
    return redirect(stop.address)


@public
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show what would have been sent, newest first."""
    if not settings.DEMO:
        return not_found(request)
    page = Paginator(SentMail.objects.order_by("-at", "pk"), 25).get_page(request.GET.get("page"))
    rows = [
        (
            Cell(f"{long_date(mail.at)}, {clock_time(mail.at)}"),
            Cell(mail.to),
            Cell(mail.subject, url=reverse("mailbox_mail", args=[mail.pk])),
        )
        for mail in page
    ]
    columns = (Column("When"), Column("To"), Column("Subject"))
    table = Table("Mails, newest first", columns, rows, "Nothing has been sent yet.", "hidden")
    return render(request, "demo/mailbox.html", {"title": "What would have been sent", "table": table, "page": page})


@public
def mailbox_mail(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one mail as it would have been sent."""
    mail = SentMail.objects.filter(pk=id).first() if settings.DEMO else None
    if mail is None:
        return not_found(request)
    return render(request, "demo/mail.html", {"title": "Mail", "mail": mail})


@public
@require_POST
def move_clock(request: HttpRequest, how: str) -> HttpResponse:
    """Let a working day or a week pass."""
    if not settings.DEMO or how not in ("day", "week"):
        return not_found(request)
    now = running().now()
    running().move_to(next_working_day(now, 1) if how == "day" else now + timedelta(weeks=1))
    return redirect("worklist" if request.session.get(SESSION_POST) else "front")
