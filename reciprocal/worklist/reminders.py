"""Reminds people of what waits for them: at most one mail a person and day, with all late things in one list.

What is reminded of when, and in which words, are rows of the lifecycle's states (`rulebook/reminders.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import chain, groupby
from typing import Final
from uuid import UUID

from django.db.models import F

from reciprocal.access.actor import acting_as, acting_as_system, facts_of
from reciprocal.access.facts import Facts
from reciprocal.accounts import queries as accounts
from reciprocal.accounts.models import Membership
from reciprocal.clock import LONDON
from reciprocal.notifications.models import Mail, Reminded
from reciprocal.notifications.outbox import NotSent, Text
from reciprocal.offers.models import Offer
from reciprocal.property_requests.models import Chase, PropertyRequest
from reciprocal.rulebook import roles, workdays
from reciprocal.rulebook.notices import SUBJECTS
from reciprocal.rulebook.reminders import ASKED_FOR, COVER, MANAGER, Reminder, day_of
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import STATES, Machine
from reciprocal.ui.words import weekday_date
from reciprocal.workflow.due import day_of as london_day
from reciprocal.workflow.tell import deciders
from reciprocal.worklist.known import still_concerns
from reciprocal.worklist.wording import framed, working_days

# Nobody is written to before this hour.
EARLIEST: Final = 9
# No reminder comes longer before its day than this.
_AHEAD: Final = 31
# What the coordinator asked for is sent on the next day on which the person gets a list, or not at all.
_ASKED_WITHIN: Final = timedelta(days=3)


@dataclass(frozen=True)
class Due:
    """One thing that somebody is to be reminded of today."""

    membership: UUID
    machine: Machine
    row: PropertyRequest | Offer
    due_on: date
    reminder: Reminder

    @property
    def request_id(self) -> UUID:
        """The request that it is about."""
        return self.row.pk if isinstance(self.row, PropertyRequest) else self.row.request_id

    @property
    def key(self) -> tuple[UUID, datetime, date, str, UUID]:
        """What is never reminded of twice: this row of the table, for this person, while nothing has changed."""
        return self.row.pk, self.row.state_since, self.due_on, self.reminder.key, self.membership


def remind(at: datetime) -> int:
    """Queue the reminders of the day. Gives to how many people.

    Whoever had a list today gets the next one tomorrow. Asked again, it does nothing.
    """
    today = london_day(at)
    if at.astimezone(LONDON).hour < EARLIEST:
        return 0
    with acting_as_system():
        everything = chain(_due(today), _asked_for(today))
        due = sorted(_not_yet(everything), key=lambda one: str(one.membership))
        person_of = dict(accounts.active().values_list("pk", "person_id"))
    due.sort(key=lambda one: str(person_of[one.membership]))
    told = 0
    for _, things in groupby(due, key=lambda one: person_of[one.membership]):
        with acting_as_system():
            told += _queue(list(things), today, at)
    return told


def _queue(things: list[Due], today: date, at: datetime) -> bool:
    person = Membership.objects.values_list("person_id", flat=True).get(pk=things[0].membership)
    lists_of_today = Mail.objects.filter(kind="reminder", membership__person_id=person, day=today)
    if lists_of_today.exists():
        return False
    mail = Mail(kind="reminder", membership_id=things[0].membership, day=today, queued_at=at, next_try=at)
    mail.save(force_insert=True)
    Reminded.objects.bulk_create(
        Reminded(
            mail=mail,
            membership_id=one.membership,
            request_id=one.request_id,
            machine=one.machine,
            thing=one.row.pk,
            state=one.row.state,
            state_since=one.row.state_since,
            due_on=one.due_on,
            reminder=one.reminder.key,
        )
        for one in things
    )
    return True


def _not_yet(due: Iterator[Due]) -> list[Due]:
    found = list(due)
    rows = Reminded.objects.filter(thing__in={one.row.pk for one in found})
    done = set(rows.values_list("thing", "state_since", "due_on", "reminder", "membership_id"))
    return [one for one in found if one.key not in done]


def _due(today: date) -> Iterator[Due]:
    """Walk through everything with a day, and give each reminder whose day has come, for each who is to get it."""
    active = set(accounts.active().values_list("pk", flat=True))
    tables: tuple[tuple[Machine, type[PropertyRequest] | type[Offer]], ...] = (
        ("request", PropertyRequest),
        ("offer", Offer),
    )
    for machine, table in tables:
        with_reminders = [key for key, state in STATES[machine].items() if state.reminders]
        latest = workdays.add(today, _AHEAD, current())
        rows = table.objects.filter(state__in=with_reminders, due_on__lte=latest).order_by("pk")
        for row in rows:
            assert row.due_on is not None
            came = [one for one in STATES[machine][row.state].reminders if _has_come(one, machine, row, today)]
            if not came:
                continue
            facts = facts_of(machine, row.pk)
            for reminder in came:
                for post in _posts(reminder, facts):
                    if post in active:
                        yield Due(post, machine, row, row.due_on, reminder)


def _asked_for(today: date) -> Iterator[Due]:
    """Give the reminders that the coordinator asked for in the last days, as long as the wait is the same."""
    active = set(accounts.active().values_list("pk", flat=True))
    since = datetime.combine(today - _ASKED_WITHIN, time.min, LONDON)
    asked = Chase.objects.filter(answer="", at__gte=since, request__state_since=F("state_since"))
    for one in asked.select_related("request").order_by("at"):
        if one.request.due_on is None:
            continue
        reminder = replace(ASKED_FOR, key=f"{ASKED_FOR.key}_{london_day(one.at):%m%d}", to=(one.of,))
        for post in _posts(reminder, facts_of("request", one.request_id)):
            if post in active:
                yield Due(post, "request", one.request, one.request.due_on, reminder)


def _has_come(reminder: Reminder, machine: Machine, row: PropertyRequest | Offer, today: date) -> bool:
    assert row.due_on is not None
    if reminder.only_if:
        name, value = reminder.only_if
        if getattr(row, name) != value:
            return False
    day = day_of(reminder, STATES[machine][row.state].limit, row.due_on, current())
    # One that would come on the day on which the state began says nothing new.
    return london_day(row.state_since) < day <= today


def _posts(reminder: Reminder, facts: Facts | None) -> Iterator[UUID]:
    if facts is None:
        return
    for to in reminder.to:
        if to == roles.OFFICER and facts.officer:
            yield facts.officer
        elif to == COVER and facts.cover:
            yield facts.cover
        elif to == roles.SCHEME and facts.was_sent:
            yield from accounts.holders(roles.COORDINATOR).values_list("pk", flat=True)
        elif to == roles.LANDLORD:
            yield from deciders(facts)
        elif to == roles.OFFERING and facts.offer_organisation:
            holders = accounts.holders(roles.LETTINGS_OFFICER, facts.offer_organisation)
            yield from holders.values_list("pk", flat=True)
        elif to == MANAGER:
            organisation = facts.offer_organisation or facts.landlord
            if organisation:
                yield from accounts.holders(roles.PARTNER_MANAGER, organisation).values_list("pk", flat=True)


@dataclass(frozen=True)
class _Line:
    """What one reminder says, alone and in a list."""

    subject: str
    alone: str
    in_list: str
    is_late: bool


def write(mail: Mail, at: datetime, post: Membership) -> Text | NotSent:
    """Write one list of reminders, of what is still so and still concerns its reader; nothing is left: not sent."""
    lines = [line for row in _latest(mail) if (line := _line(row, london_day(at))) is not None]
    if not lines:
        return NotSent("nothing is left")
    if len(lines) == 1:
        return Text(post.person.email, lines[0].subject, framed(lines[0].alone))
    late = sum(line.is_late for line in lines)
    subject = f"{late or len(lines)} {_things(late or len(lines))} {'overdue' if late else 'due soon'}"
    body = "\n".join(["These are waiting for you:", "", *(line.in_list for line in lines)])
    return Text(post.person.email, subject, framed(body))


def _things(n: int) -> str:
    return "thing is" if n == 1 else "things are"


def _latest(mail: Mail) -> list[Reminded]:
    """Of several reminders of one thing that came together, only the last one speaks."""
    found: dict[tuple[UUID, UUID], Reminded] = {}
    rows = mail.reminded.all()
    for row in sorted(rows, key=lambda row: (row.due_on, row.thing, _reminder(row)[0])):
        found[row.membership_id, row.thing] = row
    return list(found.values())


def _reminder(row: Reminded) -> tuple[int, Reminder]:
    if row.reminder.startswith(ASKED_FOR.key):
        return len(STATES["request"][row.state].reminders), ASKED_FOR
    machine: Machine = "offer" if row.machine == "offer" else "request"
    return next(
        (place, one) for place, one in enumerate(STATES[machine][row.state].reminders) if one.key == row.reminder
    )


def _line(row: Reminded, today: date) -> _Line | None:
    table = Offer if row.machine == "offer" else PropertyRequest
    unchanged = {"pk": row.thing, "state": row.state, "state_since": row.state_since, "due_on": row.due_on}
    if accounts.post(row.membership_id) is None or not table.objects.filter(**unchanged).exists():
        return None
    _, reminder = _reminder(row)
    late = workdays.between(row.due_on, today, current())
    in_days = working_days(row.due_on, today)
    words = {**current().words(), "due": weekday_date(row.due_on), "late": in_days}
    if reminder.to == (MANAGER,):
        # A manager may not open the request, so nothing but the bar can be asked.
        with acting_as(row.membership_id):
            facts = facts_of("request", row.request_id)
        if facts is None or facts.barred:
            return None
        said = reminder.line.format(**words)
        return _Line(f"Your organisation: {reminder.subject}", said, f"Your organisation: {in_days} overdue", True)
    with acting_as(row.membership_id) as reader:
        seen = still_concerns(reader, row.request_id)
    if seen is None:
        return None
    subject = f"{seen.reference}: {reminder.subject}" if reminder.subject in SUBJECTS else reminder.subject
    state = f"{in_days} overdue" if late > 0 else f"due on {words['due']}"
    return _Line(subject, reminder.line.format(ref=seen.reference, **words), f"{seen.reference}: {state}", late > 0)
