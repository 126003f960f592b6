"""An account that nobody signs in to: its owner is asked once, and two weeks later the access ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from reciprocal.accounts.models import Membership, Person
from reciprocal.worklist import daily
from tests.people import EVERYBODY, Now, as_, as_system
from tests.sign_in import by_password, code_of, give_code_app, give_password, mails

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


def pass_day(now: Now, **by: int) -> tuple[int, int]:
    """Let time pass, and the service do what is due about accounts: how many were asked, how many posts ended."""
    now.forward(**by)
    with as_system():
        return daily.ask_about_unused_accounts(now.at), daily.end_unused_accounts(now.at)


def used(key: str, now: Now) -> None:
    """Let somebody of the cast sign in by a password, today."""
    give_password(key)
    with as_(key), connection.cursor() as cursor:
        cursor.execute("SELECT accounts_signed_in(%s)", [now.at.date()])


def post(key: str) -> Membership:
    player = EVERYBODY[key]
    return Membership.objects.get(person_id=player.person_id, role=player.role)


def test_liam_is_asked_after_76_days_and_his_access_ends_after_90(now: Now) -> None:
    used("liam", now)
    assert pass_day(now, days=75) == (0, 0)
    assert pass_day(now, days=1) == (1, 0)
    [mail] = mails()
    assert mail.subject == "Do you still need access?"
    assert "You have not signed in since 3 March 2026. Sign in by 1 June 2026 to keep your access." in mail.body
    assert pass_day(now, days=14) == (0, 0)
    assert post("liam").ended_on is None
    assert pass_day(now, days=1) == (0, 1)
    assert post("liam").ended_on == now.at.date()
    assert [mail.subject for mail in mails()] == ["Do you still need access?", "Your access has ended"]
    assert pass_day(now, days=30) == (0, 0)


def test_signing_in_keeps_the_access_and_the_days_are_counted_anew(now: Now) -> None:
    used("liam", now)
    assert pass_day(now, days=76) == (1, 0)
    used("liam", now)
    assert pass_day(now, days=20) == (0, 0)
    assert pass_day(now, days=55) == (0, 0)
    assert pass_day(now, days=1) == (1, 0)
    assert post("liam").ended_on is None


def test_signing_in_for_real_notes_the_day(now: Now, client_of: ClientOf) -> None:
    person, browser = give_password("liam"), client_of("nobody")
    secret = give_code_app(person)
    now.forward(days=76)
    by_password(browser, person)
    browser.post("/sign-in/second-step/", {"code": code_of(secret)}, follow=True)
    assert Person.objects.get(pk=EVERYBODY["liam"].person_id).signed_in_on == now.at.date()
    assert pass_day(now, days=1) == (0, 0)


def test_whoever_has_no_password_is_asked_nothing(now: Now) -> None:
    assert pass_day(now, days=400) == (0, 0)
    assert mails() == []


def test_the_last_scheme_manager_is_asked_and_stays(now: Now) -> None:
    used("max", now)
    assert pass_day(now, days=76) == (1, 0)
    assert pass_day(now, days=100) == (0, 0)
    assert post("max").ended_on is None


def test_an_open_session_ends_with_the_access(now: Now, client_of: ClientOf) -> None:
    used("liam", now)
    liam = client_of("liam")
    assert liam.get("/worklist/").status_code == 200
    pass_day(now, days=76)
    pass_day(now, days=15)
    assert liam.get("/worklist/").status_code == 302


@pytest.mark.parametrize("key", ["clare", "max", "petra", "nobody"])
def test_nobody_but_the_service_lists_warns_or_ends(now: Now, key: str) -> None:
    used("liam", now)
    person, held = EVERYBODY["liam"].person_id, EVERYBODY["liam"].membership_id
    day = now.at.date()

    def ask(statement: str, *values: Any) -> Any:
        with as_(key), connection.cursor() as cursor:
            cursor.execute(statement, list(values))
            return cursor.fetchall()

    assert ask("SELECT * FROM accounts_not_signed_in()") == []
    assert ask("SELECT accounts_warned(%s, %s, %s)", person, day, day) == [(False,)]
    assert ask("SELECT accounts_end_unused(%s, %s, %s)", held, day, day) == [(False,)]
    assert post("liam").ended_on is None
