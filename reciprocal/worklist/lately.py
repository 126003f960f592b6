"""The last seven days: what a post was told, what of it may be a danger that nobody has seen to, and what is done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from reciprocal.access.facts import Actor
from reciprocal.homes.models import Home
from reciprocal.notifications.models import Notice
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.rulebook.notices import ACT_TODAY, NOTICES
from reciprocal.rulebook.roles import SYSTEM
from reciprocal.rulebook.scheme import current
from reciprocal.ui.words import long_date
from reciprocal.workflow.due import day_of
from reciprocal.workflow.models import Happening
from reciprocal.worklist.known import Known, known
from reciprocal.worklist.rows import Item
from reciprocal.worklist.wording import line_of

DAYS: Final = 7
_TOLD_AT_MOST: Final = 25


@dataclass(frozen=True)
class Done:
    """A thing that is off the list: the sentence of what happened to it last."""

    reference: str
    url: str
    sentence: str
    on: date


@dataclass(frozen=True)
class Lately:
    """What one post was told and what happened, newest first, as far as they may know of it now."""

    role: str
    notices: list[Notice]
    happenings: Sequence[Happening]
    known: dict[UUID, Known]

    def told(self) -> list[tuple[date, str]]:
        """List what this post was told, each with the reference that this reader knows."""
        found = [(day_of(one.at), line_of(one, self._reference(one))) for one in self.notices if self._is_known(one)]
        return found[:_TOLD_AT_MOST]

    def urgent(self) -> list[Item]:
        """List what this post was told to see to today, until somebody in the same role takes a step with it.

        What the service did by itself, such as a lapse, is no danger that somebody told, and has a row of its own.
        """
        seen_to: dict[UUID | None, datetime] = {}
        for one in self.happenings:
            if one.by_role == self.role:
                seen_to.setdefault(one.request_id, one.at)
        found: dict[str, Item] = {}
        for notice in self.notices:
            about = self.known.get(notice.request_id) if notice.request_id else None
            if about is None or NOTICES[notice.key].subject != ACT_TODAY:
                continue
            late, step = seen_to.get(notice.request_id), self._step_that_told(notice)
            if (late is None or late <= notice.at) and not (step and step.by_role == SYSTEM):
                said, on = self._what_happened(notice, step), day_of(notice.at)
                item = Item(about.reference, said, about.url, "Look", None, on, True, urgent=True)
                found.setdefault(about.reference, item)
        return list(found.values())

    def done(self, listed: Collection[str]) -> list[Done]:
        """List what is off the list, each with what happened to it last.

        Args:
            listed: the references of all that is still on it.
        """
        found: dict[str, Done] = {}
        for one in self.happenings:
            about = self.known.get(one.request_id) if one.request_id else None
            # A profile alone is nothing that a partner has done.
            if about is None or about.reference in listed or about.kind == "profile":
                continue
            if sentence := _sentence(one):
                found.setdefault(about.reference, Done(about.reference, about.url, sentence, day_of(one.at)))
        found |= {str(home): done for home, done in self._homes()}
        return sorted(found.values(), key=lambda one: one.on, reverse=True)

    def _homes(self) -> Iterator[tuple[UUID, Done]]:
        last: dict[UUID, Happening] = {}
        for one in self.happenings:
            if one.home_id and one.request_id is None:
                last.setdefault(one.home_id, one)
        for home, one in last.items():
            if label := one.left_list:  # type: ignore[attr-defined]
                yield home, Done(label, reverse("home", args=[home]), _sentence(one), day_of(one.at))

    def _is_known(self, notice: Notice) -> bool:
        return notice.request_id is None or notice.request_id in self.known

    def _reference(self, notice: Notice) -> str:
        return self.known[notice.request_id].reference if notice.request_id else ""

    def _step_that_told(self, notice: Notice) -> Happening | None:
        return next(
            (one for one in self.happenings if (one.request_id, one.at) == (notice.request_id, notice.at)), None
        )

    def _what_happened(self, notice: Notice, step: Happening | None) -> str:
        """Give the sentence of the step that told this notice; its own line where the step says nothing of it."""
        if step and any(key == notice.key for key, _ in STEPS[step.step].tells):
            return _sentence(step)
        return line_of(notice, self._reference(notice))


def lately(actor: Actor, today: date) -> Lately:
    """Read what a post was told and what happened in the last seven days."""
    since = today - timedelta(days=DAYS)
    notices = list(Notice.objects.filter(at__date__gte=since).order_by("-at"))
    # Read with what happened, and not after it, so that the page asks once.
    off_list = Home.objects.filter(pk=OuterRef("home_id"), state="off_list").values("label")
    happened = Happening.objects.annotate(left_list=Subquery(off_list)).filter(at__date__gte=since)
    happenings = list(happened.order_by("-id"))
    about = {one.request_id for one in notices} | {one.request_id for one in happenings}
    return Lately(actor.role, notices, happenings, known(actor, (pk for pk in about if pk)))


def _sentence(one: Happening) -> str:
    step = STEPS[one.step]
    of_home = one.request_id is None
    said = step.event if one.audience == "case" or of_home else dict(step.seen_by).get(one.audience, "")
    about = long_date(one.about) if one.about else ""
    return said.format(about=about, coordinator=current().coordinator.organisation, landlord="the landlord")
