"""What somebody could do to the log who has all the rights there are on the database, at random places.

A *plain* tampering changes rows and nothing else. A *knowing* one works out every hash that follows and the end of the
log anew, as the database's own function does, so that the chain is whole in itself.
"""

from __future__ import annotations

import random
import re
from copy import copy
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from reciprocal.audit.log import broken_links, differs, link
from reciprocal.audit.models import Entry, Head, SubjectKey
from reciprocal.audit.witness import Witnessed
from reciprocal.config.checks.log import changed_payloads

SEED = 20261124
KINDS = ("edit", "delete", "insert", "swap", "cut the tail", "old copy put back")
FIELDS = ("at", "membership", "role", "kind", "event", "subject", "payload", "payload_hash", "previous", "hash")
# Such a change cannot be hidden by working out the hashes anew: it is the payload itself, or one of the hashes.
NOT_KNOWING = ("payload", "payload_hash", "previous", "hash")
_PLACE = re.compile(r"(?:at|of) entry (\d+)")


@dataclass(frozen=True)
class Tampering:
    """One change of the log: what was done, whether the chain was made whole again, and the first entry it touches."""

    kind: str
    field: str
    knowing: bool
    place: int
    rows: list[Entry]


@dataclass
class Outcome:
    """What became of all tamperings."""

    entries: int
    witnessed: int
    tried: dict[str, int] = field(default_factory=dict)
    not_found: list[str] = field(default_factory=list)
    wrong_place: list[str] = field(default_factory=list)
    knowing: int = 0
    found_without_checkpoints: int = 0
    young_tails_cut: int = 0


def run(rounds: int, seed: int, known: Witnessed) -> Outcome:
    """Tamper again and again, look each time what is found, and take each back.

    Args:
        rounds: how often.
        seed: of the random choices.
        known: what is known of the log outside the database.
    """
    chance, clean = random.Random(seed), list(Entry.objects.order_by("number"))
    keys = {key.subject: bytes(key.wrapped) for key in SubjectKey.objects.all()}
    outcome = Outcome(len(clean), known.entry)
    for number in range(rounds):
        done = tamper(KINDS[number % len(KINDS)], clean, known.entry, chance)
        name = f"{done.kind} {done.field} at {done.place}{', knowing' if done.knowing else ''}"
        outcome.tried[done.kind] = outcome.tried.get(done.kind, 0) + 1
        outcome.young_tails_cut += done.kind == "cut the tail" and done.place > known.entry
        with transaction.atomic():
            write(done)
            alone = [*broken_links(), *changed_payloads(keys)]
            found = [*alone, *differs(known)]
            transaction.set_rollback(True)
        if not found:
            outcome.not_found.append(name)
        elif first_place(found) != done.place:
            outcome.wrong_place.append(f"{name}: {found[:3]}")
        outcome.knowing += done.knowing
        outcome.found_without_checkpoints += done.knowing and alone != []
    return outcome


def first_place(sentences: list[str]) -> int:
    """Give the lowest entry that is named; 0 for none."""
    return min((int(place) for sentence in sentences for place in _PLACE.findall(sentence)), default=0)


def tamper(kind: str, clean: list[Entry], witnessed: int, chance: random.Random) -> Tampering:
    """Work out what the log would be after one tampering of a kind.

    Args:
        kind: one of `KINDS`.
        clean: the log as it was written.
        witnessed: how many of its entries a checkpoint covers.
        chance: where it is done and to what.
    """
    rows, knowing = [copy(row) for row in clean], chance.random() < 0.5
    at, which = chance.randrange(witnessed), ""
    if kind == "edit":
        which = chance.choice(FIELDS)
        knowing = knowing and which not in NOT_KNOWING
        _edit(rows[at], which, chance)
    elif kind == "delete":
        del rows[at]
    elif kind == "insert":
        rows.insert(at, _forged(chance.choice(clean), chance))
        _number(rows, at)
    elif kind == "swap":
        other = chance.choice([n for n in range(witnessed) if n != at])
        rows[at], rows[other] = rows[other], rows[at]
        rows[at].number, rows[other].number = rows[other].number, rows[at].number
        at = min(at, other)
    else:
        # The tail is cut anywhere, also behind the last checkpoint. What was put back goes on with other acts.
        at = chance.randrange(len(rows)) if kind == "cut the tail" else at
        gone = len(rows) - at
        del rows[at:]
        if kind == "old copy put back":
            knowing = True
            rows += [_forged(chance.choice(clean), chance) for _ in range(gone + chance.randrange(3))]
    if knowing:
        rechain(rows, at)
    return Tampering(kind, which, knowing, at + 1, rows)


def write(done: Tampering) -> None:
    """Put the tampered log in place of the true one, past every trigger, in the running transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    Entry.objects.filter(number__gte=done.place).delete()
    Entry.objects.bulk_create([row for row in done.rows if row.number >= done.place])
    if done.knowing:
        last = done.rows[-1] if done.rows else None
        Head.objects.update(count=last.number if last else 0, hash=last.hash if last else b"")


def _edit(row: Entry, which: str, chance: random.Random) -> None:
    if which == "at":
        row.at += timedelta(microseconds=chance.randrange(1, 10**9))
    elif which in ("membership", "subject"):
        setattr(row, which, UUID(int=chance.getrandbits(128)))
    elif which in ("role", "kind", "event"):
        setattr(row, which, f"{getattr(row, which)[:8]}x")
    else:
        value = bytearray(getattr(row, which) or b"\0")
        value[chance.randrange(len(value))] ^= 1 << chance.randrange(8)
        setattr(row, which, bytes(value))


def _forged(like: Entry, chance: random.Random) -> Entry:
    """A copy of an entry, payload and all, that says something else: it opens with the key of its request."""
    row = copy(like)
    _edit(row, chance.choice(("at", "event", "membership")), chance)
    return row


def _number(rows: list[Entry], begin: int) -> None:
    for place in range(begin, len(rows)):
        rows[place].number = place + 1


def rechain(rows: list[Entry], begin: int) -> None:
    previous = bytes(rows[begin - 1].hash) if begin else b""
    _number(rows, begin)
    for row in rows[begin:]:
        row.previous = previous
        row.hash = previous = link(previous, row)
