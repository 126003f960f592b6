"""An offer is read by the partner that made it, the officer and the coordinator."""

from reciprocal.access.rls import Table

_OWN = "organisation_id = access_lettings_organisation()"
_OF_OWN_OFFER = "offer_id IN (SELECT id FROM offers_offer WHERE organisation_id = access_lettings_organisation())"

TABLES = (
    Table(
        "offers_offer",
        read=("officer", "scheme", _OWN),
        insert=(f"{_OWN} AND request_id IN (SELECT access_requests('recipient'))",),
        update=("officer", "scheme", _OWN),
        columns=("time_asked_until", "due_on", "signed_on", "started_on", "end_reason"),
    ),
    Table(
        "offers_viewing",
        read=("officer", "scheme", _OF_OWN_OFFER),
        insert=("officer",),
        update=("officer",),
        columns=("outcome",),
    ),
    Table("offers_answer", read=("officer", "scheme"), insert=("officer",)),
    Table("offers_voided", read=("officer", "scheme"), insert=("officer", "scheme")),
)
