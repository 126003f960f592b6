"""What happened, walked again from the first step: every step was open, and the steps lead to the state of today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from reciprocal.config.checks import Check
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.states import NEW, Machine


@dataclass(frozen=True)
class Taken:
    """One step that was taken, as the table of happenings keeps it."""

    id: UUID
    step: str
    request: UUID | None
    offer: UUID | None
    home: UUID | None


@dataclass
class Walk:
    """One thing on its way through the lifecycle: the states in which it may be after the steps so far."""

    machine: Machine
    thing: UUID
    may_be: frozenset[str] = frozenset({NEW})

    def take(self, taken: Taken) -> str | None:
        """Take one more step. Gives a sentence where the lifecycle has no such step from here."""
        step = STEPS.get(taken.step)
        if step is None:
            return f"Happening {taken.id} is of a step {taken.step} that the lifecycle does not have."
        change = next((change for change in step.changes if change.machine == self.machine), None)
        open_from = change.from_ if change else step.from_
        if change is None and step.machine != self.machine:
            return None
        if change and change.if_any and not self.may_be & set(open_from):
            return None
        if not self.may_be & set(open_from):
            return (
                f"Happening {taken.id}: the {self.machine} {self.thing} took the step {step.key},"
                f" which is not open from {_either(self.may_be)}."
            )
        self.may_be = frozenset(change.to) if change else self.may_be & set(open_from)
        return None


@dataclass
class Story:
    """All happenings walked once: where each thing may be, and what was out of order on the way."""

    requests: dict[UUID, Walk]
    offers: dict[UUID, Walk]
    homes: dict[UUID, Walk]
    faults: list[str]


def walk(cursor: Any) -> Story:
    """Walk through everything that happened, in order."""
    cursor.execute("SELECT id, home_id FROM offers_offer")
    home_of = dict(cursor.fetchall())
    story = Story({}, {}, {}, [])
    # Of the rows that one step writes for its audiences, the one that names everything it changed.
    cursor.execute(
        "SELECT id, step, request_id, offer_id, home_id FROM workflow_happening"
        " WHERE audience = 'case' OR request_id IS NULL ORDER BY id"
    )
    for row in cursor.fetchall():
        taken = Taken(*row)
        for walked in _concerned(taken, story, taken.home or home_of.get(taken.offer)):
            fault = walked.take(taken)
            if fault:
                story.faults.append(fault)
    return story


def _concerned(taken: Taken, story: Story, home: UUID | None) -> Iterator[Walk]:
    """Give the things that a step may change: those that it names, and the home of its offer."""
    if taken.request:
        yield story.requests.setdefault(taken.request, Walk("request", taken.request))
    if taken.offer:
        yield story.offers.setdefault(taken.offer, Walk("offer", taken.offer))
    if home:
        yield story.homes.setdefault(home, Walk("home", home))


def _in_order(cursor: Any) -> Iterator[str]:
    yield from walk(cursor).faults


def _leads_here(cursor: Any) -> Iterator[str]:
    story = walk(cursor)
    for machine, table, walks in (
        ("request", "property_requests_propertyrequest", story.requests),
        ("offer", "offers_offer", story.offers),
        ("home", "homes_home", story.homes),
    ):
        cursor.execute(f"SELECT id, state FROM {table} ORDER BY id")
        for thing, state in cursor.fetchall():
            may_be = walks[thing].may_be if thing in walks else frozenset({NEW})
            if state not in may_be:
                yield (
                    f"The {machine} {thing} is in the state {state},"
                    f" and what happened to it leads to {_either(may_be)}."
                )


def _either(states: frozenset[str]) -> str:
    return " or ".join(sorted(states))


CHECKS: Final[tuple[Check, ...]] = (
    Check("Every step that was taken was open by the lifecycle table", _in_order),
    Check("What happened leads to the state that each thing is in", _leads_here),
)
