"""What is read of property requests: answers as the rules want them, and lists for those who may see them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from reciprocal.property_requests.models import PropertyRequest
from reciprocal.rulebook import eligibility
from reciprocal.rulebook.answers import Answers
from reciprocal.rulebook.scheme import current
from reciprocal.workflow.due import day_of


def answers_of(request: PropertyRequest) -> Answers:
    """Give the answers of a request in the form in which the rules of the scheme read them."""
    places = list(request.places.values_list("place", "verdict"))
    risk = request.risk
    return Answers(
        danger_now=request.danger_now,
        safe_tonight=request.safe_tonight,
        is_professional=request.is_professional,
        primary_reason=risk.primary_reason,
        tenancy_route=request.tenancy_route,
        landlord_is_partner=request.landlord_id is not None,
        landlord_name=request.landlord.name if request.landlord else "",
        home_place=request.home_place,
        wants_to_leave=request.wants_to_leave,
        own_stock=request.own_stock,
        explained=tuple(request.explained),
        consent_apply=request.consent_apply,
        consent_date=request.consent_date,
        tenancy_type=request.tenancy_type,
        tenancy_held=request.tenancy_held,
        adults=tuple(request.adults),
        children=tuple(request.children),
        safe_places=frozenset(place for place, verdict in places if verdict == "safe"),
        unsafe_places=frozenset(place for place, verdict in places if verdict == "unsafe"),
        area_assessed=risk.area_assessed,
        support_confirmed=risk.support_confirmed,
        risk_managed=risk.risk_managed,
        risk_basis=tuple(risk.risk_basis),
        dash_score=risk.dash_score,
        bedrooms=request.bedrooms,
        safe_contact_held=request.safe_contact_held,
        officer_present=True,
    )


def rules_unmet(request: PropertyRequest, at: datetime) -> list[tuple[str, str]]:
    """List what still stops a request from being sent: the page to open, and the sentence."""
    return list(eligibility.blocks_submit(answers_of(request), day_of(at), current()))


def rules_unmet_for_partners(request: PropertyRequest, at: datetime) -> list[tuple[str, str]]:
    """List what still stops a request from going to partners."""
    return list(eligibility.blocks_circulation(answers_of(request), day_of(at), current()))


def visible() -> QuerySet[PropertyRequest]:
    """Every request that the database lets this actor read, the longest waiting first."""
    return PropertyRequest.objects.select_related("risk", "landlord").order_by("state_since")
