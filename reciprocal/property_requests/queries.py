"""What is read of property requests: answers as the rules and the form want them, and lists for who may see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Case, F, Func, JSONField, OuterRef, Q, QuerySet, Subquery, When

from reciprocal.property_requests import marks, questions
from reciprocal.property_requests.models import (
    Approval,
    BandChange,
    Contact,
    Decision,
    Enquiry,
    Handover,
    HouseholdMember,
    InformationAsked,
    LandlordWanted,
    PropertyRequest,
)
from reciprocal.property_requests.sections.household import babies
from reciprocal.property_requests.sections.shared import Repeated
from reciprocal.property_requests.sections.support import SINCE
from reciprocal.rulebook import eligibility
from reciprocal.rulebook.answers import NONE_OF_THESE, NOT_KNOWN, OPTIONS, Answers
from reciprocal.rulebook.bedrooms import Person
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import ENDED
from reciprocal.ui.questions import Page
from reciprocal.workflow.due import day_of

# The sections that may change after a request was sent, and the pages among them that have a way of their own.
CHANGEABLE: Final = ("places", "household", "home", "risk", "tenancy", "support", "contacts")
# What the officer sends and cannot read: each stands empty on its page.
NEVER_READ_BACK: Final[dict[str, Any]] = {
    "conflict_partners": [],
    "conflict_teams": [],
    "conflict_people": "",
    "conflict_reason": "",
    "police_reference": "",
    "tenancy_reference": "",
}
NOT_CHANGED: Final = ("kept_away", "landlord", "primary_reason", "children_moving")


def answers_of(request: PropertyRequest) -> Answers:
    """Give the answers of a request in the form in which the rules of the scheme read them."""
    risk = request.risk
    return Answers(
        danger_now=request.danger_now,
        safe_tonight=request.safe_tonight,
        is_professional=request.is_professional,
        primary_reason=risk.primary_reason,
        tenancy_route=request.tenancy_route,
        landlord_is_partner=request.landlord_id is not None,
        landlord_name=request.landlord.name if request.landlord else "",
        landlord_kind=request.landlord.kind if request.landlord else "",
        home_place=request.home_place,
        risk_here=risk.risk_here,
        wants_to_leave=request.wants_to_leave,
        own_stock=request.own_stock,
        options_explained=tuple(request.options_explained),
        explained=tuple(request.explained),
        consent_apply=request.consent_apply,
        consent_date=request.consent_date,
        tenancy_type=request.tenancy_type,
        tenancy_held=request.tenancy_held,
        tenancy_confirmed=_tenancy_confirmed(request),
        where_now=request.where_now,
        held_before=request.held_before,
        landlord_only_placed_them=(request.placed_by == str(request.landlord_id) and not request.placed_by_landlord),
        adults=tuple(member.age for member in members_of(request, "adult")),
        children=tuple(member.age for member in members_of(request, "child")),
        safe_places=frozenset(places_of(request, "safe")),
        unsafe_places=frozenset(places_of(request, "unsafe")),
        area_assessed=risk.area_assessed,
        support_confirmed=risk.support_confirmed,
        risk_managed=risk.risk_managed,
        plan_written=risk.plan_written,
        abuse_service=risk.abuse_service,
        housing_moves=risk.housing_moves,
        risk_basis=tuple(risk.risk_basis),
        dash_score=risk.dash_score,
        bedrooms=request.bedrooms,
        safe_contact_held=request.safe_contact_held,
        officer_present=True,
    )


def get(request_id: Any) -> PropertyRequest:
    """One request with its answers. Raises DoesNotExist where it may not be read."""
    return PropertyRequest.objects.select_related("risk").get(pk=request_id)


def band_of(request: PropertyRequest, today: date) -> int:
    """Give the risk band that orders every list: by the rule, or as the coordinator set it."""
    said = BandChange.objects.filter(request=request).order_by("-at").first()
    return said.band if said else eligibility.risk_band(answers_of(request), today, current())


def tenancy_in_doubt(tenancy_held: str) -> bool:
    """Say whether the landlord has to confirm the tenancy before partners read the request (rule 25)."""
    return tenancy_held in ("notice", NOT_KNOWN)


def _tenancy_confirmed(request: PropertyRequest) -> bool:
    if not tenancy_in_doubt(request.tenancy_held):
        return False
    return Decision.objects.filter(request=request, kind="confirm_tenancy").exists()


def changeable_pages(values: Mapping[str, Any]) -> list[Page]:
    """List the pages that the officer may change after the request was sent, section by section.

    Those who are moving are changed one by one, at addresses of their own.
    """
    return [
        page
        for section in CHANGEABLE
        for page in questions.asked(values, section)
        if not isinstance(page, Repeated) and page.key not in NOT_CHANGED
    ]


def places_of(request: PropertyRequest, verdict: str) -> list[str]:
    """Give the codes of the places that were called safe, or unsafe, A to Z."""
    return sorted(row.place for row in request.places.all() if row.verdict == verdict)


def members_of(request: PropertyRequest, kind: str) -> list[HouseholdMember]:
    """Give the adults, or the children, who are moving; the applicant first."""
    return sorted((row for row in request.members.all() if row.kind == kind), key=lambda row: row.number)


def _as_answers(member: HouseholdMember) -> dict[str, Any]:
    """One person in the shape in which the form asks: the answers by the name of their question, and the id."""
    names = ("id", "age", "as_of", "sex", "relationship", "applies", "lives_there", "own_room")
    return {name: getattr(member, name) for name in names}


def values_of(request: PropertyRequest) -> dict[str, Any]:
    """Give the answers by the name of their question, as the form shows them again.

    Who is kept away is not among them, nor the number of a police reference: the officer cannot read them back.
    """
    contact = getattr(request, "contact", None) or Contact()
    rows = (request, request.risk, contact)
    values = {field.attname: getattr(row, field.attname) for row in rows for field in row._meta.concrete_fields}
    cover = getattr(request, "cover", None)
    return {name: value for name, value in values.items() if name in questions.PAGE_OF} | {
        "landlord": str(request.landlord_id or ""),
        "safe_places": places_of(request, "safe"),
        "unsafe_places": [NONE_OF_THESE] if request.risk.no_unsafe_places else places_of(request, "unsafe"),
        "adults": [_as_answers(member) for member in members_of(request, "adult")],
        "children": [_as_answers(member) for member in members_of(request, "child")],
        **_agencies_of(request),
        **NEVER_READ_BACK,
        "cover": str(cover.membership_id) if cover else "",
    }


def _agencies_of(request: PropertyRequest) -> dict[str, Any]:
    order = [code for code, _ in OPTIONS["agencies"]]
    rows = sorted(request.agencies.all(), key=lambda row: order.index(row.agency))
    return {
        "agencies": [row.agency for row in rows],
        **dict.fromkeys(SINCE),
        **{f"since_{row.agency}": row.since for row in rows},
    }


def people_of(request: PropertyRequest) -> list[Person]:
    """Give those who are moving as the rules on bedrooms look at them."""
    return [
        Person(row.age, row.sex, row.relationship, cannot_share=row.own_room == "yes") for row in request.members.all()
    ]


def babies_of(request: PropertyRequest) -> int:
    """Say how many babies are expected."""
    return babies({"pregnancy": request.pregnancy, "babies": request.babies})


def rules_unmet(request: PropertyRequest, at: datetime) -> list[tuple[str, str]]:
    """List what still stops a request from being sent: the question to mend, and the sentence, as the form goes."""
    values = values_of(request)
    found = dict(questions.missing(values))
    for name, sentence in eligibility.blocks_submit(answers_of(request), day_of(at), current()):
        found.setdefault(name, sentence)
    found |= marks.blocks_sending(request, questions.asked(values))
    order = list(questions.PAGE_OF)
    return sorted(found.items(), key=lambda block: order.index(block[0]) if block[0] in order else len(order))


def rules_unmet_for_partners(request: PropertyRequest, at: datetime) -> list[tuple[str, str]]:
    """List what still stops a request from going to partners."""
    unmet = list(eligibility.blocks_circulation(answers_of(request), day_of(at), current()))
    return [*unmet, ("marks", marks.NOT_CLEARED)] if marks.uncleared(request) else unmet


def visible() -> QuerySet[PropertyRequest]:
    """Every request that this actor may read: the longest waiting first, then what ended, newest first."""
    waiting = Case(When(~Q(state__in=ENDED), then="state_since"))
    order = (waiting.asc(nulls_last=True), "-state_since")
    return PropertyRequest.objects.select_related("risk", "landlord").order_by(*order)


def before_they_are_sent(today: date) -> list[str]:
    """Say to the coordinator what there is before a request is sent: how many drafts, and what ended before one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT drafts, oldest FROM property_requests_drafts(%s)", [today])
        drafts, oldest = cursor.fetchone()
    month = today.replace(day=1)
    ended = Enquiry.objects.filter(month=month).count()
    wanted = LandlordWanted.objects.filter(month=month).order_by("name").values_list("name", flat=True).distinct()
    lines = [f"{_count(drafts, 'draft')}, the oldest {_count(oldest, 'day')} old."] if drafts else ["No drafts."]
    lines += [f"{_count(ended, 'enquiry', 'enquiries')} ended before a request this month."] if ended else []
    return lines + ([f"Landlords that were asked for this month: {', '.join(wanted)}."] if wanted else [])


def _count(n: int, one: str, several: str = "") -> str:
    return f"{n} {one if n == 1 else several or one + 's'}"


# Who looked: organisation, role and day each, the latest day first. The database tells officer and coordinator alone.
SEEN_BY: Final = Func(F("pk"), function="property_requests_seen_by", output_field=JSONField())


def whole(request_id: Any) -> PropertyRequest:
    """One request with everything that its pages show, read at once. Raises DoesNotExist where it may not be read."""
    people = ("officer__person", "officer__organisation", "cover__membership__person")
    joined = ("risk", "landlord", "contact", "approval", *people)
    notes = Handover.objects.filter(request_id=OuterRef("pk")).exclude(note="").order_by("-at")
    return (
        PropertyRequest.objects.select_related(*joined)
        .prefetch_related("places", "members", "agencies")
        .annotate(handover_note=Subquery(notes.values("note")[:1]), seen_by=SEEN_BY)
        .get(pk=request_id)
    )


def has_twin(request_id: Any) -> bool:
    """Say whether somebody else has sent a request for the same tenancy. The database tells the coordinator alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT property_requests_has_twin(%s)", [request_id])
        return bool(cursor.fetchone()[0])


def decisions() -> QuerySet[Approval]:
    """Every approval view that the database lets this actor read, those with the nearest day first."""
    return Approval.objects.order_by("due_on", "draft_reference")


def information_asked(request_id: Any) -> list[InformationAsked]:
    """List what is asked of a request and not answered yet."""
    return list(InformationAsked.objects.filter(request_id=request_id, answered_at__isnull=True).order_by("section"))
