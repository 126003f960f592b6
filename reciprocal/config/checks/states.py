"""Impossible states of requests, offers, homes, codes, profiles and approval views."""

from __future__ import annotations

from typing import Final

from reciprocal.config.checks import Check, query
from reciprocal.rulebook.references import CODE
from reciprocal.rulebook.states import LIVE_OFFER, REQUEST_STATES, WITH_PROFILE

# The state of a request while an offer for it is live.
WHILE_LIVE: Final = {"sent": "under_offer", "accepted": "moving", "signed": "moving"}
_LIVE = list(LIVE_OFFER)
_ASKED = [
    key for key, state in REQUEST_STATES.items() if state.landlord_sees and key not in ("information_needed", "closed")
]
_SEEN = [key for key, state in REQUEST_STATES.items() if state.landlord_sees]
_WORDS = [REQUEST_STATES[key].landlord_sees for key in _SEEN]

OFFERS: Final[tuple[Check, ...]] = (
    query(
        "A request has one live offer at most",
        "Request {} has {} live offers: {}.",
        "SELECT request_id, count(*), string_agg(id::text, ', ' ORDER BY id) FROM offers_offer"
        " WHERE state = ANY(%(live)s) GROUP BY request_id HAVING count(*) > 1",
        live=_LIVE,
    ),
    query(
        "A home has one live offer at most",
        "Home {} has {} live offers: {}.",
        "SELECT home_id, count(*), string_agg(id::text, ', ' ORDER BY id) FROM offers_offer"
        " WHERE state = ANY(%(live)s) GROUP BY home_id HAVING count(*) > 1",
        live=_LIVE,
    ),
    query(
        "A request that is under offer or moving has its live offer",
        "Request {} is in the state {} and has no live offer that fits it.",
        "SELECT r.id, r.state FROM property_requests_propertyrequest r WHERE r.state = ANY(%(states)s)"
        " AND NOT EXISTS (SELECT FROM offers_offer o,"
        "                   unnest(%(offers)s::text[], %(states)s::text[]) AS t(offer, request)"
        "                  WHERE o.request_id = r.id AND o.state = t.offer AND r.state = t.request)",
        offers=list(WHILE_LIVE), states=list(WHILE_LIVE.values()),
    ),
    query(
        "A live offer has its request under offer or moving",
        "Offer {} is in the state {}, and its request {} is in the state {}.",
        "SELECT o.id, o.state, r.id, r.state FROM offers_offer o"
        " JOIN property_requests_propertyrequest r ON r.id = o.request_id"
        " JOIN unnest(%(offers)s::text[], %(states)s::text[]) AS t(offer, request) ON t.offer = o.state"
        " WHERE r.state <> t.request",
        offers=list(WHILE_LIVE), states=list(WHILE_LIVE.values()),
    ),
    query(
        "A home that is offered has its live offer",
        "Home {} is in the state offered and has no live offer.",
        "SELECT h.id FROM homes_home h WHERE h.state = 'offered'"
        " AND NOT EXISTS (SELECT FROM offers_offer o WHERE o.home_id = h.id AND o.state = ANY(%(live)s))",
        live=_LIVE,
    ),
    query(
        "A live offer has its home offered",
        "Offer {} is live, and its home {} is in the state {}.",
        "SELECT o.id, h.id, h.state FROM offers_offer o JOIN homes_home h ON h.id = o.home_id"
        " WHERE o.state = ANY(%(live)s) AND h.state <> 'offered'",
        live=_LIVE,
    ),
    query(
        "An offer that started has moved its request and taken its home",
        "Offer {} has started, its request {} is in the state {} and its home {} in the state {}.",
        "SELECT o.id, r.id, r.state, h.id, h.state FROM offers_offer o JOIN homes_home h ON h.id = o.home_id"
        " JOIN property_requests_propertyrequest r ON r.id = o.request_id"
        " WHERE o.state = 'started' AND (r.state <> 'moved' OR h.state <> 'taken')",
    ),
    query(
        "An offer comes from the partner that has the home and the profile, never from the applicant's landlord",
        "Offer {} is not of the partner of home {} and profile {}, or it is of the applicant's own landlord.",
        "SELECT o.id, h.id, p.id FROM offers_offer o JOIN homes_home h ON h.id = o.home_id"
        " JOIN circulation_profile p ON p.id = o.profile_id"
        " JOIN property_requests_propertyrequest r ON r.id = o.request_id"
        " WHERE o.organisation_id <> h.organisation_id OR o.organisation_id <> p.organisation_id"
        "    OR o.request_id <> p.request_id OR o.organisation_id = r.landlord_id",
    ),
)  # fmt: skip

CODES: Final[tuple[Check, ...]] = (
    query(
        "A code is given when the landlord agrees, and not before",
        "Request {} is in the state {}, {} code and {} day of approval.",
        "SELECT id, state, CASE WHEN code IS NULL THEN 'without a' ELSE 'with a' END,"
        " CASE WHEN approved_at IS NULL THEN 'without a' ELSE 'with a' END FROM property_requests_propertyrequest"
        " WHERE (code IS NULL) <> (approved_at IS NULL)"
        "    OR (code IS NULL AND state IN ('approved', 'circulating', 'under_offer', 'moving', 'moved'))",
    ),
    query(
        "No two requests have the same code",
        "The same code was given to {} requests: {}.",
        "SELECT count(*), string_agg(id::text, ', ' ORDER BY id) FROM property_requests_propertyrequest"
        " WHERE code IS NOT NULL GROUP BY code HAVING count(*) > 1",
    ),
    query(
        "A code is written as the scheme writes codes",
        "The code of request {} is not written like ARC-1234-26.",
        "SELECT id FROM property_requests_propertyrequest WHERE code !~ %(code)s",
        code=f"^({CODE.pattern})$",
    ),
    query(
        "A profile and an offer carry the code of their request",
        "The {} {} carries another code than its request {}.",
        "SELECT 'profile', p.id, r.id FROM circulation_profile p"
        " JOIN property_requests_propertyrequest r ON r.id = p.request_id WHERE p.code IS DISTINCT FROM r.code"
        " UNION ALL SELECT 'offer', o.id, r.id FROM offers_offer o"
        " JOIN property_requests_propertyrequest r ON r.id = o.request_id WHERE o.code IS DISTINCT FROM r.code",
    ),
)

AUDIENCES: Final[tuple[Check, ...]] = (
    query(
        "A request that was sent says when it was sent",
        "Request {} is in the state {} and does not say when it was sent.",
        "SELECT id, state FROM property_requests_propertyrequest"
        " WHERE submitted_at IS NULL AND state NOT IN ('draft', 'closed')",
    ),
    query(
        "A request that partners may read has profiles",
        "Request {} is in the state {} and has no profile.",
        "SELECT r.id, r.state FROM property_requests_propertyrequest r WHERE r.state = ANY(%(states)s)"
        " AND NOT EXISTS (SELECT FROM circulation_profile p WHERE p.request_id = r.id)",
        states=list(WITH_PROFILE),
    ),
    query(
        "No profile was made for the applicant's own landlord",
        "Profile {} of request {} was made for the applicant's own landlord.",
        "SELECT p.id, r.id FROM circulation_profile p"
        " JOIN property_requests_propertyrequest r ON r.id = p.request_id WHERE p.organisation_id = r.landlord_id",
    ),
    query(
        "No profile was made for a partner that was kept away",
        "Profile {} of request {} was made after its reader was kept away.",
        # A profile has no date, so that none can be read from it: it was made when the request was circulated.
        "SELECT p.id, r.id FROM circulation_profile p JOIN property_requests_propertyrequest r ON r.id = p.request_id"
        " JOIN property_requests_bar b ON b.request_id = r.id AND b.organisation_id = p.organisation_id"
        " WHERE b.at < r.circulated_at",
    ),
    query(
        "A landlord that was asked has its approval view",
        "Request {} is in the state {} and has no approval view for its landlord.",
        "SELECT r.id, r.state FROM property_requests_propertyrequest r WHERE r.state = ANY(%(states)s)"
        " AND NOT EXISTS (SELECT FROM property_requests_approval v"
        "                  WHERE v.request_id = r.id AND v.landlord_id = r.landlord_id)",
        states=_ASKED,
    ),
    query(
        "An approval view tells the state in the landlord's word",
        "The approval view of request {} says {}, and the request is in the state {}.",
        "SELECT r.id, v.status, r.state FROM property_requests_approval v"
        " JOIN property_requests_propertyrequest r ON r.id = v.request_id"
        " JOIN unnest(%(states)s::text[], %(words)s::text[]) AS t(state, word) ON t.state = r.state"
        " WHERE v.status <> t.word",
        states=_SEEN, words=_WORDS,
    ),
)  # fmt: skip

CHECKS: Final[tuple[Check, ...]] = (*OFFERS, *CODES, *AUDIENCES)
