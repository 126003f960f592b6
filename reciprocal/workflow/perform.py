"""The one writer of states: lock, ask the policy, check what the step needs, change, record, tell. One transaction.

An action of an app reads like this::

    with perform(actor, "approve", "request", request_id, at=at) as step:
        step.require(our_tenant=None if ticked else "Confirm that this is your tenant.")
        Decision.objects.create(...)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from reciprocal.access.actor import facts_of
from reciprocal.access.facts import NOTHING, Actor, Facts
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.access.policy import Hidden, Refused, decide_step
from reciprocal.audit import log
from reciprocal.rulebook import roles
from reciprocal.rulebook.lifecycle import STEPS, Change, Step, first_with_same_sentence
from reciprocal.rulebook.states import NEW, STATES
from reciprocal.workflow.due import due_date
from reciprocal.workflow.models import Happening
from reciprocal.workflow.tell import tell

CHANGED_MEANWHILE = (
    "Somebody else changed this while you had it open. Nothing of yours was saved. "
    "Check what is there now, then try again."
)


@dataclass
class Performing:
    """A step while it is being taken: what the action may set before it ends."""

    step: Step
    actor: Actor
    facts: Facts
    at: datetime
    about: date | None = None
    new_officer: UUID | None = None
    quiet: bool = False
    due: dict[str, date | None] = field(default_factory=dict)
    to: dict[str, str] = field(default_factory=dict)
    request: UUID | None = None
    offer: UUID | None = None
    home: UUID | None = None
    organisation: UUID | None = None
    also_tells: list[tuple[str, str]] = field(default_factory=list)
    _after: list[Callable[[], None]] = field(default_factory=list)

    @property
    def request_id(self) -> UUID:
        """The request that the step is about. Raises LookupError for a step about none."""
        if self.request is None:
            raise LookupError(f"{self.step.key} is not about a request")
        return self.request

    def require(self, **needs: str | None) -> None:
        """Check the needs that the table names for this step.

        Args:
            needs: one keyword a need: None where it is met, else the sentence that says what is missing.

        Raises:
            RefusedError: with the first sentence, in the order of the table.
            KeyError: where the action forgot a need of the table, or brought one that the table does not name.
        """
        if set(needs) != set(self.step.needs):
            raise KeyError(f"{self.step.key} needs {self.step.needs}, and the action brought {tuple(needs)}")
        for need in self.step.needs:
            if (sentence := needs[need]) is not None:
                raise RefusedError(sentence)

    def then(self, act: Callable[[], None]) -> None:
        """Do something once the states have changed, in the same transaction."""
        self._after.append(act)


@contextmanager
def perform(
    actor: Actor,
    key: str,
    kind: str = "",
    thing: UUID | None = None,
    *,
    at: datetime,
    home: UUID | None = None,
) -> Iterator[Performing]:
    """Take one step of the lifecycle for an actor.

    Args:
        actor: who takes it.
        key: the step, a key of `lifecycle.STEPS`.
        kind: "request", "profile", "offer" or "home": what `thing` is; empty for a step that makes something new.
        thing: its id.
        at: when, by the clock of the service.
        home: the home, for an offer of it.

    Yields:
        the step being taken. The action writes its own rows inside; states change when the block ends.

    Raises:
        HiddenError: the actor may not learn that the thing exists.
        RefusedError: the actor may not do this, or not now; with a sentence.
    """
    step = STEPS[key]
    with transaction.atomic():
        facts = _locked_facts(kind, thing, home)
        decision = decide_step(step, actor, facts)
        if isinstance(decision, Hidden):
            raise HiddenError(key)
        if isinstance(decision, Refused):
            raise RefusedError(decision.why)
        performing = Performing(
            step,
            actor,
            facts,
            at,
            request=facts.request,
            offer=facts.offer,
            home=facts.home,
            organisation=facts.offer_organisation or facts.home_organisation,
        )
        yield performing
        _change_states(performing)
        for act in performing._after:
            act()
        _record(performing)
        if not performing.quiet:
            tell(performing)


def _locked_facts(kind: str, thing: UUID | None, home: UUID | None) -> Facts:
    if thing is None:
        return NOTHING
    facts = facts_of(kind, thing, lock=True)
    if facts is None:
        raise HiddenError(kind)
    if home is None:
        return facts
    of_home = facts_of("home", home, lock=True)
    if of_home is None:
        raise HiddenError("home")
    return facts.with_home(of_home)


def _change_states(performing: Performing) -> None:
    for change in performing.step.changes:
        before = performing.facts.state_of(change.machine)
        if change.from_ == (NEW,) or (change.if_any and before not in change.from_):
            continue  # a new thing got its first state with its row; there is nothing to end
        after = performing.to.get(change.machine) or _only(change)
        if after == before:
            continue  # the table lets the state stay, and the action chose that
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT workflow_move(%s, %s, %s, %s, %s, %s)",
                [
                    change.machine,
                    getattr(performing, change.machine),
                    before,
                    after,
                    performing.at,
                    _due(performing, change, after),
                ],
            )
            if not cursor.fetchone()[0]:
                raise RefusedError(CHANGED_MEANWHILE)


def _only(change: Change) -> str:
    if len(change.to) != 1:
        raise KeyError(f"the action must choose one of {change.to}")
    return change.to[0]


def _due(performing: Performing, change: Change, after: str) -> date | None:
    if change.machine in performing.due:
        return performing.due[change.machine]
    return due_date(STATES[change.machine][after], performing.at)


def _record(performing: Performing) -> None:
    step = performing.step
    log.record("act", step.key, performing.request, performing.at, about=performing.about, home=performing.home)
    if step.erases:
        return
    audiences = [relation for relation, _ in step.seen_by if relation != roles.LANDLORD or _landlord_knows(performing)]
    if performing.request is not None:
        audiences.insert(0, "case")
    elif step.machine == "home":
        audiences = ["offering"]
    Happening.objects.bulk_create(_happening(performing, audience) for audience in audiences)


def _landlord_knows(performing: Performing) -> bool:
    return performing.facts.landlord_was_asked or performing.step.key == "seek_approval"


def _happening(performing: Performing, audience: str) -> Happening:
    step, actor = performing.step, performing.actor
    acts_itself = audience == "case" or audience in step.who or performing.request is None
    of_offer = audience != roles.LANDLORD
    return Happening(
        audience=audience,
        request_id=performing.request,
        offer_id=performing.offer if of_offer and step.machine != "home" else None,
        home_id=performing.home if of_offer and step.machine != "request" else None,
        organisation_id=performing.organisation if of_offer else None,
        step=step.key if acts_itself else first_with_same_sentence(step, audience),
        at=performing.at,
        about=performing.about,
        by_membership=actor.membership if acts_itself else None,
        by_role=actor.role if acts_itself else "",
    )
