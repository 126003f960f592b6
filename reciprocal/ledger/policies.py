"""A landlord reads its own lines; the coordinator reads all and which two belong together."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Table

_OF_THE_STATEMENT = "organisation_id = access_organisation() AND access_role() IN ('named_lead', 'partner_manager')"
_OWN = (
    "organisation_id = access_organisation() AND access_role() IN ('named_lead', 'partner_manager', 'lettings_officer')"
)
_COORDINATOR = "access_role() = 'coordinator'"

TABLES = (
    Table("ledger_line", request="", read=(_OWN, _COORDINATOR, "system")),
    Table("ledger_pair", request="", read=(_COORDINATOR,)),
    Table(
        "ledger_agreed",
        request="",
        read=(_OF_THE_STATEMENT, _COORDINATOR),
        insert=(f"{_OF_THE_STATEMENT} AND by_membership = access_membership()",),
    ),
    Table(
        "ledger_dispute",
        request="",
        read=(_OF_THE_STATEMENT, _COORDINATOR, "system"),
        # Only of a line that the one who disputes can read, which is one of the own landlord.
        insert=(
            f"{_OF_THE_STATEMENT} AND sent_by = access_membership() AND answer = ''"
            " AND (line_id IS NULL OR line_id IN (SELECT id FROM ledger_line))",
        ),
        update=(_COORDINATOR,),
        columns=("answer", "answer_words", "answered_at", "answered_by"),
    ),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
