"""Who reads and writes which part of a property request. One table an audience."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Table
from reciprocal.property_requests.models import Contact
from reciprocal.property_requests.models.shown import ShownAnswers
from reciprocal.property_requests.models.tenancy import TenancyAnswers

_TENANCY = tuple(TenancyAnswers.sensitivity)
_ANSWERS = (
    "landlord_id",
    "going_without_cover",
    "danger_now",
    "safe_tonight",
    "is_professional",
    "tenancy_route",
    "home_place",
    "wants_to_leave",
    "own_stock",
    "options_explained",
    "options_explained_on",
    "explained",
    "consent_apply",
    "consent_statistics",
    "consent_date",
    "consent_manner",
    "interpreter_used",
    *_TENANCY,
    "children_moving",
    "pregnancy",
    "baby_due",
    "babies",
    "communication",
    "language",
    "other_help",
    "pets",
    "bedrooms_by",
    "bedrooms_why",
    "outside_space",
    "access_detail",
    "cannot_take",
    "security_need",
    "practical_points",
    "bedrooms",
    "fewer_accepted",
    "highest_floor",
    "lift_needed",
    "access_need",
    "safe_contact_held",
    "kept_away",
    "ring_first",
)
_MEMBER = ("kind", "number", "age", "as_of", "sex", "relationship", "applies", "lives_there", "own_room")
_COORDINATOR = "access_role() = 'coordinator'"
_AN_OFFICER = "access_role() = 'nominating_officer'"
_STEPS = (
    "finished_sections",
    "version",
    "hold_reason",
    "closed_reason",
    "submitted_at",
    "circulated_at",
    "legal_hold_on",
    "legal_hold_why",
)
# Asked of the actor and not of the setting, so that a post that has ended reads nothing more.
_OWN = _ASKED_TO_COVER = "membership_id = (SELECT id FROM access_actor())"

TABLES = (
    Table(
        "property_requests_saved",
        read=("officer",),
        insert=("officer",),
        update=("officer",),
        columns=("by_id", "at"),
    ),
    Table(
        "property_requests_propertyrequest",
        request="id",
        read=("officer", "scheme", "system"),
        insert=("officer_id = access_membership() AND access_role() = 'nominating_officer'",),
        update=("officer", "scheme", "system"),
        columns=_ANSWERS + _STEPS,
    ),
    Table(
        "property_requests_risk",
        read=("officer", "scheme"),
        insert=("officer",),
        update=("officer",),
        columns=(
            "primary_reason",
            "other_reasons",
            "personal_connection",
            "risk_here",
            "partner_connected",
            "risk_basis",
            "dash_score",
            "no_unsafe_places",
            "area_assessed",
            "area_assessed_on",
            "area_assessed_by",
            "place_reasons",
            "support_confirmed",
            "risk_managed",
            "risk_summary",
            "risk_tool",
            "assessed_on",
            "marac",
            "marac_on",
            "marac_area",
            "police_reference_held",
            "orders",
            "abuse_service",
            "abuse_service_on",
            "housing_moves",
            "housing_moves_on",
            "new_area_support",
            "support_confirmed_on",
            "risk_worker",
            "plan_written",
            "plan_on",
        ),
    ),
    Table("property_requests_supportingagency", read=("officer", "scheme"), insert=("officer",), delete=("officer",)),
    Table("property_requests_requestplace", read=("officer", "scheme"), insert=("officer",), delete=("officer",)),
    Table(
        "property_requests_householdmember",
        read=("officer", "scheme"),
        insert=("officer",),
        update=("officer",),
        columns=_MEMBER,
        delete=("officer",),
    ),
    Table("property_requests_bar", read=("scheme",), insert=("officer", "scheme")),
    Table("property_requests_conflict", read=("scheme",), insert=("officer", "scheme")),
    # The officer who writes it does not read it back; neither does the coordinator.
    Table("property_requests_policereference", read=("landlord",), insert=("officer",)),
    Table(
        "property_requests_cover",
        read=("officer", "scheme", _ASKED_TO_COVER),
        insert=("officer",),
        update=(_ASKED_TO_COVER,),
        delete=("officer",),
        columns=("accepted_at",),
    ),
    Table(
        "property_requests_contact",
        read=("officer", "scheme", "landlord"),
        insert=("officer",),
        update=("officer",),
        columns=tuple(Contact.sensitivity),
    ),
    # Written and compared by functions of the database, which never give one away.
    Table("property_requests_fingerprint"),
    # Written by the officer and read by nobody: reports take their sums with a role of their own.
    Table("property_requests_equalityanswer", insert=("officer",)),
    Table("property_requests_enquiry", request="", read=(_COORDINATOR,), insert=(_AN_OFFICER,)),
    Table("property_requests_phoneenquiry", request="", read=(_COORDINATOR,), insert=(_COORDINATOR,)),
    Table("property_requests_landlordwanted", request="", read=(_COORDINATOR,), insert=(_AN_OFFICER,)),
    Table(
        "property_requests_informationasked",
        read=(
            "officer",
            "scheme",
            "asked_by = 'landlord' AND request_id IN (SELECT access_requests('landlord'))",
        ),
        insert=("scheme", "decider"),
        update=("officer",),
        columns=("changed_at", "cannot", "answered_at"),
    ),
    Table(
        "property_requests_approval",
        read=("officer", "scheme", "landlord", "system"),
        insert=("scheme",),
        update=("officer", "scheme"),
        columns=(
            "home_place",
            "tenancy_type",
            "tenancy_held",
            "tenancy_route",
            "bedrooms",
            "own_stock",
            "primary_reason",
            "risk_basis",
            "dash_score",
            "unsafe_places",
            "safe_count",
            "support",
            "cancelled_on",
            "consent_date",
            *ShownAnswers.sensitivity,
            "asked_again_at",
            "asked_again",
        ),
    ),
    Table(
        "property_requests_approvalmember",
        read=("officer", "scheme", "landlord"),
        insert=("officer", "scheme"),
        delete=("officer", "scheme"),
    ),
    Table(
        "property_requests_decision",
        read=("officer", "scheme", "landlord"),
        insert=("decider",),
        update=("officer",),
        columns=("corrected_at",),
    ),
    Table(
        "property_requests_declinefact",
        read=("officer", "scheme", "landlord"),
        insert=("decider",),
        update=("officer",),
        columns=("verdict", "correction"),
    ),
    Table(
        "property_requests_review",
        read=("officer", "scheme"),
        insert=("officer",),
        update=("officer",),
        columns=("done",),
    ),
    Table("property_requests_bandchange", read=("scheme",), insert=("scheme",)),
    Table("property_requests_chase", read=("scheme", "system"), insert=("scheme",)),
    Table("property_requests_sectionchecked", read=("scheme",), insert=("scheme",), delete=("scheme",)),
    # What was found stands for exactly the text that was looked at, so neither is ever changed.
    Table("property_requests_wavedon", read=("officer", "scheme"), insert=("officer",)),
    Table("property_requests_cleared", read=("officer", "scheme"), insert=("scheme",)),
    # Private to the post: what somebody looks for may tell what they know.
    Table(
        "property_requests_savedview", request="", read=(_OWN,), insert=(f"{_OWN} AND {_COORDINATOR}",), delete=(_OWN,)
    ),
    Table("property_requests_handover", read=("officer", "scheme"), insert=("officer", "scheme")),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
