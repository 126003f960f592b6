"""Whatever is written into the pot in whatever order: it adds up to zero, and nothing that was written changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from reciprocal.access.guard import RefusedError
from reciprocal.ledger import actions
from tests.guarantees.locks import Connection
from tests.guarantees.scene import scene_of_x
from tests.guarantees.test_ledger import wrong_in_the_pot
from tests.people import Now, as_, organisation_id

LANDLORDS = [organisation_id(f"{name}") for name in ("Alder Council", "Birch Homes", "Cedar Council", "Fir Homes")]
OPENING = some.lists(some.integers(-3, 3), min_size=4, max_size=4)
ACT = some.one_of(
    some.tuples(some.just("back"), some.integers(0, 2)),
    some.tuples(some.just("opening"), OPENING),
    some.tuples(some.just("correction"), some.tuples(some.integers(0, 3), some.integers(0, 3), some.integers(1, 12))),
)


def take(act: tuple[str, Any], moves: list[UUID], now: Now) -> None:
    """Take one act as the coordinator."""
    what, how = act
    with as_("clare") as clare:
        if what == "back":
            actions.reverse_move(clare, moves[how], at=now.at, reason="So.")
        elif what == "opening":
            actions.record_opening(clare, dict(zip(LANDLORDS, how, strict=True)), at=now.at, reason="So.")
        else:
            owes, owed, month = how
            actions.record_correction(
                clare,
                owes=LANDLORDS[owes],
                owed=LANDLORDS[owed],
                month=now.at.date().replace(month=month, day=1),
                at=now.at,
                reason="So.",
            )


def lines(superuser: Connection) -> dict[str, tuple[Any, ...]]:
    """Every line and every pair, by its id."""
    rows = superuser.execute(
        "SELECT id::text, l::text FROM ledger_line l UNION ALL SELECT id::text, p::text FROM ledger_pair p"
    )
    return {id: (text,) for id, text in rows}


@pytest.fixture
def three_moves(fresh_database: str) -> tuple[Now, list[UUID]]:
    """Three households have moved from Alder Council to Cedar Council."""
    now = Now()
    return now, [scene_of_x("moved", now).request_id for _ in range(3)]


def test_any_sequence_of_acts_keeps_the_pot_in_order(three_moves: tuple[Now, list[UUID]], as_role: Any) -> None:
    now, moves = three_moves
    superuser = as_role("superuser")
    written: list[str] = []

    # The acts of one example stay there for the next: one pot that lives long is harder to keep than many short ones.
    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(some.lists(ACT, min_size=1, max_size=6))
    def check(acts: list[tuple[str, Any]]) -> None:
        for act in acts:
            before = lines(superuser)
            now.at += timedelta(days=3)
            try:
                take(act, moves, now)
            except RefusedError:
                assert lines(superuser) == before, "what is refused leaves nothing behind"
            else:
                written.append(act[0])
            after = lines(superuser)
            assert {id: after[id] for id in before} == before, "nothing that was written changes"
            assert wrong_in_the_pot(superuser) == []

    check()
    # Each of the three was refused or written often enough to mean something.
    assert written.count("back") == 3
    assert written.count("opening") >= 1
    assert written.count("correction") >= 10
