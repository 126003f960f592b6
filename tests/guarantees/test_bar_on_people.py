"""A bar on a team or on a person: in every post of theirs, also one given later, and whatever becomes of the team."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.accounts import actions as people
from reciprocal.accounts.models import Team
from reciprocal.circulation.models import Profile
from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.notifications import outbox
from reciprocal.offers import actions as offers
from reciprocal.property_requests import actions as requests
from reciprocal.property_requests import approvals
from reciprocal.worklist import digest, mails
from tests.guarantees import pages
from tests.guarantees.scene import BARRED, WAYS, whom
from tests.guarantees.test_bar import looks, part_of_bart
from tests.people import NOON, Now, Story, as_, as_system, declare, request_row, take, tell

ClientOf = Callable[[str], Client]
AsOwner = Callable[..., None]
pytestmark = pytest.mark.django_db


def keep_away(story: Story, now: Now, **away: Any) -> None:
    """Let Clare keep somebody away."""
    with as_("clare") as clare:
        offers.keep_away(clare, story.request_id, at=now.at, **away)


@pytest.fixture
def give_post(as_owner: AsOwner) -> Callable[[str, str, str], UUID]:
    """Give one of the cast a further post: `give_post("otto", "lettings_officer", "Cedar Council")`."""

    def give(key: str, role: str, at: str) -> UUID:
        post = uuid4()
        as_owner(
            "INSERT INTO accounts_membership (id, person_id, organisation_id, role, title, started_on)"
            " VALUES (%s, %s, %s, %s, '', '2026-01-01')",
            post,
            EVERYBODY[key].person_id,
            organisation_id(at),
            role,
        )
        return post

    return give


def in_post(client: Client, post: UUID) -> Client:
    """The same browser, working in another post."""
    session = client.session
    session["membership"], session["second_factor"] = str(post), "test"
    session.save()
    return client


def reads(client: Client, profile: UUID) -> bool:
    """Whether somebody reads a profile; whoever does not gets the page for what does not exist."""
    answer = client.get(f"/profiles/{profile}/")
    assert answer.status_code == 200 or pages.shown(answer) == pages.missing(client, "get")
    return answer.status_code == 200


def test_a_person_is_kept_away_in_a_post_that_they_are_given_later(
    now: Now, client_of: ClientOf, give_post: Any
) -> None:
    story = tell("draft", now)
    with as_("nadia") as nadia:
        otto = {"kept_away": "yes", "conflict_people": "otto@nowhere.example"}
        requests.save_answers(nadia, story.request_id, otto, at=now.at, version=request_row(story).version)
    for step in ("submit", "seek_approval", "approve", "circulate"):
        take(story, step, now.at)
    assert reads(client_of("lena"), story.profile_id)
    assert not reads(in_post(client_of("otto"), give_post("otto", "lettings_officer", "Elm Council")), story.profile_id)
    given = give_post("otto", "lettings_officer", "Cedar Council")
    assert not reads(in_post(client_of("otto"), given), story.profile_id)


def test_where_one_who_lets_homes_is_kept_away_all_are_since_the_list_of_homes_would_tell(
    now: Now, client_of: ClientOf, give_post: Any
) -> None:
    story = tell("circulating", now)
    profile = story.profiles[BARRED]
    otto = in_post(client_of("otto"), give_post("otto", "lettings_officer", BARRED))
    assert reads(otto, profile)
    keep_away(story, now, person_id=EVERYBODY["bart"].person_id)
    assert not reads(otto, profile)
    assert not reads(client_of("bart"), profile)
    assert reads(client_of("lena"), story.profile_id)


def test_an_offer_stands_where_nobody_is_kept_away_who_lets_homes(now: Now, client_of: ClientOf) -> None:
    story = tell("under_offer", now)
    keep_away(story, now, person_id=EVERYBODY["cedar_lead"].person_id)
    assert request_row(story).state == "under_offer"
    assert client_of("lena").get(f"/offers/{story.offer_id}/").status_code == 200


@pytest.mark.parametrize("who", ["liam", "petra"])
def test_of_the_applicants_own_landlord_the_others_still_decide(
    who: str, now: Now, client_of: ClientOf, give_post: Any
) -> None:
    other, liam = tell("awaiting_landlord", now), client_of("liam")
    addresses = ["/worklist/", "/decisions/", "/decisions/?show=all", f"/decisions/{other.request_id}/"]
    never = looks(liam, addresses)
    colleague = in_post(client_of("otto"), give_post("otto", "named_lead", "Alder Council"))
    story = tell("awaiting_landlord", now)
    keep_away(story, now, person_id=EVERYBODY[who].person_id)
    assert (looks(liam, addresses) == never) == (who == "liam")
    page = f"/decisions/{story.request_id}/"
    assert colleague.get(page).status_code == 200
    assert (pages.shown(liam.get(page)) == pages.missing(liam, "get")) == (who == "liam")


def test_a_coordinator_is_kept_away_like_anybody(now: Now, client_of: ClientOf) -> None:
    story, clare = tell("circulating", now), client_of("clare")
    never = pages.shown(clare.get("/requests/00000000-0000-4000-8000-000000000000/"))
    with as_("moves_desk") as colleague:
        offers.keep_away(colleague, story.request_id, at=now.at, person_id=EVERYBODY["clare"].person_id)
    assert pages.shown(clare.get(f"/requests/{story.request_id}/")) == never
    assert client_of("moves_desk").get(f"/requests/{story.request_id}/").status_code == 200


def test_who_leaves_the_team_stays_kept_away_and_who_left_before_is_not(now: Now, client_of: ClientOf) -> None:
    bart = client_of("bart")
    first, second = tell("circulating", now), tell("circulating", now)
    with as_("dogwood_manager") as manager:
        teams = dict(Team.objects.values_list("name", "pk"))
    keep_away(first, now, team_id=teams["Lettings"])
    assert not reads(bart, first.profiles[BARRED])
    now.forward(hours=1)
    with as_("dogwood_manager") as manager:
        people.keep_team(manager, teams["Repairs"], "Repairs", [str(EVERYBODY["bart"].person_id)], at=now.at)
        people.end_team(manager, teams["Lettings"], at=now.at)
    now.forward(hours=1)
    assert not reads(bart, first.profiles[BARRED])
    keep_away(second, now, team_id=teams["Lettings"])
    assert reads(bart, second.profiles[BARRED])


def test_nobody_speaks_for_the_household_who_is_kept_away(now: Now) -> None:
    desk = EVERYBODY["lantern_desk"]
    story = tell("circulating", now, cover=desk.membership_id)
    keep_away(story, now, person_id=desk.person_id)
    with as_("lantern_desk") as cover, pytest.raises(HiddenError):
        requests.accept_cover(cover, story.request_id, at=now.at)


def test_a_second_look_is_not_taken_by_who_is_kept_away(now: Now) -> None:
    """Petra is the one other person of Alder Council who could decide."""
    story = tell("decline_proposed", now)
    keep_away(story, now, person_id=EVERYBODY["petra"].person_id)
    now.forward(days=9)
    take(story, "decline", now.at)
    with as_("nadia") as nadia, pytest.raises(RefusedError, match="nobody else who could look at it"):
        approvals.ask_second_look(nadia, story.request_id, at=now.at)


@pytest.mark.parametrize("way", WAYS)
def test_what_was_queued_for_bart_is_not_sent(way: str, now: Now) -> None:
    story = tell("circulating", now)
    with as_("bart") as bart:
        home = declare(bart, now.at, place="bromley", tenancy="ASS_LIFE")
    part_of_bart(story, home, "was accepted", now)
    with as_("clare") as clare:
        offers.keep_away(clare, story.request_id, at=now.at, **whom(way, now.at))
    with as_system():
        outbox.send_due(now.at, mails.write)
    assert [message for message in mail.outbox if message.to == ["bart@dogwood-homes.example"]] == []


def test_a_list_that_was_written_down_goes_without_the_line_of_who_was_kept_away_since(
    now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mail server was away when the list of the week was to go."""
    now.at = NOON + timedelta(days=6)
    story = tell("circulating", now)

    def away(self: EmailMultiAlternatives) -> int:
        raise OSError

    with as_system(), monkeypatch.context() as broken:
        broken.setattr(EmailMultiAlternatives, "send", away)
        digest.queue(now.at)
        outbox.send_due(now.at, mails.write)
    keep_away(story, now, person_id=EVERYBODY["bart"].person_id)
    now.forward(hours=1)
    with as_system():
        outbox.send_due(now.at, mails.write)
    lists = {str(message.to[0]): str(message.body) for message in mail.outbox if "list" in str(message.subject)}
    assert "1 profile could fit" in lists["lena@cedar-council.example"]
    assert "could fit" not in lists["bart@dogwood-homes.example"]


def test_bart_reads_nothing_in_any_of_the_four_ways(now: Now) -> None:
    for way in WAYS:
        story = tell("circulating", now)
        keep_away(story, now, **whom(way, now.at))
        with as_("bart"):
            assert not Profile.objects.filter(request_id=story.request_id).exists(), way
