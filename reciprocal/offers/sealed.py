"""What is sealed with an offer, put away and opened: the address of the home, and the plan of a viewing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from reciprocal.access.encryption import CannotOpen
from reciprocal.offers.models import HomeAddress, Viewing, ViewingPlan
from reciprocal.property_requests import sealed
from reciprocal.property_requests.sealed import NOT_WHAT_WAS_SEALED
from reciprocal.ui.words import weekday_date


@dataclass(frozen=True)
class Plan:
    """Where and when a viewing is, who goes there, and the work phone that is answered on the day."""

    on: date
    time: str
    meeting_point: str
    from_officer: str
    from_landlord: str
    phone: str

    def lines(self) -> list[dict[str, str]]:
        """Say it line by line, as the page shows it."""
        told = {
            "Date": weekday_date(self.on),
            "Time": self.time,
            "Meeting point": self.meeting_point,
            "Who goes with the applicant": self.from_officer,
            "Who goes from the landlord": self.from_landlord,
            "Safe contact on the day": self.phone,
        }
        return [{"label": label, "text": text} for label, text in told.items()]


def keep_address(offer_id: UUID, request_id: UUID, address: str, at: datetime) -> None:
    """Seal the address of the home, for whoever opens it while the offer stands."""
    kept = HomeAddress(offer_id=offer_id, request_id=request_id, at=at)
    sealed.put(kept, "address", address)
    kept.save(force_insert=True)


def address_of(offer_id: UUID) -> str:
    """Open the address of the home; empty where none was given, or where the actor reads none."""
    kept = HomeAddress.objects.filter(offer_id=offer_id).first()
    return sealed.shown(kept, "address") if kept else ""


def said_before(offer_id: UUID, request_id: UUID, kept: bytes | None) -> str:
    """Open what a partner typed as the address of its home the last time; empty once that is gone."""
    row = HomeAddress(offer_id=offer_id, request_id=request_id, address=kept)
    try:
        return sealed.read(row, "address") if kept else ""
    except CannotOpen:
        return ""


def keep_plan(viewing: Viewing, plan: Plan, at: datetime) -> None:
    """Seal the plan of a viewing."""
    kept = ViewingPlan(viewing=viewing, offer_id=viewing.offer_id, request_id=viewing.request_id, at=at)
    sealed.put(kept, "plan", json.dumps(asdict(plan), default=str))
    kept.save(force_insert=True)


def plan_lines(offer_id: UUID) -> list[dict[str, str]]:
    """Open the plan of the viewing that is still to come, line by line; nothing where none is planned."""
    kept = ViewingPlan.objects.filter(offer_id=offer_id, viewing__outcome="").first()
    if kept is None:
        return []
    try:
        return plan_from(sealed.read(kept, "plan")).lines()
    except CannotOpen:
        return [{"label": "Plan", "text": NOT_WHAT_WAS_SEALED}]


def plan_from(text: str) -> Plan:
    """Read a plan from the text that was sealed."""
    told = json.loads(text)
    return Plan(**{**told, "on": date.fromisoformat(told["on"])})
