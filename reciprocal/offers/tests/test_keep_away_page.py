"""The page on which Nadia or Clare keeps a partner away."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.circulation.models import Profile
from tests.people import as_, organisation_id


@pytest.mark.parametrize("who", ["nadia", "clare"])
def test_a_partner_is_kept_away_at_once(client_of: Any, staged: Any, who: str) -> None:
    story = staged("circulating")
    client, url = client_of(who), f"/requests/{story.request_id}/steps/keep_away/"
    page = client.get(url).content.decode()
    assert "This acts at once." in page
    assert page.index("Birch Homes") < page.index("Cedar Council") < page.index("Fir Homes")
    assert "Select the partner" in client.post(url, {}).content.decode()
    page = client.post(url, {"organisation": str(organisation_id("Cedar Council"))}, follow=True).content.decode()
    assert "The partner is kept away from now on." in page
    with as_("lena"):
        assert not Profile.objects.exists()
    assert client_of("lena").get(f"/profiles/{story.profile_id}/").status_code == 404


def test_nobody_else_has_the_page(client_of: Any, staged: Any) -> None:
    story = staged("circulating")
    url = f"/requests/{story.request_id}/steps/keep_away/"
    assert client_of("liam").get(url).status_code == 409  # he knows the request, and it is not his to do
    for key in ("lena", "bart", "petra"):
        assert client_of(key).get(url).status_code == 404
