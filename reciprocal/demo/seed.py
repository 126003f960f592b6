"""Fills the demonstration: a request in every state, homes on the list, and the first lines of the pot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from reciprocal import clock
from reciprocal.access.actor import acting_as
from reciprocal.demo.cast import EVERYBODY, organisation_id
from reciprocal.demo.stories import ROADS, declare, tell
from reciprocal.demo.time import keep
from reciprocal.property_requests.models import PropertyRequest

_BIRCH: dict[str, Any] = {
    "officer": "harbour_desk",
    "lead": "birch_lead",
    "landlord_id": organisation_id("Birch Homes"),
    "home_place": "newham",
    "tenancy_type": "ASS_LIFE",
}
_SOUTH = ["bexley", "bromley", "croydon", "greenwich", "lewisham", "sutton"]
# How many days before today each story begins, in which state it stands, and what differs in it.
STORIES: tuple[tuple[int, str, dict[str, Any]], ...] = (
    (120, "moved", {}),
    (95, "moved", {**_BIRCH, "children": [11], "safe_places": _SOUTH, "primary_reason": "STALK"}),
    (60, "closed", {"adults": [29], "children": [], "bedrooms": 1, "primary_reason": "HATE"}),
    (50, "declined", {"primary_reason": "OCS", "adults": [41, 44], "children": [15], "risk_basis": ["judgement"]}),
    (40, "circulating", {**_BIRCH, "children": [9], "safe_places": _SOUTH, "primary_reason": "HBV"}),
    (34, "circulating", {"children": [3], "safe_tonight": "no", "primary_reason": "DA"}),
    (30, "circulating", {"adults": [52], "children": [], "bedrooms": 1, "access_need": "level", "lift_needed": "yes"}),
    (26, "circulating", {"bars": ("Dogwood Homes",), "primary_reason": "STALK", "children": [], "bedrooms": 1}),
    (18, "on_hold", {"primary_reason": "FM", "adults": [19], "children": [], "bedrooms": 1}),
    (14, "moving", {"children": [6, 4]}),
    (9, "under_offer", {**_BIRCH, "children": [12], "safe_places": _SOUTH}),
    (7, "approved", {"children": [2, 0]}),
    (6, "decline_proposed", {"primary_reason": "SV", "children": [], "bedrooms": 1}),
    (5, "awaiting_landlord", {"children": [7]}),
    (4, "awaiting_landlord", {**_BIRCH, "children": [], "bedrooms": 1}),
    (3, "information_needed", {"children": [16, 13]}),
    (1, "submitted", {"children": [10]}),
    (2, "draft", {"children": [4]}),
)


class _Time:
    """The clock while the stories are told."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: int) -> None:
        """Let time pass."""
        self.at += timedelta(**by)


def seed() -> None:
    """Tell every story by the product's own actions, as the people of the cast. Does nothing when told before."""
    today = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
    with acting_as(EVERYBODY["nadia"].membership_id):
        if PropertyRequest.objects.exists():
            return
    for days, state, differs in STORIES:
        time = _Time(today - timedelta(days=days))
        # About half of the time since its beginning went into the steps.
        pace = days * 12 // max(len(ROADS[state]), 1)
        with clock.use(time):
            tell(state, time, pace=pace, **differs)
    for differs in ({}, {"bedrooms": 1, "label": "1-bed flat, Croydon", "floor": 0}):
        with acting_as(EVERYBODY["lena"].membership_id) as actor:
            declare(actor, today, **differs)
    keep(today)
