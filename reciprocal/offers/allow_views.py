"""The coordinator's page on which a home that does not fit is allowed for one request."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import RefusedError, guard
from reciprocal.offers import allowing
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.ui.questions import Option, Page, Question
from reciprocal.workflow.pages import Words, ensure, step_page

_ALLOW: Final = Page(
    "allow_home",
    "",
    (
        Question(
            "home",
            "select",
            "Home",
            options=lambda asked: tuple(Option(str(one.home.pk), one.words) for one in asked.homes),
            errors={"required": "Select the home"},
            sensitivity="S2",
        ),
        Question(
            "why",
            "textarea",
            "Why should it be offered?",
            max_length=500,
            errors={"required": "Enter why it should be offered"},
            what="why it should be offered",
            sensitivity="S3",
            retention="R2",
        ),
        Question(
            "officer_agreed",
            "tick",
            "The officer has agreed in writing",
            errors={"required": "The officer has to agree first"},
            sensitivity="S1",
        ),
    ),
)


@guard("step", "request", look=True)
def allow_home(request: HttpRequest, id: UUID) -> HttpResponse:
    """Allow a home that does not fit. A home in a place that is not safe is not there, and has no page."""
    ensure("allow_home", request.actor, request.facts)  # type: ignore[attr-defined]
    code = PropertyRequest.objects.get(pk=id).reference
    homes = allowing.could_be_allowed(id)
    wanted = request.GET.get("home", "")
    one = next((one for one in homes if str(one.home.pk) == wanted), None)
    if wanted and one is None:
        raise RefusedError(f"{allowing.CANNOT}, or it is allowed already.")

    def act(*, home: str, why: str, officer_agreed: bool) -> None:
        chosen = next(one for one in homes if str(one.home.pk) == home)
        allowing.allow_home(
            request.actor,  # type: ignore[attr-defined]
            id,
            UUID(home),
            at=clock.now(),
            why=why,
            officer_agreed=officer_agreed,
        )
        messages.success(request, f"Allowed. {chosen.home.organisation} may offer this home for {code}.")

    return step_page(
        request,
        "allow_home",
        _ALLOW,
        act,
        done=reverse("request", args=[id]),
        back=reverse("request", args=[id]),
        initial={"home": wanted} if one else None,
        context=Words(homes=[one] if one else homes),
        template="offers/allow_home.html",
        more={
            "title": f"Allow this home for {code}?",
            "button": "Allow",
            "falls": one.sentences if one else (),
            "falls_heading": "What does not fit:",
            "intro": "An offer of it that is refused for what does not fit never counts.",
            "none": not homes,
        },
    )
