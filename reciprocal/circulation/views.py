"""What partners read of requests, and the coordinator's page that gives it to them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import guard
from reciprocal.circulation import actions
from reciprocal.circulation.models import Profile, ProfileAnswer
from reciprocal.circulation.queries import INCOMPLETE, Listed, lines_of, listed, needs_of
from reciprocal.matching.ranking import FOR_PARTNERS
from reciprocal.property_requests import marks, questions
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.property_requests.queries import band_of, values_of, whole
from reciprocal.property_requests.questions_lists import NO_NAME
from reciprocal.property_requests.summaries import BANDS
from reciprocal.rulebook import places
from reciprocal.rulebook.scheme import current
from reciprocal.ui.questions import Option, Page, Question
from reciprocal.ui.tables import Cell, Column, Table
from reciprocal.ui.words import long_date
from reciprocal.workflow.pages import ensure, step_page

SHOWN: Final = 25
_BAND: Final = Page(
    "change_band",
    "Change the risk band",
    (
        Question(
            "band",
            "radios",
            "Which risk band?",
            options=tuple(Option(str(band), label) for band, label in BANDS.items()),
            errors={"required": "Select the risk band"},
            sensitivity="S3",
        ),
        Question(
            "why",
            "textarea",
            "Why?",
            hint=NO_NAME,
            max_length=500,
            rows=3,
            errors={"required": "Enter why the risk band changes"},
            what="why the risk band changes",
            sensitivity="S3",
            retention="R2",
        ),
    ),
)
_NOTHING_ASKED: Final = Page("circulate", "", ())


@guard("profile.list")
def profile_list(request: HttpRequest) -> HttpResponse:
    """List the profiles that the partner has, in the scheme's order."""
    today = clock.today()
    page = Paginator(listed(today), SHOWN).get_page(request.GET.get("page"))
    context = {
        "tab": "Profiles",
        "title": "Profiles",
        "intro": FOR_PARTNERS,
        "incomplete": INCOMPLETE.format(place=current().place_word),
        "table": _table(list(page)),
        "page": page,
    }
    return render(request, "circulation/profile_list.html", context)


@guard("profile.read", "profile", look=True)
def profile(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one profile to the partner it was made for, with the button to offer a home."""
    found = Profile.objects.get(pk=id)
    place = next((one for one in listed(clock.today()) if one.profile.pk == id), None)
    facts = request.facts  # type: ignore[attr-defined]
    open_now = facts.request_state == "circulating"
    said = ProfileAnswer.objects.filter(profile_id=id).order_by("-at").first()
    context = {
        "tab": "Profile",
        "title": found.code,
        "profile": found,
        "under": _under(found, place),
        "lines": lines_of(found),
        "marked": place is not None and place.under_offer,
        "answerable": place is not None and not facts.has_live_offer,
        "taken": not open_now,
        "said": f"{ProfileAnswer.ANSWERS[said.answer].lower()}, on {long_date(said.at)}" if said else "",
        "offer_url": reverse("profile_offer", args=[id]) if open_now else "",
        "back_url": reverse("profile_list"),
    }
    return render(request, "circulation/profile.html", context)


@guard("request.edit", "request", look=True)
def preview(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the officer what a partner would read of a request, before anybody does."""
    asked = PropertyRequest.objects.select_related("risk", "landlord").get(pk=id)
    found = actions.preview(asked)
    context = {
        "tab": "Request",
        "title": "What partners would read",
        "lines": lines_of(found) if found else [],
        "under": _under(found, None) if found else "",
        "back_url": reverse("request", args=[id]),
    }
    return render(request, "circulation/preview.html", context)


@guard("request.edit", "request", look=True)
def look_over(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the officer every text of a draft, with the words marked that could identify somebody, before it is sent."""
    asked = whole(id)
    if asked.state != "draft":
        return redirect("request", id=id)
    found = actions.preview(asked)
    texts = marks.texts_of(asked, questions.asked(values_of(asked)))
    context = {
        "tab": "Request",
        "title": "Check for anything that could identify someone",
        "texts": texts,
        "marked": any(text["marked"] for text in texts),
        "lines": lines_of(found) if found else [],
        "under": _under(found, None) if found else "",
        "check_url": reverse("request_check", args=[id]),
        "back_url": reverse("request", args=[id]),
    }
    return render(request, "circulation/look_over.html", context)


@guard("step", "request", look=True)
def circulate_step(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the coordinator what each recipient will read, one by one; then circulate."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    ensure("circulate", actor, request.facts)  # type: ignore[attr-defined]
    asked = PropertyRequest.objects.select_related("risk", "landlord").get(pk=id)
    ready = actions.prepare(asked, clock.now())
    back = reverse("request", args=[id])
    preview = Paginator(ready.profiles, 1).get_page(request.GET.get("page")) if ready.profiles else None
    shown = preview[0] if preview else None
    n = len(ready.profiles)
    return step_page(
        request,
        "circulate",
        _NOTHING_ASKED,
        lambda: actions.circulate(actor, id, at=clock.now()),
        done=back,
        back=back,
        message=f"Circulated. {_partners(n)} can read the profile now.",
        template="circulation/circulate.html",
        more={
            "title": f"Circulate {asked.reference}",
            "reach": f"{_partners(n)} {'would' if ready.unmet else 'will'} read this request.",
            "nothing": actions.NOBODY_TO_ASK.format(place=current().place_word),
            "unmet": ready.unmet,
            "shown": shown,
            "lines": lines_of(shown) if shown else [],
            "under": _under(shown, None) if shown else "",
            "page": preview,
        },
    )


@guard("step", "request", look=True)
def change_band(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Let the coordinator set the risk band against the rule, with a reason."""
    ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    asked = whole(id)
    back = reverse("request", args=[id])
    return step_page(
        request,
        key,
        _BAND,
        lambda **said: actions.change_band(request.actor, id, at=clock.now(), **said),  # type: ignore[attr-defined]
        done=back,
        back=back,
        initial={"band": str(band_of(asked, clock.today()))},
        message="The risk band is changed. The order of every list follows it from now on.",
        more={"tab": "Request", "button": "Save"},
    )


def _partners(n: int) -> str:
    return "1 partner" if n == 1 else f"{n} partners"


def _under(found: Profile, place: Listed | None) -> str:
    return " · ".join([needs_of(found), *([f"Waiting: {place.waiting}"] if place else [])])


def _table(rows: list[Listed]) -> Table:
    scheme = current()
    columns = (
        Column("Code", unbroken=True),
        Column("Needs"),
        Column(f"Safe in your {scheme.places_word}"),
        Column("Waiting"),
        Column("Status"),
    )
    return Table(
        "Profiles in the scheme's order",
        columns,
        [
            (
                Cell(one.profile.code, url=reverse("profile", args=[one.profile.pk])),
                Cell(needs_of(one.profile)),
                Cell(places.in_words(one.profile.listed_places, scheme)),
                Cell(one.waiting),
                Cell("Under offer", colour="blue") if one.under_offer else Cell("Open"),
            )
            for one in rows
        ],
        "No profiles are with you today. You get them when a request is circulated to you.",
        caption_size="hidden",
    )
