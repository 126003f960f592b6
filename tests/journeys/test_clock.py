"""What a newcomer's hands do, counted: from the mail to "You agreed".

A home declared on one page with at most six inputs is counted in reciprocal/homes/tests/test_home_declare.py, the two
clicks from a refusal to the next offer in test_next_in_line.py.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import override_settings

from reciprocal.notifications import outbox
from reciprocal.worklist import mails
from tests.database import Cluster, default_is
from tests.journeys.conftest import StepIn
from tests.journeys.walk import Walker
from tests.people import Now, request_row, tell

pytestmark = pytest.mark.browser


def test_agreeing_takes_three_clicks_from_the_mail(
    now: Now, step_in: StepIn, fresh_database: str, cluster: Cluster
) -> None:
    story = tell("awaiting_landlord", now)
    liam = step_in("Liam")
    site, page = liam.site, liam.page
    shown = override_settings(EMAIL_BACKEND="reciprocal.demo.mailbox.Mailbox", ADDRESS=site)
    with shown, default_is(cluster.url("worker", fresh_database)):
        outbox.send_due(now.at, mails.write)
    draft = request_row(story).draft_reference
    liam.go("mailbox/")
    with page.expect_navigation():
        page.get_by_role("row").filter(has_text="liam@alder-council.example").get_by_role("link").click()
    liam.sees("To liam@alder-council.example", f"{draft} needs an answer from your organisation.")

    clicks = Clicks(liam)
    clicks.link(site)  # the link in the mail
    clicks.choose("I have had the tenant's name from the officer and it is our tenant")
    clicks.button("We agree")
    liam.sees("You agreed.")
    assert request_row(story).state == "approved"
    assert clicks.made <= 3


class Clicks:
    """Counts what a walker does with the mouse."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.made = walker, 0

    def __getattr__(self, name: str) -> Callable[..., None]:
        def act(*said: str) -> None:
            self.made += 1
            getattr(self.walker, name)(*said)

        return act
