"""Work contacts of people with an account, their sessions, and what was kept for them. No applicant has one."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Open, Table

_CHANGED = ("SELECT", "INSERT", "UPDATE", "DELETE")
_OWN = "membership_id = (SELECT id FROM access_actor())"
_OF_THE_MANAGER = "access_role() = 'partner_manager' AND organisation_id = access_organisation()"

TABLES = (
    Open("accounts_person", worker=("SELECT",), definer=_CHANGED, columns=("last_login", "password")),
    Open("accounts_membership", worker=("SELECT",), definer=_CHANGED),
    # Signing in comes before there is a post that acts, so these are open to the web process; secrets in them are
    # sealed with the master key.
    Open("mfa_authenticator", web=_CHANGED, definer=_CHANGED),
    Open("account_emailaddress"),
    Open("account_emailconfirmation", web=()),
    Table(
        "accounts_invitation",
        request="",
        read=("accounts_may_place(organisation_id, role)",),
        insert=("accounts_may_place(organisation_id, role) AND invited_by_id = access_membership()",),
        delete=("accounts_may_place(organisation_id, role)",),
    ),
    Table(
        "accounts_lostfactor",
        request="",
        read=("accounts_may_help(membership_id)",),
        insert=(
            "accounts_may_help(membership_id) AND asked_by_id = access_membership() AND agreed_at IS NULL"
            " AND membership_id <> access_membership()"
            " AND organisation_id = (SELECT m.organisation_id FROM accounts_membership m WHERE m.id = membership_id)",
        ),
    ),
    # Written by functions of the database alone. An officer chooses a team, and never learns who is in it.
    Table(
        "accounts_team",
        request="",
        read=(_OF_THE_MANAGER, "access_role() IN ('coordinator', 'nominating_officer')"),
    ),
    Table(
        "accounts_inteam",
        request="",
        read=(_OF_THE_MANAGER, "access_role() = 'coordinator'"),
    ),
    Table("accounts_session", request=""),
    Table(
        "accounts_sentform",
        request="",
        read=(_OWN,),
        insert=(_OWN,),
        update=(_OWN,),
        columns=("leads_to",),
        delete=(_OWN,),
    ),
    Table("accounts_keptpage", request="", read=(_OWN,), insert=(_OWN,), delete=(_OWN,)),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
