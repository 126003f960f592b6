"""The landlord's side: the view it decides on, and what its named leads decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from reciprocal.access.facts import Actor
from reciprocal.property_requests.models import (
    Approval,
    ApprovalMember,
    Decision,
    DeclineFact,
    HouseholdMember,
    PropertyRequest,
)
from reciprocal.property_requests.models.members import MemberAnswers
from reciprocal.property_requests.models.shown import ShownAnswers
from reciprocal.property_requests.queries import answers_of, tenancy_in_doubt, values_of
from reciprocal.property_requests.questions import sections_of
from reciprocal.rulebook import workdays
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of
from reciprocal.workflow.perform import perform

ALL_RIGHT: Final = "Say which fact is wrong or has changed, or choose “Nothing to correct”."
# Copied as they were given, besides those of `ShownAnswers`.
_ALSO_AS_GIVEN: Final = (
    "home_place",
    "tenancy_type",
    "tenancy_held",
    "tenancy_route",
    "bedrooms",
    "own_stock",
    "consent_date",
    "primary_reason",
    "risk_basis",
    "dash_score",
)
SECOND_LOOK_USED: Final = "A second look was asked for already. If things have changed, send a new request."


def make(request: PropertyRequest) -> None:
    """Copy for the landlord what it needs to decide. Asked a second time, the copy is made anew."""
    if Approval.objects.filter(request=request).exists():
        _copy_again(request, _copied(request))
        return
    drawn_up(request).save(force_insert=True)
    _copy_members(request)


def drawn_up(request: PropertyRequest) -> Approval:
    """Give what the landlord would read if it were asked now. Nothing is kept."""
    who: dict[str, Any] = {
        "landlord_id": request.landlord_id,
        "officer_id": request.officer_id,
        "draft_reference": request.draft_reference,
    }
    return Approval(request=request, **who, **_copied(request))


# What the landlord agreed to, of what can be changed after it did.
AGREED_TO: Final = ("household", "tenancy")


def refresh(request: PropertyRequest) -> None:
    """Copy the answers of the request again, after they were changed.

    Once the landlord has agreed, only of what it agreed to. What else changes is not its to know: a place that turns
    out not to be safe would tell it that there was an offer, and where.
    """
    copied = _copied(request)
    if Approval.objects.filter(request=request, status="agreed").exists():
        copied = {name: value for name, value in copied.items() if sections_of([name]).intersection(AGREED_TO)}
    _copy_again(request, copied)


def _copy_again(request: PropertyRequest, copied: Mapping[str, Any]) -> None:
    Approval.objects.filter(request=request).update(**copied)
    ApprovalMember.objects.filter(request=request).delete()
    _copy_members(request)


def ask_again(request_id: UUID, sections: Iterable[str], at: datetime) -> None:
    """Ask the landlord whether it still agrees, now that something it agreed to has changed or is in question."""
    approval = Approval.objects.get(request_id=request_id)
    open_ = approval.asked_again if asked_again(approval) else []
    Approval.objects.filter(request_id=request_id).update(asked_again_at=at, asked_again=sorted({*open_, *sections}))


def asked_again(approval: Approval) -> bool:
    """Say whether the landlord was asked whether it still agrees, and has not answered."""
    if approval.asked_again_at is None:
        return False
    agreed = Decision.objects.filter(request_id=approval.pk, kind="agree_again", at__gte=approval.asked_again_at)
    return not agreed.exists()


def all_asked_again() -> list[Approval]:
    """List the requests of whose change the landlord was asked, and has not answered, in one query."""
    agreed = Decision.objects.filter(request_id=OuterRef("pk"), kind="agree_again", at__gte=OuterRef("asked_again_at"))
    return list(Approval.objects.filter(asked_again_at__isnull=False, status="agreed").exclude(Exists(agreed)))


def corrected() -> dict[UUID, date]:
    """Give the requests whose landlord decides again on facts that the officer has corrected, and since when."""
    deciding = Approval.objects.filter(status="deciding", second_look_on__isnull=True)
    wrong = DeclineFact.objects.filter(decision=OuterRef("pk"), verdict__in=("wrong", "changed"))
    # Not joined through the request, which the landlord does not read.
    proposed = Decision.objects.filter(kind="propose_decline", request_id__in=deciding.values("pk"))
    newest = proposed.order_by("request_id", "-at").distinct("request_id").annotate(wrong=Exists(wrong))
    return {one.request_id: day_of(one.corrected_at) for one in newest if one.wrong and one.corrected_at}


def agree_again(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Say as the landlord that it still agrees, after what it agreed to has changed or was in question."""
    with perform(actor, "agree_again", "request", request_id, at=at) as step:
        asked = asked_again(Approval.objects.get(request_id=request_id))
        step.require(asked_again=None if asked else "Nothing that you agreed to has changed.")
        _decided(step.actor, request_id, "agree_again", at)


def _copy_members(request: PropertyRequest) -> None:
    ApprovalMember.objects.bulk_create(members_drawn_up(request))


def members_of(request_id: UUID) -> list[ApprovalMember]:
    """Give those who are moving, as copied for the landlord."""
    return list(ApprovalMember.objects.filter(request_id=request_id))


def members_drawn_up(request: PropertyRequest) -> list[ApprovalMember]:
    """Give the household as the landlord would read it if it were asked now. Nothing is kept."""
    names = [field.name for field in MemberAnswers._meta.fields if not field.primary_key]
    return [
        ApprovalMember(request=request, **{name: getattr(row, name) for name in names})
        for row in HouseholdMember.objects.filter(request=request)
    ]


def _copied(request: PropertyRequest) -> dict[str, Any]:
    answers, risk = answers_of(request), request.risk
    rows = values_of(request)
    since = [rows.get(f"since_{agency}") for agency in rows["agencies"]]
    same = [name for name in (*ShownAnswers.sensitivity, *_ALSO_AS_GIVEN) if not name.startswith("agencies")]
    return {name: getattr(risk if hasattr(risk, name) else request, name) for name in same} | {
        "agencies": rows["agencies"],
        "agencies_since": since,
        "unsafe_places": sorted(answers.unsafe_places),
        "safe_count": min(
            len(answers.safe_places), current().number("min_places", day_of(request.submitted_at or request.created_at))
        ),
        "support": risk.support_confirmed,
    }


def approve(actor: Actor, request_id: UUID, *, at: datetime, our_tenant: bool) -> None:
    """Agree to the request. The code is given at this moment; the landlord never learns it."""
    with perform(actor, "approve", "request", request_id, at=at) as step:
        step.require(
            our_tenant=None if our_tenant else "Confirm that this is your tenant. Ask the officer for the name first."
        )
        _decided(step.actor, request_id, "approve", at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT workflow_give_code(%s, %s, %s)", [request_id, at, day_of(at).year])


def in_doubt(approval: Approval) -> bool:
    """Say whether the landlord has still to confirm that the tenancy is in place."""
    if not tenancy_in_doubt(approval.tenancy_held):
        return False
    return not Decision.objects.filter(request_id=approval.pk, kind="confirm_tenancy").exists()


def confirm_tenancy(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Confirm that the tenancy is in place although notice was given, or nobody knew. Then partners may be asked."""
    with perform(actor, "confirm_tenancy", "request", request_id, at=at) as step:
        doubt = in_doubt(Approval.objects.get(request_id=request_id))
        step.require(
            tenancy_in_doubt=None if doubt else "The tenancy is recorded as in place. There is nothing to confirm."
        )
        _decided(step.actor, request_id, "confirm_tenancy", at)


def set_panel_date(actor: Actor, request_id: UUID, *, at: datetime, panel_on: date) -> None:
    """Name the day of the landlord's panel. The answer is due some working days after it; it moves once only."""
    with perform(actor, "set_panel_date", "request", request_id, at=at) as step:
        moved = Approval.objects.filter(request_id=request_id, panel_on__isnull=False).exists()
        contact = current().coordinator
        step.require(
            panel_not_moved_before=(
                f"The panel date was moved once already. Decide now, or call {contact.phone}." if moved else None
            )
        )
        _decided(step.actor, request_id, "panel", at, panel_on=panel_on)
        step.about = panel_on
        due = workdays.add(panel_on, current().number("panel_grace_days", panel_on), current())
        with connection.cursor() as cursor:
            cursor.execute("SELECT workflow_set_due(%s, %s, %s)", [request_id, due, panel_on])


def propose_decline(
    actor: Actor,
    request_id: UUID,
    *,
    at: datetime,
    reason: str,
    facts: str,
    source: str,
    would_change: str,
    asked: str = "",
) -> None:
    """Say that the landlord is minded to decline, with the facts, so that the officer can correct them.

    Args:
        actor: a named lead of the landlord.
        request_id: the request.
        at: now.
        reason: a reason of the scheme's list.
        facts: what it relies on, one fact a line.
        source: where the facts come from, and from when.
        would_change: what would change the decision.
        asked: what this reason asks for as well.
    """
    with perform(actor, "propose_decline", "request", request_id, at=at) as step:
        said = {"reason": reason, "source": source, "would_change": would_change, "asked": asked}
        decision = _decided(step.actor, request_id, "propose_decline", at, **said)
        lines = [line.strip() for line in facts.splitlines() if line.strip()]
        DeclineFact.objects.bulk_create(
            DeclineFact(request_id=request_id, decision=decision, place=place, text=line)
            for place, line in enumerate(lines, start=1)
        )


def correct_facts(actor: Actor, request_id: UUID, *, at: datetime, said: Mapping[UUID, tuple[str, str]]) -> None:
    """Correct the facts on which the landlord would decline. It decides again.

    Args:
        actor: the officer, or a cover who accepted.
        request_id: the request.
        at: now.
        said: fact → "right", "wrong" or "changed", and what is right.

    Raises:
        RefusedError: none of them was called wrong or changed.
    """
    with perform(actor, "correct_facts", "request", request_id, at=at) as step:
        corrected = any(verdict != "right" for verdict, _ in said.values())
        step.require(something_corrected=None if corrected else ALL_RIGHT)
        for fact, (verdict, correction) in said.items():
            DeclineFact.objects.filter(pk=fact, request_id=request_id).update(verdict=verdict, correction=correction)
        _gone_through(request_id, at)


def nothing_to_correct(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Say that the landlord's facts are right, so that it need not wait any longer."""
    with perform(actor, "nothing_to_correct", "request", request_id, at=at):
        _gone_through(request_id, at)


def decline(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Decline for good, once the officer has had the time to correct the facts. Only a person does this."""
    with perform(actor, "decline", "request", request_id, at=at) as step:
        step.require(correction_time_over=why_not_decline(request_id, day_of(at)))
        _decided(step.actor, request_id, "decline", at)


def why_not_decline(request_id: UUID, today: date) -> str | None:
    """Say why the landlord cannot decline for good yet; None where it can.

    The facts have to be named first. Then the officer's time to correct them has to be over, or the officer said that
    there is nothing to correct.

    Source: rule 22 of the domain notes.
    """
    due = Approval.objects.values_list("due_on", flat=True).get(request_id=request_id)
    relied_on = Decision.objects.filter(request_id=request_id, kind="propose_decline").order_by("-at").first()
    if relied_on is None:
        return "Say first which facts you rely on, so that the officer can correct them."
    if Decision.objects.filter(request_id=request_id, kind="decline", at__gte=relied_on.at).exists():
        return None  # a second look is at the same facts
    if relied_on.corrected_at is None:
        over = due is not None and today > due
        return None if over else f"The officer may correct the facts until {due:%-d %B %Y}. Decide after that day."
    if relied_on.facts.filter(verdict__in=("wrong", "changed")).exists():
        return "The officer has corrected the facts. Agree, or say which facts you still rely on."
    return None


def ask_second_look(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Ask for a second look at a decline, once, by another person than the one who took it."""
    with perform(actor, "second_look", "request", request_id, at=at) as step:
        used = Approval.objects.filter(request_id=request_id, second_look_on__isnull=False).exists()
        request = PropertyRequest.objects.select_related("landlord").get(pk=request_id)
        last, contact = last_day_for_second_look(request), current().coordinator
        in_time = day_of(at) <= last
        step.require(
            second_look_not_used=SECOND_LOOK_USED if used else None,
            second_look_in_time=(
                None if in_time else f"A second look could be asked for until {last:%-d %B %Y}. Send a new request."
            ),
            somebody_else_decides=(
                None
                if used or not in_time or _somebody_else(request_id, at)
                else f"{request.landlord} has nobody else who could look at it. Call {contact.phone}."
            ),
        )


def last_day_for_second_look(request: PropertyRequest) -> date:
    """Give the last day on which a second look at a decline may be asked for."""
    return workdays.due(day_of(request.state_since), "second_look_days", current())


def _somebody_else(request_id: UUID, at: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT workflow_second_look(%s, %s)", [request_id, day_of(at)])
        return bool(cursor.fetchone()[0])


def _gone_through(request_id: UUID, at: datetime) -> None:
    open_ = Decision.objects.filter(request_id=request_id, kind="propose_decline", corrected_at__isnull=True)
    open_.update(corrected_at=at)


def _decided(actor: Actor, request_id: UUID, kind: str, at: datetime, **more: Any) -> Decision:
    decision = Decision(request_id=request_id, kind=kind, at=at, by_id=actor.membership, **more)
    decision.save(force_insert=True)
    return decision
