"""The coordinator's ruling on a refusal, the officer's request for a second look, and that look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reciprocal import clock
from reciprocal.offers import questions, rulings
from reciprocal.offers.models import Answer, Offer, Ruling
from reciprocal.offers.queries import offers
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook import workdays
from reciprocal.rulebook.reasons import REFUSALS
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import long_date
from reciprocal.workflow.pages import step_page


def rule(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let the coordinator rule on a refusal, with the applicant's words, the offer and the need before them."""
    return _page(request, id, "rule", rulings.rule)


def rule_again(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let somebody else look at a ruling again, with what was ruled and why."""
    return _page(request, id, "rule_again", rulings.rule_again)


def ask_second_ruling(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let the officer ask once that somebody else looks at the ruling again."""

    def act() -> None:
        rulings.ask_second_ruling(request.actor, id, at=clock.now())  # type: ignore[attr-defined]

    back = reverse("offer", args=[id])
    more = {"tab": "Offer", "button": "Ask for a second look"}
    message = "Sent. Somebody else looks at the ruling again."
    return step_page(
        request, "ask_second_ruling", questions.SECOND_LOOK, act, done=back, back=back, message=message, more=more
    )


def _page(request: HttpRequest, id: UUID, key: str, action: Callable[..., Any]) -> HttpResponse:
    found = offers().get(pk=id)
    asked = PropertyRequest.objects.get(pk=found.request_id)
    back = reverse("offer", args=[id])

    def act(*, counts: str, why: str) -> None:
        action(request.actor, id, at=clock.now(), counts=counts == "yes", why=why)  # type: ignore[attr-defined]

    more = {"tab": "Offer", "button": "Record ruling", "danger": False, "rows": _rows(found, asked), **_blocks(asked)}
    return step_page(
        request,
        key,
        questions.RULE,
        act,
        done=back,
        back=back,
        message="The ruling is recorded. The officer reads it to the applicant.",
        template="offers/rule.html",
        more=more,
    )


def _rows(found: Offer, asked: PropertyRequest) -> list[dict[str, str]]:
    """What the ruling is made from."""
    scheme, answer = current(), Answer.objects.get(offer=found)
    ruling = Ruling.objects.filter(offer=found, again=False).first()
    told = rulings.was_told(asked)
    lines = {
        "In the applicant's own words": answer.words,
        "Closest reason": REFUSALS[answer.reason].text,
        "The offer": f"{found.label}. {scheme.tenancy_type(found.tenancy).label}",
        "The need": f"{asked.bedrooms} bedroom{'' if asked.bedrooms == 1 else 's'}",
        "Told how many offers they can have": "Yes" if told else "No",
        "First ruling": f"{'It counts' if ruling.counts else 'It does not count'}. {ruling.why}" if ruling else "",
        "What the table says": REFUSALS[answer.reason].but,
    }
    return [{"label": label, "text": text} for label, text in lines.items() if text]


def _blocks(asked: PropertyRequest) -> dict[str, str]:
    today = clock.today()
    if not rulings.was_told(asked):
        return {"warning": rulings.NOT_TOLD}
    cap = rulings.cap_of(asked.pk, today)
    if asked.state != rulings.AWAITED or not cap.last:
        return {}
    until = long_date(workdays.due(today, "second_look_days", current()))
    return {
        "warning": f"Counting this uses offer {cap.this} of {cap.most}. The request closes. "
        f"The officer can ask once for a second look, until {until}."
    }


PAGES: Final[dict[str, Callable[[HttpRequest, UUID], HttpResponse]]] = {
    "rule": rule,
    "ask_second_ruling": ask_second_ruling,
    "rule_again": rule_again,
}
