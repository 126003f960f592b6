"""Keeping somebody away from a request: a whole partner, a team of it, or one person."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.facts import Actor
from reciprocal.access.guard import guard
from reciprocal.offers import actions, questions
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import partners
from reciprocal.rulebook.roles import COORDINATOR
from reciprocal.workflow.pages import step_page

_DONE: Final = "They are kept away from now on, and learn nothing of this request."
_AT_ONCE: Final = "This acts at once. Whoever is kept away loses the profile, and an offer of theirs falls."
_SOME: Final = (
    "This acts at once. Whoever works where the home will be might hear of it all the same: is it safer to keep the "
    "whole partner away? Where a lettings officer is kept away, all who let homes at that partner are, since its list "
    "of homes would tell them."
)
_NOBODY: Final = "{partner} has told us of no teams. Keep the whole partner away, or tell {coordinator} who it is."


@guard("step", "request")
def keep_away(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep a partner away from a request, or lead to the page where a team or a person of it is chosen."""
    wanted = request.GET.get("partner", "")
    if partner := next((one for one in partners(clock.today()) if str(one.pk) == wanted), None):
        return _some(request, id, partner)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    there, here = reverse("request", args=[id]), request.path

    def act(*, organisation: str, whom: str, reason: str) -> str:
        if whom == "some":
            return f"{here}?partner={organisation}"
        actions.keep_away(actor, id, at=clock.now(), reason=reason, organisation_id=UUID(organisation))
        messages.success(request, _DONE)
        return there

    return step_page(
        request,
        "keep_away",
        questions.KEEP_AWAY,
        act,
        done=lambda leads_to: leads_to,
        back=there,
        context=questions.Partners(clock.today()),
        more={"warning": _AT_ONCE, "button": "Keep away", "danger": True},
    )


def _some(request: HttpRequest, id: UUID, partner: Organisation) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked = questions.PeopleOf(partner.pk, people=actor.role == COORDINATOR)

    def act(*, whom: str, reason: str) -> None:
        kind, _, pk = whom.partition(":")
        actions.keep_away(actor, id, at=clock.now(), reason=reason, **{kind: UUID(pk)})

    warning = _SOME if asked.some else _NOBODY.format(partner=partner.name, **asked.words)
    return step_page(
        request,
        "keep_away",
        questions.KEEP_SOME_AWAY,
        act,
        done=reverse("request", args=[id]),
        back=request.path,
        context=asked,
        message=_DONE,
        more={
            "title": f"Keep somebody at {partner.name} away",
            "warning": warning,
            "button": "Keep away",
            "danger": True,
        },
    )
