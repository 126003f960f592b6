"""What the tests of the guarantees may ask for."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.demo import time
from tests.people import client_of, now, staged  # noqa: F401


@pytest.fixture(autouse=True)
def _demo_clock_runs(request: pytest.FixtureRequest, django_db_blocker: Any) -> None:
    """Start the demonstration's clock of this process, so that a first request does not start it in a test."""
    if "now" in request.fixturenames:
        request.getfixturevalue("django_db_setup")
        with django_db_blocker.unblock():
            time.running()
