"""Work contacts of people with an account, their sessions, and what was kept for them. No applicant has one."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Open, Table

_OWN = "membership_id = (SELECT id FROM access_actor())"

TABLES = (
    Open("accounts_person", worker=("SELECT",), columns=("last_login", "password")),
    Open("accounts_membership", worker=("SELECT",)),
    # Signing in comes before there is a post that acts, so these are open to the web process; secrets in them are
    # sealed with the master key.
    Open("mfa_authenticator", web=("SELECT", "INSERT", "UPDATE", "DELETE")),
    Open("account_emailaddress"),
    Open("account_emailconfirmation", web=()),
    Table("accounts_session", request=""),
    Table("accounts_keptpage", request="", read=(_OWN,), insert=(_OWN,), delete=(_OWN,)),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
