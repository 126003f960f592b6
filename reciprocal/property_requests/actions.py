"""What the officer and the coordinator do with a property request. Each function is one transaction."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from reciprocal.access.encryption import fingerprint
from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.accounts import queries as accounts
from reciprocal.audit import log
from reciprocal.audit.log import FINGERPRINTS, key_of
from reciprocal.property_requests import approvals, information, kept_away, marks, members, sealed
from reciprocal.property_requests.models import (
    Bar,
    Contact,
    Cover,
    PropertyRequest,
    RequestPlace,
    Risk,
    SupportingAgency,
)
from reciprocal.property_requests.queries import get, rules_unmet
from reciprocal.property_requests.sections.support import SINCE
from reciprocal.property_requests.stale import note_saved
from reciprocal.rulebook import workdays
from reciprocal.rulebook.answers import NONE_OF_THESE, OWED
from reciprocal.rulebook.endings import CLOSURES, HOLDS
from reciprocal.rulebook.references import draw_draft
from reciprocal.rulebook.roles import LANDLORD, SCHEME
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import OPEN_REQUEST, REQUEST_STATES
from reciprocal.workflow.due import day_of, due_date
from reciprocal.workflow.perform import CHANGED_MEANWHILE, perform
from reciprocal.workflow.tell import tell_scheme

NOTICE = "notice"
TENANCY = "tenancy"  # the reason for which a request rests until its landlord has answered
EDITABLE = ("draft", "information_needed")
# A cover can be named at any time, so that nobody is left without an officer.
COVER = frozenset(("cover", "going_without_cover", "cover_mailbox"))
_RISK = {field.name for field in Risk._meta.fields} - {"request"}
_CONTACT = tuple(Contact.sensitivity)
_MEMBERS = {"adults": "adult", "children": "child"}
_PLACES = {"safe_places": "safe", "unsafe_places": "unsafe"}


def start_request(actor: Actor, *, at: datetime) -> UUID:
    """Start a property request as a draft that only its officer can see. Gives its id."""
    with perform(actor, "start_request", at=at) as step:
        request = PropertyRequest(
            id=uuid4(),
            draft_reference=draw_draft(random.SystemRandom()),
            officer_id=actor.membership,
            created_at=at,
            state_since=at,
            due_on=due_date(REQUEST_STATES["draft"], at),
        )
        request.save(force_insert=True)
        Risk(request=request).save(force_insert=True)
        step.request = request.id
    return request.id


@transaction.atomic
def save_answers(
    actor: Actor, request_id: UUID, answers: Mapping[str, Any], *, at: datetime, version: int, changing: bool = False
) -> PropertyRequest:
    """Save one page of a request that is being filled in.

    Args:
        actor: the officer, or a cover who accepted.
        request_id: the request.
        answers: question name → value, for the questions of the page alone.
        at: now.
        version: the version that the page was made from.
        changing: whether it is a change of a request that was sent (step `change_request`).

    Raises:
        RefusedError: the request is not open for changes, or somebody changed it meanwhile.
    """
    request = PropertyRequest.objects.select_for_update().get(pk=request_id)
    about_cover = set(answers) <= COVER and request.state in OPEN_REQUEST
    if request.state not in EDITABLE and not about_cover and not changing:
        raise RefusedError("The request was sent. Its answers can be changed only when more is asked.")
    if request.version != version:
        raise RefusedError(CHANGED_MEANWHILE)
    if request.state == "information_needed":
        information.note_changed(request, answers, at)
    note_saved(actor, request, answers, at)
    marks.keep_waved(actor, request, answers, at)
    if request.state != "draft" and answers.get("tenancy_held", request.tenancy_held) == NOTICE != request.tenancy_held:
        tell_scheme("act_today", request_id, at)  # rule 25: at once, whatever else is still to be answered
    answers = dict(answers)
    if "unsafe_places" in answers:
        answers["no_unsafe_places"] = list(answers["unsafe_places"]) == [NONE_OF_THESE]
        answers["unsafe_places"] = [place for place in answers["unsafe_places"] if place != NONE_OF_THESE]
    for name, verdict in _PLACES.items():
        if name in answers:
            _keep_places(request, verdict, answers.pop(name))
    if "kept_away" in answers:
        kept_away.keep(actor, request, answers, at)
        answers = {name: value for name, value in answers.items() if name not in kept_away.ANSWERS}
        answers["ring_first"] = request.ring_first
    number = answers.pop("police_reference", "")
    if number or answers.get("police_reference_held", "yes") != "yes":
        sealed.keep_police_reference(request.pk, number, at)
    if "cover" in answers:
        _keep_cover(actor, request, answers.pop("cover"))
    if contact := {name: answers.pop(name) for name in _CONTACT if name in answers}:
        Contact.objects.update_or_create(request=request, defaults=contact)
    if reference := answers.pop("tenancy_reference", ""):
        _keep_fingerprint(request, answers.get("landlord_id") or request.landlord_id, reference)
    if "tenancy_route" in answers:
        answers |= _follows_from_the_route(request, answers["tenancy_route"])
    if (main := answers.get("primary_reason")) and "other_reasons" not in answers:
        answers["other_reasons"] = [reason for reason in request.risk.other_reasons if reason != main]
    since = {name: answers.pop(name) for name in list(answers) if name in SINCE}
    if "agencies" in answers:
        _keep_agencies(request, answers.pop("agencies"), since)
    risk = {name: answers.pop(name) for name in list(answers) if name in _RISK}
    if risk:
        Risk.objects.filter(request=request).update(**risk)
    if answers.get("children_moving") == "no":
        answers["children"] = []
    for name, kind in _MEMBERS.items():
        if name in answers:
            members.keep(request, kind, answers.pop(name), day_of(at))
    for name, value in answers.items():
        setattr(request, name, value)
    request.version += 1
    request.save(update_fields=[*answers, "version"])
    if request.state == "draft":
        request.due_on = due_date(REQUEST_STATES["draft"], at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT workflow_keep_draft(%s, %s)", [request.pk, request.due_on])
    return request


def purge_draft(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Erase a draft that nobody went on with, with every row about it. The service itself does that, and nobody else.

    Raises:
        RefusedError: somebody changed it in the last `draft_days`.
    """
    with perform(actor, "purge_draft", "request", request_id, at=at) as step:
        due = PropertyRequest.objects.values_list("due_on", flat=True).get(pk=request_id)
        step.require(
            not_changed_for_long="Somebody went on with this draft." if due is None or due > day_of(at) else None
        )

        step.then(lambda: _erase(request_id))


def delete_draft(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Erase a draft that the officer no longer wants, with every row about it."""
    with perform(actor, "delete_draft", "request", request_id, at=at) as step:
        step.then(lambda: _erase(request_id))


def _erase(request_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT workflow_erase_draft(%s)", [request_id])


def call_section_finished(request_id: UUID, section: str, finished: bool) -> None:
    """Keep whether the officer calls a section of a draft finished. It changes no answer."""
    request = PropertyRequest.objects.select_for_update().get(pk=request_id)
    others = [one for one in request.finished_sections if one != section]
    request.finished_sections = sorted([*others, section]) if finished else others
    request.save(update_fields=["finished_sections"])


def _keep_fingerprint(request: PropertyRequest, landlord: Any, reference: str) -> None:
    """Keep by what a second request for the same tenancy is known. The number itself is kept nowhere."""
    key = key_of(FINGERPRINTS)
    value = fingerprint(key, "tenancy", str(landlord), "".join(filter(str.isalnum, reference)).upper())
    with connection.cursor() as cursor:
        cursor.execute("SELECT property_requests_keep_fingerprint(%s, %s)", [request.pk, value])


def _follows_from_the_route(request: PropertyRequest, route: str) -> dict[str, str]:
    """What a council owes is a kind of tenancy by itself, so that nobody is asked for it again."""
    if route == "owed":
        return {"tenancy_type": OWED, "tenancy_held": "", "joint_with": ""}
    return {"tenancy_type": ""} if request.tenancy_type == OWED else {}


def submit(actor: Actor, request_id: UUID, *, at: datetime, declared: bool) -> None:
    """Send a request to the coordinator."""
    with perform(actor, "submit", "request", request_id, at=at) as step:
        request = get(request_id)
        step.require(
            agency_checked=_agency_waits(at) if accounts.agency_waits(actor.membership) else None,
            rules_met=_first(rules_unmet(request, at)),
            declared=None if declared else "Tick each thing that you confirm.",
        )
        if request.tenancy_held == NOTICE or request.risk.partner_connected == "not_sure":
            step.also_tells.append(("act_today", SCHEME))
        if request.ring_first:
            step.also_tells.append(("before_next_step", SCHEME))
        request.submitted_at = at
        request.save(update_fields=["submitted_at"])


def _agency_waits(at: datetime) -> str:
    days = current().number("check_days", day_of(at))
    return (
        f"{current().coordinator.organisation} checks new agencies within {days} working days. "
        "You can write a draft meanwhile, but not send it."
    )


def seek_approval(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Ask the applicant's own landlord to decide, on a view made for it."""
    with perform(actor, "seek_approval", "request", request_id, at=at) as step:
        request = get(request_id)
        barred = Bar.objects.filter(request=request, organisation=request.landlord_id).exists()
        step.require(
            landlord_not_kept_away=(
                "The applicant's own landlord is kept away from this request. Ring the officer before anything is sent."
                if barred
                else "Everybody who decides for the landlord is kept away from this request. Ring its manager."
                if kept_away.nobody_decides(request)
                else None
            ),
            kept_away_is_known=kept_away.RING_FIRST if request.ring_first else None,
        )
        approvals.make(request)


def keep_away(actor: Actor, request_id: UUID, *, at: datetime, reason: str = "", **whom: UUID) -> None:
    """Keep somebody away from a request, at once and on every path. They learn nothing of it.

    Args:
        actor: the officer or a coordinator.
        request_id: the request.
        at: now.
        reason: the connection; it is sealed.
        whom: one of `organisation_id` (a whole partner), `team_id` and `person_id`.
    """
    with perform(actor, "keep_away", "request", request_id, at=at) as step:
        step.require(not_own_organisation=kept_away.not_own(actor, get(request_id), **whom))
        kept_away.bar(request_id, at, **whom)
        if reason:
            kept_away.note(request_id, reason, at)
        PropertyRequest.objects.filter(pk=request_id).update(kept_away="yes")


def hold(actor: Actor, request_id: UUID, *, at: datetime, reason: str) -> None:
    """Put a request on hold. It remembers where it returns to; partners see nothing meanwhile.

    A live offer is withdrawn with it and does not count, so such a request returns to circulating.
    """
    with perform(actor, "hold", "request", request_id, at=at) as step:
        PropertyRequest.objects.filter(pk=request_id).update(hold_reason=reason)
        if reason == TENANCY and get(request_id).approved_at is not None:
            approvals.ask_again(request_id, [TENANCY], at)
            step.also_tells.append(("update", LANDLORD))
        if (back := _back_on(reason, day_of(at))) is not None:
            step.due["request"] = back


def _back_on(reason: str, day: date) -> date | None:
    """Give the day on which a request on hold is asked about again; None where the scheme's own limit holds."""
    held = HOLDS[reason]
    if held.after is None:
        return None
    if held.unit == "working_days":
        return workdays.add(day, held.after, current())
    return day + timedelta(days=held.after)


def resume(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Take a request off hold, back to where it was. What was due there is due later by the days it rested."""
    with perform(actor, "resume", "request", request_id, at=at) as step:
        request = get(request_id)
        step.to["request"] = request.returns_to
        information.goes_on(step.due, request, at)


def close(actor: Actor, request_id: UUID, *, at: datetime, reason: str) -> None:
    """Close a request that ends without a move through the scheme. Where nothing is told, the coordinator rings."""
    with perform(actor, "close", "request", request_id, at=at) as step:
        step.quiet = not CLOSURES[reason].told
        PropertyRequest.objects.filter(pk=request_id).update(closed_reason=reason)


def no_longer_needed(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Close a request because they no longer need to move. A live offer falls and does not count."""
    with perform(actor, "no_longer_needed", "request", request_id, at=at):
        PropertyRequest.objects.filter(pk=request_id).update(closed_reason="not_needed")


def withdraw_consent(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Stop everything at once because the applicant no longer agrees. No refusal is counted."""
    with perform(actor, "withdraw_consent", "request", request_id, at=at):
        PropertyRequest.objects.filter(pk=request_id).update(closed_reason="consent")


def accept_cover(actor: Actor, request_id: UUID, *, at: datetime) -> None:
    """Accept to act for the officer when they are away. Raises HiddenError for whoever was not asked."""
    asked = Cover.objects.filter(request_id=request_id, membership_id=actor.membership, accepted_at__isnull=True)
    if not asked.update(accepted_at=at):
        raise HiddenError("cover")
    log.record("act", "accept_cover", request_id, at)


def _first(sentences: list[tuple[str, str]]) -> str | None:
    return sentences[0][1] if sentences else None


def _keep_places(request: PropertyRequest, verdict: str, places: list[str]) -> None:
    RequestPlace.objects.filter(request=request, verdict=verdict).delete()
    RequestPlace.objects.filter(request=request, place__in=places).delete()
    RequestPlace.objects.bulk_create(RequestPlace(request=request, place=place, verdict=verdict) for place in places)


def _keep_agencies(request: PropertyRequest, agencies: list[str], since: Mapping[str, Any]) -> None:
    SupportingAgency.objects.filter(request=request).delete()
    SupportingAgency.objects.bulk_create(
        SupportingAgency(request=request, agency=agency, since=since.get(f"since_{agency}")) for agency in agencies
    )


def _keep_cover(actor: Actor, request: PropertyRequest, membership: str | None) -> None:
    """Ask a colleague to cover. One who accepted and is named again keeps what they have."""
    others = Cover.objects.filter(request=request)
    if membership:
        others = others.exclude(membership_id=membership)
    others.delete()
    if membership and not Cover.objects.filter(request=request).exists():
        Cover(request=request, membership_id=membership, asked_by_id=actor.membership).save(force_insert=True)
