"""A colleague of Nadia's covers for her, and can read nothing before they accept."""

from __future__ import annotations

from typing import Any

from reciprocal.property_requests.tests.filling import ANSWERS, page, question, send, words
from tests.people import as_, take


def _post(key: str) -> str:
    with as_(key) as actor:
        return str(actor.membership)


def _ask(client_of: Any, story: Any) -> None:
    answer = send(client_of("nadia"), question(story, "cover"), {"cover": _post("lantern_desk")})
    assert answer.status_code == 302, words(answer)


def test_a_cover_accepts_first_and_then_acts_in_the_own_name(client_of: Any, staged: Any) -> None:
    draft, desk = staged("draft"), client_of("lantern_desk")
    _ask(client_of, draft)
    assert desk.get(page(draft)).status_code == 404
    invited = desk.get(f"{page(draft)}cover/")
    assert "Nadia asks you to cover for them" in words(invited)
    assert "DR-" not in words(invited)
    accepted = words(desk.post(f"{page(draft)}cover/", follow=True))
    assert "You are acting for Nadia. What you do is recorded in your name." in accepted
    assert send(desk, question(draft, "bedrooms"), ANSWERS["bedrooms"]).status_code == 302


def test_only_whoever_was_asked_can_accept(client_of: Any, staged: Any) -> None:
    draft = staged("draft")
    _ask(client_of, draft)
    for key in ("nadia", "harbour_desk", "clare", "liam", "bart"):
        assert client_of(key).post(f"{page(draft)}cover/").status_code == 404, key


def test_saving_the_page_again_keeps_a_cover_who_accepted(client_of: Any, staged: Any, now: Any) -> None:
    draft, desk = staged("draft"), client_of("lantern_desk")
    _ask(client_of, draft)
    desk.post(f"{page(draft)}cover/")
    _ask(client_of, draft)
    assert desk.get(page(draft)).status_code == 200
    take(draft, "submit", now.at)
    assert "In order Cover: Lantern duty desk, since 3 March 2026" in words(client_of("clare").get(page(draft)))


def test_without_cover_nadia_says_so(client_of: Any, staged: Any) -> None:
    draft, nadia = staged("draft"), client_of("nadia")
    assert "Select whether to go on without cover" in words(send(nadia, question(draft, "cover"), {"cover": ""}))
    now = send(nadia, question(draft, "cover"), {"cover": "", "going_without_cover": "now"})
    assert "Choose a colleague from the list" in words(now)
    other = {"cover": _post("harbour_desk")}
    assert "Choose a colleague from the list" in words(send(nadia, question(draft, "cover"), other))
