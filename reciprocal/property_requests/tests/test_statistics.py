"""What is counted says nothing of anybody: enquiries, landlords that are missing, and equality answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from reciprocal.property_requests.models import Enquiry, EqualityAnswer, LandlordWanted
from reciprocal.property_requests.questions_equality import PAGES
from reciprocal.property_requests.tests.filling import DECLARED, page, question, send, step, words
from tests.people import as_


def test_a_request_that_ends_before_it_begins_is_counted_by_month_and_reason(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    send(nadia, question(draft, "primary_reason"), {"primary_reason": "none"})
    send(nadia, question(draft, "wants_to_leave"), {"wants_to_leave": "no"})  # asked later: no enquiry
    with as_("clare"):
        assert [(row.exit, row.month.isoformat()) for row in Enquiry.objects.all()] == [("E2", "2026-03-01")]
    assert {field.name for field in Enquiry._meta.fields} == {"id", "month", "exit"}
    assert "1 enquiry ended before a request this month." in words(client_of("clare").get("/requests/"))


def test_a_landlord_that_is_missing_is_named_and_nothing_else(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    ended = send(nadia, question(draft, "landlord"), {"landlord": "not_in_list"})
    assert "Tell the coordinator which landlord" in words(ended)
    assert f"{page(draft)}landlord/" in ended.content.decode()
    assert "Enter the name of the landlord" in words(send(nadia, f"{page(draft)}landlord/", {}))
    send(nadia, f"{page(draft)}landlord/", {"name": "Hazel Homes"})
    with as_("clare"):
        assert [row.name for row in LandlordWanted.objects.all()] == ["Hazel Homes"]
    assert "Landlords that were asked for this month: Hazel Homes." in words(client_of("clare").get("/requests/"))
    with as_("lena"):
        assert not LandlordWanted.objects.exists()


def test_an_ended_tenancy_is_noted_and_the_draft_kept(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    ended = send(nadia, question(draft, "tenancy_held"), {"tenancy_held": "no"})
    assert "Save a note that the landlord has been asked" in words(ended)
    noted = send(nadia, question(draft, "tenancy_held"), {"tenancy_held": "no", "note": "yes"})
    tasks = words(nadia.get(noted["Location"]))
    assert "You noted on 3 March 2026 that the landlord was asked whether the tenancy can be put right." in tasks


def test_equality_answers_are_written_and_read_by_nobody(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    sent = nadia.post(step(draft, "submit"), DECLARED, follow=True)
    assert "Answer four optional equality pages" in words(sent)
    assert "Is the scheme fair to everyone?" in words(nadia.get(f"{page(draft)}equality/"))
    url = f"{page(draft)}equality/{PAGES[0].key}/"
    for _ in PAGES:
        assert nadia.get(url).status_code == 200
        url = send(nadia, url, {"age": "25_34", "religion": "rather_not"})["Location"]
    assert url == "/worklist/"
    again = nadia.get(f"{page(draft)}equality/{PAGES[0].key}/").content.decode()
    assert " checked" not in again
    for reader in ("nadia", "clare", "liam", "max", "anya", "audrey"):
        with as_(reader), pytest.raises(ProgrammingError), transaction.atomic():
            EqualityAnswer.objects.count()


def test_whoever_did_not_agree_to_statistics_is_not_asked(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft", consent_statistics=False), client_of("nadia")
    sent = nadia.post(step(draft, "submit"), DECLARED, follow=True)
    assert "Answer four optional equality pages" not in words(sent)
    assert nadia.get(f"{page(draft)}equality/").status_code == 409


def test_equality_answers_belong_to_a_request_that_was_sent(client_of: Any, staged: Any) -> None:
    assert client_of("nadia").get(f"{page(staged('draft'))}equality/").status_code == 409
    for stranger in ("clare", "liam", "lena", "harbour_desk"):
        assert client_of(stranger).get(f"{page(staged('submitted'))}equality/").status_code == 404
