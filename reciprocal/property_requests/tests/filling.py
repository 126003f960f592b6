"""How the tests fill in pages: as a browser does, with what stands hidden in the form."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from reciprocal.property_requests.queries import values_of, whole
from tests.people import as_, organisation_id

ALDER = str(organisation_id("Alder Council"))
# What Nadia answers, page by page, for a household like that of the stories.
ANSWERS: dict[str, dict[str, Any]] = {
    "danger_now": {"danger_now": "no"},
    "safe_tonight": {"safe_tonight": "elsewhere"},
    "is_professional": {"is_professional": "yes"},
    "primary_reason": {"primary_reason": "DA"},
    "other_reasons": {"other_reasons": ["none"]},
    "personal_connection": {"personal_connection": "yes"},
    "tenancy_route": {"tenancy_route": "sole"},
    "landlord": {"landlord": ALDER},
    "home_place": {"home_place": "camden"},
    "risk_here": {"risk_here": "yes"},
    "wants_to_leave": {"wants_to_leave": "yes"},
    "own_stock": {"own_stock": "cannot"},
    "options_explained": {
        "options_explained": ["homelessness", "refuge"],
        "options_explained_on-day": "2",
        "options_explained_on-month": "3",
        "options_explained_on-year": "2026",
    },
    "explained": {
        "explained": [
            "not_emergency",
            "no_promise",
            "keep_tenancy",
            "no_name",
            "what_partners_see",
            "offers",
            "can_stop",
        ]
    },
    "consent_apply": {
        "consent_apply": "yes",
        "consent_date-day": "2",
        "consent_date-month": "3",
        "consent_date-year": "2026",
    },
    "consent_manner": {"consent_manner": "face_to_face", "interpreter_used": "not_needed"},
    "tenancy_type": {"tenancy_type": "SEC_LIFE"},
    "tenancy_held": {"tenancy_held": "yes"},
    "current_home": {"current_bedrooms": "2", "current_floor": "low", "current_type": "flat"},
    "overcrowded": {"overcrowded": "no"},
    "where_now": {"where_now": "temporary", "held_before": "yes", "placed_by": "another"},
    "arrears": {"arrears": "no"},
    "adults": {"age": "34", "sex": "female", "applies": ["none"]},
    "children_moving": {"children_moving": "yes"},
    "children": {"age": "8", "sex": "female", "lives_there": "always", "own_room": "no"},
    "pregnancy": {"pregnancy": "no"},
    "communication": {"communication": ["none"]},
    "pets": {"pets": "none"},
    "choosing_places": {},
    "safe_places": {"safe_places": ["bromley", "croydon", "ealing", "lewisham", "sutton"]},
    "unsafe_places": {"unsafe_places": ["none"]},
    "place_reasons": {"place_reasons": ["school"]},
    "bedrooms": {"bedrooms": "2", "fewer_accepted": "no", "bedrooms_by": "mine"},
    "highest_floor": {"highest_floor": "any", "lift_needed": "no", "outside_space": "no"},
    "access_need": {"access_need": "none"},
    "cannot_take": {"cannot_take": ["bedsit", "shared", "sheltered"]},
    "security_need": {"security_need": ["entry"]},
    "practical_points": {"practical_points": ["through_officer", "locks"]},
    "risk_summary": {"risk_summary": "The person causing harm knows the home and has come back to it twice."},
    "risk_tool": {
        "risk_tool": "dash",
        "dash_score": "16",
        "assessed_on-day": "30",
        "assessed_on-month": "1",
        "assessed_on-year": "2026",
        "risk_basis": ["score", "worse"],
    },
    "marac": {"marac": "not_known"},
    "police_reference_held": {"police_reference_held": "no"},
    "orders": {"orders": ["none"]},
    "kept_away": {"kept_away": "none"},
    "agencies": {"agencies": ["idva"], "since_idva-month": "1", "since_idva-year": "2026"},
    "abuse_service": {"abuse_service": "involved"},
    "housing_moves": {"housing_moves": "cannot"},
    "officer_1": {
        "officer_role": "Independent domestic violence adviser",
        "officer_phone": "020 7946 0000",
        "officer_email": "nadia@lantern-support.example",
    },
    "cover": {"cover": "", "going_without_cover": "later"},
    "safe_contact_held": {"safe_contact_held": "when_known"},
}
FINISHED = {"finished": "yes"}
DECLARED = {"agreed": "yes", "right": "yes", "will_tell": "yes", "will_name": "yes"}


def words(response: HttpResponse) -> str:
    """What a reader sees of a page: its text alone, blanks made one."""
    text = re.sub(r"<(script|style|title)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def send(client: Client, url: str, answers: dict[str, Any], **more: Any) -> Any:
    """Open a page of the form and send it with these answers, as a browser would."""
    page = client.get(url, follow=True)
    assert page.status_code == 200, (url, page.status_code)
    url = page.redirect_chain[-1][0] if page.redirect_chain else url
    seen = re.search(r'name="seen" value="([^"]*)"', page.content.decode())
    return client.post(url, {**answers, **({"seen": seen[1]} if seen else {}), **more})


def kept(story: Any) -> dict[str, Any]:
    """The answers of a story's request, as its officer reads them."""
    with as_(story.officer):
        return values_of(whole(story.request_id))


def question(story: Any, key: str) -> str:
    """The address of one page of a story's request."""
    return f"/requests/{story.request_id}/questions/{key}/"


def step(story: Any, key: str) -> str:
    """The address of one step of a story's request."""
    return f"/requests/{story.request_id}/steps/{key}/"


def page(story: Any) -> str:
    """The address of a story's request."""
    return f"/requests/{story.request_id}/"


def decision(story: Any) -> str:
    """The address where the landlord decides on a story's request."""
    return f"/decisions/{story.request_id}/"
