"""Views of the list of requests that a coordinator saved under a name of their own. Nobody else reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db import transaction

from reciprocal.access.facts import Actor
from reciprocal.access.guard import HiddenError, RefusedError
from reciprocal.property_requests.models import SavedView

MOST: Final = 20


def own() -> list[SavedView]:
    """List the views of whoever acts, A to Z."""
    return list(SavedView.objects.order_by("name"))


@transaction.atomic
def save(actor: Actor, name: str, filters: Mapping[str, str]) -> UUID:
    """Save filters under a name; one of the same name is replaced. Gives its id.

    Args:
        actor: the coordinator.
        name: as it stands on the list.
        filters: the chosen ones, by their names.

    Raises:
        RefusedError: there are too many, or nothing was filtered.
    """
    if not filters:
        raise RefusedError("Choose at least one filter first")
    SavedView.objects.filter(membership_id=actor.membership, name=name).delete()
    if SavedView.objects.filter(membership_id=actor.membership).count() >= MOST:
        raise RefusedError(f"You have {MOST} saved views. Remove one first")
    view = SavedView(membership_id=actor.membership, name=name, filters=urlencode(filters))
    view.save(force_insert=True)
    return view.pk


def remove(view_id: str) -> None:
    """Remove a view. Raises HiddenError where whoever acts has no such view."""
    try:
        found = SavedView.objects.filter(pk=UUID(view_id))
    except ValueError:
        raise HiddenError("view") from None
    if not found.delete()[0]:
        raise HiddenError("view")


def filters_of(view: SavedView) -> dict[str, str]:
    """Give the filters of a view by their names."""
    return dict(parse_qsl(view.filters))
