"""The account menu of every signed-in page: one's own details, and hiding the page at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from reciprocal.access.actor import acting_as
from reciprocal.accounts.models import Person
from reciprocal.audit.models import Entry
from tests.people import EVERYBODY, as_
from tests.sign_in import mails

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ITEMS = ("Your details", "Your cover", "Sign out", "Hide this page")


def test_everybody_who_is_signed_in_finds_the_menu_and_changing_post_only_with_more_than_one(
    client_of: ClientOf,
) -> None:
    for key in ("nadia", "liam", "lena", "clare", "petra", "max", "anya", "audrey", "bart"):
        page = client_of(key).get("/worklist/").content.decode()
        assert all(item in page for item in ITEMS), key
        assert "Change post" not in page
    assert not any(item in client_of("nobody").get("/").content.decode() for item in ITEMS)


def test_nadia_corrects_her_name_and_phone_and_is_told_of_the_new_number(client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    page = nadia.get("/details/").content.decode()
    assert "nadia@lantern-support.example" in page
    assert "Nominating officer, Lantern Support" in page
    given = {"name": "Nadia B.", "phone": "020 7946 0018"}
    assert "Saved" in nadia.post("/details/", given, follow=True).content.decode()
    person = Person.objects.get(pk=EVERYBODY["nadia"].person_id)
    assert (person.name, person.phone, str(person.phone_changed_on)) == ("Nadia B.", "020 7946 0018", "2026-03-03")
    assert [mail.subject for mail in mails()] == ["Your work phone was changed"]
    with as_("audrey"):
        assert Entry.objects.filter(event="correct_details").count() == 1


def test_a_name_alone_tells_nobody_and_what_is_wrong_is_kept_and_named(client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    nadia.post("/details/", {"name": "Nadia B.", "phone": "020 7946 0000"})
    assert mails() == []
    page = nadia.post("/details/", {"name": "", "phone": "12"})
    assert page.status_code == 422
    words = page.content.decode()
    assert "Enter your name" in words
    assert "Enter a UK phone number" in words
    assert 'value="12"' in words
    assert Person.objects.get(pk=EVERYBODY["nadia"].person_id).name == "Nadia B."


def test_whoever_rings_back_reads_that_the_number_is_new(client_of: ClientOf) -> None:
    address = f"/people/{EVERYBODY['liam'].membership_id}/second-step/"
    assert "They changed it" not in client_of("petra").get(address).content.decode()
    client_of("liam").post("/details/", {"name": "Liam", "phone": "020 7946 0018"})
    assert "They changed it on 3 March 2026." in client_of("petra").get(address).content.decode()


def test_nobody_corrects_the_details_of_somebody_else(client_of: ClientOf) -> None:
    before = set(Person.objects.exclude(pk=EVERYBODY["bart"].person_id).values_list("pk", "name", "phone"))
    client_of("bart").post("/details/", {"name": "X", "phone": "020 7946 0018", "person": EVERYBODY["nadia"].person_id})
    assert set(Person.objects.exclude(pk=EVERYBODY["bart"].person_id).values_list("pk", "name", "phone")) == before


def test_hiding_the_page_ends_the_session_and_leads_away_even_from_an_old_tab(client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = nadia.cookies
    page = browser.post("/hide/")
    assert 'content="0; url=https://www.bbc.co.uk/weather"' in page.content.decode()
    assert "Reciprocal" not in page.content.decode()
    assert nadia.get("/worklist/").status_code == 302


def test_a_link_alone_hides_nothing(client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    assert nadia.get("/hide/").status_code == 405
    assert nadia.get("/worklist/").status_code == 200


def test_the_database_corrects_nobody_where_nobody_acts() -> None:
    from django.db import connection

    with acting_as(None), connection.cursor() as cursor:
        cursor.execute("SELECT accounts_correct('X', '1', '2026-03-03')")
        assert cursor.fetchone()[0] is False
    assert not Person.objects.filter(name="X").exists()
