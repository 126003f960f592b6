"""What a scheme is made of: its places, reasons, tenancy types, dated settings, rules and closed days.

Each part is read from its table of the scheme's file by the function beside it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from reciprocal.rulebook.reading import Table
from reciprocal.rulebook.roles import LANDLORDS
from reciprocal.rulebook.rules import BY_KEY, Condition, Rule

Value = int | str | tuple[int, ...]
MARKS: Final = ("V", "P", "I", "D")
JUDGED_ON: Final = ("submit", "approval", "first_offer", "statement", "today")
DURATIONS: Final = ("working_days", "days", "months")
WEAKNESSES: Final[Mapping[str, str]] = {
    "fixed_term": "the tenancy is for a fixed term",
    "trial": "the first year is a trial",
    "demoted": "the tenancy can be ended more easily for a year",
    "ends_without_reason": "the landlord can end the tenancy without a reason",
    "licence": "it is a licence, not a tenancy",
    "not_known": "the kind of tenancy is not known",
}
"""Why a tenancy is less secure than one for life: what ends the sentence "Weaker: ..."."""
_CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,20}")


@dataclass(frozen=True)
class Contact:
    """Who runs the scheme and how anybody reaches them."""

    organisation: str
    phone: str
    email: str
    hours: str


@dataclass(frozen=True)
class Group:
    """A part of the scheme's area; pages list the places group by group."""

    code: str
    label: str


@dataclass(frozen=True)
class Place:
    """One place of the scheme. `ons`: its code at the Office for National Statistics, or ""."""

    code: str
    name: str
    group: str
    ons: str


@dataclass(frozen=True)
class Pause:
    """Since when and why the scheme takes no new requests for a reason, and where people can turn instead."""

    since: date
    why: str
    instead: str


@dataclass(frozen=True)
class Reason:
    """A reason for which people may need to move, with what follows from it."""

    code: str
    label: str
    hint: str
    domestic_abuse: bool
    youth_violence: bool
    pause: Pause | None

    def paused(self, on: date) -> bool:
        """Say whether new requests for this reason are paused on a day."""
        return self.pause is not None and self.pause.since <= on


@dataclass(frozen=True)
class TenancyType:
    """A kind of social tenancy.

    `tier`: 1 is the most secure; 0 cannot be compared. It is an aid, never law. `may_be_offered`: whether a
    home can be let on it at all. `weakness`: a key of `WEAKNESSES`, "" for a lifetime tenancy.
    """

    code: str
    label: str
    lifetime: bool
    tier: int
    granted_by: frozenset[str]
    may_be_offered: bool
    weakness: str
    valid_from: date
    valid_to: date | None

    def valid(self, on: date) -> bool:
        """Say whether the scheme uses the type on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class DatedValue:
    """What a setting was worth from a day on, how sure we are (V, P, I, D) and where it comes from."""

    since: date
    value: Value
    mark: str
    source: str


@dataclass(frozen=True)
class Setting:
    """A number or a choice that the members of a scheme decide, with its history.

    `judged_on` names the day of a request, or of a statement of the pot, by which its value is looked up; "today"
    is for what has no such day.
    """

    name: str
    unit: str
    judged_on: str
    why: str
    values: tuple[DatedValue, ...]


@dataclass(frozen=True)
class Spec:
    """What a setting may look like: its units, and the shape of its values."""

    units: tuple[str, ...]
    shape: Literal["whole", "wholes", "choice", "text"] = "whole"
    choices: tuple[str, ...] = ()


SWITCH: Final = ("off", "on")
CIRCULATE_TO: Final = ("partners_with_homes_there", "all_partners")
SETTINGS: Final[Mapping[str, Spec]] = MappingProxyType(
    {
        "min_places": Spec(("places",)),
        "offer_cap": Spec(("offers",)),
        "circulate_to": Spec(("choice",), "choice", CIRCULATE_TO),
        "consent_months": Spec(("months",)),
        "dash_high": Spec(("answers",)),
        "draft_days": Spec(DURATIONS),
        "check_days": Spec(DURATIONS),
        "information_days": Spec(DURATIONS),
        "approval_days": Spec(DURATIONS),
        "approval_reminders": Spec(DURATIONS, "wholes"),
        "escalate_days": Spec(DURATIONS),
        "panel_grace_days": Spec(DURATIONS),
        "correction_days": Spec(DURATIONS),
        "circulate_days": Spec(DURATIONS),
        "review_months": Spec(DURATIONS),
        "second_look_days": Spec(DURATIONS),
        "offer_answer_days": Spec(DURATIONS),
        "ruling_days": Spec(DURATIONS),
        "hold_days": Spec(DURATIONS),
        "reminder_days": Spec(DURATIONS),
        "late_days": Spec(DURATIONS, "wholes"),
        "ask_landlord_days": Spec(DURATIONS),
        "draft_first_days": Spec(DURATIONS),
        "draft_last_days": Spec(DURATIONS),
        "offer_reminder_days": Spec(DURATIONS),
        "unused_days": Spec(DURATIONS),
        "unused_warning_days": Spec(DURATIONS),
        "trawl_requests": Spec(("requests",)),
        "erase_sealed_months": Spec(("months",)),
        "erase_narrative_months": Spec(("months",)),
        "erase_warning_days": Spec(DURATIONS),
        "digest_weekday": Spec(("weekday",)),
        "ask_since_2012": Spec(("choice",), "choice", SWITCH),
        "ask_tenancy_reference": Spec(("choice",), "choice", SWITCH),
        "statement_days": Spec(DURATIONS),
        "dispute_days": Spec(DURATIONS),
        "other_scheme": Spec(("name",), "text"),
    }
)


def read_contact(table: Table) -> Contact:
    """Read who runs the scheme."""
    contact = Contact(table.text("organisation"), table.text("phone"), table.text("email"), table.text("hours"))
    table.done()
    return contact


def _code(table: Table) -> str:
    code = table.text("code")
    if not _CODE.fullmatch(code):
        raise table.wrong("code", f'"{code}" is no code', "use 1 to 20 letters, digits, hyphens or underlines")
    return code


def read_group(table: Table) -> Group:
    """Read one group of places."""
    group = Group(_code(table), table.text("label"))
    table.done()
    return group


def read_place(table: Table, groups: tuple[Group, ...]) -> Place:
    """Read one place; its group must be one of the scheme's."""
    group = table.one_of("group", [group.code for group in groups])
    place = Place(_code(table), table.text("name"), group, table.text("ons", ""))
    table.done()
    return place


def read_reason(table: Table) -> Reason:
    """Read one reason; while it is paused, its table also says since when, why, and where to turn instead."""
    pause = None
    if table.flag("paused"):
        pause = Pause(table.day("paused_since"), table.text("paused_why"), table.text("paused_instead"))
    reason = Reason(
        _code(table),
        table.text("label"),
        table.text("hint", ""),
        table.flag("domestic_abuse"),
        table.flag("youth_violence"),
        pause,
    )
    table.done()
    return reason


def read_tenancy_type(table: Table) -> TenancyType:
    """Read one kind of tenancy; somebody must be able to grant it."""
    granted_by = table.some_of("granted_by", LANDLORDS)
    if not granted_by:
        raise table.wrong("granted_by", "nobody grants this tenancy", f"name one of: {', '.join(LANDLORDS)}")
    lifetime = table.flag("lifetime")
    valid_from = table.day("valid_from")
    tenancy_type = TenancyType(
        _code(table),
        table.text("label"),
        lifetime,
        table.whole("tier"),
        granted_by,
        table.flag("may_be_offered", default=True),
        "" if lifetime else table.one_of("weakness", tuple(WEAKNESSES)),
        valid_from,
        table.last_day("valid_to", valid_from),
    )
    table.done()
    return tenancy_type


def read_setting(name: str, table: Table, begins: date, sources: Mapping[str, str]) -> Setting:
    """Read one setting; it has a value on the day on which the scheme begins, and its dates rise."""
    spec = SETTINGS[name]
    unit = table.one_of("unit", spec.units)
    values: list[DatedValue] = []
    for entry in table.tables("values"):
        since = entry.day("from")
        if values and since <= values[-1].since:
            raise entry.wrong("from", f"{since} is not later than the value before it", "put the values in order")
        value = _read_value(spec, entry)
        values.append(DatedValue(since, value, entry.one_of("mark", MARKS), read_source(entry, sources)))
        entry.done()
    if not values or values[0].since > begins:
        raise table.wrong("values", f"no value holds on {begins}, when the scheme begins", "add an earlier one")
    setting = Setting(name, unit, table.one_of("judged_on", JUDGED_ON), table.text("why"), tuple(values))
    table.done()
    return setting


def _read_value(spec: Spec, entry: Table) -> Value:
    if spec.shape == "whole":
        return entry.whole("value", least=1)
    if spec.shape == "wholes":
        return entry.wholes("value")
    if spec.shape == "choice":
        return entry.one_of("value", spec.choices)
    return entry.text("value")


def read_source(table: Table, sources: Mapping[str, str]) -> str:
    """Read where a value or a rule comes from: the key of one of the file's sources, given back in words."""
    return sources[table.one_of("source", tuple(sources))]


def read_rule(key: str, table: Table, sources: Mapping[str, str]) -> Rule:
    """Read from when to when a rule holds, or why the scheme has switched it off."""
    condition: Condition = BY_KEY[key]
    if table.has("off"):
        if condition.always:
            raise table.wrong("off", "this rule protects people and cannot be switched off", "give it a since date")
        rule = Rule(key, condition.number, condition.sentence, "", "", None, off=table.text("off"))
    else:
        since = table.day("since")
        rule = Rule(
            key,
            condition.number,
            condition.sentence,
            read_source(table, sources),
            table.one_of("mark", MARKS),
            since,
            table.last_day("until", since),
            confirm=table.text("confirm", ""),
        )
    table.done()
    return rule
