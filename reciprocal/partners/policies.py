"""Who the partners are is no secret among the people of the scheme."""

from reciprocal.access.rls import Open

TABLES = (Open("partners_organisation", worker=("SELECT",)), Open("partners_placewithhomes", worker=("SELECT",)))
