"""Clare looks at what each partner will read, and circulates."""

from __future__ import annotations

from typing import Any

from reciprocal.circulation.models import Profile
from tests.people import as_, request_row


def test_each_recipients_profile_is_shown_before_it_goes(client_of: Any, staged: Any) -> None:
    story = staged("approved", bars=("Dogwood Homes",))
    clare, url = client_of("clare"), f"/requests/{story.request_id}/steps/circulate/"
    page = clare.get(url).content.decode()
    assert "3 partners will read this request." in page
    assert "What Birch Homes will read" in page
    assert "What Cedar Council will read" in clare.get(f"{url}?page=2").content.decode()
    assert "Dogwood" not in "".join(clare.get(f"{url}?page={n}").content.decode() for n in (1, 2, 3))
    with as_("clare"):
        assert not Profile.objects.exists()
    answer = clare.post(url)
    assert answer.headers["Location"] == f"/requests/{story.request_id}/"
    assert request_row(story).state == "circulating"


def test_what_is_missing_is_said_and_there_is_no_button(client_of: Any, staged: Any) -> None:
    story = staged(
        "approved",
        primary_reason="SYV",
        safe_places=[],
        unsafe_places=["hackney"],
        area_assessed="yes",
        support_confirmed="not_yet",
        risk_managed="yes",
    )
    clare, url = client_of("clare"), f"/requests/{story.request_id}/steps/circulate/"
    page = clare.get(url).content.decode()
    assert "It cannot go to partners until support in the new area is confirmed" in page
    assert '<form method="post" novalidate' not in page
    assert clare.post(url).status_code == 409
    assert request_row(story).state == "approved"


def test_nobody_else_has_the_page(client_of: Any, staged: Any) -> None:
    story = staged("approved")
    url = f"/requests/{story.request_id}/steps/circulate/"
    for key in ("nadia", "liam"):  # they know the request, and it is not theirs to do
        assert client_of(key).get(url).status_code == 409
    for key in ("lena", "bart", "max"):
        assert client_of(key).get(url).status_code == 404
