"""A landlord reads its own lines; the coordinator reads all and which two belong together."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Table

_READERS = "access_role() IN ('named_lead', 'partner_manager', 'lettings_officer')"
_OWN = f"organisation_id = access_organisation() AND {_READERS}"
_COORDINATOR = "access_role() = 'coordinator'"

TABLES = (
    Table("ledger_line", request="", read=(_OWN, _COORDINATOR)),
    Table("ledger_pair", request="", read=(_COORDINATOR,)),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
