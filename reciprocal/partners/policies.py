"""Who the partners are is no secret among the people of the scheme."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Open

_CHANGED = ("SELECT", "INSERT", "UPDATE", "DELETE")

TABLES = (
    # Everything is written by functions of the database: those of this app, and those of accounts by which an agency
    # registers and the coordinator checks it.
    Open("partners_organisation", worker=("SELECT",), definer=_CHANGED),
    Open("partners_placewithhomes", worker=("SELECT",), definer=_CHANGED),
    Open("partners_domain", definer=_CHANGED),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
