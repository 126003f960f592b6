"""The documents that are made from a request, as those for whom they are made read them."""

from __future__ import annotations

from reciprocal.circulation.models import Profile
from reciprocal.circulation.queries import lines_of
from reciprocal.property_requests.approval_words import approval_rows
from reciprocal.property_requests.approvals import members_of
from reciprocal.property_requests.models import Approval, Contact
from tests.people import as_


def approval_view(key: str) -> list[tuple[str, str]]:
    """The approval view of the one request that a named lead was asked about, line by line."""
    with as_(key):
        approval = Approval.objects.select_related("officer__person").get()
        contact = Contact.objects.get(request_id=approval.pk)
        rows = approval_rows(approval, members_of(approval.pk), approval.officer.person.name, contact)
    return [(row["label"], row["text"]) for row in rows]


def profile(key: str) -> list[tuple[str, str]]:
    """The one profile that somebody who lets homes has, line by line."""
    with as_(key):
        return [(line["label"], line["text"]) for line in lines_of(Profile.objects.get())]
