"""The schemes and households that several tests speak of."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from reciprocal.rulebook.answers import OPTIONS, Answers
from reciprocal.rulebook.scheme import load

LONDON = load("london")
TINY = load(Path(__file__).parent / "tiny.toml")
DAY = date(2026, 3, 3)

# A mother of two with a secure tenancy, in danger from a former partner: the plain path of the scheme.
PLAIN = Answers(
    danger_now="no",
    safe_tonight="elsewhere",
    is_professional="yes",
    primary_reason="DA",
    tenancy_route="sole",
    landlord_is_partner=True,
    landlord_name="Alder Council",
    landlord_kind="council",
    home_place="camden",
    risk_here="yes",
    wants_to_leave="yes",
    own_stock="none_safe",
    options_explained=("homelessness",),
    explained=tuple(code for code, _ in OPTIONS["explained"]),
    consent_apply=True,
    consent_date=date(2026, 2, 2),
    tenancy_type="SEC_LIFE",
    tenancy_held="yes",
    adults=(34,),
    children=(8, 5),
    safe_places={"bromley", "croydon", "ealing", "lewisham", "sutton"},
    unsafe_places={"camden"},
    risk_basis=("score", "worse"),
    dash_score=16,
    bedrooms=2,
    safe_contact_held="when_known",
    officer_present=True,
)
# A parent of two boys, threatened by a group: all places count as safe but the named ones.
YOUTH = replace(
    PLAIN,
    primary_reason="SYV",
    tenancy_type="ASS_LIFE",
    home_place="newham",
    safe_places=(),
    unsafe_places={"newham", "hackney", "tower-hamlets"},
    area_assessed="yes",
    support_confirmed="yes",
    risk_managed="yes",
    plan_written="yes",
    risk_basis=(),
    dash_score=None,
)
# The same household in the small invented scheme.
TARN = replace(
    PLAIN, home_place="ash", tenancy_type="LIFE", safe_places={"birk", "crag"}, unsafe_places=(), own_stock=""
)
