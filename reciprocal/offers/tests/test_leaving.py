"""A partner leaves: from its day it gets nothing new, what is open is finished, and what it owes stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from reciprocal.access.guard import RefusedError
from reciprocal.circulation.models import Profile
from reciprocal.homes.models import Home
from reciprocal.ledger.models import Line
from reciprocal.offers import actions as offers
from reciprocal.partners import actions
from reciprocal.partners.models import Organisation
from reciprocal.partners.queries import partners
from reciprocal.property_requests.tests.filling import words
from reciprocal.rulebook.move_list import FIREWALL
from tests.people import Now, Story, as_, as_system, declare, organisation_id, request_row, take

pytestmark = pytest.mark.django_db
Staged = Callable[..., Story]
ClientOf = Callable[[str], Any]
CEDAR = organisation_id("Cedar Council")
PAGE = f"/partners/{CEDAR}/"


def leaves_on(day: date | None) -> dict[str, Any]:
    """What Clare sends so that Cedar Council leaves on a day, or stays."""
    when = {"left_on-day": day.day, "left_on-month": day.month, "left_on-year": day.year} if day else {}
    return {"places": ["croydon"], "bedroom_rule": "national", **when}


def told(story: Story, client_of: ClientOf) -> int:
    """What Lena gets for the profile that Cedar Council was sent."""
    return client_of("lena").get(f"/profiles/{story.profiles['Cedar Council']}/").status_code


def gone(now: Now) -> None:
    """Let Cedar Council leave today."""
    with as_("clare"):
        actions.leave(CEDAR, now.at.date(), at=now.at)


def test_from_its_day_it_reads_no_profile_and_declares_no_home(staged: Staged, client_of: ClientOf, now: Now) -> None:
    story, day = staged("circulating"), now.at.date() + timedelta(days=7)
    assert client_of("clare").post(PAGE, leaves_on(day)).status_code == 302
    assert "Leaves on 10 March 2026" in words(client_of("clare").get("/partners/"))
    with as_system():
        assert actions.let_go(now.at) == 0
    assert told(story, client_of) == 200
    now.forward(days=7)
    with as_system():
        assert actions.let_go(now.at) == 1
        assert actions.let_go(now.at) == 0
    assert told(story, client_of) == 404
    with as_("lena") as lena:
        assert not Profile.objects.exists()
        with pytest.raises(RefusedError, match="Cedar Council left the scheme on 10 March 2026"):
            declare(lena, now.at)
    assert "This week" not in words(client_of("lena").get("/worklist/"))
    assert "Left on 10 March 2026" in words(client_of("clare").get("/partners/"))
    assert CEDAR not in partners(now.at.date()).values_list("pk", flat=True)
    assert "Cedar Council" not in staged("circulating").profiles


def test_what_was_offered_before_is_finished_and_counted(staged: Staged, client_of: ClientOf, now: Now) -> None:
    story = staged("under_offer")
    gone(now)
    assert client_of("lena").get(f"/offers/{story.offer_id}/").status_code == 200
    take(story, "accept", now.at)
    assert story.offer_id
    with as_("lena") as lena:
        offers.record_signing(lena, story.offer_id, at=now.at, signed_on=now.at.date())
        offers.record_start(lena, story.offer_id, at=now.at, started_on=now.at.date(), firewall=FIREWALL.lines)
    assert request_row(story).state == "moved"
    with as_("clare"):
        assert list(Line.objects.filter(organisation_id=CEDAR).values_list("change", flat=True)) == [1]
    assert "Cedar Council" in words(client_of("clare").get("/pot/correction/"))


def test_without_its_day_it_stays_and_a_day_that_has_passed_is_refused(
    staged: Staged, client_of: ClientOf, now: Now
) -> None:
    story, clare = staged("circulating"), client_of("clare")
    assert clare.post(PAGE, leaves_on(now.at.date() - timedelta(days=1))).status_code == 422
    assert told(story, client_of) == 200
    gone(now)
    assert told(story, client_of) == 404
    assert clare.post(PAGE, leaves_on(None)).status_code == 302
    assert told(story, client_of) == 200
    assert Organisation.objects.get(pk=CEDAR).left_on is None


def test_the_database_says_so_too(now: Now) -> None:
    with as_("lena") as lena:
        home = Home.objects.get(pk=declare(lena, now.at))
    gone(now)
    home.pk = None
    with as_("lena"), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        home.save(force_insert=True)
    for who in ("clare", "lena", "petra", "max"):
        with as_(who), connection.cursor() as cursor:
            cursor.execute("SELECT partners_let_go('2030-01-01')")
            assert cursor.fetchone()[0] == 0
