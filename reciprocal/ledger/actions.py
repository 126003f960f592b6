"""What people write into the pot and about it. A move is written by the database itself, when the tenancy starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connection, transaction

from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.access.policy import allows
from reciprocal.audit import log
from reciprocal.clock import LONDON
from reciprocal.ledger import queries
from reciprocal.ledger.models import Agreed, Dispute, Line, Pair
from reciprocal.rulebook import workdays
from reciprocal.rulebook.scheme import current

_NOT_THERE = "RC004"


def reverse_move(actor: Actor, request_id: UUID, *, at: datetime, reason: str, read_as: str = "no_longer") -> None:
    """Take both lines of a move back, by two new lines the other way round. Nothing that was written changes.

    Used where a tenancy is cancelled in its first week, and for a move that should not stand in the pot. The new
    lines stand in the month of the correction and name the month that they correct.

    Args:
        actor: a coordinator.
        request_id: the request whose move it was.
        at: when, by the clock of the service.
        reason: why, in the coordinator's own words. She alone reads it.
        read_as: what both partners read, a key of `models.CORRECTIONS`.

    Raises:
        HiddenError: for anybody who is not a coordinator.
        RefusedError: nothing was written for the request, or it was taken back before, or no reason is given.

    Source: rule 27, lines of the pot are never edited; a correction is a reversing pair with a reason.
    """
    _allowed("pot.write", actor)
    if not reason.strip():
        raise RefusedError("Enter why the move is taken back.")
    with _refused_as("The pot holds no move of this request that could still be taken back."):
        values = [request_id, _day(at), read_as, reason.strip(), at]
        _call("SELECT ledger_take_back(%s, %s, %s, %s, %s)", values)
    log.record("act", "reverse_move", request_id, at, read_as=read_as)


def record_opening(actor: Actor, balances: Mapping[UUID, int], *, at: datetime, reason: str) -> None:
    """Write down with which balances landlords come into the pot. All of them at once, so that they add up to zero.

    Args:
        actor: a coordinator.
        balances: of each landlord: below zero it owes homes, above zero it is owed.
        at: when, by the clock of the service.
        reason: where the numbers come from, in the coordinator's own words.

    Raises:
        HiddenError: for anybody who is not a coordinator.
        RefusedError: they do not add up to zero, or one of them has an opening balance already.
    """
    _allowed("pot.write", actor)
    total = sum(balances.values())
    if total:
        raise RefusedError(f"These balances add up to {total:+d}. They have to add up to 0.".replace("-", "−"))
    if Line.objects.filter(organisation_id__in=list(balances), kind="opening").exists():
        raise RefusedError("One of these partners has an opening balance already. Record a correction instead.")
    _post("opening", balances, None, reason, at)
    log.record("act", "record_opening", None, at, partners=len(balances))


def record_correction(
    actor: Actor, *, owes: UUID, owed: UUID, month: date, at: datetime, reason: str, dispute: UUID | None = None
) -> None:
    """Add a pair of lines that was missing: one landlord owes a home more, another is owed one more.

    Args:
        actor: a coordinator.
        owes, owed: the two landlords.
        month: the month in which the lines should have stood.
        at: when, by the clock of the service.
        reason: why, in the coordinator's own words.
        dispute: the dispute that this answers, if any.

    Raises:
        HiddenError: for anybody who is not a coordinator.
        RefusedError: both are the same landlord, or the dispute was answered meanwhile.
    """
    _allowed("pot.write", actor)
    if owes == owed:
        raise RefusedError("Select two different partners.")
    with transaction.atomic():
        _post("correction", {owes: -1, owed: 1}, month.replace(day=1), reason, at)
        if dispute:
            _answer(actor, dispute, "corrected", "The line that was missing is added.", at)
        log.record("act", "record_correction", None, at)


def agree(actor: Actor, month: date, *, at: datetime) -> None:
    """Agree for a partner to its statement of a month, as it stands now.

    Args:
        actor: the partner's manager or one of its named leads.
        month: a day of the month.
        at: when, by the clock of the service.

    Raises:
        HiddenError: for anybody else.
        RefusedError: the month is not over, or has no statement.
    """
    _allowed("statement.read", actor)
    month = month.replace(day=1)
    ready = queries.ready(actor.organisation, _day(at))
    if ready is None or ready.month != month:
        raise RefusedError("There is no statement of this month to agree to. Look at the newest one.")
    with transaction.atomic():
        Agreed.objects.bulk_create(
            [
                Agreed(
                    organisation_id=actor.organisation,
                    month=month,
                    balance=ready.balance,
                    at=at,
                    by_membership=actor.membership,
                )
            ],
            ignore_conflicts=True,
        )
        log.record("act", "agree_statement", None, at)


def dispute(actor: Actor, *, line: UUID | None, what: str, words: str, at: datetime) -> date:
    """Tell the coordinator that a line of the statement is wrong, or that one is missing.

    Args:
        actor: the partner's manager or one of its named leads.
        line: the line; None for one that is missing.
        what: what is wrong, a key of `Dispute.WHAT`.
        words: an explanation. The coordinator reads it, and the people of this partner who read the statement.
        at: when, by the clock of the service.

    Returns:
        the day by which the coordinator answers.

    Raises:
        HiddenError: the line is not one of this partner, or the actor does not read its statement.
        RefusedError: the line is being disputed already.
    """
    _allowed("statement.read", actor)
    if line and not Line.objects.filter(pk=line, organisation_id=actor.organisation).exists():
        raise HiddenError("line")
    day = _day(at)
    due = workdays.due(day, "dispute_days", current())
    try:
        with transaction.atomic():
            Dispute.objects.create(
                organisation_id=actor.organisation,
                line_id=line,
                what=what,
                words=words,
                sent_at=at,
                sent_by=actor.membership,
                due_on=due,
            )
            log.record("act", "dispute_line", None, at)
    except IntegrityError as twice:
        raise RefusedError("This line is disputed already, and has not been answered yet.") from twice
    return due


def answer_dispute(
    actor: Actor,
    dispute_id: UUID,
    *,
    answer: str,
    words: str,
    at: datetime,
    read_as: str = "",
    month: date | None = None,
) -> None:
    """Answer a partner that disputed a line: take its pair back, leave it, or ask for more.

    Args:
        actor: a coordinator.
        dispute_id: the dispute.
        answer: "corrected", "left" or "asked".
        words: what the partner reads; for a correction what stays with the pair.
        at: when, by the clock of the service.
        read_as: for a correction, why: a key of `models.CORRECTIONS`. Both partners read it.
        month: for a wrong month, the right one: the pair is written again for it.

    Raises:
        HiddenError: for anybody who is not a coordinator, and where there is no such dispute.
        RefusedError: it was answered meanwhile, or there is no move to take back.
    """
    _allowed("pot.write", actor)
    with transaction.atomic():
        told = words
        if answer == "corrected":
            _take_back(actor, dispute_id, words, read_as, month, at)
            told = "The line is taken back. See the correction on your statement."
        _answer(actor, dispute_id, answer, told, at)


def _take_back(actor: Actor, dispute_id: UUID, words: str, read_as: str, month: date | None, at: datetime) -> None:
    line = Dispute.objects.filter(pk=dispute_id).values_list("line_id", flat=True).first()
    pair = queries.move_of(line) if line else None
    if pair is None or pair.request_id is None:
        raise RefusedError("This line is not of a move that could be taken back. Record a correction instead.")
    reverse_move(actor, pair.request_id, at=at, reason=words, read_as=read_as)
    if month:
        again = Pair.objects.select_related("owes", "owed").get(pk=pair.pk)
        record_correction(
            actor, owes=again.owes.organisation_id, owed=again.owed.organisation_id, month=month, at=at, reason=words
        )


def _answer(actor: Actor, dispute_id: UUID, answer: str, words: str, at: datetime) -> None:
    open_ones = Dispute.objects.filter(pk=dispute_id, answer="")
    if not open_ones.update(answer=answer, answer_words=words, answered_at=at, answered_by=actor.membership):
        if not Dispute.objects.filter(pk=dispute_id).exists():
            raise HiddenError("dispute")
        raise RefusedError("This was answered meanwhile. Nothing of yours was saved.")
    log.record("act", "answer_dispute", None, at, answer=answer)


def _post(kind: str, balances: Mapping[UUID, int], month: date | None, reason: str, at: datetime) -> None:
    if not reason.strip():
        raise RefusedError("Enter why.")
    values = [kind, list(balances), list(balances.values()), _day(at), month, reason.strip(), at]
    _call("SELECT ledger_post_balances(%s, %s::uuid[], %s::integer[], %s, %s, %s, %s)", values)


def _call(statement: str, values: list[Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def _refused_as(sentence: str) -> Iterator[None]:
    """Turn the database's refusal of what is not there into a sentence."""
    try:
        yield
    except DatabaseError as refused:
        if getattr(refused.__cause__, "sqlstate", "") != _NOT_THERE:
            raise
        raise RefusedError(sentence) from refused


def _allowed(permission: str, actor: Actor) -> None:
    if not allows(permission, actor):
        raise HiddenError("pot")


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
