"""The pot: each move has its pair of lines, each line its move, and every pair adds up to zero."""

from __future__ import annotations

from typing import Final

from reciprocal.config.checks import Check, query

CHECKS: Final[tuple[Check, ...]] = (
    query(
        "A household that moved has its pair in the pot",
        "Request {} has moved, and the pot has no pair for it.",
        "SELECT r.id FROM property_requests_propertyrequest r WHERE r.state = 'moved'"
        " AND NOT EXISTS (SELECT FROM ledger_pair m WHERE m.request_id = r.id)",
    ),
    query(
        "A pair in the pot belongs to a household that moved",
        "Pair {} of the pot is for request {}, which has not moved.",
        # Nothing erases a request yet, so that one which is missing has not moved either.
        "SELECT m.id, m.request_id FROM ledger_pair m"
        " LEFT JOIN property_requests_propertyrequest r ON r.id = m.request_id"
        " WHERE m.request_id IS NOT NULL AND r.state IS DISTINCT FROM 'moved'",
    ),
    query(
        "A line of the pot belongs to one pair",
        "Line {} of the pot belongs to {} pairs.",
        "SELECT l.id, count(m.id) FROM ledger_line l LEFT JOIN ledger_pair m ON l.id IN (m.owes_id, m.owed_id)"
        " GROUP BY l.id HAVING count(m.id) <> 1",
    ),
    query(
        "A pair in the pot adds up to zero: one landlord owes a home, another is owed one",
        "Pair {} of the pot has the lines {} ({}) and {} ({}), which are no pair.",
        "SELECT m.id, m.owes_id, a.change, m.owed_id, b.change FROM ledger_pair m"
        " LEFT JOIN ledger_line a ON a.id = m.owes_id LEFT JOIN ledger_line b ON b.id = m.owed_id"
        " WHERE a.change IS DISTINCT FROM -1 OR b.change IS DISTINCT FROM 1 OR a.month <> b.month"
        "    OR a.organisation_id = b.organisation_id"
        "    OR a.about IS DISTINCT FROM b.about OR a.reason <> b.reason"
        "    OR (m.request_id IS NOT NULL) <> (a.kind = 'moved_out' AND b.kind = 'housed')"
        "    OR (m.request_id IS NULL AND (a.kind <> b.kind OR a.kind NOT IN ('opening', 'correction')))",
    ),
    query(
        "A pair in the pot is of the two landlords of the move",
        "Pair {} of the pot is not of the landlord that request {} left and the partner that housed it.",
        "SELECT m.id, r.id FROM ledger_pair m JOIN property_requests_propertyrequest r ON r.id = m.request_id"
        " JOIN ledger_line a ON a.id = m.owes_id JOIN ledger_line b ON b.id = m.owed_id"
        " WHERE r.state = 'moved' AND (a.organisation_id IS DISTINCT FROM r.landlord_id"
        "  OR NOT EXISTS (SELECT FROM offers_offer o WHERE o.request_id = r.id AND o.state = 'started'"
        "                  AND o.organisation_id = b.organisation_id))",
    ),
    query(
        "What is taken back is the pair of a move, with its two landlords the other way round",
        "Pair {} of the pot takes pair {} back, and is not the same the other way round.",
        "SELECT m.id, r.id FROM ledger_pair m JOIN ledger_pair r ON r.id = m.reverses_id"
        " JOIN ledger_line a ON a.id = m.owes_id JOIN ledger_line b ON b.id = m.owed_id"
        " JOIN ledger_line ra ON ra.id = r.owes_id JOIN ledger_line rb ON rb.id = r.owed_id"
        " WHERE r.request_id IS NULL OR a.organisation_id <> rb.organisation_id"
        "    OR b.organisation_id <> ra.organisation_id OR a.kind <> 'correction'"
        "    OR a.about IS DISTINCT FROM ra.month OR a.month < ra.month",
    ),
)
