"""What goes when a class of data is over, read from how every field is classified where it is born.

Nothing here names a field: one that is added with a class goes with that class.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

SEALED, NARRATIVE = "R6", "R2"
# The class, and where the request keeps the day on which it was erased.
MARKED: Final = {SEALED: "sealed_erased_on", NARRATIVE: "narrative_erased_on"}
# A request is read together with this row, which stays and is empty.
_STAYS = ("property_requests_contact",)
_REQUESTS = "property_requests_propertyrequest"
# A mail hangs on its notice, or on what it reminded of. Its text is written anew where it still waits.
_MAILS = """UPDATE notifications_mail SET address = '', subject = '', body = ''
     WHERE kind <> 'account'
       AND (notice_id IN (SELECT id FROM notifications_notice WHERE request_id = request)
            OR id IN (SELECT mail_id FROM notifications_reminded WHERE request_id = request)
            OR id IN (SELECT mail_id FROM notifications_digest
                       WHERE profiles && ARRAY(SELECT id FROM circulation_profile WHERE request_id = request)))"""


def script(retention: str) -> str:
    """Give the SQL that takes everything of one class from the request named `request`, and nothing else.

    A row of which nothing but links would be left goes as a whole. A day that cannot be empty keeps its year.

    Args:
        retention: the class, as the fields name it.
    """
    found = [statement for model in apps.get_models() for statement in _of(model, retention)]
    return "\n    ".join(f"{statement};" for statement in (*found, *((_MAILS,) if retention == NARRATIVE else ())))


def _of(model: type[models.Model], retention: str) -> Iterator[str]:
    table, given = model._meta.db_table, getattr(model, "sensitivity", {})
    if not (table == _REQUESTS or _is_about_a_request(model)):
        return
    told = {field: given[field.name][1] for field in model._meta.local_fields if field.name in given}
    due = [field for field, its in told.items() if its == retention]
    if not due:
        return
    where = "id = request" if table == _REQUESTS else "request_id = request"
    if all(its == retention for field, its in told.items() if not field.is_relation) and table not in _STAYS:
        yield f"DELETE FROM {table} WHERE {where}"
    else:
        yield f"UPDATE {table} SET {', '.join(f'{field.column} = {_empty(field)}' for field in due)} WHERE {where}"


def _is_about_a_request(model: type[models.Model]) -> bool:
    return any(field.attname == "request_id" for field in model._meta.local_fields)


def _empty(field: Any) -> str:
    """Give what stands in a column that was emptied, as SQL. Raises TypeError for a kind that was never met."""
    if field.null:
        return "NULL"
    if isinstance(field, ArrayField):
        return "'{}'"
    if isinstance(field, models.BooleanField):
        return "false"
    if isinstance(field, models.DateTimeField | models.DateField):
        return f"date_trunc('year', {field.column})"
    if isinstance(field, models.CharField | models.TextField | models.BinaryField):
        return "''"
    raise TypeError(f"{field} cannot be emptied; make it nullable, or say in workflow/erasure.py what is left of it")
