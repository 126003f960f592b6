"""A bar that is put up while something is under way: whatever begins after it, and whatever goes out, knows of it.

A few rounds run with the tests; `./run prove bars` runs ten thousand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.guarantees import bars

AsRole = Callable[[str], Any]
SAMPLE = 36  # each act once for each way of being kept away
# The bars as they were when the session first asked for them.
KEPT_FOR_THE_SESSION = """
CREATE OR REPLACE FUNCTION access_barred() RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE key text := 'proof.bars_' || replace(access_membership()::text, '-', ''); kept text;
BEGIN
  kept := nullif(current_setting(key, true), '');
  IF kept IS NULL THEN
    kept := coalesce((SELECT string_agg(b::text, ' ') FROM access_barred_now() b), '') || ' ';
    PERFORM set_config(key, kept, false);
  END IF;
  RETURN QUERY SELECT b::uuid FROM regexp_split_to_table(trim(kept), ' ') b WHERE b <> '';
END $$
"""
NOBODY_WAITS = "CREATE OR REPLACE FUNCTION access_no_bar_meanwhile() RETURNS void LANGUAGE sql AS ''"


def test_what_begins_after_a_bar_knows_of_it_and_no_mail_goes_out_after_it(
    fresh_database: str, as_role: AsRole, proof: Any
) -> None:
    outcome = bars.run(proof.size(SAMPLE), bars.SEED, as_role("superuser"))
    proof.keep("bars", "interleavings", bars.SEED, outcome.figures())
    assert outcome.faults == []
    assert sum(outcome.rounds.values()) == proof.size(SAMPLE)
    assert set(outcome.rounds) == set(bars.ACTS)
    assert outcome.showed["open"] + outcome.showed["search"] + outcome.showed["match"] > 0  # or nothing was to be seen


def test_a_bar_waits_for_the_mail_that_is_being_handed_over(fresh_database: str, as_role: AsRole) -> None:
    outcome = bars.run(4, bars.SEED, as_role("superuser"), ("mail", "job"), at=bars.HANDED)
    assert outcome.faults == []
    assert set(outcome.points) == {f"{name}: {bars.HANDED}" for name in ("mail", "job")}
    assert outcome.waited == 4


def test_a_mail_that_waits_for_nobody_is_found(fresh_database: str, as_role: AsRole) -> None:
    as_role("superuser").execute(NOBODY_WAITS)
    outcome = bars.run(1, bars.SEED, as_role("superuser"), ("mail",), at=bars.HANDED)
    assert [fault for fault in outcome.faults if "a mail went out after the bar was there" in fault]


@pytest.mark.parametrize("name", ["search", "match"])
def test_a_bar_that_is_read_once_for_a_session_is_found(name: str, fresh_database: str, as_role: AsRole) -> None:
    eyes = as_role("superuser")
    asked = eyes.execute("SELECT pg_get_functiondef('access_barred'::regproc)").fetchone()[0]
    for statement in (asked.replace("access_barred(", "access_barred_now("), KEPT_FOR_THE_SESSION):
        eyes.execute(statement)
    outcome = bars.run(1, bars.SEED, eyes, (name,))
    assert [fault for fault in outcome.faults if "it still showed the request" in fault]
