"""A recipient reads its own profile alone; who else has one is the coordinator's."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Table

_OWN = "organisation_id = access_lettings_organisation() AND request_id IN (SELECT access_requests('{}'))"

_LETTINGS = "organisation_id = access_lettings_organisation()"
# Asked of the actor and not of the setting, so that a post that has ended reads nothing more.
_MINE = "membership_id = (SELECT id FROM access_actor())"
_COORDINATOR = "access_role() = 'coordinator'"

TABLES = (
    Table(
        "circulation_profile",
        read=("scheme", _OWN.format("recipient"), _OWN.format("offering_live"), "system"),
        insert=("scheme",),
    ),
    Table("circulation_priority", read=("scheme",), insert=("scheme",), update=("scheme",), columns=("risk_band",)),
    Table("circulation_allowedplace", read=("scheme",), insert=("scheme",)),
    Table(
        "circulation_partnerasked",
        read=("scheme", _OWN.format("recipient"), _OWN.format("offering_live")),
        insert=("scheme",),
    ),
    Table(
        "circulation_profileanswer",
        read=("scheme", _OWN.format("recipient"), _OWN.format("offering_live")),
        insert=(f"{_OWN.format('recipient')} AND {_MINE}",),
        update=("scheme",),
        columns=("rung_at",),
    ),
    Table(
        "circulation_weekanswer",
        request="",
        read=(_LETTINGS, _COORDINATOR, "system"),
        insert=(f"{_LETTINGS} AND {_MINE}",),
        update=(_COORDINATOR,),
        columns=("rung_at",),
    ),
    Table(
        "circulation_codeasked",
        request="",
        read=(f"{_MINE} AND access_role() = 'lettings_officer'", _COORDINATOR),
        insert=(f"{_MINE} AND access_role() = 'lettings_officer'",),
    ),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
