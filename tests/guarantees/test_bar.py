"""A bar always wins: at once, on every path, and whoever is kept away sees what they saw before it all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from reciprocal.demo.cast import organisation_id
from reciprocal.offers import actions as offers
from reciprocal.workflow.due import day_of
from tests.people import Now, Story, as_, declare, request_row, take

ClientOf = Callable[[str], Client]
Staged = Callable[..., Story]
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def seen(browser: Client, addresses: list[str]) -> list[tuple[int, bytes]]:
    """Every page as this reader gets it, without the token that differs on each."""
    answers = [browser.get(address) for address in addresses]
    return [(answer.status_code, _TOKEN.sub(b"", answer.content)) for answer in answers]


def keep_away(who: str, story: Story, partner: str, now: Now) -> None:
    with as_(who) as actor:
        offers.keep_away(actor, story.request_id, at=now.at, organisation_id=organisation_id(partner))


@pytest.fixture
def barts_pages(db: Any, now: Now) -> list[str]:
    """Bart has a home on the list; these are his pages."""
    with as_("bart") as actor:
        home = declare(actor, now.at, place="bromley", label="2-bed flat, Bromley")
    names = ("worklist", "profile_list", "home_list", "offer_list")
    return [reverse(name) for name in names] + [reverse("home", args=[home])]


@pytest.mark.parametrize("who", ["nadia", "clare"])
def test_bart_sees_again_what_he_saw_before_the_request_was_there(
    who: str, staged: Staged, client_of: ClientOf, barts_pages: list[str], now: Now
) -> None:
    bart = client_of("bart")
    before = seen(bart, barts_pages)
    story = staged("circulating")
    profile = reverse("profile", args=[story.profiles["Dogwood Homes"]])
    assert bart.get(profile).status_code == 200
    assert seen(bart, barts_pages) != before  # so that the pages could show it
    keep_away(who, story, "Dogwood Homes", now)
    assert seen(bart, barts_pages) == before
    missing = bart.get(reverse("profile", args=[uuid4()]))
    barred = bart.get(profile)
    assert (barred.status_code, barred.content, dict(barred.headers)) == (
        missing.status_code,
        missing.content,
        dict(missing.headers),
    )


def test_others_keep_their_profile(staged: Staged, client_of: ClientOf, now: Now) -> None:
    story = staged("circulating")
    keep_away("clare", story, "Dogwood Homes", now)
    assert client_of("lena").get(reverse("profile", args=[story.profile_id])).status_code == 200


def test_a_live_offer_of_the_barred_partner_falls_with_the_bar(
    staged: Staged, client_of: ClientOf, barts_pages: list[str], now: Now
) -> None:
    bart = client_of("bart")
    before = seen(bart, barts_pages)
    story = staged("circulating")
    with as_("bart") as actor:
        offer = offers.send_offer(
            actor,
            story.profiles["Dogwood Homes"],
            UUID(barts_pages[-1].split("/")[2]),
            at=now.at,
            tenancy="ASS_LIFE",
            starts_on=day_of(now.at) + timedelta(days=14),
            answer_by=day_of(now.at) + timedelta(days=7),
            home_is_empty=True,
        )
    address = reverse("offer", args=[offer])
    assert bart.get(address).status_code == 200
    keep_away("nadia", story, "Dogwood Homes", now)
    assert request_row(story).state == "circulating"
    assert seen(bart, [address]) == seen(bart, [reverse("offer", args=[uuid4()])])
    assert seen(bart, barts_pages) == before


def test_a_partner_that_is_kept_away_from_the_start_is_no_recipient(
    staged: Staged, client_of: ClientOf, barts_pages: list[str]
) -> None:
    bart = client_of("bart")
    before = seen(bart, barts_pages)
    story = staged("under_offer", bars=("Dogwood Homes",))
    assert "Dogwood Homes" not in story.profiles
    for step in ("accept", "record_signing", "record_start"):
        take(story, step, request_row(story).state_since)
        assert seen(bart, barts_pages) == before


def test_the_applicants_own_landlord_can_be_kept_away_too(staged: Staged, client_of: ClientOf, now: Now) -> None:
    liam = client_of("liam")
    pages = [reverse("worklist"), reverse("decision_list"), reverse("decision_list") + "?show=all"]
    before = seen(liam, pages)
    story = staged("awaiting_landlord")
    decision = reverse("decision", args=[story.request_id])
    assert liam.get(decision).status_code == 200
    keep_away("clare", story, "Alder Council", now)
    assert seen(liam, pages) == before
    assert seen(liam, [decision]) == seen(liam, [reverse("decision", args=[uuid4()])])


def test_nobody_is_asked_while_the_own_landlord_is_kept_away(staged: Staged, client_of: ClientOf) -> None:
    story = staged("submitted", bars=("Alder Council",))
    answer = client_of("clare").post(reverse("request_step", kwargs={"id": story.request_id, "key": "seek_approval"}))
    assert answer.status_code == 409
    assert "kept away" in answer.content.decode()
    assert request_row(story).state == "submitted"


def test_only_the_coordinator_reads_who_is_kept_away(staged: Staged, client_of: ClientOf) -> None:
    story = staged("circulating", bars=("Dogwood Homes",))
    page = reverse("request", args=[story.request_id])
    assert b"Dogwood" in client_of("clare").get(page).content
    assert b"Dogwood" not in client_of("nadia").get(page).content
