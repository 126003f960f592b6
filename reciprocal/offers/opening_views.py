"""The pages of sealed facts that no click opens: asking, the list, deciding, and the fact for its half hour."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError, guard
from reciprocal.accounts.again import proved_again
from reciprocal.offers import opening
from reciprocal.offers.models import Opening
from reciprocal.ui.forms import form_for
from reciprocal.ui.questions import Page, Question
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import clock_time, long_date
from reciprocal.workflow.pages import Words

SHOWN: Final = 25
_TAB: Final = "Sealed facts"
ASK: Final = Page(
    "ask_sealed",
    "Ask to see a sealed fact",
    (
        Question(
            "what",
            "radios",
            "What do you need to see?",
            options=lambda asked: asked.options,
            errors={"required": "Select what you need to see"},
            sensitivity="S2",
            retention="R5",
        ),
        Question(
            "why",
            "textarea",
            "Why do you need to see it?",
            hint="Whoever decides reads this. Leave names and places out.",
            max_length=500,
            errors={"required": "Enter why you need to see it"},
            what="why you need to see it",
            sensitivity="S3",
            retention="R5",
        ),
    ),
    intro="Another person decides. Allowed, it opens to you alone, for 30 minutes. Each step is kept in the log.",
)


@guard("sealed.list")
def sealed_facts(request: HttpRequest) -> HttpResponse:
    """List what was asked for, what waits for a decision first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked = Opening.objects.select_related("by__person", "decided_by__person").order_by("-at", "pk")
    page = Paginator(asked, SHOWN).get_page(request.GET.get("page"))
    columns = (
        Column("Reference", unbroken=True),
        Column("What"),
        Column("Why"),
        Column("Who asks"),
        Column("Asked", unbroken=True),
        Column("Where it stands"),
    )
    rows = [
        (
            Cell(one.reference),
            Cell(Opening.KINDS[one.kind]),
            Cell(one.why),
            Cell(one.by.person.name),
            Cell(long_date(one.at)),
            _stands(one, actor),
        )
        for one in page
    ]
    table = Table("Asked for, the newest first", columns, rows, "Nobody has asked.", caption_size="hidden")
    context = {"tab": _TAB, "title": "Sealed facts", "table": table, "page": page}
    return render(request, "offers/sealed_facts.html", context)


@guard("sealed.ask", "request", look=True)
def sealed_ask(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let the coordinator ask to see a sealed fact of a request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    back = reverse("request", args=[id])
    options = opening.askable(id)
    form = form_for(ASK, request.POST if request.method == "POST" else None, None, Words(options=options))
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and options and form.is_valid():
        opening.ask(actor, id, at=clock.now(), **form.cleaned_data)
        messages.success(request, "Asked. Another person decides, and you are told.")
        return redirect("sealed_facts")
    context: dict[str, Any] = {"tab": _TAB, "form": form, "title": ASK.title, "button": "Ask", "options": options}
    return render(request, "offers/sealed_ask.html", {**context, "back_url": back, "cancel_url": back}, status=status)


@guard("sealed.list")
@proved_again
def sealed_fact(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one question: to whoever decides with its two buttons, to whoever asked with the fact while it is open."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked = Opening.objects.select_related("by__person", "decided_by__person").filter(pk=id).first()
    if asked is None:
        raise HiddenError("sealed.list")
    # The log keeps of which request it was.
    request.facts = facts_of("request", asked.request_id)  # type: ignore[attr-defined]
    if request.method == "POST":
        if request.POST.get("allow") not in ("yes", "no"):
            raise RefusedError("Press one of the two buttons.")
        opening.decide(actor, id, at=clock.now(), allow=request.POST["allow"] == "yes")
        messages.success(request, "Saved. Whoever asked is told.")
        return redirect("sealed_facts")
    own = asked.by.person_id == actor.person
    context = {
        "tab": _TAB,
        "title": Opening.KINDS[asked.kind],
        "question": [
            {"label": "Reference", "text": asked.reference},
            {"label": "Why", "text": asked.why},
            {"label": "Who asks", "text": f"{asked.by.person.name}, {asked.by.role_label}"},
            {"label": "Asked", "text": f"{long_date(asked.at)}, {clock_time(asked.at)}"},
            {
                "label": "Where it stands",
                "text": _stands(asked, actor).text if asked.decided_at else "Nobody has decided",
            },
        ],
        "decides": not own and asked.decided_at is None,
        "is_open": _is_theirs(asked, actor),
        "lines": opening.lines(asked, clock.now()) if _is_theirs(asked, actor) else [],
        "back_url": reverse("sealed_facts"),
    }
    return render(request, "offers/sealed_fact.html", context)


def _is_theirs(asked: Opening, actor: Actor) -> bool:
    return asked.by_id == actor.membership and opening.is_open(asked, clock.now())


def _stands(asked: Opening, actor: Actor) -> Cell:
    """Say where a question stands, with the way on for whom there is one."""
    url = reverse("sealed_fact", args=[asked.pk])
    if asked.decided_at is None:
        own = asked.by.person_id == actor.person
        return Cell("Somebody else decides") if own else Cell("Decide", url=url, context=f"on {asked.reference}")
    assert asked.decided_by is not None
    who = asked.decided_by.person.name
    if not asked.allowed:
        return Cell(f"{who} did not allow it")
    until = asked.decided_at + opening.OPEN_FOR
    if _is_theirs(asked, actor):
        return Cell(f"Open to you until {clock_time(until)}", url=url, context=f"on {asked.reference}")
    return Cell(f"{who} allowed it, until {long_date(until)}, {clock_time(until)}")
