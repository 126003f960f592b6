"""The demonstration's London: as large as it should be, in every state, and without a fault that a check could find."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from reciprocal.demo import history, london, seed
from reciprocal.rulebook.states import ENDED, HOME_STATES, OFFER_STATES, REQUEST_STATES
from reciprocal.worklist import daily
from tests import database
from tests.people import Now, signed_in


@pytest.fixture
def there(cluster: database.Cluster, fresh_database: str, as_role: Any) -> Any:
    """London in a database of its own, written by whoever writes it in the demonstration."""
    with database.default_is(cluster.url("owner", fresh_database)):
        london.settle()
    seed.seed()
    with database.default_is(cluster.url("owner", fresh_database)):
        history.write(seed.today())
    return as_role("superuser")


def test_london(there: Any, cluster: database.Cluster, fresh_database: str, now: Now) -> None:
    with database.default_is(cluster.url("worker", fresh_database)):
        daily.erase_what_is_over(seed.today())  # as the worker does when the demonstration begins
    assert database.found_in(cluster, fresh_database) == []

    kinds = Counter(
        kind for (kind,) in there.execute("SELECT kind FROM partners_organisation WHERE joined_on IS NOT NULL")
    )
    assert kinds == {"council": 33, "housing_association": 47}

    requests = Counter(state for (state,) in there.execute("SELECT state FROM property_requests_propertyrequest"))
    assert set(REQUEST_STATES) - set(requests) == set()
    assert 235 <= sum(number for state, number in requests.items() if state not in ENDED) <= 265
    assert 135 <= requests["circulating"] <= 145
    with database.default_is(cluster.url("worker", fresh_database)):
        assert daily.lapse_offers(seed.today()) > 0  # as the worker does when the demonstration begins
    for table, states in (("offers_offer", OFFER_STATES), ("homes_home", HOME_STATES)):
        found = {state for (state,) in there.execute(f"SELECT DISTINCT state FROM {table}")}
        assert set(states) - found == set(), table

    years = there.execute("SELECT max(at) - min(at) FROM workflow_happening").fetchone()[0]
    assert 1000 <= years.days <= 1250
    assert there.execute("SELECT sum(change) FROM ledger_line").fetchone() == (0,)

    now.at = seed.today()
    for key in ("nadia", "liam", "lena", "clare", "petra"):
        assert "Nothing is waiting for you" not in signed_in(key, now).get("/worklist/").content.decode(), key
