"""A bar always wins: at once, on every path; who is kept away sees what they would see had there been no request."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from reciprocal.demo.cast import organisation_id
from reciprocal.notifications.models import Notice
from reciprocal.offers import actions as offers
from reciprocal.rulebook.lifecycle import STEPS
from reciprocal.workflow.due import day_of
from tests.guarantees import pages
from tests.guarantees.scene import ANSWERS_OF_Y, BARRED, whom
from tests.people import ADDRESS, Now, Story, as_, declare, request_row, take, tell

ClientOf = Callable[[str], Client]
pytestmark = pytest.mark.django_db
# How far Bart's part in the request has come when he is kept away.
SO_FAR = ("has the profile", "has an offer out", "was accepted", "has signed", "was withdrawn")
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def looks(client: Client, addresses: list[str]) -> dict[str, tuple[int, bytes]]:
    """What a reader reads at some addresses, without the mark that is drawn anew for every form."""
    answers = {where: client.get(where) for where in addresses}
    return {where: (answer.status_code, _TOKEN.sub(b"", answer.content)) for where, answer in answers.items()}


@pytest.fixture
def other(now: Now) -> Story:
    """A request that nobody keeps from Bart, so that his lists are not empty."""
    return tell("circulating", now, officer="harbour_desk", lead="birch_lead", **ANSWERS_OF_Y)


@pytest.fixture
def home(now: Now) -> UUID:
    """A home of Bart's that is on the list."""
    with as_("bart") as actor:
        return declare(actor, now.at, place="bromley", label="2-bed flat, Bromley", tenancy="ASS_LIFE")


@pytest.fixture
def of_bart(other: Story, home: UUID) -> list[str]:
    """Every page that Bart can open: his lists, his home, and the request that nobody keeps from him."""
    profile = other.profiles[BARRED]
    return [
        "/worklist/",
        "/worklist/?all=yes",
        "/homes/",
        f"/homes/{home}/",
        f"/homes/{home}/steps/take_off/",
        f"/homes/{home}/offer/{profile}/",
        "/profiles/",
        f"/profiles/{profile}/",
        f"/profiles/{profile}/offer/",
        "/offers/",
    ]


def keep_away(who: str, story: Story, partner: str, now: Now, way: str = "a partner") -> None:
    """Keep a partner away, or Bart in another way, as the page of that step does."""
    away: dict[str, Any] = {"organisation_id": organisation_id(partner)} if way == "a partner" else whom(way, now.at)
    with as_(who) as actor:
        offers.keep_away(actor, story.request_id, at=now.at, **away)


def part_of_bart(story: Story, home: UUID, so_far: str, now: Now) -> UUID | None:
    """Let Bart's part in a request come so far. Gives his offer."""
    if so_far == "has the profile":
        return None
    day = day_of(now.at)
    with as_("bart") as actor:
        story.offer_id = offers.send_offer(
            actor,
            story.profiles[BARRED],
            home,
            at=now.at,
            tenancy="ASS_LIFE",
            starts_on=day + timedelta(days=14),
            answer_by=day + timedelta(days=7),
            home_is_empty=True,
            address=ADDRESS,
        )
        if so_far == "was withdrawn":
            offers.withdraw_offer(actor, story.offer_id, at=now.at, reason="other_move")
    if so_far in ("was accepted", "has signed"):
        take(story, "accept", now.at)
    if so_far == "has signed":
        with as_("bart") as actor:
            offers.record_signing(actor, story.offer_id, at=now.at, signed_on=day)
    return story.offer_id


def not_as_missing(client: Client, addresses: list[str]) -> list[str]:
    """The addresses at which a reader gets something else than for what does not exist."""
    missing = pages.missing(client, "get")
    return [where for where in addresses if pages.shown(client.get(where)) != missing]


@pytest.mark.parametrize(
    ("who", "so_far", "way"),
    [
        *((who, so_far, "a partner") for so_far in SO_FAR for who in ("clare", "nadia")),
        ("nadia", "has an offer out", "a team"),
        ("clare", "has the profile", "a person"),
        ("clare", "was accepted", "a person"),
        ("nadia", "has signed", "in no team"),
    ],
)
def test_bart_sees_what_he_would_see_had_there_been_no_request(
    who: str, so_far: str, way: str, now: Now, client_of: ClientOf, of_bart: list[str], home: UUID
) -> None:
    bart = client_of("bart")
    never = looks(bart, of_bart)
    assert {status for status, _ in never.values()} == {200}
    story = tell("circulating", now)
    profile, offer = story.profiles[BARRED], part_of_bart(story, home, so_far, now)
    assert looks(bart, of_bart) != never  # so that the pages could show it

    keep_away(who, story, BARRED, now, way)
    assert looks(bart, of_bart) == never
    gone = [f"/profiles/{profile}/", f"/profiles/{profile}/offer/", f"/homes/{home}/offer/{profile}/"]
    gone += [f"/offers/{offer}/", *(f"/offers/{offer}/steps/{step}/" for step in STEPS)] if offer else []
    assert not_as_missing(bart, gone) == []
    with as_("bart"):
        assert not Notice.objects.filter(request_id=story.request_id).exists()


@pytest.mark.parametrize("bars", [(), (BARRED,)], ids=["kept away after circulating", "kept away from the start"])
def test_what_happens_later_to_the_request_stays_unknown_to_bart(
    bars: tuple[str, ...], now: Now, client_of: ClientOf, of_bart: list[str]
) -> None:
    bart = client_of("bart")
    never = looks(bart, of_bart)
    story = tell("circulating", now, bars=bars)
    assert (BARRED in story.profiles) == (not bars)  # who is kept away from the start is no recipient
    if not bars:
        keep_away("clare", story, BARRED, now)
    for step in ("send_offer", "accept", "record_signing", "record_start"):
        take(story, step, now.at)
        assert looks(bart, of_bart) == never, step


@pytest.mark.parametrize("who", ["clare", "nadia"])
@pytest.mark.parametrize("so_far", ["has an offer out", "was accepted", "has signed"])
def test_a_live_offer_of_the_barred_partner_falls_and_the_others_go_on(
    so_far: str, who: str, now: Now, client_of: ClientOf, home: UUID
) -> None:
    story = tell("circulating", now)
    offer = part_of_bart(story, home, so_far, now)
    keep_away(who, story, BARRED, now)
    assert request_row(story).state == "circulating"
    assert "could not stand" in client_of("nadia").get(f"/offers/{offer}/").content.decode().lower()
    assert client_of("lena").get(f"/profiles/{story.profile_id}/").status_code == 200
    take(story, "send_offer", now.at)  # Cedar Council can offer at once
    assert request_row(story).state == "under_offer"


def test_keeping_the_same_partner_away_twice_tells_the_officer_nothing(now: Now, client_of: ClientOf) -> None:
    """The officer cannot read who is kept away, so a second time must look like the first."""
    story, nadia = tell("circulating", now), client_of("nadia")
    where, answers = (
        f"/requests/{story.request_id}/steps/keep_away/",
        {"organisation": str(organisation_id(BARRED)), "whom": "everybody"},
    )
    first, second = nadia.post(where, answers), nadia.post(where, answers)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert first.status_code == 302


@pytest.mark.parametrize("state", ["awaiting_landlord", "decline_proposed", "approved", "under_offer", "on_hold"])
def test_a_bar_on_the_applicants_own_landlord_hides_the_request_from_its_named_leads(
    state: str, now: Now, client_of: ClientOf
) -> None:
    other, liam = tell("awaiting_landlord", now), client_of("liam")
    addresses = ["/worklist/", "/worklist/?all=yes", "/decisions/", "/decisions/?show=all", "/statement/"]
    addresses.append(f"/decisions/{other.request_id}/")
    never = looks(liam, addresses)
    story = tell(state, now)
    assert looks(liam, addresses) != never
    keep_away("clare", story, "Alder Council", now)
    assert looks(liam, addresses) == never
    steps = [f"/requests/{story.request_id}/steps/{step}/" for step in STEPS]
    assert not_as_missing(liam, [f"/decisions/{story.request_id}/", *steps]) == []


def test_nobody_is_asked_while_the_own_landlord_is_kept_away(now: Now, client_of: ClientOf) -> None:
    story = tell("submitted", now, bars=("Alder Council",))
    answer = client_of("clare").post(f"/requests/{story.request_id}/steps/seek_approval/")
    assert answer.status_code == 409
    assert "kept away" in answer.content.decode()
    assert request_row(story).state == "submitted"


def test_only_the_coordinator_reads_who_is_kept_away_and_no_other_page_changes(now: Now, client_of: ClientOf) -> None:
    """Not even the officer who put the bar up reads the name back."""
    story = tell("under_offer", now)
    readers = {
        "liam": [f"/decisions/{story.request_id}/", "/worklist/", "/decisions/?show=all"],
        "lena": [f"/profiles/{story.profile_id}/", f"/offers/{story.offer_id}/", "/worklist/", "/profiles/"],
    }
    before = {reader: looks(client_of(reader), addresses) for reader, addresses in readers.items()}
    keep_away("clare", story, BARRED, now)
    assert {reader: looks(client_of(reader), addresses) for reader, addresses in readers.items()} == before
    page = f"/requests/{story.request_id}/"
    mine = looks(client_of("nadia"), [page, f"/offers/{story.offer_id}/", "/worklist/"])
    assert BARRED.encode() not in b"".join(page for _, page in mine.values())
    assert BARRED.encode() in client_of("clare").get(page).content


def test_an_offer_that_a_bar_ends_looks_to_its_partner_like_any_other_that_ended(now: Now, client_of: ClientOf) -> None:
    story = tell("under_offer", now)
    lena = client_of("lena")
    addresses = ["/worklist/", "/homes/", f"/homes/{story.home_id}/", "/profiles/", "/offers/"]
    addresses += [f"/offers/{story.offer_id}/", f"/profiles/{story.profile_id}/"]

    def after(who: str, key: str, answers: dict[str, object]) -> dict[str, tuple[int, bytes]]:
        with transaction.atomic():
            now.forward(minutes=1)
            where = f"/requests/{story.request_id}/steps/{key}/"
            assert client_of(who).post(where, answers).status_code == 302, key
            seen = looks(lena, addresses)
            transaction.set_rollback(True)
        return seen

    before = looks(lena, addresses)
    cedar: dict[str, object] = {"organisation": str(organisation_id("Cedar Council")), "whom": "everybody"}
    barred = after("nadia", "keep_away", cedar)
    assert barred != before
    assert barred == after("clare", "hold", {"reason": "compromised"})
    assert barred == after("nadia", "hold", {"reason": "away"})
    assert barred == after("nadia", "withdraw_consent", {})
