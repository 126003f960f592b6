"""Signing in: a password opens nothing by itself, guessing is limited, and nobody can lock out somebody else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from reciprocal.access import guard
from reciprocal.accounts.models import Person
from reciprocal.accounts.sessions import end_all
from reciprocal.audit.models import Entry
from tests.people import Now, as_
from tests.sign_in import PASSWORD, by_password, code_of, give_code_app, give_password, link_in, mails

pytestmark = pytest.mark.django_db
NOT_RIGHT = "Your e-mail or password is not right, or you need to wait."
PAGES = ("/worklist/", "/requests/", "/requests/new/")


@pytest.fixture(autouse=True)
def nobody_has_tried(client_of: object) -> Iterator[None]:
    """Limits are counted in the memory of the process."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def nadia() -> Person:
    return give_password("nadia")


def test_password_and_code_open_the_worklist_and_the_log_keeps_it(nadia: Person, now: Now) -> None:
    client, secret = Client(), give_code_app(nadia)
    assert by_password(client, nadia)["Location"] == "/sign-in/second-step/"
    response = client.post("/sign-in/second-step/", {"code": code_of(secret)}, follow=True)
    assert response.redirect_chain[-1][0] == "/worklist/"
    assert "Nadia, Nominating officer, Lantern Support" in response.content.decode()
    with as_("audrey"):
        assert Entry.objects.filter(kind="session", event="sign_in").exists()


@pytest.mark.parametrize("address", PAGES)
def test_a_password_alone_opens_no_page(nadia: Person, address: str) -> None:
    waiting, new = Client(), Client()
    by_password(new, nadia)  # no second step is set up yet
    assert new.get(address)["Location"] == f"/?next={address}"
    give_code_app(nadia)
    by_password(waiting, nadia)  # the code is still to be given
    assert waiting.get(address)["Location"] == f"/?next={address}"


def test_were_the_second_factor_not_asked_for_the_page_would_open(nadia: Person) -> None:
    """The negative control: what stands between a post and its pages is the mark of the second factor alone."""
    client = Client()
    session = client.session
    session[guard.SESSION_POST] = str(nadia.memberships.get().pk)
    session.save()
    assert client.get("/worklist/").status_code == 302
    session[guard.SESSION_SECOND] = "totp"
    session.save()
    assert client.get("/worklist/").status_code == 200


def test_without_a_second_step_one_is_asked_for_and_recovery_codes_are_shown_once(nadia: Person) -> None:
    client = Client()
    response = client.post("/sign-in/", {"login": nadia.email, "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/sign-in/set-up/"
    secret = client.get("/security/code-app/").context["form"].secret
    response = client.post("/security/code-app/", {"code": code_of(secret)}, follow=True)
    assert response.redirect_chain[-1][0] == "/security/recovery-codes/"
    codes = response.context["unused_codes"]
    assert len(codes) == 10
    assert codes[0] not in client.get("/security/recovery-codes/").content.decode()
    assert client.get("/sign-in/enter/")["Location"] == "/worklist/"
    assert client.get("/worklist/").status_code == 200
    assert "10 are left." in client.get("/security/").content.decode()  # who has just set it up is not signed out
    other = Client()
    by_password(other, nadia)
    assert other.post("/sign-in/second-step/", {"code": codes[0]}, follow=True).redirect_chain[-1][0] == "/worklist/"
    other = Client()
    by_password(other, nadia)
    assert other.post("/sign-in/second-step/", {"code": codes[0]}).status_code == 200  # each works once


def test_the_secret_of_a_code_app_is_sealed_in_its_row(nadia: Person) -> None:
    secret = give_code_app(nadia)
    assert secret not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


def test_wrong_password_unknown_address_and_waiting_read_alike(nadia: Person) -> None:
    pages = set()
    for email, tries in (("nobody@nowhere.example", 1), (nadia.email, 7)):
        for _ in range(tries):
            response = Client().post("/sign-in/", {"login": email, "password": "wrong"})
            assert NOT_RIGHT in response.content.decode()
            pages.add(response.status_code)
    assert len(pages) == 1


def test_too_many_tries_make_this_device_wait_for_this_account_and_nobody_else(nadia: Person) -> None:
    clare = give_password("clare")
    for _ in range(5):
        by_password(Client(REMOTE_ADDR="10.1.1.1"), nadia, "wrong")
    assert by_password(Client(REMOTE_ADDR="10.1.1.1"), nadia).status_code == 200  # the right password has to wait
    assert by_password(Client(REMOTE_ADDR="10.1.1.1"), clare).status_code == 302  # another account does not
    assert by_password(Client(REMOTE_ADDR="10.2.2.2"), nadia).status_code == 302  # nor Nadia from elsewhere
    assert [one.subject for one in mails()] == ["Tries to sign in with your address"]
    assert mails()[0].address == nadia.email


def test_on_a_device_that_nadia_has_used_before_a_stranger_behind_the_same_router_cannot_lock_her_out(
    nadia: Person,
) -> None:
    secret, own = give_code_app(nadia), Client(REMOTE_ADDR="10.1.1.1")
    by_password(own, nadia)
    own.post("/sign-in/second-step/", {"code": code_of(secret)}, follow=True)
    own.post("/sign-out/")
    for _ in range(6):
        by_password(Client(REMOTE_ADDR="10.1.1.1"), nadia, "wrong")
    assert by_password(Client(REMOTE_ADDR="10.1.1.1"), nadia).status_code == 200
    assert by_password(own, nadia).status_code == 302


def test_a_new_device_is_told_by_mail_once(nadia: Person) -> None:
    secret, client = give_code_app(nadia), Client()
    for turn in (0, 1):
        by_password(client, nadia)
        assert client.post("/sign-in/second-step/", {"code": code_of(secret, turn)}).status_code == 302
        client.get("/sign-in/enter/")
        client.post("/sign-out/")
    assert [one.subject for one in mails()] == ["A new sign-in to your account"]


def test_the_page_that_was_asked_for_opens_after_sign_in_and_no_other_place(nadia: Person) -> None:
    secret = give_code_app(nadia)
    for turn, (wanted, leads_to) in enumerate((("/requests/", "/requests/"), ("https://evil.example/", "/worklist/"))):
        client = Client()
        by_password(client, nadia, next=wanted)
        response = client.post("/sign-in/second-step/", {"code": code_of(secret, turn)})
        assert client.get(response["Location"])["Location"] == leads_to


def test_ending_her_sessions_signs_nadia_out_at_once(nadia: Person, client_of: Callable[[str], Client]) -> None:
    client = client_of("nadia")
    assert client.get("/worklist/").status_code == 200
    assert end_all(nadia.pk) == 1
    assert client.get("/worklist/").status_code == 302


def test_a_new_password_ends_the_other_sessions_and_leaves_the_second_step(
    nadia: Person, client_of: Callable[[str], Client]
) -> None:
    give_code_app(nadia)
    open_elsewhere = client_of("nadia")
    client = Client()
    client.post("/sign-in/help/", {"email": nadia.email})
    assert mails()[0].subject == "Sign-in help"
    link = link_in(mails()[0])
    page = client.get(link, follow=True)
    new = {"password1": "four loud lanterns", "password2": "four loud lanterns"}
    assert client.post(page.redirect_chain[-1][0], new)["Location"] == "/sign-in/help/done/"
    assert open_elsewhere.get("/worklist/").status_code == 302
    assert "no longer works" in Client().get(link).content.decode()
    assert by_password(Client(), nadia, "four loud lanterns")["Location"] == "/sign-in/second-step/"


def test_asking_for_help_reads_the_same_for_an_address_without_an_account(nadia: Person) -> None:
    known = Client().post("/sign-in/help/", {"email": nadia.email})
    unknown = Client().post("/sign-in/help/", {"email": "nobody@nowhere.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mails()) == 1


def test_the_last_second_step_cannot_be_taken_away(nadia: Person) -> None:
    client, secret = Client(), give_code_app(nadia)
    by_password(client, nadia)
    client.post("/sign-in/second-step/", {"code": code_of(secret)}, follow=True)
    assert client.get("/security/code-app/remove/")["Location"].startswith("/sign-in/password/")
    client.post("/sign-in/password/?next=/security/code-app/remove/", {"password": PASSWORD})
    assert "only second step" in client.post("/security/code-app/remove/").content.decode()
    assert Authenticator.objects.filter(user=nadia, type="totp").exists()
