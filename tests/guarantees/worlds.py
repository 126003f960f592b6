"""Two worlds that differ in one secret, for somebody who may not know it and walks through both (`walker.py`).

A world is a database brought so far by the product's own actions; it is taken back after its journeys, and the other
is made in its place. Every draw of chance is the same in both, turn by turn, so that what differs is the secret's
doing.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, Final
from unittest.mock import patch
from uuid import UUID

from django.db import connection

from reciprocal.demo.cast import EVERYBODY, ORGANISATIONS, organisation_id
from reciprocal.offers import actions as offers
from reciprocal.rulebook.move_list import FIREWALL
from reciprocal.workflow.due import day_of
from tests.database import speak_as
from tests.guarantees.scene import ANSWERS_OF_Y, BARRED
from tests.people import ADDRESS, NOON, Now, Story, as_, declare, take, tell

NOBODY_SIGNED_IN: Final = ("otto", "nobody")
_PARTNERS: Final = ("lena", "bart", "fir_lettings")
_SCHEME: Final = ("max", "anya", "audrey", *NOBODY_SIGNED_IN)
_STRANGERS: Final = ("harbour_desk", "elm_lead", *_SCHEME)
_OFFERED: Final = ("under_offer", "moving", "moved")
_CIRCULATED: Final = ("circulating", *_OFFERED, "on_hold", "closed")
_OPEN: Final = ("circulating", "under_offer", "moving", "on_hold")  # in which somebody can still be kept away
_BEFORE: Final = ("draft", "submitted", "awaiting_landlord", "approved", "declined")
# Two partners with a home each, of which one is offered to X.
PLACES: Final = {"lena": "croydon", "fir_lettings": "lewisham"}
# The household after youth violence, whose places are told the other way round.
_YOUTH: Final[dict[str, Any]] = {
    "primary_reason": "SYV",
    "safe_places": [],
    "area_assessed": "yes",
    "support_confirmed": "yes",
    "risk_managed": "yes",
}


@dataclass(frozen=True)
class Secret:
    """What differs between the two worlds, and who looks: those whom the scheme does not tell it."""

    name: str
    left: dict[str, Any]
    right: dict[str, Any] | None  # None: there is no such request
    observers: tuple[str, ...]
    moments: tuple[str, ...]


SECRETS: Final = (
    Secret(
        "reason", {"primary_reason": "DA"}, {"primary_reason": "HATE"}, (*_PARTNERS, "petra", *_STRANGERS), _CIRCULATED
    ),
    Secret(
        "origin",
        {},
        {"landlord_id": organisation_id("Birch Homes"), "home_place": "hackney", "lead": "birch_lead"},
        (*_PARTNERS, "cedar_lead", *_STRANGERS),
        _CIRCULATED,
    ),
    Secret("destination", {"by": "lena"}, {"by": "fir_lettings"}, ("liam", "petra", "bart", *_STRANGERS), _OFFERED),
    # Fir Homes has homes in Hackney, and is told what is safe there.
    Secret(
        "unsafe area",
        {**_YOUTH, "unsafe_places": ["camden", "hackney"]},
        {**_YOUTH, "unsafe_places": ["camden", "islington"]},
        ("lena", "bart", "petra", *_STRANGERS),
        ("circulating", "under_offer", "on_hold", "closed"),
    ),
    Secret(
        "safe places elsewhere",
        {"safe_places": ["bromley", "croydon", "ealing", "lewisham", "sutton"]},
        {"safe_places": ["barnet", "bromley", "croydon", "enfield", "sutton"]},
        ("lena", "bart", "liam", "petra", *_STRANGERS),
        (*_BEFORE[2:], *_CIRCULATED),
    ),
    Secret("existence", {}, None, ("bart", *_STRANGERS[:2], *NOBODY_SIGNED_IN), (*_BEFORE, *_CIRCULATED)),
    Secret(
        "existence, kept away later", {"later": {"organisation_id": organisation_id(BARRED)}}, None, ("bart",), _OPEN
    ),
    Secret("existence, a person", {"later": {"person_id": EVERYBODY["bart"].person_id}}, None, ("bart",), _OPEN),
)


@dataclass
class World:
    """One side: the request with the secret, and another that is the same in both, by the names of their things."""

    of_x: Story | None
    of_y: Story
    homes: list[UUID]  # the one that is offered to X among them
    guessed: Story | None = None  # whose ids are tried where there is no X

    def things(self, kind: str) -> list[UUID]:
        """The ids of one kind, in the same order in both worlds; where something is not there, one that never was."""
        x, never = self.of_x or self.guessed, UUID(int=7)
        found: dict[str, list[UUID | None]] = {
            "request": [x.request_id if x else None, self.of_y.request_id],
            "offer": [x.offer_id if x else None],
            "home": list(self.homes),
            "profile": [
                *((x.profiles if x else {}).get(name) for name in sorted(ORGANISATIONS)),
                *(self.of_y.profiles.get(name) for name in sorted(ORGANISATIONS)),
            ],
        }
        found["approval"] = found["request"]
        return [*(id or never for id in found.get(kind, [])), never]

    def names(self) -> dict[str, str]:
        """What to call each thing of this world, by its id."""
        kinds = ("request", "offer", "home", "profile")
        return {str(id): f"{kind} {n}" for kind in kinds for n, id in enumerate(self.things(kind))}


def build(secret: Secret, side: str, moment: str, now: Now) -> World:
    """Bring one world into being: Y first, which anybody may have to do with, then X with its secret."""
    now.at = NOON
    y = tell("circulating", now, officer="harbour_desk", lead="birch_lead", **ANSWERS_OF_Y)
    with as_("bart") as actor:
        homes = [declare(actor, now.at, place="bromley", label="2-bed flat, Bromley", tenancy="ASS_LIFE")]
    for who, place in PLACES.items():
        with as_(who) as actor:
            homes.append(declare(actor, now.at, place=place, label=f"2-bed flat, {place}"))
    differs = secret.left if side == "left" else secret.right
    x = None if differs is None else _tell_x(moment, now, dict(zip(PLACES, homes[1:], strict=True)), dict(differs))
    now.at = NOON + timedelta(hours=2)
    return World(x, y, homes)


def _tell_x(moment: str, now: Now, homes: dict[str, UUID], differs: dict[str, Any]) -> Story:
    by, later = differs.pop("by", "lena"), differs.pop("later", None)
    lead = differs.pop("lead", "liam")
    bars = () if later else (BARRED,)
    story = tell("circulating" if moment in _OFFERED else moment, now, bars=bars, lead=lead, **differs)
    if moment in _OFFERED:
        story.home_id = homes[by]
        _offered(story, by, moment, now)
    if later:
        with as_("clare") as actor:
            offers.keep_away(actor, story.request_id, at=now.at, **later)
    return story


def _offered(story: Story, by: str, moment: str, now: Now) -> None:
    """Let a home of one of two partners be offered, and what follows."""
    day = day_of(now.at)
    assert story.home_id
    with as_(by) as actor:
        story.offer_id = offers.send_offer(
            actor,
            story.profiles[EVERYBODY[by].organisation],
            story.home_id,
            at=now.at,
            tenancy="SEC_LIFE",
            starts_on=day + timedelta(days=14),
            answer_by=day + timedelta(days=7),
            home_is_empty=True,
            address=ADDRESS,
        )
    if moment in ("moving", "moved"):
        take(story, "accept", now.at)
    if moment == "moved":
        with as_(by) as actor:
            offers.record_signing(actor, story.offer_id, at=now.at, signed_on=day)
            offers.record_start(actor, story.offer_id, at=now.at, started_on=day, firewall=FIREWALL.lines)


def tame_chance() -> None:
    """Let the database draw its ids from what `chance` seeds, until this transaction is taken back."""
    as_the_owner(
        "CREATE OR REPLACE FUNCTION pg_catalog.gen_random_uuid() RETURNS uuid LANGUAGE sql VOLATILE"
        " AS 'SELECT pg_catalog.md5(pg_catalog.random()::text)::uuid';"
        " DISCARD PLANS"  # those of tests before hold the function that was
    )


def as_the_owner(sql: str) -> None:
    """Change a world as whoever owns the server can, until its transaction is taken back."""
    with connection.cursor() as cursor:
        cursor.execute("RESET SESSION AUTHORIZATION")
        cursor.execute(sql)
    speak_as(connection, "web")


@contextmanager
def chance(seed: str) -> Iterator[None]:
    """Let every draw of chance, here and in the database, be the same whenever the seed is the same."""
    source = Random(seed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(%s)", [source.random()])
    with (
        patch.object(os, "urandom", source.randbytes),
        patch.object(random, "_urandom", source.randbytes),
    ):
        yield
