"""The cast and their stories, for the tests of the screens of a request."""

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
