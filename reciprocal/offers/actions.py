"""The offer, from the landlord of the home to the start of the tenancy. Each function is one transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from psycopg.errors import InsufficientPrivilege, UniqueViolation

from reciprocal.access.actor import facts_of
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.access.policy import allows
from reciprocal.circulation.models import Profile
from reciprocal.circulation.queries import household_of, may_be_offered
from reciprocal.homes.models import Home
from reciprocal.homes.queries import matched
from reciprocal.matching import compatibility
from reciprocal.offers import moving, rulings, sealed
from reciprocal.offers.models import Answer, CannotHouse, Offer, TimeAsked, Viewing, Voided
from reciprocal.offers.queries import area_to_check, compared
from reciprocal.offers.questions_officer import AREA_NOT_CHECKED
from reciprocal.offers.sealed import Plan
from reciprocal.partners.models import Organisation
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook import tenancies
from reciprocal.rulebook.endings import HOLDS, VOIDS, WITHDRAWALS
from reciprocal.rulebook.reasons import REFUSALS
from reciprocal.rulebook.roles import OFFERING, OFFICER
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import LIVE_OFFER
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import CHANGED_MEANWHILE, Performing, perform

NOT_FOR_THIS_REQUEST: Final = "This home may not be offered for this request"
UNSAFE_PLACE: Final = "unsafe_place"
NOT_REACHED: Final = "no_contact"  # the reason for which a request rests whose offer lapsed
NOT_SAFE: Final = "not_safe"
# What an offer keeps of the home: its readers on the other side cannot read the home itself.
_OF_THE_HOME: Final = (
    "label",
    "place",
    "bedrooms",
    "kind",
    "floor",
    "lift",
    "access",
    "rent",
    "ready_from",
)


def send_offer(
    actor: Actor,
    profile_id: UUID,
    home_id: UUID,
    *,
    at: datetime,
    address: str,
    tenancy: str,
    starts_on: date,
    answer_by: date,
    home_is_empty: bool,
) -> UUID:
    """Offer a home for one request. It goes to the officer, with the coordinator told. Gives the offer's id.

    The address is sealed in the same moment; it stands nowhere else.
    """
    of_home = facts_of("home", home_id)
    if of_home is None or not allows("home.match", actor, of_home):
        raise HiddenError("home")
    with perform(actor, "send_offer", "profile", profile_id, home=home_id, at=at) as step:
        profile, home = Profile.objects.get(pk=profile_id), Home.objects.get(pk=home_id)
        allowed = may_be_offered(home_id).get(profile_id)
        step.require(
            home_may_be_offered=NOT_FOR_THIS_REQUEST if allowed is None else None,
            home_fits=misfit(profile, home, allowed or ()),
            lifetime_tenancy_kept=_tenancy_stop(profile, tenancy, actor),
            home_is_empty=None if home_is_empty else "Tick to say the home is or will be empty",
        )
        given: dict[str, Any] = {"tenancy": tenancy, "starts_on": starts_on, "answer_by": answer_by}
        offer = _copied(profile, home, sent_on=day_of(at), state_since=at, **given)
        try:
            with transaction.atomic():
                offer.save(force_insert=True)
        except DatabaseError as taken:
            # The index, or the policy, saw what somebody else had done since this was looked at.
            if not isinstance(taken.__cause__, (UniqueViolation, InsufficientPrivilege)):
                raise
            raise RefusedError(CHANGED_MEANWHILE) from taken
        sealed.keep_address(offer.id, step.request_id, address, at)
        step.offer, step.organisation = offer.id, actor.organisation
        step.due["request"] = answer_by
    return offer.id


def ask_time(actor: Actor, offer_id: UUID, *, at: datetime, until: date, what_for: str) -> None:
    """Ask for more time to answer. This is never a refusal; the home is not let go silently."""
    with perform(actor, "ask_time", "offer", offer_id, at=at) as step:
        step.about = until
        TimeAsked(offer_id=offer_id, request_id=step.request_id, until=until, what_for=what_for, at=at).save(
            force_insert=True
        )
        Offer.objects.filter(pk=offer_id).update(time_asked_until=until, held_until=None, due_on=until)


def hold_offer(actor: Actor, offer_id: UUID, *, at: datetime, until: date) -> None:
    """Say as the landlord of the home until when it is held, after the officer asked for more time."""
    with perform(actor, "hold_offer", "offer", offer_id, at=at) as step:
        asked = Offer.objects.filter(pk=offer_id, time_asked_until__isnull=False)
        step.require(time_asked=None if asked.exists() else "Nobody asked for more time on this offer.")
        step.about = until
        asked.update(held_until=until, due_on=until)


def lapse(actor: Actor, offer_id: UUID, *, at: datetime) -> None:
    """End an offer that nobody answered in time. It never counts; the service itself does that, and nobody else.

    The request rests while the coordinator rings, and the home is free again.
    """
    with perform(actor, "lapse", "offer", offer_id, at=at) as step:
        due = Offer.objects.values_list("due_on", flat=True).get(pk=offer_id)
        late = due is not None and due < day_of(at)
        step.require(due_has_passed=None if late else "There is still time to answer this offer.")
        PropertyRequest.objects.filter(pk=step.request_id).update(hold_reason=NOT_REACHED)
        step.due["request"] = day_of(at) + timedelta(days=HOLDS[NOT_REACHED].after or 0)


def arrange_viewing(actor: Actor, offer_id: UUID, *, at: datetime, plan: Plan) -> None:
    """Plan a viewing. Where and when is sealed; all else that is kept is that there is one."""
    with perform(actor, "arrange_viewing", "offer", offer_id, at=at) as step:
        planned = Viewing.objects.filter(offer_id=offer_id, outcome="").exists()
        step.require(no_viewing_planned="A viewing is planned already. Record it first." if planned else None)
        viewing = Viewing(offer_id=offer_id, request_id=step.request_id, planned_at=at)
        viewing.save(force_insert=True)
        sealed.keep_plan(viewing, plan, at)


def record_viewing(actor: Actor, offer_id: UUID, *, at: datetime, outcome: str) -> None:
    """Note whether the planned viewing took place. Nobody is asked why. One that was not safe ends the offer.

    Args:
        actor: the officer.
        offer_id: the offer.
        at: now.
        outcome: "took_place", "did_not" or "not_safe".
    """
    unsafe = outcome == NOT_SAFE
    with transaction.atomic():
        with perform(actor, "record_viewing", "offer", offer_id, at=at) as step:
            planned = Viewing.objects.filter(offer_id=offer_id, outcome="")
            step.require(viewing_planned=None if planned.exists() else "No viewing is planned. Arrange one first.")
            planned.update(outcome="stopped" if unsafe else outcome)
            if unsafe:
                step.also_tells += [("call_today", OFFICER), ("call_today", OFFERING)]
        if unsafe:
            not_safe(actor, offer_id, at=at, reason="viewing_unsafe")


def accept(
    actor: Actor,
    offer_id: UUID,
    *,
    at: datetime,
    read_to_applicant: bool,
    area_checked_by: str = "",
    area_checked_on: date | None = None,
) -> None:
    """Record the applicant's yes. Partners lose the profile; the landlord of the home signs next.

    Args:
        actor: the officer.
        offer_id: the offer.
        at: now.
        read_to_applicant: whether each thing was read and, where the tenancy is weaker, the advice too.
        area_checked_by, area_checked_on: who found the receiving area safe and when, for gang and youth violence.
    """
    with perform(actor, "accept", "offer", offer_id, at=at) as step:
        offer = Offer.objects.select_related("organisation", "request__risk").get(pk=offer_id)
        checked = bool(area_checked_by and area_checked_on) or not area_to_check(offer.request)
        result = compared(offer, offer.request, day_of(at))
        stop = result.sentence.format(coordinator=current().coordinator.organisation)
        step.require(
            receiving_area_checked=None if checked else AREA_NOT_CHECKED,
            tenancy_may_be_given=stop if result.verdict == "cannot" else None,
            read_to_applicant=None if read_to_applicant else "Tick each thing that you did with the applicant.",
        )
        Answer(
            offer_id=offer_id,
            request_id=step.request_id,
            yes=True,
            area_checked_by=area_checked_by,
            area_checked_on=area_checked_on,
            advice_read=result.verdict == "weaker",
            at=at,
        ).save(force_insert=True)


def refuse(actor: Actor, offer_id: UUID, *, at: datetime, words: str, reason: str) -> bool:
    """Record the applicant's no, in their own words. Gives whether it waits for the coordinator's ruling.

    Where the reason never counts, the request circulates again at once.
    """
    with perform(actor, "refuse", "offer", offer_id, at=at) as step:
        answer = Answer(offer_id=offer_id, request_id=step.request_id, yes=False, words=words, reason=reason, at=at)
        answer.save(force_insert=True)
        awaited = rulings.is_awaited(answer)
        step.to["request"] = rulings.AWAITED if awaited else "circulating"
        if REFUSALS[reason].place_becomes_unsafe:
            _place_is_unsafe(step, offer_id)
        _home_opens(step, offer_id, REFUSALS[reason].home_open)
    return awaited


def not_safe(actor: Actor, offer_id: UUID, *, at: datetime, reason: str, **check: Any) -> None:
    """Stop an offer that is not safe. It is void, never counts, and an unsafe place stops at once.

    Args:
        actor: the officer.
        offer_id: the offer.
        at: now.
        reason: of the refusals for safety, or of the reasons for which an offer is void.
        check: `area_checked_by` and `area_checked_on`, where a check of the receiving area found it.
    """
    with perform(actor, "not_safe", "offer", offer_id, at=at) as step:
        _void(step, offer_id, reason, **check)


def withdraw_offer(actor: Actor, offer_id: UUID, *, at: datetime, reason: str, words: str = "") -> None:
    """Take an offer back. It does not count against the applicant.

    Args:
        actor: a lettings officer of the partner that made it.
        offer_id: the offer.
        at: now.
        reason: a key of `WITHDRAWALS`.
        words: for a household that the partner cannot house, why; the coordinator reads it and rings.
    """
    with perform(actor, "withdraw_offer", "offer", offer_id, at=at) as step:
        Offer.objects.filter(pk=offer_id).update(end_reason=reason)
        if WITHDRAWALS[reason].look:
            who = {"organisation_id": actor.organisation, "membership_id": actor.membership}
            said = CannotHouse(offer_id=offer_id, request_id=step.request_id, words=words, at=at, **who)
            said.save(force_insert=True)
        opens = WITHDRAWALS[reason].home_opens
        home = Home.objects.filter(pk=Offer.objects.values_list("home_id", flat=True).get(pk=offer_id))

        def wait() -> None:
            home.update(opens_after=opens)

        step.then(wait)


def void_offer(actor: Actor, offer_id: UUID, *, at: datetime, reason: str) -> None:
    """Say as the coordinator that an offer cannot stand. It never counts."""
    with perform(actor, "void_offer", "offer", offer_id, at=at) as step:
        _void(step, offer_id, reason)
        if not VOIDS[reason].about_safety:
            # What is about safety stands where the partner cannot read it.
            Offer.objects.filter(pk=offer_id).update(end_reason=reason)


def record_signing(actor: Actor, offer_id: UUID, *, at: datetime, signed_on: date) -> None:
    """Record that the tenancy was signed."""
    with perform(actor, "record_signing", "offer", offer_id, at=at):
        Offer.objects.filter(pk=offer_id).update(signed_on=signed_on)


def record_start(
    actor: Actor, offer_id: UUID, *, at: datetime, started_on: date, firewall: Collection[str] = ()
) -> None:
    """Record the start of the tenancy. The household has moved, and the pot notes who owes and who is owed.

    Args:
        actor: a lettings officer of the landlord of the home.
        offer_id: the offer, signed.
        at: now.
        started_on: the first day of the tenancy.
        firewall: lines of the new-address list that are ticked with it. Without all of them there is no start.
    """
    with perform(actor, "record_start", "offer", offer_id, at=at) as step:
        moving.tick(actor, offer_id, at=at, firewall=firewall)
        step.require(
            not_in_future="The date must be today or in the past" if started_on > day_of(at) else None,
            new_address_list=moving.unfinished(offer_id),
        )
        Offer.objects.filter(pk=offer_id).update(started_on=started_on)
        Home.objects.filter(offers=offer_id).update(fate="moved")
        step.then(lambda: _note_in_the_pot(step, started_on))


def keep_away(actor: Actor, request_id: UUID, *, at: datetime, reason: str = "", **whom: UUID) -> None:
    """Keep somebody away from a request; an offer of a partner that lets nothing to it any more falls in that moment.

    Args: as for `requests.keep_away`.
    """
    with transaction.atomic():
        requests.keep_away(actor, request_id, at=at, reason=reason, **whom)
        live = Offer.objects.filter(request_id=request_id, state__in=LIVE_OFFER).first()
        if live is None or not _its_partner_is_kept_away(live.pk):
            return
        if actor.role == "coordinator":
            void_offer(actor, live.pk, at=at, reason="known_to_wrong_person")
        else:
            not_safe(actor, live.pk, at=at, reason="person_near")


def _its_partner_is_kept_away(offer_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT offers_of_who_is_kept_away(%s)", [offer_id])
        return bool(cursor.fetchone()[0])


def misfit(profile: Profile, home: Home, allowed: Collection[str]) -> str | None:
    """Say which need of the household the home does not meet, or None where it fits.

    Args: the profile and the home, both of the partner that would offer; the needs that it was allowed to miss.
    """
    verdict = compatibility.fits(matched(home), household_of(profile), allowed)
    if verdict.fits:
        return None
    missing = verdict.missing[0].for_officer.rstrip(".")
    return f"{missing}. Choose another home, or ask {current().coordinator.organisation} to allow it"


def _copied(profile: Profile, home: Home, *, answer_by: date, **given: Any) -> Offer:
    return Offer(
        id=uuid4(),
        request_id=profile.request_id,
        profile=profile,
        home=home,
        organisation_id=home.organisation_id,
        code=profile.code,
        answer_by=answer_by,
        due_on=answer_by,
        **{name: getattr(home, name) for name in _OF_THE_HOME},
        **given,
    )


def _tenancy_stop(profile: Profile, tenancy: str, actor: Actor) -> str | None:
    offering = Organisation.objects.get(pk=actor.organisation)
    lifetime = current().tenancy_type(tenancy).lifetime
    if profile.lifetime and offering.kind == tenancies.COUNCIL and not lifetime:
        return tenancies.STOP.format(coordinator=current().coordinator.organisation)
    return None


def _void(step: Performing, offer_id: UUID, reason: str, **check: Any) -> None:
    Voided(offer_id=offer_id, request_id=step.request_id, reason=reason, at=step.at, **check).save(force_insert=True)
    if reason == UNSAFE_PLACE:
        _place_is_unsafe(step, offer_id)
    if reason in REFUSALS:
        _home_opens(step, offer_id, REFUSALS[reason].home_open)


def _home_opens(step: Performing, offer_id: UUID, opens: str) -> None:
    """Let the home of an offer that ends wait for something, once it is off the offer. "at_once": for nothing."""
    if opens == "at_once":
        return

    def wait() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT offers_home_opens(%s, %s)", [offer_id, opens])

    step.then(wait)


def _place_is_unsafe(step: Performing, offer_id: UUID) -> None:
    place = Offer.objects.values_list("place", flat=True).get(pk=offer_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT circulation_place_is_unsafe(%s, %s)", [step.request_id, place])


def _note_in_the_pot(step: Performing, started_on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_post_move(%s, %s, %s)", [step.request_id, started_on, step.at])
