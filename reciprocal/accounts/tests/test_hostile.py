"""Somebody tries to get in, or to get at what another typed: by a code seen over a shoulder, a stolen password, a link
of a leaver, a form that is not theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client

from reciprocal.access.actor import acting_as
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.accounts import actions
from reciprocal.accounts.kept import mark
from reciprocal.accounts.models import Invitation, KeptPage, LostFactor, Membership, Person
from tests.people import EVERYBODY, Now, as_, tell
from tests.sign_in import PASSWORD, by_password, code_of, give_code_app, give_password, link_in, mails

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
OWN_PAGES = (
    "/security/",
    "/security/code-app/",
    "/security/code-app/remove/",
    "/security/keys/add/",
    "/security/recovery-codes/",
    "/security/recovery-codes/new/",
    "/sign-in/password/",
)


@pytest.fixture(autouse=True)
def nobody_has_tried(client_of: object) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def nadia() -> Person:
    return give_password("nadia")


def held(key: str) -> Membership:
    return Membership.objects.select_related("person", "organisation").get(pk=str(EVERYBODY[key].membership_id))


def signed_in(person: Person, secret: str, turn: int = 0) -> Client:
    client = Client()
    by_password(client, person)
    client.post("/sign-in/second-step/", {"code": code_of(secret, turn)}, follow=True)
    return client


def test_a_code_seen_over_a_shoulder_opens_nothing_even_at_another_process_of_the_web_server(nadia: Person) -> None:
    secret = give_code_app(nadia)
    codes = [code_of(secret, turn) for turn in (0, 1)]  # half a minute may end meanwhile
    for turn, opens in ((0, True), (0, False), (1, True), (0, False)):
        client = Client()
        by_password(client, nadia)
        cache.clear()  # what this process remembers, another one does not
        assert (client.post("/sign-in/second-step/", {"code": codes[turn]}).status_code == 302) is opens, (turn, opens)
    assert codes[0] != codes[1]


@pytest.mark.parametrize("address", OWN_PAGES)
def test_a_thief_who_was_in_by_password_alone_is_out_once_nadia_has_set_up_her_second_step(
    nadia: Person, address: str
) -> None:
    thief = Client()
    by_password(thief, nadia)  # before she has a second step
    give_code_app(nadia)
    before = list(Authenticator.objects.values_list("pk", "data"))
    for answer in (thief.get(address), thief.post(address, {"code": "123456"})):
        assert answer.status_code == 302
        assert answer["Location"] in ("/sign-in/enter/", f"/?next={address}")
        thief.get(answer["Location"])
    assert "_auth_user_id" not in thief.session
    assert list(Authenticator.objects.values_list("pk", "data")) == before


def test_the_session_has_another_secret_after_sign_in_and_after_the_second_step(nadia: Person) -> None:
    secret, client = give_code_app(nadia), Client()
    client.get("/sign-in/")
    client.cookies["session"] = "a-secret-that-somebody-else-chose-000000"
    by_password(client, nadia)
    first = client.cookies["session"].value
    client.post("/sign-in/second-step/", {"code": code_of(secret)}, follow=True)
    second = client.cookies["session"].value
    assert len({"a-secret-that-somebody-else-chose-000000", first, second}) == 3
    other = Client()
    other.cookies["session"] = first
    assert other.get("/worklist/").status_code == 302


@pytest.mark.parametrize("wanted", [
    "https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "https:evil.example",
    "http://testserver.evil.example/", "%2f%2fevil.example", "\thttps://evil.example",
])  # fmt: skip
def test_after_sign_in_nobody_is_led_to_another_place(nadia: Person, wanted: str) -> None:
    secret, client = give_code_app(nadia), Client()
    by_password(client, nadia, next=wanted)
    answer = client.post("/sign-in/second-step/", {"code": code_of(secret)})
    while answer.status_code == 302:
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith(("//", "/\\"))
        answer = client.get(answer["Location"])
    assert client.get("/sign-in/enter/", {"next": wanted})["Location"] == "/worklist/"


def test_links_in_mails_do_not_go_by_the_name_that_was_asked(nadia: Person, client_of: ClientOf) -> None:
    elsewhere: dict[str, Any] = {"HTTP_HOST": "127.0.0.1"}
    Client().post("/sign-in/help/", {"email": nadia.email}, **elsewhere)
    registers = {"name": "N", "title": "A", "agency": "Lantern Support", "phone": "020 7946 0018", "at_risk": "yes"}
    for email in (nadia.email, "new@lantern-support.example"):
        Client().post("/register/", {**registers, "no_names": "yes", "email": email}, **elsewhere)
    new = {"email": "lea@alder-council.example", "role": "lettings_officer"}
    client_of("petra").post("/people/invite/", new, **elsewhere)
    assert len(mails()) == 4
    for mail in mails():
        assert "http://localhost:8000/" in mail.body
        assert "127.0.0.1" not in mail.body
    assert Client().get("/sign-in/", HTTP_HOST="evil.example").status_code == 400


def test_an_invitation_of_somebody_who_has_left_opens_nothing(client_of: ClientOf, now: Now) -> None:
    client_of("petra").post("/people/invite/", {"email": "lea@alder-council.example", "role": "lettings_officer"})
    link = link_in(mails()[0])
    assert Client().get(link).status_code == 200
    with as_("max") as max_:
        actions.stop(max_, held("petra"), at=now.at)
    given = {"name": "Lea", "phone": "020 7946 0018", "password": PASSWORD}
    assert "no longer works" in Client().post(link, given).content.decode()
    assert not Person.objects.filter(email="lea@alder-council.example").exists()


def test_a_link_is_for_the_organisation_and_role_that_it_was_made_for(client_of: ClientOf) -> None:
    client_of("petra").post("/people/invite/", {"email": "lea@alder-council.example", "role": "lettings_officer"})
    more = {"role": "partner_manager", "organisation": str(EVERYBODY["bart"].organisation), "email": "x@evil.example"}
    given = {"name": "Lea", "phone": "020 7946 0018", "password": PASSWORD}
    Client().post(link_in(mails()[0]), {**given, **more})
    made = Membership.objects.get(person__email="lea@alder-council.example")
    assert (made.role, made.organisation.name) == ("lettings_officer", "Alder Council")


def test_petra_cannot_name_her_own_organisation_to_reset_somebody_elses_second_step(now: Now) -> None:
    clare = held("clare").pk
    with as_("petra") as petra, pytest.raises(DatabaseError), transaction.atomic():
        LostFactor.objects.create(
            membership_id=clare, organisation_id=petra.organisation, asked_by_id=petra.membership, asked_at=now.at
        )


def test_whoever_rang_back_and_left_no_longer_counts_as_one_of_the_two(now: Now) -> None:
    give_code_app(Person.objects.get(pk=EVERYBODY["liam"].person_id))
    liam = held("liam")
    with as_("petra") as petra:
        actions.ask_reset(petra, liam, at=now.at)
    with as_("max") as max_:
        actions.stop(max_, held("petra"), at=now.at)
    with as_("clare") as clare, pytest.raises((RefusedError, HiddenError)):
        actions.agree_reset(clare, LostFactor.objects.get(), at=now.at)
    assert Authenticator.objects.filter(user=liam.person).exists()


def test_a_second_invitation_brings_nobody_back_whose_access_was_stopped(client_of: ClientOf, now: Now) -> None:
    petra, new = client_of("petra"), {"email": "lea@alder-council.example", "role": "lettings_officer"}
    petra.post("/people/invite/", new)
    petra.post("/people/invite/", new)
    first, second = map(link_in, mails())
    Client().post(first, {"name": "Lea", "phone": "020 7946 0018", "password": PASSWORD})
    lea = Membership.objects.select_related("person", "organisation").get(person__email=new["email"])
    with as_("petra") as actor:
        actions.stop(actor, lea, at=now.at)
    assert "no longer works" in Client().post(second).content.decode()
    lea.refresh_from_db()
    assert lea.ended_on is not None
    now.forward(minutes=1)
    petra.post("/people/invite/", new)  # whoever is wanted back is invited anew
    Client().post(link_in(mails()[-1]))
    lea.refresh_from_db()
    assert lea.ended_on is None


def test_one_call_back_takes_away_one_second_step(now: Now) -> None:
    """Petra pressed the button twice. Once Liam has set up his new second step, what is left of it is worth nothing."""
    liam = held("liam")
    give_code_app(liam.person)
    with as_("petra") as petra:
        actions.ask_reset(petra, liam, at=now.at)
        actions.ask_reset(petra, liam, at=now.at)
    with as_("clare") as clare:
        first, second = LostFactor.objects.order_by("pk")
        actions.agree_reset(clare, first, at=now.at)
    give_code_app(liam.person)
    with as_("clare") as clare, pytest.raises(RefusedError):
        actions.agree_reset(clare, second, at=now.at)
    assert Authenticator.objects.filter(user=liam.person).exists()


def test_what_was_begun_at_a_post_that_has_ended_takes_no_second_step_away(now: Now) -> None:
    liam = held("liam")
    give_code_app(liam.person)
    with as_("petra") as petra:
        actions.ask_reset(petra, liam, at=now.at)
        asked = LostFactor.objects.select_related("membership__person").get()
        actions.stop(petra, liam, at=now.at)
    with as_("clare") as clare, pytest.raises(RefusedError):
        actions.agree_reset(clare, asked, at=now.at)
    assert Authenticator.objects.filter(user=liam.person).exists()


def test_a_landlord_takes_no_second_step_from_whoever_works_elsewhere_too(now: Now) -> None:
    """Clare lets homes at Alder Council besides. Two people there could come in as the coordinator in her place."""
    clare, alder = held("clare").person, held("petra").organisation_id
    give_code_app(clare)
    with as_("max") as max_:
        link = "https://x.example/SECRET"
        actions.invite(max_, alder, clare.email, "lettings_officer", at=now.at, link=link)
        actions.invite(max_, alder, held("liam").person.email, "partner_manager", at=now.at, link=link)
    for mail in mails():
        actions.accept(mail.body.partition("https://x.example/")[2].split()[0].rstrip("."), at=now.at)
    post = Membership.objects.select_related("person", "organisation").get(person=clare, organisation=alder)
    with as_("petra") as petra, pytest.raises(RefusedError):
        actions.ask_reset(petra, post, at=now.at)
    with as_("max") as max_:
        actions.ask_reset(max_, post, at=now.at)
        asked = LostFactor.objects.select_related("membership__person").get()
    with as_("petra"):
        assert not LostFactor.objects.exists()
    colleague = Membership.objects.get(person=held("liam").person, role="partner_manager")
    with acting_as(colleague.pk) as liam, pytest.raises(RefusedError):
        actions.agree_reset(liam, asked, at=now.at)
    assert Authenticator.objects.filter(user=clare).exists()


def test_a_form_of_another_site_does_nothing_and_leaves_nothing(nadia: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in/", {"login": nadia.email, "password": PASSWORD}).status_code == 409
    with as_("nadia"):
        assert not KeptPage.objects.exists()


def test_nadias_form_from_before_she_signed_in_again_is_kept_for_her(nadia: Person, now: Now) -> None:
    draft = tell("draft", now).request_id
    address, secret = f"/requests/{draft}/questions/home_place/", give_code_app(nadia)
    first = signed_in(nadia, secret)
    page = first.get(address)
    made_for = mark(held("nadia").pk)
    assert made_for in page.content.decode()
    old = {"home_place": "hackney", "page_title": "Which borough?", "seen": page.context["hidden"]["seen"]}
    old |= {"made_for": made_for, "csrfmiddlewaretoken": "a" * 64}
    again = Client(enforce_csrf_checks=True)
    again.cookies = signed_in(nadia, secret, 1).cookies
    assert again.post(address, old)["Location"] == "/kept/"
    assert "Which borough?" in again.get("/kept/").content.decode()
    # The control: the same form with the name of the post that nobody but the service can write.
    forged = again.post(address, {**old, "home_place": "newham", "made_for": made_for[:-1] + "_"})
    assert "This page was opened before you signed in" in forged.content.decode()
    with as_("nadia"):
        assert KeptPage.objects.count() == 1


def test_a_form_that_lena_finds_open_on_the_machine_is_kept_for_nadia_and_tells_lena_nothing(now: Now) -> None:
    draft, lena = tell("draft", now).request_id, give_password("lena")
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(lena, give_code_app(lena)).cookies
    old = {"home_place": "hackney", "page_title": "Which borough?", "csrfmiddlewaretoken": "a" * 64}
    old["made_for"] = mark(held("nadia").pk)
    answer = client.post(f"/requests/{draft}/questions/home_place/", old)
    missing = client.post("/requests/00000000-0000-4000-8000-000000000000/questions/home_place/", old)
    assert answer.status_code == missing.status_code == 409
    assert "hackney" not in answer.content.decode()
    assert "Which borough" not in answer.content.decode()
    assert client.get("/kept/").context["rows"] == []
    with as_("nadia"):
        assert KeptPage.objects.exists()


@pytest.mark.parametrize("look", ["", "x", "' OR 1=1", "00000000-0000-4000-8000-000000000000"])
def test_a_name_of_a_kept_page_that_is_none_breaks_nothing(client_of: ClientOf, look: str) -> None:
    assert client_of("nadia").post("/post/", {"look": look}).status_code == 422
    assert client_of("nadia").post("/kept/", {"kept": look}).status_code == 302


def test_what_can_be_asked_before_signing_in_costs_the_same_for_a_stranger(nadia: Person) -> None:
    """Page, length and the password that is hashed: the same for an account and for none."""
    seen = []
    for email in (nadia.email, "nobodyy@lantern-support.example"):
        email = email.ljust(len("nobodyy@lantern-support.example"), "e")[: len("nobodyy@lantern-support.example")]
        answer = Client().post("/sign-in/", {"login": email, "password": "wrong"})
        seen.append((answer.status_code, len(answer.content)))
    assert seen[0] == seen[1]


def test_recovery_codes_alone_are_no_second_step(nadia: Person) -> None:
    RecoveryCodes.activate(nadia)
    client = Client()
    by_password(client, nadia)
    assert client.get("/worklist/").status_code == 302


def test_nobody_lists_sessions_or_reads_one_without_its_secret() -> None:
    for query in ("SELECT * FROM accounts_session", "SELECT * FROM accounts_keptpage FOR UPDATE"):
        with as_("max"), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query)
    with as_("max"):
        assert not Invitation.objects.filter(accepted_at__isnull=False).exists()
