"""What partners answer: to the question of the week, to one profile, and whom the coordinator asked. All is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.audit import log
from reciprocal.circulation.models import CodeAsked, PartnerAsked, Profile, ProfileAnswer, WeekAnswer
from reciprocal.clock import LONDON
from reciprocal.property_requests.kept_away import LetsNothing
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import perform

CODES_A_DAY: Final = 10
NOT_A_RECIPIENT: Final = "This partner does not have the profile. Choose one that does."


def ask_partner(actor: Actor, request_id: UUID, *, at: datetime, organisation_id: UUID) -> None:
    """Ask one partner that has the profile whether it has a home for a request.

    Args:
        actor: a coordinator.
        request_id: a request that circulates.
        at: now.
        organisation_id: a recipient that is not kept away.
    """
    with perform(actor, "ask_partner", "request", request_id, at=at) as step:
        profile = Profile.objects.filter(request_id=request_id, organisation_id=organisation_id).first()
        step.require(has_the_profile=None if profile else NOT_A_RECIPIENT)
        PartnerAsked(request_id=request_id, profile=profile, organisation_id=organisation_id, at=at).save(
            force_insert=True
        )
        step.organisation = organisation_id


def answer_profile(
    actor: Actor, profile_id: UUID, *, at: datetime, answer: str, home_id: UUID | None = None
) -> ProfileAnswer:
    """Keep what a lettings officer says to a profile of the own partner.

    Args:
        actor: a lettings officer.
        profile_id: the profile.
        at: now.
        answer: a key of `ProfileAnswer.ANSWERS`.
        home_id: for "allow", the home of the own partner that nearly fits.

    Raises:
        HiddenError: the profile is not one of the partner's.
        RefusedError: the answer is none of those that can be given.
    """
    profile = Profile.objects.filter(pk=profile_id, organisation_id=actor.organisation).first()
    if profile is None:
        raise HiddenError("profile")
    if answer not in ProfileAnswer.ANSWERS:
        raise RefusedError("Choose one of the answers on the page.")
    said = ProfileAnswer(
        request_id=profile.request_id,
        profile=profile,
        organisation_id=actor.organisation,
        membership_id=actor.membership,
        answer=answer,
        home_id=home_id,
        at=at,
    )
    said.save(force_insert=True)
    log.record("act", "answer_profile", profile.request_id, at, answer=answer)
    return said


def answer_week(actor: Actor, *, at: datetime, answer: str) -> None:
    """Keep what a partner says to "Do you have a home this week?".

    Raises:
        RefusedError: the answer is none of the three.
    """
    if answer not in WeekAnswer.ANSWERS:
        raise RefusedError("Choose one of the three answers.")
    own = {"organisation_id": actor.organisation, "membership_id": actor.membership}
    WeekAnswer(answer=answer, at=at, **own).save(force_insert=True)
    log.record("act", "answer_week", None, at, answer=answer)


def rung(call: Any, *, at: datetime) -> None:
    """Note that the coordinator has rung whoever asked for it, or said that it cannot house a household.

    Args: `call` is a row with the column `rung_at`.
    """
    type(call).objects.filter(pk=call.pk, rung_at__isnull=True).update(rung_at=at)
    log.record("act", "rung", getattr(call, "request_id", None), at)


def count_code(actor: Actor, *, at: datetime) -> int:
    """Count one more question about a code. Gives how many were asked before it on the same day.

    Whoever asks from many tabs at once is answered one after the other, so that none of them counts as the first.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"code asked by {actor.membership}"])
    begins = datetime.combine(day_of(at), datetime.min.time(), LONDON)
    before = CodeAsked.objects.filter(membership_id=actor.membership, at__gte=begins).count()
    CodeAsked(membership_id=actor.membership, at=at).save(force_insert=True)
    return before


def monday_of(day: date) -> date:
    """Give the first day of a week."""
    return day - timedelta(days=day.weekday())


def asked_again_on(today: date) -> date:
    """Give the day on which a partner is asked again whether it has a home."""
    return monday_of(today) + timedelta(days=7)


def answered_this_week(organisation_id: UUID, today: date) -> WeekAnswer | None:
    """Give the last answer of a partner in this week, or None."""
    begins = datetime.combine(monday_of(today), datetime.min.time(), LONDON)
    return WeekAnswer.objects.filter(organisation_id=organisation_id, at__gte=begins).order_by("-at").first()


def waiting_calls() -> tuple[QuerySet[ProfileAnswer], QuerySet[WeekAnswer]]:
    """Give who asks the coordinator to ring: about a request, nobody that is kept away from it; and about the week."""
    people = ("membership__person", "organisation")
    profiles = ProfileAnswer.objects.select_related(*people, "request").filter(
        ~LetsNothing("request", "organisation"), answer__in=("call_me", "allow"), rung_at__isnull=True
    )
    return profiles, WeekAnswer.objects.select_related(*people).filter(answer="maybe", rung_at__isnull=True)


def calls_to_make() -> list[ProfileAnswer | WeekAnswer]:
    """List who asks the coordinator to ring, the longest waiting first."""
    profiles, weeks = waiting_calls()
    found: Iterable[ProfileAnswer | WeekAnswer] = (*profiles, *weeks)
    return sorted(found, key=lambda call: call.at)


def silent(at: datetime) -> list[PartnerAsked]:
    """List whom the coordinator asked about a request that still circulates and who has not answered since.

    Args:
        at: those who were asked before this moment. A partner that is kept away since is no longer among them.
    """
    since = ProfileAnswer.objects.filter(profile=OuterRef("profile"), at__gte=OuterRef("at"))
    circulates = PartnerAsked.objects.filter(at__lt=at, request__state="circulating")
    asked = circulates.filter(~Exists(since), ~LetsNothing("request", "organisation"))
    return list(asked.select_related("request", "organisation").order_by("at"))


def to_answer() -> tuple[set[UUID], set[UUID]]:
    """Give the profiles of this actor's partner that stand on its worklist.

    First those about which the coordinator asked and has had no answer yet, then those of which the partner wants to
    be told once they are free.
    """
    said = ProfileAnswer.objects.filter(profile=OuterRef("pk"))
    since = ProfileAnswer.objects.filter(profile=OuterRef("profile"), at__gte=OuterRef("at"))
    asked = PartnerAsked.objects.filter(~Exists(since), profile=OuterRef("pk"))
    rows = Profile.objects.annotate(asked=Exists(asked), wanted=Exists(said.filter(answer="tell_me")))
    found = rows.filter(Q(asked=True) | Q(wanted=True)).values_list("pk", "asked", "wanted")
    return {pk for pk, is_asked, _ in found if is_asked}, {pk for pk, _, is_wanted in found if is_wanted}
