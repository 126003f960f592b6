"""Who reads what happened, and the triggers that refuse a change of state outside the lifecycle table."""

from pathlib import Path

from reciprocal.access import rls
from reciprocal.access.rls import Table
from reciprocal.rulebook.lifecycle import pairs
from reciprocal.rulebook.states import ENDED, REQUEST_STATES, STATES
from reciprocal.workflow import erasure

_TABLES = {"request": "property_requests_propertyrequest", "offer": "offers_offer", "home": "homes_home"}

TABLES = (
    Table(
        "workflow_happening",
        read=(
            "audience = 'case' AND request_id IN (SELECT access_requests('officer'))",
            "audience = 'case' AND request_id IN (SELECT access_requests('scheme'))",
            "audience = 'landlord' AND request_id IN (SELECT access_requests('landlord'))",
            "audience = 'offering' AND organisation_id = access_lettings_organisation()"
            " AND (offer_id IS NULL OR offer_id IN (SELECT id FROM offers_offer))",
        ),
        insert=(
            "coalesce(by_membership, access_membership()) = access_membership() AND access_role() IS NOT NULL",
            "system",
        ),
    ),
)


def functions() -> list[str]:
    """Give the SQL functions of this app, among them those made from the lifecycle table, and its triggers."""
    return [_allowed(), _landlord_sees(), _erase(), rls.functions(Path(__file__).parent), *_triggers()]


def _allowed() -> str:
    rows = ",\n    ".join(
        f"('{machine}', '{before}', '{after}', ARRAY{list(who)!r})"
        for machine in STATES
        for before, after, who in pairs(machine)
    )
    return f"""
CREATE OR REPLACE FUNCTION workflow_allowed(of_machine text, was text, becomes text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE found text[];
BEGIN
  SELECT who INTO found FROM (VALUES
    {rows}
  ) AS lifecycle (machine, before, after, who) WHERE machine = of_machine AND before = was AND after = becomes;
  IF found IS NULL THEN
    RAISE EXCEPTION 'the lifecycle has no change of a % from % to %', of_machine, was, becomes USING ERRCODE = 'RC001';
  END IF;
  RETURN found;
END $$
"""


def _landlord_sees() -> str:
    cases = " ".join(f"WHEN '{s.key}' THEN '{s.landlord_sees}'" for s in REQUEST_STATES.values() if s.landlord_sees)
    return f"""
CREATE OR REPLACE FUNCTION workflow_landlord_sees(request_state text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE request_state {cases} END
$$
"""


def _erase() -> str:
    classes = "".join(
        f"""
  IF retention = '{retention}' THEN
    UPDATE property_requests_propertyrequest SET {marked} = today WHERE id = request;
    {erasure.script(retention)}
  END IF;"""
        for retention, marked in erasure.MARKED.items()
    )
    ended = ", ".join(f"'{state}'" for state in ENDED)
    return f"""
CREATE OR REPLACE FUNCTION workflow_erase(request uuid, retention text, today date, again boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT access_stands(request, ARRAY['system'])
     OR NOT again AND NOT EXISTS (
       SELECT 1 FROM property_requests_propertyrequest WHERE id = request AND state IN ({ended})) THEN
    RAISE EXCEPTION 'only the service erases, and only of what has ended' USING ERRCODE = 'RC002';
  END IF;{classes}
  IF retention = '{erasure.SEALED}' THEN
    DELETE FROM audit_subjectkey WHERE subject = request;
  END IF;
END $$
"""


def _triggers() -> list[str]:
    return [
        statement
        for machine, table in _TABLES.items()
        for statement in (
            f"DROP TRIGGER IF EXISTS lifecycle ON {table}",
            f"CREATE TRIGGER lifecycle BEFORE INSERT OR UPDATE OF state ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION workflow_{machine}_guard()",
        )
    ]
