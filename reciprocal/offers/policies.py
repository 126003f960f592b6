"""An offer is read by the officer, the coordinator and, while it stands or led to a move, the partner that made it."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Table
from reciprocal.rulebook.states import OFFER_ITS_PARTNER_READS

_OWN = "organisation_id = access_lettings_organisation()"
_MINE = "membership_id = access_membership()"
_STANDS = f"{_OWN} AND state IN ({', '.join(repr(state) for state in OFFER_ITS_PARTNER_READS)})"
_OF_OWN_OFFER = f"offer_id IN (SELECT id FROM offers_offer WHERE {_STANDS})"
# What is sealed with an offer opens while it stands, and never at the applicant's own landlord.
_OPENS = "offers_stands(offer_id) AND NOT offers_of_own_tenant(request_id)"
_OPEN_IT = (
    *(f"request_id IN (SELECT access_requests('{relation}')) AND {_OPENS}" for relation in ("officer", "scheme")),
    f"{_OF_OWN_OFFER} AND {_OPENS}",
)
_RUN_THE_SCHEME = "access_role() IN ('coordinator', 'scheme_manager') AND NOT offers_of_own_tenant(request_id)"

TABLES = (
    Table(
        "offers_offer",
        read=("officer", "scheme", _STANDS, "system"),
        # Never a home in a place that is not safe, whatever the page asked before.
        insert=(
            f"{_OWN} AND request_id IN (SELECT access_requests('recipient'))"
            " AND profile_id IN (SELECT m.profile FROM circulation_may_be_offered(ARRAY[home_id]) m)",
        ),
        update=("officer", "scheme", _OWN, "system"),
        columns=("time_asked_until", "held_until", "due_on", "signed_on", "started_on", "cancelled_on", "end_reason"),
    ),
    Table(
        "offers_allowed",
        read=("officer", "scheme"),
        insert=("by_id = access_membership() AND request_id IN (SELECT access_requests('scheme'))",),
    ),
    Table(
        "offers_viewing",
        read=("officer", "scheme", _OF_OWN_OFFER),
        insert=("officer",),
        update=("officer",),
        columns=("outcome",),
    ),
    Table(
        "offers_homeaddress",
        read=_OPEN_IT,
        insert=(f"offer_id IN (SELECT id FROM offers_offer WHERE {_OWN} AND state = 'sent')",),
    ),
    Table(
        "offers_viewingplan",
        read=_OPEN_IT,
        insert=("request_id IN (SELECT access_requests('officer')) AND viewing_id IN (SELECT id FROM offers_viewing)",),
    ),
    Table(
        "offers_opening",
        read=(_RUN_THE_SCHEME, "system"),
        insert=(
            "by_id = access_membership() AND decided_by_id IS NULL"
            " AND request_id IN (SELECT access_requests('scheme')) AND NOT offers_of_own_tenant(request_id)",
        ),
        # Whoever decides is another person than the one who asked, in whatever posts the two hold.
        update=(
            f"{_RUN_THE_SCHEME} AND (decided_by_id IS NULL OR decided_by_id = access_membership())"
            " AND by_id NOT IN (SELECT m.id FROM accounts_membership m, access_actor() a"
            " WHERE a.person = m.person_id)",
        ),
        columns=("allowed", "decided_by_id", "decided_at"),
    ),
    Table("offers_timeasked", read=("officer", "scheme"), insert=("officer",)),
    Table("offers_answer", read=("officer", "scheme"), insert=("officer",)),
    Table(
        "offers_ruling",
        read=("officer", "scheme"),
        insert=(
            "by_id = access_membership() AND NOT offers_ruled_by_me(offer_id)"
            " AND request_id IN (SELECT access_requests('scheme'))",
        ),
        update=("officer",),
        columns=("asked_again_at",),
    ),
    Table(
        "offers_cannothouse",
        read=("scheme",),
        insert=(f"{_OWN} AND {_MINE} AND request_id IN (SELECT access_requests('offering_live'))",),
        update=("scheme",),
        columns=("rung_at",),
    ),
    Table(
        "offers_firewalltick",
        read=("officer", "scheme", _OF_OWN_OFFER),
        insert=(
            "by_id = access_membership() AND request_id IN (SELECT access_requests('officer'))",
            f"by_id = access_membership() AND {_OF_OWN_OFFER}",
        ),
    ),
    Table(
        "offers_movetick",
        read=("officer", "scheme"),
        insert=("by_id = access_membership() AND request_id IN (SELECT access_requests('officer'))",),
    ),
    Table("offers_followup", read=("officer", "scheme"), insert=("officer",), update=("scheme",), columns=("rung_at",)),
    Table("offers_voided", read=("officer", "scheme"), insert=("officer", "scheme")),
)


def functions() -> list[str]:
    """Give the SQL functions of this app."""
    return [rls.functions(Path(__file__).parent)]
