"""A notice is read by the post that it is for, and by nobody once that post is kept away from the request.

The outbox is read by the worker alone: the web process puts mails into it and cannot read one.
"""

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
    Table(
        "notifications_mail",
        request="",
        read=("system",),
        insert=("kind = 'account'", "kind = 'notice' AND access_role() IS NOT NULL", "system"),
        update=("system",),
        columns=(
            "address",
            "subject",
            "body",
            "message_id",
            "state",
            "tries",
            "next_try",
            "done_at",
            "why_not",
        ),
    ),
    Table("notifications_digest", request="", read=("system",), insert=("system",)),
    Table("notifications_reminded", request="", read=("system",), insert=("system",)),
)
