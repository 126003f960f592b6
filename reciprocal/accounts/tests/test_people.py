"""Looking after people: inviting, another role, an end at once, and a second step that was lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from reciprocal.access.guard import RefusedError
from reciprocal.accounts import actions, queries
from reciprocal.accounts.models import Invitation, LostFactor, Membership
from reciprocal.audit.models import Entry
from tests.people import EVERYBODY, Now, as_, organisation_id
from tests.sign_in import PASSWORD, give_code_app, give_password, link_in, mails

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
NEW = {"email": "lea@alder-council.example", "role": "lettings_officer"}


def post_of(key: str) -> str:
    return str(EVERYBODY[key].membership_id)


def test_petra_invites_and_lea_sets_up_her_account_once(client_of: ClientOf) -> None:
    client_of("petra").post("/people/invite/", NEW)
    mail = mails()[0]
    assert mail.subject.startswith("You are invited to ")
    assert "Petra at Alder Council has asked us to give you access as lettings officer." in mail.body
    link, lea = link_in(mail), Client()
    assert "Lettings officer at Alder Council" in lea.get(link).content.decode()
    given = {"name": "Lea", "phone": "020 7946 0018", "password": PASSWORD}
    assert lea.post(link, given)["Location"] == "/sign-in/set-up/"
    post = Membership.objects.get(person__email=NEW["email"])
    assert (post.role, post.organisation.name) == ("lettings_officer", "Alder Council")
    assert "no longer works" in Client().post(link, given).content.decode()


def test_an_invitation_ends_after_a_week_and_its_secret_is_not_in_the_table(client_of: ClientOf, now: Now) -> None:
    client_of("petra").post("/people/invite/", NEW)
    link = link_in(mails()[0])
    with as_("petra"):
        assert Invitation.objects.get().digest not in link
    now.at += timedelta(days=8)
    assert "no longer works" in client_of("nobody").get(link).content.decode()


def test_petra_invites_at_her_own_domain_and_into_no_post_of_the_scheme(client_of: ClientOf) -> None:
    petra = client_of("petra")
    page = petra.post("/people/invite/", {**NEW, "email": "lea@cedar-council.example"})
    assert "Enter a work e-mail at alder-council.example" in page.content.decode()
    assert petra.post("/people/invite/", {**NEW, "role": "coordinator"}).status_code == 422
    assert mails() == []


@pytest.mark.parametrize(("actor", "where", "role"), [
    ("petra", "Cedar Council", "lettings_officer"),
    ("clare", "Example Moves Team", "scheme_manager"),
    ("clare", "Example Funder", "auditor"),
    ("liam", "Alder Council", "named_lead"),
])  # fmt: skip
def test_the_database_lets_nobody_give_a_post_beyond_their_own(actor: str, where: str, role: str, now: Now) -> None:
    with as_(actor) as acting, pytest.raises(RefusedError):
        actions.invite(acting, organisation_id(where), "x@example.example", role, at=now.at, link="SECRET")


def test_somebody_with_an_account_gets_a_second_post_and_one_is_active_at_a_time(client_of: ClientOf) -> None:
    client_of("petra").post("/people/invite/", {"email": "liam@alder-council.example", "role": "lettings_officer"})
    Client().post(link_in(mails()[0]), {})
    liam = client_of("liam")
    page = liam.get("/post/").content.decode()
    assert "Which post are you working in?" in page
    other = Membership.objects.get(person_id=EVERYBODY["liam"].person_id, role="lettings_officer")
    assert liam.get("/homes/").status_code == 404
    response = liam.post("/post/", {"post": str(other.pk)}, follow=True)
    assert "You are now working as Lettings officer at Alder Council." in response.content.decode()
    assert liam.get("/homes/").status_code == 200
    assert liam.get("/decisions/").status_code == 404  # rights never add up
    with as_("audrey"):
        assert {"leave_post", "sign_in"} <= set(Entry.objects.filter(kind="session").values_list("event", flat=True))


def test_nobody_changes_into_the_post_of_another(client_of: ClientOf) -> None:
    liam = client_of("liam")
    assert liam.post("/post/", {"post": post_of("lena")}).status_code == 422
    assert "Reciprocal named lead" in liam.get("/worklist/").content.decode()


def test_stopping_access_ends_every_session_at_once_and_hands_nothing_on(client_of: ClientOf) -> None:
    liam, elsewhere, petra = client_of("liam"), client_of("liam"), client_of("petra")
    assert liam.get("/worklist/").status_code == 200
    petra.post(f"/people/{post_of('liam')}/stop/")
    assert liam.get("/worklist/").status_code == elsewhere.get("/worklist/").status_code == 302
    assert not queries.active().filter(pk=post_of("liam")).exists()
    assert [mail.subject for mail in mails()] == ["Your access has ended"]


def test_another_role_is_another_post_and_the_old_one_ends(client_of: ClientOf) -> None:
    liam = client_of("liam")
    client_of("petra").post(f"/people/{post_of('liam')}/role/", {"role": "lettings_officer"})
    assert liam.get("/worklist/").status_code == 302
    roles = queries.active().filter(person_id=EVERYBODY["liam"].person_id).values_list("role", flat=True)
    assert list(roles) == ["lettings_officer"]


@pytest.mark.parametrize("page", ["stop", "role", "second-step"])
def test_petra_finds_nobody_of_another_landlord(page: str, client_of: ClientOf) -> None:
    petra = client_of("petra")
    for method in (petra.get, petra.post):
        there = method(f"/people/{post_of('lena')}/{page}/", {"role": "named_lead", "rang_back": "yes"})
        nowhere = method(f"/people/{organisation_id('nothing')}/{page}/", {"role": "named_lead", "rang_back": "yes"})
        assert there.status_code == nowhere.status_code == 404
        assert there.content == nowhere.content
    assert queries.active().filter(pk=post_of("lena")).exists()


def test_nobody_stops_themselves_and_clare_does_not_stop_max(client_of: ClientOf) -> None:
    assert client_of("petra").post(f"/people/{post_of('petra')}/stop/").status_code == 409
    assert client_of("clare").post(f"/people/{post_of('max')}/stop/").status_code == 404
    assert queries.active().filter(pk__in=[post_of("petra"), post_of("max")]).count() == 2


def test_a_lost_second_step_takes_a_call_back_and_two_people(client_of: ClientOf) -> None:
    person = give_password("liam")
    give_code_app(person)
    liam, petra, clare = client_of("liam"), client_of("petra"), client_of("clare")
    assert "Tick to confirm" in petra.post(f"/people/{post_of('liam')}/second-step/", {}).content.decode()
    petra.post(f"/people/{post_of('liam')}/second-step/", {"rang_back": "yes"})
    with as_("clare"):
        lost = LostFactor.objects.get()
    assert petra.post("/people/", {"agree": str(lost.pk)}).status_code == 409  # the one who asked is not the second
    assert Authenticator.objects.filter(user=person).exists()
    clare.post("/people/", {"agree": str(lost.pk)})
    assert not Authenticator.objects.filter(user=person).exists()
    assert liam.get("/worklist/").status_code == 302
    response = Client().post("/sign-in/", {"login": person.email, "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/sign-in/set-up/"
    with as_("audrey"):
        kept = set(Entry.objects.filter(kind="act").values_list("event", flat=True))
    assert {"ask_second_step_reset", "agree_second_step_reset"} <= kept
    assert [mail.subject for mail in mails()] == ["Your second step was changed"]


def test_liam_does_not_agree_for_himself_and_lena_learns_of_nothing(client_of: ClientOf) -> None:
    client_of("petra").post(f"/people/{post_of('liam')}/second-step/", {"rang_back": "yes"})
    with as_("petra"):
        lost = LostFactor.objects.get()
    for actor in ("liam", "lena", "bart"):
        assert client_of(actor).post("/people/", {"agree": str(lost.pk)}).status_code == 404
        with as_(actor):
            assert not LostFactor.objects.exists()
    with as_("petra"):
        assert LostFactor.objects.get().agreed_at is None
