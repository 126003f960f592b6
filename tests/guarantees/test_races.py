"""Two act on one thing at once: one wins, the other reads a sentence, and the log and the states agree.

A few of each run with the tests; `./run prove races` runs a thousand of each.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from reciprocal.access.facts import Actor
from reciprocal.circulation.answers import count_code
from reciprocal.config import checks
from reciprocal.workflow.perform import CHANGED_MEANWHILE
from tests.database import Cluster, default_is
from tests.guarantees import races
from tests.people import Now

AsRole = Callable[[str], Any]
SAMPLE = 12
# What keeps two from winning: the lock of a step, the states compared once more as they change, and two indexes.
NO_LOCK = "CREATE OR REPLACE FUNCTION workflow_lock(kind text, thing uuid) RETURNS void LANGUAGE sql AS ''"
NO_INDEX = "DROP INDEX one_live_offer_a_request; DROP INDEX one_live_offer_a_home"


@pytest.mark.parametrize("name", races.RACES)
def test_one_wins_and_the_other_reads_a_sentence(
    name: str,
    fresh_database: str,
    cluster: Cluster,
    as_role: AsRole,
    proof: Any,
) -> None:
    outcome = races.run(name, proof.size(SAMPLE), races.SEED, as_role("superuser"))
    with default_is(cluster.url("check", fresh_database)):
        outcome.faults += [f"{found.check}: {found.sentence}" for found in checks.findings()]
    proof.keep("races", name, races.SEED, outcome.figures())
    assert outcome.rounds == proof.size(SAMPLE)
    assert outcome.faults == []


def test_without_the_lock_a_second_offer_still_loses(fresh_database: str, as_role: AsRole) -> None:
    as_role("superuser").execute(NO_LOCK)
    outcome = races.run("two offers for one request", SAMPLE, races.SEED, as_role("superuser"))
    assert outcome.faults == []
    assert CHANGED_MEANWHILE in outcome.sentences  # the index refused it, or the state that was compared again


def test_questions_about_codes_from_two_tabs_at_once_count_one_by_one(fresh_database: str) -> None:
    now, counted = Now(), list[int]()

    def ask(actor: Actor, at: datetime) -> None:
        counted.append(count_code(actor, at=at))

    one = races.Rival("lena", "", ask, "")
    with races.track(races.SEED) as lanes:
        for _ in range(SAMPLE):
            assert lanes.run((one, one), now.at) == [None, None]
    assert sorted(counted) == list(range(2 * SAMPLE))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("double submit", "2 won"),
        ("two offers for one request", "2 won"),
        ("one home for two requests", "2 won"),
        ("accept against refuse", "the loser read no sentence"),
        ("approve against withdrawn consent", "the loser read no sentence"),
    ],
)
def test_without_lock_index_and_comparison_a_second_winner_is_found(
    name: str, words: str, fresh_database: str, as_role: AsRole
) -> None:
    eyes = as_role("superuser")
    move = eyes.execute("SELECT pg_get_functiondef('workflow_move'::regproc)").fetchone()[0]
    for statement in (NO_LOCK, NO_INDEX, move.replace(" AND state = before", "")):
        eyes.execute(statement)
    outcome = races.run(name, SAMPLE, races.SEED, eyes)
    assert [fault for fault in outcome.faults if words in fault], outcome
