"""One home and one code: one neutral answer, counted; of what Lena's partner cannot read there is no answer at all."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reciprocal.circulation.models import CodeAsked, ProfileAnswer
from reciprocal.homes import actions as homes
from reciprocal.offers import actions
from reciprocal.offers.watch import unusual
from reciprocal.property_requests import actions as requests
from tests.guarantees.pages import shown
from tests.people import NOON, Story, as_, declare, organisation_id, request_row

pytestmark = pytest.mark.django_db
MAY, MAY_NOT = "This home may be offered.", "This home may not be offered for this request."


def home_of(key: str, **differs: Any) -> UUID:
    """Declare a home as somebody who lets homes."""
    with as_(key) as actor:
        return declare(actor, NOON, **differs)


def code_of(story: Story) -> str:
    """The code of a story's request."""
    code = request_row(story).code
    assert code
    return code


def ask(client: Any, home: UUID, code: str) -> Any:
    """Ask about one code."""
    return client.post(f"/homes/{home}/code/", {"code": code})


def looked_at(client: Any) -> str:
    """The worklist, without the mark that is drawn anew for every form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get("/worklist/").content.decode())


def test_the_one_answer(client_of: Any, staged: Any) -> None:
    story = staged("circulating", safe_places=["bromley", "ealing", "lewisham", "sutton", "merton"])
    bart, code = client_of("bart"), code_of(story)
    page = ask(bart, home_of("bart", place="sutton"), code).content.decode()
    assert MAY in page
    assert "Offer this home" in page
    page = ask(bart, home_of("bart", place="croydon"), f" {code.lower()} ").content.decode()
    assert MAY_NOT in page
    assert "Offer this home" not in page
    page = ask(bart, home_of("bart", place="sutton", bedrooms=1), code).content.decode()
    assert MAY in page  # it is about the place alone; what it misses stands beside it
    assert "The home is smaller than they need" in page
    assert "Offer this home" not in page


def test_kept_away_stopped_never_given_and_not_a_recipient_are_the_same_bytes_and_statements(
    client_of: Any, staged: Any
) -> None:
    barred = staged("circulating")
    with as_("nadia") as nadia:
        actions.keep_away(nadia, barred.request_id, at=NOON, organisation_id=organisation_id("Dogwood Homes"))
    from_the_start = staged("circulating", bars=("Dogwood Homes",))
    held = staged("circulating")
    with as_("clare") as clare:
        requests.hold(clare, held.request_id, at=NOON, reason="away")
    elsewhere = staged("circulating", safe_places=["barnet", "greenwich", "ealing", "hackney", "newham"])
    home, bart, seen = home_of("bart"), client_of("bart"), {}
    codes = [*(code_of(story) for story in (barred, from_the_start, held, elsewhere)), "ARC-0000-26", "nonsense"]
    ask(bart, home, "ARC-0000-26")  # the demonstration keeps its time after the first post
    for code in codes:
        with CaptureQueriesContext(connection) as statements:
            answer = ask(bart, home, code)
        seen[code] = (shown(answer), len(statements))
    assert len(set(map(repr, seen.values()))) == 1
    assert answer.status_code == 404
    with as_("clare"):
        assert CodeAsked.objects.count() == len(codes) + 1  # counted, though nothing was told
    assert ask(bart, home, code_of(staged("circulating"))).status_code == 200  # and what may be read is told


def test_the_applicants_own_landlord_gets_no_answer(client_of: Any, staged: Any) -> None:
    story, home = staged("circulating"), home_of("alder_lettings", place="camden")
    assert ask(client_of("alder_lettings"), home, code_of(story)).status_code == 404


def test_an_offer_of_another_landlord_is_told_and_nothing_more(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    page = ask(client_of("bart"), home_of("bart"), code_of(story)).content.decode()
    assert f"{code_of(story)} has an offer from another landlord. You can be told if it becomes free." in page
    assert "Tell me" in page
    assert "Cedar" not in page


def test_after_ten_in_a_day_there_is_no_answer_until_tomorrow_and_the_coordinator_sees_it(
    client_of: Any, staged: Any, now: Any
) -> None:
    home, code, lena, clare = home_of("lena"), code_of(staged("circulating")), client_of("lena"), client_of("clare")
    testing = "Somebody may be testing which boroughs are safe"
    for _ in range(10):
        assert MAY in ask(lena, home, code).content.decode()
    assert testing not in clare.get("/worklist/").content.decode()
    before = looked_at(lena)
    answer = ask(lena, home, code)
    assert answer.status_code == 409
    assert "You have asked 10 times today. Try tomorrow, or call Example Moves Team on" in answer.content.decode()
    assert looked_at(lena) == before  # nothing of it on that person's screen
    assert testing in clare.get("/worklist/").content.decode()
    assert "Asked about a code 11 times on Tuesday 3 March 2026." in clare.get("/calls/").content.decode()
    now.forward(days=1)
    assert MAY in ask(lena, home, code).content.decode()
    now.forward(days=6)
    assert testing not in clare.get("/worklist/").content.decode()


def test_a_box_without_a_code_asks_for_one_and_does_not_count(client_of: Any) -> None:
    answer = ask(client_of("lena"), home_of("lena"), "")
    assert answer.status_code == 422
    assert "Enter a code, like ARC-4821-26" in answer.content.decode()
    with as_("clare"):
        assert not CodeAsked.objects.exists()


def test_whoever_declares_more_than_ten_homes_in_a_day_is_seen(now: Any) -> None:
    with as_("lena") as lena:
        for _ in range(10):
            declare(lena, now.at)
    with as_("clare"):
        assert unusual(now.at.date()) == []
    with as_("lena") as lena:
        declare(lena, now.at)
    with as_("clare"):
        (found,) = unusual(now.at.date())
        assert (found.name, found.what) == ("Lena", "Declared 11 homes")


def test_whoever_takes_homes_off_within_an_hour_three_times_is_seen(now: Any) -> None:
    def off(after: int) -> None:
        with as_("lena") as lena:
            home = declare(lena, now.at)
            now.forward(minutes=after)
            homes.take_off(lena, home, at=now.at, fate="let_elsewhere")

    for after in (5, 61, 5):
        off(after)
    with as_("clare"):
        assert unusual(now.at.date()) == []
    off(59)
    with as_("clare"):
        assert [one.what for one in unusual(now.at.date())] == ["Took 3 homes off within an hour"]


def test_a_home_that_nearly_fits_can_be_asked_for_and_no_other(client_of: Any, staged: Any) -> None:
    story, lena = staged("circulating"), client_of("lena")
    large, right = home_of("lena", bedrooms=4), home_of("lena")
    page = lena.get(f"/homes/{large}/").content.decode()
    link = re.search(rf"/homes/{large}/allow/[0-9a-f-]+/", page)
    assert link
    assert "Two bedrooms more than needed." in lena.get(link[0]).content.decode()
    page = lena.post(link[0], follow=True).content.decode()
    assert "Example Moves Team is told and will ring you." in page
    clare = client_of("clare").get("/calls/").content.decode()
    assert f"Asks you to allow 2-bed flat, Croydon for {code_of(story)}." in clare
    assert lena.post(f"/homes/{right}/allow/{story.profile_id}/").status_code == 409
    for key in ("bart", "fir_lettings", "clare"):
        assert client_of(key).post(link[0]).status_code == 404
    assert lena.post(f"/homes/{large}/allow/{uuid4()}/").status_code == 404
    with as_("clare"):
        assert ProfileAnswer.objects.get().home_id == large


def test_while_an_offer_is_out_nothing_is_asked(client_of: Any, staged: Any) -> None:
    story = staged("under_offer")
    assert client_of("lena").get(f"/homes/{story.home_id}/code/").status_code == 409
