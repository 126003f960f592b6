"""A notice is read by the post that it is for, and by nobody once that post is kept away from the request."""

from reciprocal.access.rls import Table

TABLES = (
    Table(
        "notifications_notice",
        read=("membership_id = access_membership()",),
        insert=("access_role() IS NOT NULL",),
        update=("membership_id = access_membership()",),
        columns=("read_at",),
    ),
)
