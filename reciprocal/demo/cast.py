"""The cast of the demonstration: invented people and landlords. The first letter of a name says the role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from django.db import connection

from reciprocal.access.actor import acting_as
from reciprocal.accounts.models import Membership, Person
from reciprocal.partners.models import Domain, Organisation, PlaceWithHomes
from reciprocal.rulebook.bedrooms import NATIONAL
from reciprocal.rulebook.scheme import current

_NAMESPACE: Final = UUID("6f2f2c1e-1f5b-4b1c-9b52-1f3a7c5f3d10")
_JOINED: Final = date(2022, 7, 1)


@dataclass(frozen=True)
class Player:
    """One of the cast: key, name, role, organisation, job title and what they do in the demonstration."""

    key: str
    name: str
    role: str
    organisation: str
    title: str
    does: str

    @property
    def person_id(self) -> UUID:
        """The same id in every demonstration and every test."""
        return uuid5(_NAMESPACE, f"person {self.key}")

    @property
    def membership_id(self) -> UUID | None:
        """The id of the post; none for somebody who holds no post."""
        return uuid5(_NAMESPACE, f"post {self.key}") if self.role else None


def organisation_id(name: str) -> UUID:
    """Give the id of one of the invented organisations."""
    return uuid5(_NAMESPACE, f"organisation {name}")


ORGANISATIONS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "Alder Council": ("council", ("camden",)),
    "Birch Homes": ("housing_association", ("newham", "hackney", "barnet", "lewisham")),
    "Cedar Council": ("council", ("croydon",)),
    "Dogwood Homes": ("housing_association", ("croydon", "bromley", "sutton")),
    "Elm Council": ("council", ("newham",)),
    "Fir Homes": ("housing_association", ("greenwich", "hackney", "lewisham", "newham")),
    "Lantern Support": ("agency", ()),
    "Harbour Advice": ("agency", ()),
    "Example Moves Team": ("coordinator", ()),
    "Example Funder": ("funder", ()),
}

CAST: Final[tuple[Player, ...]] = (
    Player(
        "nadia",
        "Nadia",
        "nominating_officer",
        "Lantern Support",
        "Independent domestic violence adviser",
        "Sends property requests for the households she supports, and speaks for them.",
    ),
    Player(
        "clare",
        "Clare",
        "coordinator",
        "Example Moves Team",
        "Coordinator",
        "Checks requests, asks landlords, circulates, and keeps the pot fair.",
    ),
    Player(
        "liam",
        "Liam",
        "named_lead",
        "Alder Council",
        "Rehousing manager",
        "Decides for Alder Council whether it agrees that its tenant moves.",
    ),
    Player(
        "lena",
        "Lena",
        "lettings_officer",
        "Cedar Council",
        "Lettings officer",
        "Declares vacant homes of Cedar Council and offers them.",
    ),
    Player(
        "petra",
        "Petra",
        "partner_manager",
        "Alder Council",
        "Head of housing",
        "Answers for Alder Council: its people, its places and its statement.",
    ),
    Player(
        "max",
        "Max",
        "scheme_manager",
        "Example Moves Team",
        "Scheme manager",
        "Keeps the rules of the scheme and reads the log.",
    ),
    Player("anya", "Anya", "analyst", "Example Funder", "Analyst", "Reads published figures, and nothing else."),
    Player("audrey", "Audrey", "auditor", "Example Funder", "Auditor", "Reads the log of acts and looks."),
    Player(
        "bart",
        "Bart",
        "lettings_officer",
        "Dogwood Homes",
        "Lettings officer",
        "Lets homes at a partner that is kept away from some requests. He learns nothing of them.",
    ),
    Player("otto", "Otto", "", "", "", "Has an account and no post, and so sees nothing."),
)

# Posts that the story needs and nobody steps into: a cover, and people of the other landlords.
DESKS: Final[tuple[Player, ...]] = (
    Player("lantern_desk", "Lantern duty desk", "nominating_officer", "Lantern Support", "Duty desk", ""),
    Player("harbour_desk", "Harbour duty desk", "nominating_officer", "Harbour Advice", "Duty desk", ""),
    Player("moves_desk", "Example moves desk", "coordinator", "Example Moves Team", "Second coordinator", ""),
    Player("birch_lead", "Birch rehousing desk", "named_lead", "Birch Homes", "Rehousing desk", ""),
    Player("cedar_lead", "Cedar rehousing desk", "named_lead", "Cedar Council", "Rehousing desk", ""),
    Player("elm_lead", "Elm rehousing desk", "named_lead", "Elm Council", "Rehousing desk", ""),
    Player("alder_lettings", "Alder lettings desk", "lettings_officer", "Alder Council", "Lettings desk", ""),
    Player("dogwood_manager", "Dogwood head office", "partner_manager", "Dogwood Homes", "Head office", ""),
    Player("fir_lettings", "Fir lettings desk", "lettings_officer", "Fir Homes", "Lettings desk", ""),
)

# Which teams landlords keep, and who is in them.
TEAMS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("Alder Council", "Rehousing"): ("liam",),
    ("Alder Council", "Lettings"): ("alder_lettings",),
    ("Dogwood Homes", "Lettings"): ("bart",),
    ("Dogwood Homes", "Repairs"): (),
}

EVERYBODY: Final = {player.key: player for player in CAST + DESKS}


def settle() -> None:
    """Put organisations, people and posts into the database, as its owner. Running it again changes nothing."""
    put(ORGANISATIONS, EVERYBODY.values())
    for (partner, team), people in TEAMS.items():
        manager = next(
            one for one in EVERYBODY.values() if (one.organisation, one.role) == (partner, "partner_manager")
        )
        with acting_as(manager.membership_id), connection.cursor() as cursor:
            ids = [EVERYBODY[key].person_id for key in people]
            cursor.execute("SELECT accounts_keep_team(NULL, %s, %s, %s)", [team, ids, _JOINED])


def put(organisations: Mapping[str, tuple[str, tuple[str, ...]]], players: Iterable[Player]) -> None:
    """Put some organisations and people into the database, where they are not there yet.

    Args:
        organisations: by its name, each organisation's kind and the places where it has homes.
        players: people, each with a post at one of the organisations or none.
    """
    known, players = {place.code for place in current().places}, list(players)
    landlords = Organisation.LANDLORD_KINDS
    Organisation.objects.bulk_create(
        (
            Organisation(
                id=organisation_id(name),
                name=name,
                kind=kind,
                joined_on=_JOINED if kind in landlords else None,
                bedroom_rule="benefit" if name == "Fir Homes" else NATIONAL,
            )
            for name, (kind, _) in organisations.items()
        ),
        ignore_conflicts=True,
    )
    Domain.objects.bulk_create(
        (
            Domain(id=uuid5(organisation_id(name), "domain"), organisation_id=organisation_id(name), name=_domain(name))
            for name in organisations
        ),
        ignore_conflicts=True,
    )
    PlaceWithHomes.objects.bulk_create(
        (
            PlaceWithHomes(id=uuid5(organisation_id(name), place), organisation_id=organisation_id(name), place=place)
            for name, (_, places) in organisations.items()
            for place in places
            if place in known
        ),
        ignore_conflicts=True,
    )
    Person.objects.bulk_create((_person(player) for player in players), ignore_conflicts=True)
    Membership.objects.bulk_create((_post(player) for player in players if player.role), ignore_conflicts=True)


def _domain(organisation: str) -> str:
    return f"{organisation.lower().replace(' ', '-') or 'nowhere'}.example"


def _person(player: Player) -> Person:
    email = f"{player.key.replace('_', '.')}@{_domain(player.organisation)}"
    return Person(id=player.person_id, email=email, name=player.name, phone="020 7946 0000", password="!")


def _post(player: Player) -> Membership:
    return Membership(
        id=player.membership_id,
        person_id=player.person_id,
        organisation_id=organisation_id(player.organisation),
        role=player.role,
        title=player.title,
        started_on=_JOINED,
    )
