"""Whom an officer can ask about a decision: the landlord says it, and the page of a declined request prints it."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.guard import HiddenError
from reciprocal.partners import actions
from reciprocal.partners.models import Organisation
from tests.people import as_, organisation_id

TEAM = "Rehousing team, 020 7946 0044"


def _page(client_of: Any, key: str, story: Any) -> str:
    return str(client_of(key).get(f"/requests/{story.request_id}/").content.decode())


@pytest.mark.parametrize("key", ["liam", "petra"])
def test_the_named_lead_and_the_manager_say_it_and_the_officer_reads_it(client_of: Any, staged: Any, key: str) -> None:
    story = staged("declined")
    assert "You can ask Alder Council to look at this decision again." in _page(client_of, "nadia", story)
    assert "Contact:" not in _page(client_of, "nadia", story)
    saved = client_of(key).post("/contact/", {"contact": TEAM}, follow=True).content.decode()
    assert "Saved" in saved
    assert TEAM in saved
    said = f"You can ask Alder Council to look at this decision again. Contact: {TEAM}"
    assert said in _page(client_of, "nadia", story)


def test_it_stands_on_no_request_that_was_not_declined(client_of: Any, staged: Any) -> None:
    client_of("liam").post("/contact/", {"contact": TEAM})
    assert TEAM not in _page(client_of, "nadia", staged("awaiting_landlord"))


def test_a_landlord_keeps_its_own_and_nobody_else_keeps_any(client_of: Any, now: Any) -> None:
    client_of("liam").post("/contact/", {"contact": TEAM})
    kept = dict(Organisation.objects.exclude(contact="").values_list("pk", "contact"))
    assert kept == {organisation_id("Alder Council"): TEAM}
    for key in ("nadia", "lena", "clare", "bart"):
        with as_(key) as actor, pytest.raises(HiddenError):
            actions.keep_contact(actor, "Somebody", at=now.at)


def test_what_is_too_long_is_kept_on_the_page(client_of: Any, db: None) -> None:
    answer = client_of("petra").post("/contact/", {"contact": "x" * 301})
    assert answer.status_code == 422
    assert "x" * 301 in answer.content.decode()
