"""Somebody who has just registered: what they may begin, and what of a colleague's they read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from reciprocal.access.actor import acting_as
from reciprocal.access.guard import RefusedError
from reciprocal.accounts.tests.test_register import registered
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests.models import PropertyRequest
from tests.people import Now, as_

pytestmark = pytest.mark.django_db


def test_a_new_agency_may_begin_a_draft_and_not_send_it_until_the_coordinator_has_accepted_it(
    client_of: Callable[[str], Client], now: Now
) -> None:
    post = registered(Client(), email="olga@harbourside.example", agency="Harbourside")
    assert post is not None
    assert post.organisation.waits_since is not None
    with acting_as(post.pk) as olga:
        draft = requests.start_request(olga, at=now.at)
        with pytest.raises(RefusedError, match="checks new agencies within"):
            requests.submit(olga, draft, at=now.at, declared=True)
        assert PropertyRequest.objects.get(pk=draft).state == "draft"
    clare = client_of("clare")
    assert "Harbourside" in clare.get("/agencies/").content.decode()
    clare.post("/agencies/", {"agency": str(post.organisation_id), "answer": "accept"})
    with acting_as(post.pk) as olga, pytest.raises(RefusedError) as refused:
        requests.submit(olga, draft, at=now.at, declared=True)
    assert "new agencies" not in str(refused.value)  # what is missing now is in the draft itself


def test_a_registered_colleague_reads_nothing_of_a_colleagues_request(staged: Callable[..., object]) -> None:
    staged("submitted")
    post = registered(Client())
    assert post is not None
    with acting_as(post.pk):
        assert not PropertyRequest.objects.exists()
    with as_("clare"):
        assert PropertyRequest.objects.exists()
