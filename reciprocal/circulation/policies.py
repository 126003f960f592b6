"""A recipient reads its own profile alone; who else has one is the coordinator's."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Table

_OWN = "organisation_id = access_lettings_organisation() AND request_id IN (SELECT access_requests('{}'))"

TABLES = (
    Table(
        "circulation_profile",
        read=("scheme", _OWN.format("recipient"), _OWN.format("offering_live"), "system"),
        insert=("scheme",),
    ),
    Table("circulation_priority", read=("scheme",), insert=("scheme",)),
    Table("circulation_allowedplace", read=("scheme",), insert=("scheme",)),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
