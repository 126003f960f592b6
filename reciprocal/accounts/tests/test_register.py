"""Officers register with a work e-mail: a known agency at once, a new one after the coordinator's check."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from reciprocal.accounts.models import Membership, Person
from reciprocal.accounts.queries import waiting_agencies
from tests.sign_in import PASSWORD, code_of, link_in, mails

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "Nora",
    "title": "Adviser",
    "agency": "Lantern Support",
    "phone": "020 7946 0018",
    "email": "Nora@lantern-support.example",
    "at_risk": "yes",
    "no_names": "yes",
}


@pytest.fixture(autouse=True)
def nobody_has_tried(client_of: object) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def registered(client: Client, **differs: str) -> Membership | None:
    """Somebody registers, follows the link, and sets up password and code app; gives the post."""
    client.post("/register/", {**ANSWERS, **differs})
    (mail,) = (mail for mail in mails() if mail.subject == "Confirm your work e-mail")
    page = client.post(link_in(mail), {"password": PASSWORD}, follow=True)
    post = Membership.objects.filter(person__email=differs.get("email", ANSWERS["email"]).lower()).first()
    if post is not None:
        assert page.redirect_chain[-1][0] == "/sign-in/set-up/"
        assert client.get("/worklist/").status_code == 302  # a password alone opens nothing
        secret = client.get("/security/code-app/").context["form"].secret
        client.post("/security/code-app/", {"code": code_of(secret)})
        client.get("/sign-in/enter/")
    return post


def test_an_officer_of_a_known_agency_is_at_work_after_link_password_and_second_step() -> None:
    client = Client()
    post = registered(client)
    assert post is not None
    assert (post.role, post.organisation.name) == ("nominating_officer", "Lantern Support")
    assert "Nora, Nominating officer, Lantern Support" in client.get("/worklist/").content.decode()
    assert [mail.subject for mail in mails()] == ["Confirm your work e-mail"]  # the first sign-in is no news


def test_page_and_number_of_mails_are_the_same_for_an_address_that_is_known() -> None:
    new = Client().post("/register/", ANSWERS).content.decode()
    known = Client().post("/register/", {**ANSWERS, "email": "nadia@lantern-support.example"}).content.decode()
    assert new.replace("nora@", "x@") == known.replace("nadia@", "x@")
    assert {mail.subject for mail in mails()} == {"Confirm your work e-mail", "You already have access"}
    assert len(mails()) == 2


def test_the_link_makes_one_account_and_looking_at_it_makes_none() -> None:
    Client().post("/register/", ANSWERS)
    link = link_in(mails()[0])
    assert Client().get(link).status_code == 200
    assert not Person.objects.filter(name="Nora").exists()
    Client().post(link, {"password": PASSWORD})
    assert "no longer works" in Client().post(link, {"password": "another good password"}).content.decode()
    assert Person.objects.get(name="Nora").check_password(PASSWORD)
    assert "no longer works" in Client().get(link[:-3] + "xx/").content.decode()


def test_an_agency_that_is_turned_down_is_signed_out_at_once(client_of: Callable[[str], Client]) -> None:
    olga = Client()
    post = registered(olga, email="olga@harbourside.example", agency="Harbourside")
    assert post is not None
    assert olga.get("/worklist/").status_code == 200
    client_of("clare").post("/agencies/", {"agency": str(post.organisation_id), "answer": "turn_down"})
    assert olga.get("/worklist/").status_code == 302
    assert not waiting_agencies().exists()
    assert "Your access has ended" in {mail.subject for mail in mails()}


def test_nobody_but_the_coordinator_answers_an_agency(client_of: Callable[[str], Client]) -> None:
    post = registered(Client(), email="olga@harbourside.example", agency="Harbourside")
    assert post is not None
    for actor in ("nadia", "petra", "max"):
        client_of(actor).post("/agencies/", {"agency": str(post.organisation_id), "answer": "accept"})
    assert waiting_agencies().exists()


def test_the_people_of_a_landlord_do_not_register_themselves() -> None:
    assert registered(Client(), email="mallory@alder-council.example", agency="Alder Council") is None
    assert not Person.objects.filter(email="mallory@alder-council.example").exists()


def test_a_personal_address_gets_its_sentence_and_keeps_what_was_typed() -> None:
    page = Client().post("/register/", {**ANSWERS, "email": "nora@gmail.com"})
    assert page.status_code == 422
    assert "Use a work e-mail address. We cannot send notices to personal ones" in page.content.decode()
    assert "nora@gmail.com" in page.content.decode()
    assert mails() == []
