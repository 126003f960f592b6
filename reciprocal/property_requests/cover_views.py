"""Who acts when somebody is away: the covers of one's own requests, those one covers, and who holds the same post."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reciprocal.access.facts import Actor
from reciprocal.access.guard import guard
from reciprocal.accounts.models import Membership
from reciprocal.accounts.queries import colleagues_who_could_cover
from reciprocal.property_requests.models import Cover, PropertyRequest
from reciprocal.property_requests.summaries import who_asks
from reciprocal.rulebook import roles
from reciprocal.rulebook.states import ENDED
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import long_date

_REFERENCE = Column("Reference", unbroken=True)


@guard("post.change")
def your_cover(request: HttpRequest) -> HttpResponse:
    """Show a nominating officer who covers for them and for whom they cover; everybody, who holds the same post."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    post = Membership.objects.select_related("organisation").get(pk=actor.membership)
    officer = actor.role == roles.NOMINATING_OFFICER
    page = Paginator(_own_requests(actor) if officer else [], 25).get_page(request.GET.get("page"))
    context = {
        "title": "Your cover",
        "tab": "Your cover",
        "page": page,
        "colleagues": _colleagues(post),
        "officer": officer,
        **(_of_officer(actor, list(page)) if officer else {}),
    }
    return render(request, "property_requests/your_cover.html", context)


def _own_requests(actor: Actor) -> list[PropertyRequest]:
    rows = PropertyRequest.objects.filter(officer_id=actor.membership).exclude(state__in=ENDED)
    return list(rows.order_by("state_since"))


def _of_officer(actor: Actor, own: list[PropertyRequest]) -> dict[str, Table]:
    """The officer's two tables. Of a request that one was asked to cover nothing is shown before one accepts."""
    asked = Cover.objects.filter(membership_id=actor.membership).select_related("asked_by__person")
    covers = {one.pk: one for one in Cover.objects.filter(pk__in=own).select_related("membership__person")}
    open_rows = PropertyRequest.objects.filter(pk__in=asked.values("pk")).exclude(state__in=ENDED)
    open_to_me = {row.pk: row for row in open_rows.select_related("officer__person")}
    for_me = [(_reference(row), *_who(row, covers.get(row.pk))) for row in own]
    by_me = [_covered(one, open_to_me.get(one.pk)) for one in asked if not one.accepted_at or one.pk in open_to_me]
    who_covers = Table(
        "Who covers for you",
        (_REFERENCE, Column("Cover"), Column("What to do", hide_label=True)),
        for_me,
        "You have no open requests, so nobody needs to cover for you.",
    )
    for_whom = Table(
        "For whom you cover",
        (_REFERENCE, Column("Officer"), Column("What to do", hide_label=True)),
        by_me,
        "You cover for nobody.",
    )
    return {"who_covers": who_covers, "for_whom": for_whom}


def _reference(row: PropertyRequest) -> Cell:
    return Cell(row.reference, url=reverse("request", args=[row.pk]))


def _who(row: PropertyRequest, cover: Cover | None) -> tuple[Cell, Cell]:
    url, context = reverse("request_question", args=[row.pk, "cover"]), f"for {row.reference}"
    if cover is None:
        return Cell("Nobody yet", alarm=True), Cell("Add cover", url=url, context=context)
    since = f"since {long_date(cover.accepted_at)}" if cover.accepted_at else "not accepted yet"
    return Cell(f"{cover.membership.person.name}, {since}"), Cell("Change cover", url=url, context=context)


def _covered(cover: Cover, row: PropertyRequest | None) -> tuple[Cell, Cell, Cell]:
    if cover.accepted_at is None or row is None:
        said = f"{who_asks(cover)} asks you to cover"
        return Cell("Cover"), Cell(said), Cell("Accept", url=reverse("cover", args=[cover.pk]))
    return (
        _reference(row),
        Cell(f"{row.officer.person.name}, since {long_date(cover.accepted_at)}"),
        Cell("Open", url=reverse("request", args=[row.pk]), context=row.reference),
    )


def _colleagues(post: Membership) -> Table:
    rows = [(Cell(one.person.name), Cell(one.person.phone)) for one in colleagues_who_could_cover(post)]
    return Table(
        f"{post.role_label}s at {post.organisation.name}",
        (Column("Name"), Column("Work phone", unbroken=True)),
        rows,
        f"Nobody else at {post.organisation.name} holds this post.",
    )
