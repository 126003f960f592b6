"""The review of a request, and the ages of those who are moving: asked at a review, and before a yes to an offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reciprocal import clock
from reciprocal.access.guard import guard
from reciprocal.offers import changes
from reciprocal.property_requests import questions_ongoing as questions
from reciprocal.property_requests import reviews
from reciprocal.property_requests.models import HouseholdMember, PropertyRequest
from reciprocal.property_requests.needs import now_and_soon
from reciprocal.property_requests.queries import members_of, whole
from reciprocal.property_requests.step_views import step_of_request
from reciprocal.ui.words import long_date
from reciprocal.workflow import pages

_LOWER = "Lower risk does not close the request. Tell us only if they no longer want to move."


@guard("step", "request", look=True)
def review(request: HttpRequest, id: UUID, key: str) -> HttpResponse:
    """Ask whether the move is still needed and whether they are safe tonight, and go where the answers lead."""
    pages.ensure(key, request.actor, request.facts)  # type: ignore[attr-defined]
    row = whole(id)

    def save(actor: Any, request_id: UUID, *, at: Any, still_needed: str, **said: Any) -> str:
        if still_needed == "no":
            return _address(id, "no_longer_needed")
        asked = {name: said[name] for name in ("safe_tonight", "risk_changed", "ages_changed")}
        with transaction.atomic():
            safe = reviews.review(actor, request_id, at=at, still_needed=still_needed, **asked)
            lines = record_ages(request, row, said)
        messages.success(request, "The review is saved.")
        if said["risk_changed"] == "lower":
            messages.info(request, _LOWER)
        for line in lines:
            messages.info(request, line)
        if still_needed == "changed":
            messages.info(request, "Change what is no longer right.")
        if not safe:
            return _address(id, "not_safe_tonight")
        if still_needed == "changed":
            return _address(id, "change_request")
        return reverse("request", args=[id])

    return step_of_request(
        request, id, key, questions.review_page(in_order(row)), save, message="", initial=ages_now(row),
        context=pages.Words(words={"as_of": as_of(row)}), done=str, button="Save review",
    )  # fmt: skip


def in_order(row: PropertyRequest) -> list[HouseholdMember]:
    """Give those who are moving in the order of the form."""
    return [*members_of(row, "adult"), *members_of(row, "child")]


def ages_now(row: PropertyRequest) -> dict[str, int]:
    """Give what stands in the boxes for the ages before anybody changes them."""
    return {f"age_{n}": one.age for n, one in enumerate(in_order(row))}


def as_of(row: PropertyRequest) -> str:
    """Give the oldest day on which an age was told, in words."""
    return long_date(min(one.as_of for one in row.members.all()))


def record_ages(request: HttpRequest, row: PropertyRequest, said: Mapping[str, Any]) -> list[str]:
    """Record the ages as they were answered. Gives what that did, and the bedrooms by rule now and in 90 days."""
    people = in_order(row)
    changed = said.get("ages_changed") == "yes"
    ages = {one.pk: said[f"age_{n}"] for n, one in enumerate(people)} if changed else {}
    done = changes.record_ages(request.actor, row.pk, ages, at=clock.now())  # type: ignore[attr-defined]
    if not changed:
        return done
    soon = {people[int(n)].pk for n in said.get("birthdays", ())}
    return [*done, now_and_soon(whole(row.pk), soon)]


def _address(id: UUID, step: str) -> str:
    return reverse("request_step", kwargs={"id": id, "key": step})
