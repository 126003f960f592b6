"""No page without its guard: every address states what it needs, and signed out there is the front page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from reciprocal.access.guard import Guard
from reciprocal.access.policy import PERMISSIONS
from reciprocal.worklist import views as worklist
from tests.guarantees import matrix, pages
from tests.guarantees.matrix import ACTORS
from tests.guarantees.scene import scene_of_x
from tests.people import Now

ClientOf = Callable[[str], Client]
KINDS = {"", "request", "profile", "offer", "home"}
# Every page that anybody may open without signing in. They read no case.
PUBLIC = {"health", "front", "step_in", "move_clock", "mailbox", "mailbox_mail", "tour", "tour_stop"}
# Signing in and one's own second step: they come before there is a post that could act, and read no case either.
BEFORE_A_POST = {
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "enter",
    "choose_second_step",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_reauthenticate",
    "register",
    "register_confirm",
    "invitation",
    "sign_out",
    "hide_page",
    "signed_out",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
}
# Whoever is asked to cover cannot read the request yet: the row that asks them decides, and not the policy.
BY_ROW = {"cover", "pot_dispute", "sealed_fact"}
# Every page about a household, of which each reading is kept in the log.
LOOKED_AT = {
    "request",
    "request_question",
    "request_interruption",
    "request_check",
    "members",
    "member_new",
    "member",
    "member_remove",
    "request_section",
    "request_change",
    "request_change_new",
    "request_change_person",
    "request_change_remove",
    "request_print",
    "request_preview",
    "request_look_over",
    "decision",
    "profile",
    "offer",
    "offer_address",
    "offer_viewing",
    "sealed_ask",
}


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Walk every address of the service, as a template such as "/requests/<uuid:id>/"."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{before}{pattern.pattern}")
        else:
            yield f"/{before}{pattern.pattern}", pattern


def named(pattern: URLPattern) -> str:
    """The name of an address."""
    assert pattern.name, pattern
    return pattern.name


def without_guard() -> list[str]:
    """List the addresses whose view states no guard, or one that does not exist."""
    found = []
    for route, pattern in patterns():
        needs: Any = getattr(pattern.callback, "guard", None)
        if not isinstance(needs, Guard):
            found.append(f"{route} has no guard")
        elif needs.permission not in (*PERMISSIONS, "step", "public"):
            found.append(f"{route} needs {needs.permission}, which is no permission")
        elif needs.kind not in KINDS:
            found.append(f"{route} is about a {needs.kind}, which is no kind of thing")
        elif needs.permission != "public" and ("<uuid:id>" in route) != bool(needs.kind or named(pattern) in BY_ROW):
            found.append(f"{route} has an id, and its guard asks for no thing")
    return found


def test_every_view_has_a_guard_and_every_guard_a_permission() -> None:
    assert without_guard() == []


def test_only_the_pages_named_here_are_public() -> None:
    assert {named(p) for _, p in patterns() if p.callback.guard.permission == "public"} == PUBLIC | BEFORE_A_POST  # type: ignore[attr-defined]


def test_reading_a_page_about_a_household_is_kept_in_the_log() -> None:
    kept = {named(p) for _, p in patterns() if p.callback.guard.look}  # type: ignore[attr-defined]
    assert kept >= LOOKED_AT


@pytest.mark.django_db
def test_a_view_that_lost_its_guard_is_refused_and_found(
    now: Now, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("nadia")
    assert client.get("/worklist/").status_code == 200
    monkeypatch.delattr(worklist.worklist, "guard")
    client.raise_request_exception = False
    response = client.get("/worklist/")
    assert response.status_code == 500
    assert "Nadia" not in response.content.decode()
    assert without_guard() == ["/worklist/ has no guard"]


@pytest.mark.django_db
def test_signed_out_every_address_leads_to_the_front_page_whether_it_exists_or_not(
    now: Now, client_of: ClientOf
) -> None:
    scene = scene_of_x("under_offer", now)
    there = {"request": scene.request_id, "profile": scene.profile_id, "offer": scene.offer_id, "home": scene.home_id}
    wrong = []
    for actor in ("nobody", "otto"):
        client = client_of(actor)
        for route, pattern in patterns():
            needs: Guard = pattern.callback.guard  # type: ignore[attr-defined]
            if needs.permission == "public":
                continue
            for id in (there[needs.kind or "request"], uuid4()):
                where = route.replace("<uuid:id>", str(id)).replace("<uuid:profile>", str(uuid4()))
                where = where.replace("<slug:key>", "home_place").replace("<uuid:member>", str(uuid4()))
                where = where.replace("<uuid:post>", str(uuid4())).replace("<uuid:partner>", str(uuid4()))
                where = where.replace("<uuid:team>", str(uuid4()))
                assert "<" not in where
                for ask, leads_to in ((client.get, f"/?next={where}"), (client.post, "/")):
                    response = ask(where)
                    got = (response.status_code, response.headers.get("Location"), response.content)
                    if got != (302, leads_to, b""):
                        wrong.append(f"{actor}: {where}: {response.status_code}")
    assert wrong == []


@pytest.mark.django_db
def test_pages_without_a_thing_open_for_those_of_the_table_alone(now: Now, client_of: ClientOf) -> None:
    scene_of_x("moved", now)
    wrong = []
    for actor in ACTORS:
        client = client_of(actor)
        for name, where in pages.LISTS.items():
            got = client.get(where).status_code
            want = 302 if actor in ("otto", "nobody") else 200 if actor in matrix.LISTS[name].split() else 404
            if got != want:
                wrong.append(f"{name} by {actor}: {got}, not {want}")
    assert wrong == []
    assert set(pages.LISTS) == set(matrix.LISTS) == _without_a_thing()


def _without_a_thing() -> set[str]:
    return {named(p) for route, p in patterns() if "<" not in route} - PUBLIC - BEFORE_A_POST
