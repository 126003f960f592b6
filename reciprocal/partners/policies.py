"""Who the partners are is no secret among the people of the scheme."""

from reciprocal.access.rls import Open

_CHANGED = ("SELECT", "INSERT", "UPDATE", "DELETE")

TABLES = (
    # Registering, and the coordinator's check of a new agency, go through functions of accounts.
    Open("partners_organisation", worker=("SELECT",), definer=_CHANGED),
    Open("partners_placewithhomes", worker=("SELECT",)),
    Open("partners_domain", definer=_CHANGED),
)
