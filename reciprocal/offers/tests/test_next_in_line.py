"""After an offer has ended, whatever ended it, the next household is in front of Lena and one button away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from reciprocal.homes import actions as homes
from reciprocal.homes.models import Home
from reciprocal.offers import actions
from reciprocal.offers.models import Offer
from reciprocal.offers.queries import said_before
from reciprocal.workflow.due import day_of
from tests.forms import form_of
from tests.people import Now, Story, as_, declare, organisation_id, request_row

CARD = "The next household is ready"
pytestmark = pytest.mark.django_db


@pytest.fixture
def two(staged: Callable[..., Story], now: Now) -> tuple[Story, Story]:
    """A request with an offer out, and a second one that would fit the same home."""
    first, second = staged("under_offer"), staged("circulating")
    now.forward(hours=20)
    return first, second


def page_of(client: Client, address: str) -> str:
    """What stands on a page."""
    return client.get(address).content.decode()


def end(story: Story, how: str, now: Now) -> None:
    """Let the offer of a story end in one of the ways in which it can."""
    assert story.offer_id is not None
    who = {"withdraw_offer": "lena", "void_offer": "clare"}.get(how, "nadia")
    with as_(who) as actor:
        if how == "refuse":
            actions.refuse(actor, story.offer_id, at=now.at, words="It is too far.", reason="changed")
        elif how == "withdraw_offer":
            actions.withdraw_offer(actor, story.offer_id, at=now.at, reason="cannot_house")
        elif how == "void_offer":
            actions.void_offer(actor, story.offer_id, at=now.at, reason="sent_in_error")
        else:
            actions.not_safe(actor, story.offer_id, at=now.at, reason="person_near")


@pytest.mark.parametrize("how", ["refuse", "withdraw_offer", "void_offer", "not_safe"])
def test_from_the_worklist_it_is_two_clicks_to_the_next_offer_sent(
    how: str, two: tuple[Story, Story], now: Now, client_of: Any
) -> None:
    first, second = two
    lena = client_of("lena")
    assert CARD not in page_of(lena, "/worklist/")
    end(first, how, now)
    worklist = page_of(lena, "/worklist/")
    assert worklist.index(CARD) < worklist.index("To do") if "To do" in worklist else CARD in worklist
    assert f"<strong>{request_row(second).code}.</strong>" in worklist
    # The first click: the button of the card, which is the green one of the page.
    link = re.search(r'<a href="(/homes/[^"]+/offer/[^"]+/)"[^>]*class="govuk-button"', worklist)
    assert link
    assert str(second.profile_id) in link[1]
    # The second click: the form as it stands.
    assert lena.post(link[1], form_of(page_of(lena, link[1]))).status_code == 302
    with as_("lena"):
        offer = Offer.objects.get()
        assert (offer.code, offer.state) == (request_row(second).code, "sent")
        assert offer.starts_on == date(2026, 3, 17)  # as it stood in the offer before
        assert offer.answer_by == date(2026, 3, 11)  # five working days from the day of this one
    assert CARD not in page_of(lena, "/worklist/")


def test_withdrawing_leads_to_the_next_household_at_once(two: tuple[Story, Story], client_of: Any) -> None:
    first, second = two
    where = f"/offers/{first.offer_id}/steps/withdraw_offer/"
    page = client_of("lena").post(where, {"reason": "other_move"}, follow=True).content.decode()
    assert "The offer of 2-bed flat, Croydon has ended. The home is free again until 31 March 2026." in page
    assert page.index(CARD) < page.index(f"/homes/{first.home_id}/offer/{second.profile_id}/")


def test_the_card_reads_the_same_whatever_ended_the_offer(two: tuple[Story, Story], now: Now, client_of: Any) -> None:
    """Were it otherwise, a bar would show."""
    first, _ = two
    lena, seen = client_of("lena"), {}
    ends: dict[str, tuple[str, str, dict[str, Any]]] = {
        "bar": ("nadia", "keep_away", {"organisation": str(organisation_id("Cedar Council")), "whom": "everybody"}),
        "hold": ("clare", "hold", {"reason": "away"}),
        "consent": ("nadia", "withdraw_consent", {}),
    }
    for name, (who, step, answers) in ends.items():
        with transaction.atomic():
            where = f"/requests/{first.request_id}/steps/{step}/"
            assert client_of(who).post(where, answers).status_code == 302
            pages = [page_of(lena, address) for address in ("/worklist/", f"/homes/{first.home_id}/")]
            form = re.search(r'/homes/[^"]+/offer/[^"]+/', pages[0])
            assert form
            pages.append(page_of(lena, form[0]))
            seen[name] = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page) for page in pages]
            transaction.set_rollback(True)
    assert CARD in seen["bar"][0]
    assert seen["bar"] == seen["hold"] == seen["consent"]


def test_a_home_that_was_never_offered_has_no_card(staged: Any, client_of: Any, now: Now) -> None:
    staged("circulating")
    with as_("lena") as actor:
        home = declare(actor, now.at)
    page = page_of(client_of("lena"), "/worklist/")
    assert CARD not in page
    assert "1 request could live in a home you declared" in page
    assert CARD not in page_of(client_of("lena"), f"/homes/{home}/")


def test_where_nobody_fits_the_home_is_looked_after_until_its_date(staged: Any, now: Now, client_of: Any) -> None:
    story = staged("under_offer")
    now.forward(hours=1)
    end(story, "withdraw_offer", now)
    lena = client_of("lena")
    page = page_of(lena, f"/homes/{story.home_id}/")
    assert "Nobody on the list fits this home today. We keep looking until 31 March 2026 and tell you." in page
    assert "Hold it longer" in page
    assert CARD not in page_of(lena, "/worklist/")


def test_a_home_that_comes_free_after_its_date_stays_for_two_working_days(
    two: tuple[Story, Story], now: Now, client_of: Any
) -> None:
    first, _ = two
    now.forward(days=31)  # Saturday 4 April; its date was 31 March
    end(first, "refuse", now)
    page = page_of(client_of("lena"), "/worklist/")
    assert CARD in page
    assert "The home is free again until 8 April 2026." in page  # Easter Monday is no working day


def test_a_start_that_has_passed_is_not_offered_again(two: tuple[Story, Story], now: Now, client_of: Any) -> None:
    first, second = two
    now.forward(days=30)
    end(first, "refuse", now)
    form = form_of(page_of(client_of("lena"), f"/homes/{first.home_id}/offer/{second.profile_id}/"))
    day = day_of(now.at)
    assert (form["starts_on-day"], form["starts_on-month"]) == (str(day.day), str(day.month))
    assert form["home_is_empty"] == "yes"


def test_nobody_else_learns_what_the_last_offer_said(two: tuple[Story, Story], now: Now) -> None:
    first, _ = two
    end(first, "withdraw_offer", now)
    with as_("lena"):
        home = Home.objects.get()
        assert said_before(home, day_of(now.at))["tenancy"] == "SEC_LIFE"
    for key in ("bart", "clare", "nadia", "nobody"):
        with as_(key):
            assert said_before(home, day_of(now.at)) == {}


def test_the_longest_free_comes_first(staged: Any, now: Now, client_of: Any) -> None:
    first, other = staged("under_offer"), staged("under_offer")
    staged("circulating")
    now.forward(hours=1)
    end(other, "withdraw_offer", now)
    now.forward(hours=1)
    end(first, "withdraw_offer", now)
    page = page_of(client_of("lena"), "/worklist/")
    places = [page.index(f"/homes/{story.home_id}/offer/") for story in (other, first)]
    assert places == sorted(places)
    assert page.count('class="govuk-button"') == 1
    with as_("lena") as actor:
        homes.take_off(actor, other.home_id, at=now.at, fate="let_elsewhere")
    assert page_of(client_of("lena"), "/worklist/").count(CARD) == 1
