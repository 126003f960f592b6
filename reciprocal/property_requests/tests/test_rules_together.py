"""Each rule of the scheme stops its own wrong request, by its sentence, at sending or before partners read it."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.guard import RefusedError
from reciprocal.property_requests.tests.filling import decision, page, send, words
from tests.people import OtherScheme, as_, organisation_id, request_row, take

SYV = {"primary_reason": "SYV", "safe_places": [], "unsafe_places": ["hackney"], "personal_connection": "no"}
AT_SENDING: dict[str, tuple[dict[str, Any], str]] = {
    "2": ({"safe_contact_held": "no"}, "Agree a safe way to contact the applicant"),
    "3": ({"consent_apply": False}, "The applicant has to agree before you go on."),
    "4": ({"landlord_id": None}, "Enter the name of the landlord"),
    "5": ({"home_place": "croydon"}, "Croydon is where the home is now, so it does not count."),
    "6": ({"safe_places": ["bromley", "ealing"]}, "You have chosen 2. Choose at least 5."),
    "7": ({**SYV, "unsafe_places": []}, "Select at least one unsafe borough"),
    "9": ({"abuse_service": "not_yet"}, "Tell the applicant about a specialist service"),
    "9, the other scheme": ({"housing_moves": "not_yet"}, "Register them with Housing Moves first."),
    "10": ({"placed_by": str(organisation_id("Alder Council"))}, "Alder Council placed them but is not the landlord"),
    "25": ({"tenancy_held": "no"}, "Send is blocked: the tenancy has ended."),
    "39": ({"danger_now": ""}, "Select yes if anyone is in danger today"),
}
SUPPORT = {"support_confirmed": "not_yet", "risk_managed": "nobody"}
BEFORE_PARTNERS: dict[str, tuple[dict[str, Any], str]] = {
    "7": (
        {**SYV, **SUPPORT, "area_assessed": "not_yet"},
        "until a professional has assessed the other boroughs as safe",
    ),
    "8": ({**SYV, **SUPPORT, "area_assessed": "yes"}, "until support in the new area is confirmed"),
    "25": ({"tenancy_held": "not_known"}, "The tenancy may not be in place."),
}


@pytest.mark.parametrize("rule", AT_SENDING)
def test_a_rule_stops_sending(staged: Any, now: Any, rule: str) -> None:
    wrong, sentence = AT_SENDING[rule]
    draft = staged("draft", **wrong)
    with pytest.raises(RefusedError, match=sentence.replace(".", r"\.")):
        take(draft, "submit", now.at)
    assert request_row(draft).state == "draft"


@pytest.mark.parametrize("rule", BEFORE_PARTNERS)
def test_a_rule_stops_what_partners_would_read(staged: Any, now: Any, rule: str) -> None:
    wrong, sentence = BEFORE_PARTNERS[rule]
    story = staged("approved", **wrong)
    with pytest.raises(RefusedError, match=sentence.replace(".", r"\.")):
        take(story, "circulate", now.at)
    assert request_row(story).state == "approved"


def test_a_request_that_keeps_every_rule_is_sent(staged: Any, now: Any) -> None:
    draft = staged("draft")
    take(draft, "submit", now.at)
    with as_("clare"):
        assert request_row(draft).state == "submitted"


def test_no_page_pairs_where_a_household_came_from_with_where_it_went(client_of: Any, staged: Any, now: Any) -> None:
    story = staged("moved")
    now.forward(days=40)
    left, taken = ("Alder", "Camden"), ("Cedar", "Croydon")
    for reader, known, pages in (
        ("liam", left, (decision(story), "/decisions/?show=all", "/statement/")),
        ("lena", taken, (f"/offers/{story.offer_id}/", "/offers/", f"/homes/{story.home_id}/", "/homes/")),
        ("petra", left, ("/statement/",)),
    ):
        read = " ".join(words(client_of(reader).get(address)) for address in pages)
        assert any(word in read for word in known), reader
        assert not any(word in read for word in {*left, *taken} - set(known)), reader
    both = words(client_of("clare").get(page(story)))  # the coordinator reads both, so the words are there to be found
    assert all(word in both for word in (*left, *taken))


def test_a_paused_reason_is_not_sent_and_its_draft_stays(
    client_of: Any, staged: Any, now: Any, other_scheme: OtherScheme
) -> None:
    draft, going_on = staged("draft"), staged("submitted")
    other_scheme(
        "domestic_abuse = true, youth_violence = false, paused = false",
        "domestic_abuse = true, youth_violence = false, paused = true, paused_since = 2026-03-01, paused_why = "
        '"Every officer has as many as they can carry.", paused_instead = "Call the council."',
    )
    with pytest.raises(RefusedError, match="New requests for this reason are paused"):
        take(draft, "submit", now.at)
    assert request_row(draft).state == "draft"
    take(going_on, "seek_approval", now.at)
    nadia = client_of("nadia")
    shown = words(send(nadia, f"{page(draft)}questions/primary_reason/", {"primary_reason": "DA"}))
    assert "has paused new requests for this reason since 1 March 2026. Every officer" in shown
