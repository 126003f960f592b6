"""A home is read by the partner that declared it and by the coordinator."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Table

_OWN = "organisation_id = access_lettings_organisation()"

# What a lettings officer may correct as long as the home is open. The place is not among it.
MAY_CHANGE = ("label", "bedrooms", "kind", "floor", "lift", "access", "tenancy", "rent", "ready_from")

_ASKED = "organisation_id = access_organisation() AND access_role() IN ('named_lead', 'partner_manager')"
_TO_DECLARE = f"{_OWN} AND will_offer IN ('yes', 'after_works')"

_STILL_A_PARTNER = "NOT EXISTS (SELECT FROM partners_organisation o WHERE o.id = organisation_id AND o.gone)"

TABLES = (
    Table(
        "homes_cominghome",
        request="",
        read=(_ASKED, _TO_DECLARE),
        insert=(f"{_ASKED} AND homes_may_tell_of(organisation_id, will_offer)",),
    ),
    Table(
        "homes_compromised",
        request="",
        insert=(f"EXISTS (SELECT 1 FROM homes_cominghome c WHERE c.id = coming_id AND c.{_ASKED})",),
    ),
    Table(
        "homes_home",
        request="",
        read=(_OWN, "access_role() = 'coordinator'", "system"),
        insert=(f"{_OWN} AND {_STILL_A_PARTNER}",),
        update=(_OWN, "system"),
        columns=("fate", "fate_why", "hold_until", "opens_after", *MAY_CHANGE),
    ),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
