"""Work contacts of people with an account. No applicant has one."""

from reciprocal.access.rls import Open

TABLES = (
    Open("accounts_person", worker=("SELECT",), columns=("last_login",)),
    Open("accounts_membership", worker=("SELECT",)),
)
