"""Who reads the log. Nobody writes it except the database function that appends."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Table

TABLES = (
    Table("audit_entry", request="", read=("access_role() IN ('auditor', 'scheme_manager')",)),
    Table("audit_head", request="", read=("access_role() IN ('auditor', 'scheme_manager')",)),
    Table("audit_subjectkey", request=""),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
