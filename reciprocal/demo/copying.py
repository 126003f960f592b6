"""One copy of a story: the same rows with other ids, days, landlords, places, references and people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from reciprocal.demo import london
from reciprocal.demo.cast import EVERYBODY, ORGANISATIONS, Player, organisation_id
from reciprocal.demo.originals import HAPPENED, HOMES, LINES, OFFERS, PROFILES, Original, Row
from reciprocal.matching.ranking import draw_for
from reciprocal.rulebook.places import listed_for
from reciprocal.rulebook.references import draw_draft
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import WITH_PROFILE

_LISTED: Final = 5
_PRIORITY: Final = "circulation_priority"
_ALLOWED: Final = "circulation_allowedplace"


class London:
    """Who may stand in a copy for the landlords and officers of the cast, and which references are given."""

    def __init__(self, draw: Random, given: set[str]) -> None:
        self.draw, self.given = draw, given
        self.desks = london.desks()
        others = london.organisations()
        self.places = {organisation_id(n): set(p) for n, (_, p) in {**ORGANISATIONS, **others}.items() if p}
        self.kinds = {organisation_id(n): kind for n, (kind, _) in {**ORGANISATIONS, **others}.items()}
        self.by_kind: dict[str, list[str]] = {}
        for name, (kind, _) in others.items():
            self.by_kind.setdefault(kind, []).append(name)
        self.names = {place.code: place.name for place in current().places}

    def landlord(self, like: UUID, place: str = "", but: str = "") -> tuple[str, str]:
        """Draw a landlord of the same kind as another, with one of its places, which is not a place that is taken."""
        while True:
            name = self.draw.choice(self.by_kind[self.kinds[like]])
            free = sorted(self.places[organisation_id(name)] - {place})
            if name != but and free:
                return name, self.draw.choice(free)

    def code(self, year: int) -> str:
        """Draw a code that is not given yet."""
        return self._new(lambda: f"ARC-{self.draw.randint(1000, 9999)}-{year % 100:02}")

    def draft_reference(self) -> str:
        """Draw a draft reference that is not given yet."""
        return self._new(lambda: draw_draft(self.draw))

    def _new(self, make: Any) -> str:
        while (found := make()) in self.given:
            pass
        self.given.add(found)
        return found


class Copy:
    """A story once more, some time ago and elsewhere."""

    def __init__(self, original: Original, shift: timedelta, city: London, draw: Random) -> None:
        self.original, self.shift, self.city, self.draw = original, shift, city, draw
        self.days = timedelta(days=shift.days)
        self.ids = {id: UUID(int=draw.getrandbits(128), version=4) for id in sorted(original.ids)}
        self.id = self.ids[original.request["id"]]
        self.text: dict[str, str] = {}
        self.people: dict[UUID, UUID] = {}
        self._happened = 0
        self._choose()

    def rows(self) -> Iterator[tuple[str, list[Row]]]:
        """Give the copied rows, table by table."""
        profiles = {id: row for row in self._profiles() for id in [row["id"]]}
        dropped = {self.ids[row["id"]] for row in self.original.rows.get(PROFILES, ())} - set(profiles)
        yield PROFILES, list(profiles.values())
        for table, rows in self.original.rows.items():
            if table == PROFILES:
                continue
            made = (self._row(table, row) for row in self._in_order(table, rows))
            yield table, [row for row in made if dropped.isdisjoint(v for v in row.values() if isinstance(v, UUID))]

    def moment(self, at: datetime) -> datetime:
        """The moment of the copy for one of the original."""
        return at + self.shift

    def other(self, id: UUID | None) -> UUID | None:
        """The id of the copy for one of the original: of a row, a landlord or somebody's post."""
        return None if id is None else self.ids.get(id) or self.people.get(id) or id

    def payload(self, event: str, payload: dict[str, Any]) -> dict[str, Any]:
        """What the log keeps with an act of the copy."""
        if event == "draw":
            return {**payload, "draw": draw_for(str(self.id), payload["seed"])}
        return {name: self._from_text(value) for name, value in payload.items()}

    def _choose(self) -> None:
        """Choose landlords, people and places: any places at all, but for where the two landlords have homes."""
        request, offers = self.original.request, self.original.rows.get(OFFERS, [])
        landlord, left = self.city.landlord(request["landlord_id"])
        wanted = {request["home_place"]: left}
        self._stand_in(request["landlord_id"], landlord)
        if offers:
            partner = offers[0]["organisation_id"]
            name, place = self.city.landlord(partner, place=left, but=landlord)
            home = next(row for row in self.original.rows[HOMES] if row["id"] == offers[0]["home_id"])
            wanted[home["place"]] = place
            self._stand_in(partner, name)
        self._move(wanted)
        agency = self.draw.choice(self.city.by_kind["agency"])
        self._stand_in(organisation_id(self._officer().organisation), agency)
        self.text[request["draft_reference"]] = self.city.draft_reference()
        if request["code"]:
            self.text[request["code"]] = self.city.code((request["approved_at"] + self.shift).year)

    def _officer(self) -> Player:
        return next(p for p in EVERYBODY.values() if p.membership_id == self.original.request["officer_id"])

    def _stand_in(self, organisation: UUID, name: str) -> None:
        """Let an organisation and its people stand where another one stood with its own."""
        self.people[organisation] = organisation_id(name)
        desks = list(self.city.desks[name])
        for player in EVERYBODY.values():
            if player.membership_id is None or organisation_id(player.organisation) != organisation:
                continue
            own = [desk for desk in desks if desk.role == player.role]
            if own:
                taken = own[-1] if player.key == "lantern_desk" else own[0]
                assert taken.membership_id
                self.people[player.membership_id] = taken.membership_id
                self.text |= {player.organisation: name, _email(player): _email(taken)}

    def _move(self, wanted: dict[str, str]) -> None:
        codes = list(self.city.names)
        free = [code for code in codes if code not in wanted.values()]
        self.draw.shuffle(free)
        for code in codes:
            self.text[code] = wanted[code] if code in wanted else free.pop()
        self.names = {name: self.city.names[self.text[code]] for code, name in self.city.names.items()}

    def _in_order(self, table: str, rows: list[Row]) -> list[Row]:
        return sorted(rows, key=lambda row: row["id"]) if table == HAPPENED else rows

    def _row(self, table: str, row: Row) -> Row:
        made = {name: self._value(value) for name, value in row.items()}
        if table == HAPPENED:
            self._happened += 1
            nanoseconds = int(made["at"].timestamp()) * 1_000_000_000
            made["id"] = UUID(int=(nanoseconds << 64) | (self.id.int & ~0xFFFF & (2**64 - 1)) | self._happened)
        elif table == LINES:
            made["month"] = self._started().replace(day=1)
        elif table == _PRIORITY:
            seeds = [payload["seed"] for entry, payload in self.original.acts if entry.event == "draw"]
            made["draw"] = draw_for(str(self.id), seeds[-1])
        return made

    def _started(self) -> date:
        day = next(row["started_on"] for row in self.original.rows[OFFERS] if row["state"] == "started")
        assert isinstance(day, date)
        return day + self.days

    def _profiles(self) -> list[Row]:
        """A profile for everybody with homes in a safe place; of what is over only those that led to an offer."""
        rows = self.original.rows.get(PROFILES, [])
        if not rows:
            return []
        offered = {row["profile_id"] for row in self.original.rows.get(OFFERS, ())}
        kept = [self._row(PROFILES, row) for row in rows if row["id"] in offered]
        if self.original.state not in WITH_PROFILE:
            return kept
        allowed = {self.text[row["place"]] for row in self.original.rows[_ALLOWED]}
        barred = {row["organisation_id"] for row in self.original.rows.get("property_requests_bar", ())}
        away = barred | {self.people[self.original.request["landlord_id"]]} | {row["organisation_id"] for row in kept}
        like = self._row(PROFILES, rows[0])
        for organisation, places in self.city.places.items():
            if organisation not in away and places & allowed:
                id = UUID(int=self.draw.getrandbits(128), version=4)
                kept.append({**like, "id": id, "organisation_id": organisation})
        for row in kept:
            own = self.city.places[row["organisation_id"]]
            row["listed_places"] = list(listed_for(own, allowed, _LISTED, f"{self.id} {row['organisation_id']}"))
        return kept

    def _value(self, value: Any) -> Any:
        if isinstance(value, UUID):
            return self.other(value)
        if isinstance(value, datetime):
            return value + self.shift
        if isinstance(value, date):
            return value + self.days
        if isinstance(value, list):
            return [self._value(one) for one in value]
        if isinstance(value, str):
            return self._words(value)
        return value

    def _words(self, value: str) -> str:
        before, comma, place = value.rpartition(", ")
        if comma and place in self.names:
            return f"{before}, {self.names[place]}"
        return self.text.get(value, value)

    def _from_text(self, value: Any) -> Any:
        """A value of the log's payload, where everything is text: an id or a day of the copy."""
        if not isinstance(value, str):
            return value
        for read in (UUID, date.fromisoformat):
            try:
                return str(self._value(read(value)))
            except ValueError:
                continue
        return self._words(value)


def _email(player: Player) -> str:
    return f"{player.key.replace('_', '.')}@{player.organisation.lower().replace(' ', '-')}.example"
