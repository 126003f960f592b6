"""Who there has to be: two people between whom what is sealed is asked for and allowed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db import connection

from reciprocal.config.checks import Check

TWO_PEOPLE: Final = "Sealed facts need two people. Add one before the scheme goes live."
_HOW_MANY: Final = (
    "SELECT count(DISTINCT m.person_id) FROM accounts_membership m JOIN accounts_person p ON p.id = m.person_id"
    " WHERE m.role IN ('coordinator', 'scheme_manager') AND m.ended_on IS NULL AND p.is_active"
)


def enough_for_sealed() -> bool:
    """Tell whether there is somebody who asks and another person who allows."""
    with connection.cursor() as cursor:
        cursor.execute(_HOW_MANY)
        return int(cursor.fetchone()[0]) >= 2


def _two(cursor: Any) -> Iterator[str]:
    cursor.execute(_HOW_MANY)
    if cursor.fetchone()[0] < 2:
        yield TWO_PEOPLE


CHECKS: Final[tuple[Check, ...]] = (Check("Two people can open what is sealed", _two),)
