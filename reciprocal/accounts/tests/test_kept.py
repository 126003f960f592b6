"""What is sent after a quarter of an hour is kept sealed for that person, and offered back to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from reciprocal.accounts import kept
from reciprocal.accounts.actions import throw_away
from reciprocal.accounts.models import KeptPage
from reciprocal.accounts.sessions import digest_of
from tests.people import Now, as_, tell

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
AsRole = Callable[[str], Any]


@pytest.fixture
def draft(now: Now, db: Any) -> UUID:
    return tell("draft", now).request_id


@pytest.fixture
def time_out(monkeypatch: pytest.MonkeyPatch) -> Callable[[Client], None]:
    """Let the time of a session run out, as a quarter of an hour would."""

    def close(client: Client) -> None:
        session = client.session
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT accounts_session_write(%s, %s, %s, %s, now() - interval '1 minute', false)",
                [digest_of(session.session_key), b"", session["person"], session["membership"]],
            )

    return close


def page(draft: UUID) -> str:
    return f"/requests/{draft}/questions/home_place/"


def sent_too_late(client: Client, draft: UUID, time_out: Callable[[Client], None]) -> Any:
    """Nadia opens a question, goes for tea, and sends it after her session was closed."""
    seen = client.get(page(draft)).context["hidden"]["seen"]
    time_out(client)
    return client.post(page(draft), {"home_place": "hackney", "seen": seen, "page_title": "Which borough?"})


def test_nadia_is_told_and_after_sign_in_looks_at_it_and_saves(
    client_of: ClientOf, draft: UUID, time_out: Callable[[Client], None]
) -> None:
    response = sent_too_late(client_of("nadia"), draft, time_out)
    assert response["Location"] == "/signed-out/"
    nadia = client_of("nadia")
    assert "After 15 minutes without activity we close it" in nadia.get("/signed-out/").content.decode()
    offered = nadia.get("/kept/")
    assert "We kept what you typed on &quot;Which borough?&quot;. Nobody else can read it." in offered.content.decode()
    (row,) = offered.context["rows"]
    typed = {name: values[0] for name, values in row["page"].typed}
    shown = nadia.post(row["page"].address, {**typed, "look": str(row["page"].id)})
    assert shown.status_code == 200
    assert shown.context["form"]["home_place"].raw == "hackney"
    with as_("nadia"):
        assert not KeptPage.objects.exists()  # it is on her screen now
    assert nadia.post(page(draft), typed).status_code == 302  # and now she saves it
    assert nadia.get(page(draft)).context["form"]["home_place"].raw == "hackney"


def test_looking_saves_nothing(client_of: ClientOf, draft: UUID, time_out: Callable[[Client], None]) -> None:
    sent_too_late(client_of("nadia"), draft, time_out)
    nadia = client_of("nadia")
    before = nadia.get(page(draft)).context["form"]["home_place"].raw
    (row,) = nadia.get("/kept/").context["rows"]
    nadia.post(row["page"].address, {**{name: v[0] for name, v in row["page"].typed}, "look": str(row["page"].id)})
    assert nadia.get(page(draft)).context["form"]["home_place"].raw == before


def test_throw_it_away_and_it_is_gone(client_of: ClientOf, draft: UUID, time_out: Callable[[Client], None]) -> None:
    sent_too_late(client_of("nadia"), draft, time_out)
    nadia = client_of("nadia")
    (row,) = nadia.get("/kept/").context["rows"]
    assert nadia.post("/kept/", {"kept": str(row["page"].id)})["Location"] == "/worklist/"
    assert nadia.get("/kept/").context["rows"] == []


@pytest.mark.parametrize("other", ["lantern_desk", "clare", "liam", "bart"])
def test_whoever_signs_in_next_on_that_machine_reads_nothing_of_it(
    other: str, client_of: ClientOf, draft: UUID, time_out: Callable[[Client], None]
) -> None:
    sent_too_late(client_of("nadia"), draft, time_out)
    client = client_of(other)
    assert client.get("/kept/").context["rows"] == []
    with as_("nadia"):
        row = KeptPage.objects.get()
    client.post("/kept/", {"kept": str(row.pk)})
    client.post("/post/", {"look": str(row.pk)})
    with as_("nadia"):
        assert KeptPage.objects.filter(pk=row.pk).exists()


def test_what_is_kept_is_sealed_for_one_person_one_post_and_one_row(
    client_of: ClientOf, draft: UUID, time_out: Callable[[Client], None], now: Now
) -> None:
    sent_too_late(client_of("nadia"), draft, time_out)
    with as_("nadia") as nadia:
        row = KeptPage.objects.get()
        assert b"hackney" not in bytes(row.sealed)
        assert str(draft).encode() not in bytes(row.sealed)
        assert len(kept.waiting(nadia, now.at)) == 1
    # Moved into another's row by somebody who may write any, it does not open.
    with as_("lantern_desk") as colleague:
        KeptPage(membership_id=colleague.membership, sealed=row.sealed, kept_at=now.at).save(force_insert=True)
        assert kept.waiting(colleague, now.at) == []


def test_after_a_day_it_is_not_offered_any_more(
    client_of: ClientOf, draft: UUID, time_out: Callable[[Client], None], now: Now
) -> None:
    sent_too_late(client_of("nadia"), draft, time_out)
    now.at += timedelta(hours=25)
    assert client_of("nadia").get("/kept/").context["rows"] == []


def test_a_click_without_anything_typed_is_not_kept(client_of: ClientOf, time_out: Callable[[Client], None]) -> None:
    nadia = client_of("nadia")
    nadia.get("/worklist/")
    time_out(nadia)
    assert nadia.post("/requests/new/")["Location"] == "/signed-out/"
    with as_("nadia"):
        assert not KeptPage.objects.exists()


def test_a_stranger_without_a_closed_session_leaves_nothing_behind(draft: UUID) -> None:
    client = Client()
    client.cookies["session"] = "a-secret-that-nobody-gave-out-00"
    assert client.post(page(draft), {"home_place": "hackney"})["Location"] == "/"
    with as_("nadia"):
        assert not KeptPage.objects.exists()


def test_what_is_too_old_is_deleted_when_the_day_comes(
    client_of: ClientOf, draft: UUID, time_out: Callable[[Client], None], now: Now
) -> None:
    sent_too_late(client_of("nadia"), draft, time_out)
    throw_away(now.at + timedelta(hours=23))
    with as_("nadia"):
        assert KeptPage.objects.count() == 1
    throw_away(now.at + timedelta(hours=25))
    with as_("nadia"):
        assert not KeptPage.objects.exists()
