"""How Nadia is reached at work, and who answers when she is away."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from reciprocal.property_requests.models import Contact
from reciprocal.property_requests.tests.filling import ANSWERS, decision, question, send, words
from tests.people import as_, take

OWN = ANSWERS["officer_1"]


def test_what_the_account_knows_is_not_asked_again(client_of: Any) -> None:
    nadia = client_of("nadia")
    request = nadia.post("/requests/new/")["Location"].split("questions/")[0]
    for key in ("danger_now", "safe_tonight", "is_professional", "primary_reason", "other_reasons"):
        send(nadia, f"{request}questions/{key}/", ANSWERS[key])
    for key in ("personal_connection", "tenancy_route", "landlord", "home_place", "risk_here", "wants_to_leave"):
        send(nadia, f"{request}questions/{key}/", ANSWERS[key])
    for key in ("own_stock", "options_explained"):
        send(nadia, f"{request}questions/{key}/", ANSWERS[key])
    shown = nadia.get(f"{request}questions/officer_1/").content.decode()
    assert "Nadia, Lantern Support" in shown
    assert 'value="020 7946 0000"' in shown
    assert 'value="nadia@lantern-support.example"' in shown


def test_a_personal_address_and_a_number_abroad_are_refused(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    url = question(draft, "officer_1")
    wrong = send(nadia, url, {**OWN, "officer_email": "nadia@gmail.com", "officer_phone": "+33 1 23 45 67 89 00"})
    assert "Use a work e-mail address. We cannot send notices to personal ones" in words(wrong)
    assert "Enter a UK phone number, like 020 7946 0000" in words(wrong)
    no_mail = send(nadia, url, {**OWN, "officer_email": "nadia at work"})
    assert "Enter an e-mail address in the right format, like name@example.org" in words(no_mail)


def test_a_team_mailbox_covers_and_is_not_the_officer_s_own(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    own = send(nadia, question(draft, "cover"), {"cover": "", "cover_mailbox": "Nadia@lantern-support.example"})
    assert "Choose someone other than yourself" in words(own)
    team = {"cover": "", "cover_mailbox": "duty@lantern-support.example"}
    assert send(nadia, question(draft, "cover"), team).status_code == 302


def test_the_landlord_reads_the_contact_once_it_is_asked(client_of: Any, staged: Any, now: Any) -> None:
    story = staged("submitted")
    with as_("liam"):
        assert not Contact.objects.exists()
    take(story, "seek_approval", now.at)
    with as_("liam"):
        assert Contact.objects.get().officer_phone == "020 7946 0000"
    assert "Nadia, Independent domestic violence adviser, 020 7946 0000." in words(
        client_of("liam").get(decision(story))
    )
    for stranger in ("lena", "bart", "petra", "harbour_desk"):
        with as_(stranger):
            assert not Contact.objects.exists(), stranger


def test_what_nadia_corrected_is_what_others_ring(client_of: Any, staged: Any) -> None:
    story = staged("under_offer", officer_role="Refuge worker", officer_phone="020 7946 0999")
    for reader, page in (("liam", decision(story)), ("lena", f"/offers/{story.offer_id}/")):
        text = words(client_of(reader).get(page))
        assert "020 7946 0999" in text
        assert ("Nadia, Refuge worker, " in text) is (reader == "liam")  # a role would tell a partner the reason
        assert "020 7946 0000" not in text
    assert "Refuge worker, Lantern Support 020 7946 0999" in words(
        client_of("clare").get(f"/requests/{story.request_id}/")
    )


@pytest.mark.parametrize("shows_area", [True, False])
def test_a_partner_reads_the_agency_only_if_its_name_shows_no_place(
    client_of: Any, staged: Any, shows_area: bool
) -> None:
    story = staged("under_offer", agency_shows_area=shows_area)
    assert ("Lantern Support" in words(client_of("lena").get(f"/offers/{story.offer_id}/"))) is not shows_area
    with as_("bart"), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM offers_officer(%s)", [story.offer_id])
        assert cursor.fetchall() == []
