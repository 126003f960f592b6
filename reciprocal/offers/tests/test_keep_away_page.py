"""The page on which Nadia or Clare keeps somebody away."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.circulation.models import Profile
from reciprocal.property_requests.models import Bar
from tests.people import EVERYBODY, as_, organisation_id


@pytest.mark.parametrize("who", ["nadia", "clare"])
def test_a_partner_is_kept_away_at_once(client_of: Any, staged: Any, who: str) -> None:
    story = staged("circulating")
    client, url = client_of(who), f"/requests/{story.request_id}/steps/keep_away/"
    page = client.get(url).content.decode()
    assert "This acts at once." in page
    assert page.index("Birch Homes") < page.index("Cedar Council") < page.index("Fir Homes")
    empty = client.post(url, {}).content.decode()
    assert "Select the partner" in empty
    assert "Select who is kept away" in empty
    everybody = {"organisation": str(organisation_id("Cedar Council")), "whom": "everybody"}
    page = client.post(url, everybody, follow=True).content.decode()
    assert "They are kept away from now on" in page
    with as_("lena"):
        assert not Profile.objects.exists()
    assert client_of("lena").get(f"/profiles/{story.profile_id}/").status_code == 404


def test_nobody_else_has_the_page(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    url = f"/requests/{story.request_id}/steps/keep_away/"
    assert client_of("liam").get(url).status_code == 409  # he knows the request, and it is not his to do
    for key in ("lena", "bart", "petra"):
        assert client_of(key).get(url).status_code == 404


def test_the_coordinator_chooses_one_person_and_why_is_sealed(client_of: Any, staged: Any) -> None:
    story, clare = staged("circulating"), client_of("clare")
    url = f"/requests/{story.request_id}/steps/keep_away/"
    some = {"organisation": str(organisation_id("Dogwood Homes")), "whom": "some"}
    to = clare.post(url, some)["Location"]
    page = clare.get(to).content.decode()
    assert "is it safer to keep the whole partner away?" in page
    assert all(who in page for who in ("The team Lettings", "And whoever is in no team.", "Bart, lettings officer"))
    assert "Select a team or a person" in clare.post(to, {}).content.decode()
    bart = EVERYBODY["bart"].person_id
    page = clare.post(to, {"whom": f"person_id:{bart}", "reason": "A cousin."}, follow=True).content.decode()
    assert "They are kept away from now on" in page
    assert "A person: Bart" in page
    assert "cousin" not in page
    with as_("clare"):
        assert Bar.objects.get(request_id=story.request_id).person_id == bart
    assert client_of("bart").get(f"/profiles/{story.profiles['Dogwood Homes']}/").status_code == 404


def test_an_officer_chooses_a_team_and_is_shown_nobody(client_of: Any, staged: Any) -> None:
    story, nadia = staged("circulating"), client_of("nadia")
    url = f"/requests/{story.request_id}/steps/keep_away/?partner={organisation_id('Dogwood Homes')}"
    page = nadia.get(url).content.decode()
    assert "The team Repairs" in page
    assert "Bart" not in page
    assert nadia.post(url, {"whom": f"person_id:{EVERYBODY['bart'].person_id}"}).status_code == 422
    nowhere = nadia.get(f"/requests/{story.request_id}/steps/keep_away/?partner={organisation_id('Cedar Council')}")
    assert "has told us of no teams" in nowhere.content.decode()
