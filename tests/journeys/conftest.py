"""What every story in a browser may ask for: people who step in, and the self-checks after its last page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reciprocal.demo.time import keep
from tests.database import Cluster, found_in
from tests.journeys.walk import Walker
from tests.people import Now

StepIn = Callable[..., Walker]


def nothing_is_found(cluster: Cluster, database: str) -> None:
    """`./run check` says "Nothing was found" of a database."""
    assert found_in(cluster, database) == []


@pytest.fixture(autouse=True)
def sound(cluster: Cluster, fresh_database: str) -> Iterator[None]:
    """After each story `./run check` finds nothing in the database on which it ran."""
    yield
    nothing_is_found(cluster, fresh_database)


@pytest.fixture
def step_in(now: Now, sound: None, request: pytest.FixtureRequest) -> StepIn:
    """`step_in("Nadia")`: one of the cast in a browser of their own.

    The site opens with the first of them, five minutes after whatever the story has told until then; the test's own
    clock goes there too.
    """

    def step(name: str, **window: Any) -> Walker:
        if "site" not in request.fixturenames:
            now.forward(minutes=5)
            keep(now.at)
        site = request.getfixturevalue("site")
        new_page = request.getfixturevalue("new_page")  # after the site, whose server ends sooner without open pages
        walker = Walker(new_page(**window), site)
        walker.step_into(name)
        return walker

    return step
