"""The scheme: its area, its words, its places and its rules by date, read from one file.

Another region is another file in `schemes/`, not another program.
"""

import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from reciprocal.rulebook.parts import (
    SETTINGS,
    Contact,
    Group,
    Place,
    Reason,
    Setting,
    TenancyType,
    Value,
    read_contact,
    read_group,
    read_place,
    read_reason,
    read_rule,
    read_setting,
    read_tenancy_type,
)
from reciprocal.rulebook.reading import SchemeError, Table
from reciprocal.rulebook.rules import BY_KEY, Rule

SCHEMES: Final = Path(__file__).parent / "schemes"
VARIABLE: Final = "RECIPROCAL_SCHEME"
DEFAULT: Final = "london"
Part = TypeVar("Part", Group, Place, Reason, TenancyType)


@dataclass(frozen=True)
class Scheme:
    """One scheme as its members agreed it. Whatever changes over the years is asked for a day."""

    key: str
    name: str
    short_name: str
    area: str
    place_word: str
    places_word: str
    begins: date
    exit_url: str
    coordinator: Contact
    groups: tuple[Group, ...]
    places: tuple[Place, ...]
    reasons: tuple[Reason, ...]
    all_tenancy_types: tuple[TenancyType, ...]
    settings: Mapping[str, Setting]
    rules: Mapping[str, Rule]
    calendar: Mapping[date, bool]

    def place(self, code: str) -> Place:
        """Give a place by its code. Raises KeyError where the scheme has no such place."""
        return _one(self.places, code)

    def has_place(self, code: str) -> bool:
        """Say whether the scheme has a place with this code."""
        return any(place.code == code for place in self.places)

    def reason(self, code: str) -> Reason:
        """Give a reason for moving by its code. Raises KeyError where the scheme has no such reason."""
        return _one(self.reasons, code)

    def has_reason(self, code: str) -> bool:
        """Say whether the scheme has a reason with this code."""
        return any(reason.code == code for reason in self.reasons)

    def tenancy_type(self, code: str) -> TenancyType:
        """Give a kind of tenancy by its code. Raises KeyError where the scheme has no such kind."""
        return _one(self.all_tenancy_types, code)

    def has_tenancy_type(self, code: str) -> bool:
        """Say whether the scheme has a kind of tenancy with this code."""
        return any(kind.code == code for kind in self.all_tenancy_types)

    def tenancy_types(self, on: date, landlord_kind: str | None = None) -> tuple[TenancyType, ...]:
        """List the kinds of tenancy that somebody may hold on a day, in the order of the file.

        With a kind of landlord ("council", "housing_association"): only those on which it may let a home.
        """
        return tuple(
            kind
            for kind in self.all_tenancy_types
            if kind.valid(on) and (landlord_kind is None or (kind.may_be_offered and landlord_kind in kind.granted_by))
        )

    def setting(self, name: str, on: date) -> Value:
        """Give the value of a setting on a day.

        Raises KeyError for a setting that does not exist, SchemeError for a day before its first value.
        """
        found = [entry.value for entry in self.settings[name].values if entry.since <= on]
        if not found:
            raise SchemeError(f"{self.key}: {name} has no value on {on}; add one from that day to the scheme's file.")
        return found[-1]

    def number(self, name: str, on: date) -> int:
        """Give a setting that is one whole number, on a day. Raises TypeError for any other setting."""
        value = self.setting(name, on)
        if not isinstance(value, int):
            raise TypeError(f"{name} is not one number")
        return value

    def in_force(self, rule: str, on: date) -> bool:
        """Say whether a rule holds in this scheme on a day."""
        return self.rules[rule].holds(on)

    def words(self) -> dict[str, str]:
        """Give the scheme's own words for the tokens in texts, such as {place} or {coordinator}."""
        return {
            "scheme": self.name,
            "scheme_short": self.short_name,
            "area": self.area,
            "place": self.place_word,
            "places": self.places_word,
            "coordinator": self.coordinator.organisation,
            "phone": self.coordinator.phone,
            "email": self.coordinator.email,
            "hours": self.coordinator.hours,
        }


def _one(entries: Sequence[Part], code: str) -> Part:
    for entry in entries:
        if entry.code == code:
            return entry
    raise KeyError(code)


def load(name_or_path: str | Path) -> Scheme:
    """Read a scheme by its name in `schemes/` or by the path of its file.

    Raises SchemeError, with one sentence, for a file that cannot be found, cannot be read, or has a mistake.
    """
    path = Path(name_or_path)
    if path.suffix != ".toml":
        path = SCHEMES / f"{name_or_path}.toml"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in SCHEMES.glob("*.toml")))
        raise SchemeError(f"{name_or_path}: there is no such scheme; choose one of {known}, or give a .toml file.")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise SchemeError(f"{path.name}: the file is not in UTF-8; save it as UTF-8 text.") from None
    except tomllib.TOMLDecodeError as mistake:
        raise SchemeError(f"{path.name}: the file cannot be read as TOML, {mistake}; mend that place.") from None
    return _read(Table(data, path.name))


def _read(top: Table) -> Scheme:
    begins = top.day("begins")
    sources = top.table("sources")
    source_words = {key: sources.text(key) for key in sources}
    groups = _read_all(top, "groups", read_group)
    scheme = Scheme(
        key=top.text("key"),
        name=top.text("name"),
        short_name=top.text("short_name"),
        area=top.text("area"),
        place_word=top.text("place_word"),
        places_word=top.text("places_word"),
        begins=begins,
        exit_url=_read_exit(top),
        coordinator=read_contact(top.table("coordinator")),
        groups=groups,
        places=_read_places(top, groups),
        reasons=_read_all(top, "reasons", read_reason),
        all_tenancy_types=_read_all(top, "tenancy_types", read_tenancy_type),
        settings=_read_settings(top.table("settings"), begins, source_words),
        rules=_read_rules(top.table("rules"), source_words),
        calendar=_read_calendar(top.tables("calendar")),
    )
    top.done()
    _check_enough_places(top, scheme)
    return scheme


def _read_exit(top: Table) -> str:
    """Read where "Hide this page" leads: to somebody else's page that says nothing of why it is open."""
    address = top.text("exit_url")
    if not address.startswith("https://"):
        raise top.wrong("exit_url", f'"{address}" is no address that a browser opens safely', "begin it with https://")
    return address


def _read_all(top: Table, key: str, read: Callable[[Table], Part]) -> tuple[Part, ...]:
    """Read a list of parts; it must not be empty, and no code may stand twice."""
    parts: dict[str, Part] = {}
    for table in top.tables(key):
        part = read(table)
        if part.code in parts:
            raise table.wrong("code", f'"{part.code}" stands twice', "give each its own code")
        parts[part.code] = part
    if not parts:
        raise top.wrong(key, "the list is empty", "add at least one")
    return tuple(parts.values())


def _read_places(top: Table, groups: tuple[Group, ...]) -> tuple[Place, ...]:
    """Read the places from A to Z, by name and by code, so that no order of theirs means anything.

    No name and no official code stands twice.
    """
    places = _read_all(top, "places", lambda table: read_place(table, groups))
    seen: set[str] = set()
    for table, place in zip(top.tables("places"), places, strict=True):
        for key, value in (("name", place.name), ("ons", place.ons)):
            if value in seen:
                raise table.wrong(key, f'"{value}" stands twice', "take one of the two out or mend it")
            seen.update({value} - {""})
    for group in groups:
        if not any(place.group == group.code for place in places):
            raise top.wrong("groups", f'no place is in "{group.code}"', "give it a place or take it out")
    by_name = sorted(places, key=lambda place: place.name)
    for named, coded in zip(by_name, sorted(places, key=lambda place: place.code), strict=True):
        if named != coded:
            raise top.wrong(
                "places", f'the code of "{named.name}" does not sort as the name does', "begin it like the name"
            )
    return tuple(by_name)


def _read_settings(table: Table, begins: date, sources: Mapping[str, str]) -> Mapping[str, Setting]:
    settings = {name: read_setting(name, table.table(name), begins, sources) for name in SETTINGS}
    table.done()
    return MappingProxyType(settings)


def _read_rules(table: Table, sources: Mapping[str, str]) -> Mapping[str, Rule]:
    rules = {key: read_rule(key, table.table(key), sources) for key in BY_KEY}
    table.done()
    return MappingProxyType(rules)


def _read_calendar(tables: list[Table]) -> Mapping[date, bool]:
    """Read the days on which the scheme works, or rests, unlike England's calendar."""
    days: dict[date, bool] = {}
    for table in tables:
        day = table.day("day")
        if day in days:
            raise table.wrong("day", f"{day} stands twice", "keep one of the two")
        days[day] = table.flag("working")
        table.text("why")
        table.done()
    return MappingProxyType(days)


def _check_enough_places(top: Table, scheme: Scheme) -> None:
    """Refuse a minimum that nobody could reach: the place of the home is never among those chosen."""
    most = len(scheme.places) - 1
    for n, entry in enumerate(scheme.settings["min_places"].values, 1):
        if isinstance(entry.value, int) and entry.value > most:
            raise top.wrong(
                f"settings.min_places.values.{n}.value",
                f"{entry.value} is more than the {most} places that are left without the home's own",
                f"write {most} or less",
            )


@cache
def current() -> Scheme:
    """Give the scheme of this installation: the environment's RECIPROCAL_SCHEME, else the demonstration's.

    It is read once. Raises SchemeError as `load` does.
    """
    return load(os.environ.get(VARIABLE, DEFAULT))
