"""Clare records that somebody rang: counts only, and nothing that could identify the caller."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reciprocal.property_requests.models import PhoneEnquiry
from reciprocal.property_requests.tests.filling import words
from tests.people import as_

pytestmark = pytest.mark.django_db
ENQUIRY = "/requests/enquiry/"


def test_who_called_about_what_and_what_came_of_it_is_counted(client_of: Any) -> None:
    clare = client_of("clare")
    assert "Record a phone enquiry" in words(clare.get("/requests/"))
    assert "If the caller is in danger, tell them to call 999 first." in words(clare.get(ENQUIRY))
    missing = words(clare.post(ENQUIRY))
    for error in ("Select who called", "Select what it was about", "Select what came of it"):
        assert error in missing
    said = {"caller": "friend", "about": "DA", "outcome": "help_now"}
    saved = words(clare.post(ENQUIRY, said, follow=True))
    assert "Saved. Nothing that could identify the caller was kept." in saved
    with as_("clare"):
        one = PhoneEnquiry.objects.get()
    assert (one.month, one.caller, one.about, one.outcome) == (date(2026, 3, 1), "friend", "DA", "help_now")


def test_nobody_else_records_or_reads_it(client_of: Any) -> None:
    client_of("clare").post(ENQUIRY, {"caller": "other", "about": "else", "outcome": "will_call"})
    for who in ("nadia", "liam", "lena", "petra", "max", "audrey", "bart"):
        assert client_of(who).get(ENQUIRY).status_code == 404, who
        with as_(who):
            assert not PhoneEnquiry.objects.exists(), who


def test_the_list_says_how_many_offers_each_request_had(client_of: Any, staged: Any) -> None:
    staged("circulating")
    staged("under_offer")
    seen = words(client_of("clare").get("/requests/"))
    assert "Beds Offers" in seen
    assert sorted(row.split()[-1] for row in _rows(client_of("clare"))) == ["0", "1"]


def _rows(client: Any) -> list[str]:
    table = client.get("/requests/").context["table"]
    return [" ".join(cell.text for cell in row) for row in table.rows]
