"""Whether a refusal counts to the number of offers: the coordinator's ruling, and one second look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from reciprocal.access.facts import Actor
from reciprocal.accounts.models import Membership
from reciprocal.offers.allowing import allowed_to_miss
from reciprocal.offers.models import Answer, Offer, Ruling
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook import workdays
from reciprocal.rulebook.reasons import REFUSALS, awaits_ruling
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import Performing, perform

AWAITED: Final = "ruling_awaited"  # the state of the request meanwhile
USED_UP: Final = "cap"  # the reason for which it is closed
_RULED: Final = [code for code, reason in REFUSALS.items() if reason.needs_ruling]
_ERASED: Final = "It cannot be opened again, because its places were erased. The officer sends a new request."
NOT_TOLD: Final = "It cannot count, because the applicant had not been told how many offers they can have."


@dataclass(frozen=True)
class Cap:
    """How many offers a request can have, and how many of them are used up by refusals that count."""

    most: int
    used: int

    @property
    def this(self) -> int:
        """The number of the offer that is live, or of the next one."""
        return self.used + 1

    @property
    def last(self) -> bool:
        """Whether one more that counts uses the offers up."""
        return self.this >= self.most


def cap_of(request_id: UUID, today: date) -> Cap:
    """Count the offers of a request that were used up, and give the most there can be, as at its first offer."""
    first = Offer.objects.filter(request_id=request_id).order_by("sent_on").values_list("sent_on", flat=True).first()
    latest = {
        ruling.offer_id: ruling.counts for ruling in Ruling.objects.filter(request_id=request_id).order_by("again")
    }
    return Cap(current().number("offer_cap", first or today), sum(latest.values()))


def is_awaited(answer: Answer) -> bool:
    """Tell whether a refusal waits for a ruling, or never counts."""
    offer = Offer.objects.select_related("request").get(pk=answer.offer_id)
    below = offer.bedrooms < (offer.request.bedrooms or 0)
    return awaits_ruling(REFUSALS[answer.reason], below_need=below, allowed=allowed_to_miss(offer))


def rule(actor: Actor, offer_id: UUID, *, at: datetime, counts: bool, why: str) -> None:
    """Rule as the coordinator whether a refusal counts. One that uses up the offers closes the request."""
    with perform(actor, "rule", "offer", offer_id, at=at) as step:
        request = PropertyRequest.objects.get(pk=step.request_id)
        awaited = awaited_offer(request.pk) == offer_id
        step.require(
            ruling_awaited=None if awaited else "No ruling on this refusal is awaited. Look at what is there now.",
            told_of_cap=NOT_TOLD if counts and not was_told(request) else None,
        )
        closes = counts and cap_of(request.pk, day_of(at)).last
        _save(step, offer_id, counts, why)
        step.to["request"] = "closed" if closes else "circulating"
        if closes:
            _requests(step).update(closed_reason=USED_UP)


def rule_by_time(actor: Actor, offer_id: UUID, *, at: datetime) -> None:
    """Let a request go on whose refusal nobody ruled on in time: it does not count. The service itself does that."""
    with perform(actor, "rule_by_time", "offer", offer_id, at=at) as step:
        due = PropertyRequest.objects.values_list("due_on", flat=True).get(pk=step.request_id)
        last = Offer.objects.filter(request_id=step.request_id, state="refused").order_by("-state_since").first()
        late = due is not None and due < day_of(at)
        step.require(
            ruling_awaited=None if last and last.pk == offer_id else "No ruling on this refusal is awaited.",
            due_has_passed=None if late else "There is still time to rule.",
        )


def ask_second_ruling(actor: Actor, offer_id: UUID, *, at: datetime) -> None:
    """Ask that somebody else looks at a ruling again. Once, within the days of the scheme."""
    with perform(actor, "ask_second_ruling", "offer", offer_id, at=at) as step:
        ruling = Ruling.objects.filter(offer_id=offer_id, again=False).first()
        until = second_look_until(ruling) if ruling else None
        step.require(
            refusal_counted=None
            if ruling and ruling.counts
            else "This refusal does not count. There is nothing to look at again.",
            asked_in_time=None
            if until and day_of(at) <= until
            else "The time for a second look is over. Ring the coordinator.",
            not_asked_before="A second look was asked for already." if ruling and ruling.asked_again_at else None,
        )
        Ruling.objects.filter(offer_id=offer_id, again=False).update(asked_again_at=at)


def rule_again(actor: Actor, offer_id: UUID, *, at: datetime, counts: bool, why: str) -> None:
    """Look at a ruling again as somebody else than who made it. One that is changed reopens what it had closed."""
    with perform(actor, "rule_again", "offer", offer_id, at=at) as step:
        first = Ruling.objects.select_related("by").filter(offer_id=offer_id, again=False).first()
        asked = first is not None and first.asked_again_at is not None
        again = Ruling.objects.filter(offer_id=offer_id, again=True).exists()
        request = PropertyRequest.objects.get(pk=step.request_id)
        step.require(
            second_look_asked=None if asked and not again else "Nobody waits for a second look at this ruling.",
            somebody_else_ruled=(
                "You made the ruling. Somebody else takes the second look."
                if first and first.by.person_id == actor.person
                else None
            ),
            told_of_cap=NOT_TOLD if counts and not was_told(request) else None,
            places_there=_ERASED if not counts and request.sealed_erased_on else None,
        )
        reopens = not counts and request.state == "closed" and request.closed_reason == USED_UP
        _save(step, offer_id, counts, why, again=True)
        step.to["request"] = "circulating" if reopens else "closed"
        if reopens:
            _requests(step).update(closed_reason="")


def open_steps(offer_id: UUID, request_state: str, today: date) -> frozenset[str]:
    """Give which of the three steps of a ruling are there to be taken, whoever takes them."""
    found = {ruling.again: ruling for ruling in Ruling.objects.filter(offer_id=offer_id)}
    first = found.get(False)
    if first is None:
        return frozenset({"rule"} if request_state == AWAITED else ())
    if request_state != "closed":
        return frozenset()
    if first.asked_again_at is not None:
        return frozenset() if True in found else frozenset({"rule_again"})
    in_time = first.counts and today <= second_look_until(first)
    return frozenset({"ask_second_ruling"}) if in_time else frozenset()


def awaited_offer(request_id: UUID) -> UUID | None:
    """Give the refused offer whose ruling a request waits for: the last one that was refused, if not ruled on."""
    last = Offer.objects.filter(request_id=request_id, state="refused").order_by("-state_since").first()
    if last is None or Ruling.objects.filter(offer=last).exists():
        return None
    return last.pk


def awaiting_ruling() -> QuerySet[Offer]:
    """The refused offers on which the coordinator has to rule."""
    resting = Offer.objects.filter(state="refused", request__state=AWAITED)
    return resting.filter(rulings__isnull=True, answer__reason__in=_RULED)


def second_looks(person: UUID) -> QuerySet[Offer]:
    """The refused offers of which somebody else than who ruled is asked to take a second look."""
    asked = Ruling.objects.filter(again=False, asked_again_at__isnull=False).exclude(by__person_id=person)
    looked = Ruling.objects.filter(again=True)
    return Offer.objects.filter(pk__in=asked.values("offer_id")).exclude(pk__in=looked.values("offer_id"))


def was_told(request: PropertyRequest) -> bool:
    """Tell whether the applicant had been told how many offers they can have."""
    return "offers" in request.explained


def second_look_until(ruling: Ruling) -> date:
    """Give the last day on which a second look at a ruling can be asked for."""
    return workdays.due(day_of(ruling.at), "second_look_days", current())


def _save(step: Performing, offer_id: UUID, counts: bool, why: str, *, again: bool = False) -> None:
    Ruling(
        offer_id=offer_id,
        request_id=step.request_id,
        again=again,
        counts=counts,
        why=why,
        by=Membership.objects.get(pk=step.actor.membership),
        at=step.at,
    ).save(force_insert=True)


def _requests(step: Performing) -> QuerySet[PropertyRequest]:
    return PropertyRequest.objects.filter(pk=step.request_id)
