"""Each rule of the scheme stops its own wrong request, by its sentence, at sending or before partners read it."""

from __future__ import annotations

from typing import Any

import pytest

from reciprocal.access.guard import RefusedError
from tests.people import as_, organisation_id, request_row, take

SYV = {"primary_reason": "SYV", "safe_places": [], "unsafe_places": ["hackney"], "personal_connection": "no"}
AT_SENDING: dict[str, tuple[dict[str, Any], str]] = {
    "2": ({"safe_contact_held": "no"}, "Agree a safe way to contact the applicant"),
    "3": ({"consent_apply": False}, "The applicant has to agree before you go on."),
    "4": ({"landlord_id": None}, "Enter the name of the landlord"),
    "5": ({"home_place": "croydon"}, "Croydon is where the home is now, so it does not count."),
    "6": ({"safe_places": ["bromley", "ealing"]}, "You have chosen 2. Choose at least 5."),
    "7": ({**SYV, "unsafe_places": []}, "Select at least one unsafe borough"),
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
