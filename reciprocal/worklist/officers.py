"""What waits for a nominating officer beside what the state of a request says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse

from reciprocal.access.facts import Actor
from reciprocal.offers.models import Offer, TimeAsked, Viewing
from reciprocal.offers.moving import follow_up_on, to_follow_up
from reciprocal.property_requests.models import Cover, InformationAsked, PropertyRequest
from reciprocal.property_requests.questions import LABELS
from reciprocal.property_requests.summaries import who_asks
from reciprocal.rulebook import roles
from reciprocal.rulebook.endings import HOLDS
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import weekday_date
from reciprocal.workflow.due import day_of
from reciprocal.worklist.rows import Item

# So many days before its day comes the officer is asked.
_ASKED_BEFORE = 7


def beside(actor: Actor, live: Iterable[PropertyRequest], offers: Iterable[Offer], today: date) -> list[Item]:
    """List what a nominating officer is asked beside the state of each request.

    Args:
        actor: a nominating officer.
        live: the requests that have not ended, read with cover and contact.
        offers: the live offers of these.
        today: today.
    """
    return [*_asked_to_cover(actor, today), *_moved(today), *_to_view(offers), *_without_cover(actor, live)]


def more_needed(live: Iterable[PropertyRequest]) -> dict[UUID, str]:
    """Say of each request that more is needed of who needs it, and in which sections."""
    waiting = {one.pk: one for one in live if one.state == "information_needed"}
    if not waiting:
        return {}
    asked: dict[UUID, list[str]] = {}
    for row in InformationAsked.objects.filter(request_id__in=waiting, answered_at__isnull=True):
        asked.setdefault(row.request_id, []).append(row.section)
    return {pk: f"{_who_asked(waiting[pk])} needs more in: {_named(sections)}" for pk, sections in asked.items()}


def on_its_day(request: PropertyRequest, today: date) -> Item | None:
    """What the officer is asked when a day comes: the review, or whether a request that rests can go on."""
    due = request.due_on
    if due is None or due > today + timedelta(days=_ASKED_BEFORE):
        return None
    if request.state == "circulating":
        return step_of(request, "Review: do they still need to move, and are they safe tonight?", "review", "Review")
    if request.state == "on_hold" and HOLDS[request.hold_reason].asks == roles.NOMINATING_OFFICER:
        return step_of(request, f"On hold until {weekday_date(due)}. Can it go on?", "resume", "Look")
    return None


def _who_asked(request: PropertyRequest) -> str:
    if request.returns_to == "awaiting_landlord" and request.landlord:
        return request.landlord.name
    return current().coordinator.organisation


def _named(sections: list[str]) -> str:
    """Name sections as the task list does, in its order."""
    return ", ".join(label for section, label in LABELS.items() if section in sections)


def _asked_to_cover(actor: Actor, today: date) -> list[Item]:
    asked = Cover.objects.filter(membership_id=actor.membership, accepted_at__isnull=True)
    return [
        Item(
            "Cover", f"{who_asks(one)} asks you to cover", reverse("cover", args=[one.pk]), "Accept", None, today, True
        )
        for one in asked.select_related("asked_by__person")
    ]


def _moved(today: date) -> list[Item]:
    sentence = "Four weeks since the move. How is it going?"
    return [
        Item(one.code, sentence, _offer_step(one, "follow_up"), "Answer", follow_up_on(one), follow_up_on(one), True)
        for one in to_follow_up(today)
    ]


def _to_view(offers: Iterable[Offer]) -> list[Item]:
    """The offers for whose viewing time was asked, while nobody has gone through the safety list."""
    sent = [offer.pk for offer in offers if offer.state == "sent"]
    if not sent:
        return []
    wanted = TimeAsked.objects.filter(offer=OuterRef("pk"), what_for="viewing")
    planned = Viewing.objects.filter(offer=OuterRef("pk"))
    found = Offer.objects.filter(Exists(wanted), ~Exists(planned), pk__in=sent)
    sentence = "A viewing is planned. Go through the safety list first"
    return [
        Item(one.code, sentence, _offer_step(one, "arrange_viewing"), "Plan viewing", one.due_on,
             day_of(one.state_since), True)
        for one in found
    ]  # fmt: skip


def _without_cover(actor: Actor, live: Iterable[PropertyRequest]) -> list[Item]:
    """One row for all of the officer's own requests that nobody covers: it leads to the one, or to the list of all."""
    alone = [one for one in live if one.officer_id == actor.membership and one.submitted_at and _nobody_covers(one)]
    if not alone:
        return []
    first = min(alone, key=lambda one: one.submitted_at)  # type: ignore[arg-type, return-value]
    several = len(alone) > 1
    url = reverse("your_cover") if several else reverse("request_question", args=[first.pk, "cover"])
    number = f". {len(alone)} of your requests have nobody" if several else ""
    since = day_of(first.submitted_at)  # type: ignore[arg-type]
    return [Item("Cover", f"Add someone to cover for you{number}", url, "Add cover", None, since, True)]


def _nobody_covers(request: PropertyRequest) -> bool:
    contact = getattr(request, "contact", None)
    return not hasattr(request, "cover") and not (contact and contact.cover_mailbox)


def _offer_step(offer: Offer, key: str) -> str:
    return reverse("offer_step", args=[offer.pk, key])


def step_of(request: PropertyRequest, sentence: str, key: str, button: str) -> Item:
    """Make the row of a request whose button opens one of its steps."""
    url = reverse("request_step", kwargs={"id": request.pk, "key": key})
    return Item(request.reference, sentence, url, button, request.due_on, day_of(request.state_since), True)
