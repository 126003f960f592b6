"""What is known when it is decided who may do what: the actor, and the facts about one thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID


@dataclass(frozen=True)
class Actor:
    """Who acts: one post of one person at one organisation. Nobody has no role."""

    membership: UUID
    person: UUID
    role: str
    organisation: UUID

    @property
    def is_nobody(self) -> bool:
        """Whether nobody acts: not signed in, no post, or a post that has ended."""
        return not self.role


_NO_ID = UUID(int=0)
# The post of the service itself. The database takes it from the worker's login alone.
SYSTEM_POST = UUID(int=1)
NOBODY = Actor(_NO_ID, _NO_ID, "", _NO_ID)


@dataclass(frozen=True)
class Facts:
    """The facts about a request, a profile, an offer or a home that decisions are made from.

    They come from the database whatever the actor may read there, so that policy and row-level security are two
    separate answers to the same question. `barred` is about the actor, `has_profile` and `has_offered` are about the
    actor's organisation. `declined_by` is the person who declined, once a second look was asked for; `manager_decides`
    says that the landlord has no other named lead for it.
    """

    request: UUID | None = None
    request_state: str = ""
    was_sent: bool = False
    landlord: UUID | None = None
    landlord_was_asked: bool = False
    declined_by: UUID | None = None
    manager_decides: bool = False
    officer: UUID | None = None
    cover: UUID | None = None
    barred: bool = False
    has_profile: bool = False
    has_offered: bool = False
    has_live_offer: bool = False
    profile: UUID | None = None
    profile_organisation: UUID | None = None
    offer: UUID | None = None
    offer_state: str = ""
    offer_organisation: UUID | None = None
    home: UUID | None = None
    home_state: str = ""
    home_organisation: UUID | None = None

    def state_of(self, machine: str) -> str:
        """The state of the request, the offer or the home; empty where there is none."""
        return {"request": self.request_state, "offer": self.offer_state, "home": self.home_state}[machine]

    def with_home(self, other: Facts) -> Facts:
        """The same facts, and those of one home beside them: for an offer of it."""
        return replace(self, home=other.home, home_state=other.home_state, home_organisation=other.home_organisation)


NOTHING = Facts()
