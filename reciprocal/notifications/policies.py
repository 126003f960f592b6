"""A notice is read by the post that it is for, and by nobody once that post is kept away from the request."""

from reciprocal.access.rls import Table

# Asked of the actor and not of the setting, so that a post that has ended reads nothing more.
_OWN = "membership_id = (SELECT id FROM access_actor())"

TABLES = (
    Table(
        "notifications_notice",
        read=(_OWN, "system"),
        insert=("access_role() IS NOT NULL", "system"),
        update=(_OWN,),
        columns=("read_at",),
    ),
)
