"""How the tests fill in pages: as a browser does, with what stands hidden in the form."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.people import organisation_id

ALDER = str(organisation_id("Alder Council"))
# What Nadia answers, page by page, for a household like that of the stories.
ANSWERS: dict[str, dict[str, Any]] = {
    "danger_now": {"danger_now": "no"},
    "safe_tonight": {"safe_tonight": "elsewhere"},
    "is_professional": {"is_professional": "yes"},
    "primary_reason": {"primary_reason": "DA"},
    "tenancy_route": {"tenancy_route": "sole"},
    "landlord": {"landlord": ALDER},
    "home_place": {"home_place": "camden"},
    "risk_here": {"risk_here": "yes"},
    "wants_to_leave": {"wants_to_leave": "yes"},
    "own_stock": {"own_stock": "cannot"},
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
    "tenancy_type": {"tenancy_type": "SEC_LIFE"},
    "tenancy_held": {"tenancy_held": "yes"},
    "adults": {"adults": "34", "children": "8, 5"},
    "safe_places": {"safe_places": ["bromley", "croydon", "ealing", "lewisham", "sutton"]},
    "bedrooms": {"bedrooms": "2", "fewer_accepted": "no"},
    "highest_floor": {"highest_floor": "any", "lift_needed": "no"},
    "access_need": {"access_need": "none"},
    "risk_basis": {"dash_score": "16", "risk_basis": ["score", "worse"]},
    "kept_away": {"kept_away": "none"},
    "cover": {"cover": "", "going_without_cover": "later"},
    "safe_contact_held": {"safe_contact_held": "when_known"},
}
DECLARED = {"agreed": "yes", "right": "yes", "will_tell": "yes", "will_name": "yes"}


def words(response: HttpResponse) -> str:
    """What a reader sees of a page: its text alone, blanks made one."""
    text = re.sub(r"<(script|style|title)[^>]*>.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def send(client: Client, url: str, answers: dict[str, Any], **more: Any) -> Any:
    """Open a page of the form and send it with these answers, as a browser would."""
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code)
    seen = re.search(r'name="seen" value="([^"]*)"', page.content.decode())
    return client.post(url, {**answers, **({"seen": seen[1]} if seen else {}), **more})


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
